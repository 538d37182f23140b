"""Deals that something unusual happens to, placed so that every size has each of them.

Some fall in the days just after the first `as_of`, where day-by-day loading is tested.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

from demo.world.cast import Deal
from demo.world.clock import DAY, HOUR, iso_instant
from demo.world.currencies import STALE_CURRENCY, stale_gap
from demo.world.deals import LOST, STAGES, WON
from demo.world.state import Simulation

_FIVE_MONTHS = 152


class SpecialDeals:
    """Picks deals that nothing else has happened to and bends their history."""

    def __init__(self, sim: Simulation) -> None:
        self.sim = sim
        self.rng: random.Random = sim.random("cases")

    def place(self) -> None:
        """Place every case once just after `as_of` where it can be, and more often before."""
        calendar = self.sim.calendar
        repeats = max(1, len(self.sim.cast.deals) // 250)
        for offset in (3, -30, *(-45 - 9 * n for n in range(repeats))):
            moment = calendar.at(calendar.workday(calendar.as_of + offset), 11.5)
            self._correct_amount(moment)
            self._correct_closing(moment + HOUR)
            self._reopen(moment + 2 * HOUR, won=True)
            self._reopen(moment + 3 * HOUR, won=False)
            self._refund(moment + 4 * HOUR)
            self._delete(moment + 5 * HOUR, restored=False)
            self._delete(moment - 2 * DAY, restored=True)
            self._merge(moment + 10 * HOUR)
        self._test_deals()
        self._stale_rate()

    def _free(self, fits: Callable[[Deal], bool]) -> Iterator[Deal]:
        return (
            deal
            for deal in self.sim.cast.deals
            if deal.case is None and not deal.is_test and fits(deal)
        )

    def _closed_around(self, moment: int, *, won: bool, low: int, high: int) -> Deal | None:
        def fits(deal: Deal) -> bool:
            return (
                deal.closed is not None
                and deal.won is won
                and low * DAY <= moment - deal.closed <= high * DAY
                and max(change[3] for change in deal.changes) < moment
            )

        return next(self._free(fits), None)

    def _mark(self, deal: Deal, case: str, note: str, known: int) -> None:
        deal.case = case
        self.sim.special(case, "deals", deal.id, note, known)

    def _correct_amount(self, moment: int) -> None:
        """The amount of a won deal is corrected five months later, with a line for the rest."""
        deal = self._closed_around(moment, won=True, low=_FIVE_MONTHS - 25, high=_FIVE_MONTHS + 60)
        if deal is None:
            return
        before = round(sum(line.amount for line in deal.lines), 2)
        rebate = round(-0.12 * before, 2)
        line = deal.lines[0]
        deal.lines.append(
            replace(
                line,
                quantity=1,
                unit_price=0.0,
                list_amount=0.0,
                discount=-rebate,
                amount=rebate,
                cost=0.0,
                billing_period="one_off",
                recurring=None,
                starts_on=None,
                ends_on=None,
                created=moment,
                recorded=moment,
            )
        )
        discount = sum(part.discount for part in deal.lines)
        deal.change("amount", f"{before + rebate:.2f}", moment)
        deal.change("discount", f"{discount:.2f}", moment)
        self._mark(deal, "amount_corrected_after_5_months", f"{before} + {rebate}", moment)

    def _correct_closing(self, moment: int) -> None:
        """The day of signing is corrected five months later into the month before."""
        deal = self._closed_around(moment, won=True, low=_FIVE_MONTHS - 25, high=_FIVE_MONTHS + 60)
        if deal is None or deal.closed is None:
            return
        calendar = self.sim.calendar
        month = calendar.month_end(calendar.day_of(deal.closed) - 32)
        signed = calendar.at(month, 16)
        if signed <= deal.created:
            signed = deal.created + HOUR
        deal.change("closed_at", iso_instant(signed), moment)
        note = f"{iso_instant(deal.closed)} to {iso_instant(signed)}"
        deal.closed = signed
        self._mark(deal, "closing_corrected_after_5_months", note, moment)

    def _reopen(self, moment: int, *, won: bool) -> None:
        """A closed deal goes back to its last open stage, and closes the other way later."""
        deal = self._closed_around(moment, won=won, low=4, high=60)
        if deal is None:
            return
        deal.change("stage", STAGES[deal.pipeline][-1], moment)
        deal.change("closed_at", None, moment)
        deal.change("probability", "0.50", moment)
        again = self.sim.calendar.work_instant(self.rng, moment + 12 * DAY)
        stage = (LOST if won else WON)[deal.pipeline]
        deal.change("stage", stage, again)
        deal.change("closed_at", iso_instant(again), again)
        deal.change("probability", "0.00" if won else "1.00", again)
        if won:
            deal.change("loss_reason", "no_decision", again)
        else:
            deal.change("loss_reason", None, again)
        deal.closed, deal.won = again, not won
        self._mark(deal, "reopened_won" if won else "reopened_lost", "", moment)

    def _refund(self, moment: int) -> None:
        deal = self._closed_around(moment, won=True, low=10, high=150)
        if deal is None:
            return
        line = deal.lines[0]
        line.refund = round(line.amount * self.rng.choice((0.1, 0.25, 1.0)), 2)
        line.refunded_at = moment
        line.refund_recorded = moment + self.rng.randrange(HOUR, 3 * DAY)
        self._mark(deal, "refund", f"{line.refund} {deal.currency}", line.refund_recorded)

    def _delete(self, moment: int, *, restored: bool) -> None:
        def fits(deal: Deal) -> bool:
            return deal.recorded + 20 * DAY < moment < deal.recorded + 120 * DAY and not deal.won

        deal = next(self._free(fits), None)
        if deal is None:
            return
        deal.deleted_at = moment
        if restored:
            deal.restored_at = moment + 3 * DAY + HOUR
        known = deal.restored_at or moment
        self._mark(deal, "deal_restored" if restored else "deal_deleted", "", known)

    def _merge(self, moment: int) -> None:
        """The same deal entered twice, by two people, and merged."""

        def fits(deal: Deal) -> bool:
            return deal.recorded + 5 * DAY < moment < deal.recorded + 50 * DAY and not deal.won

        deal = next(self._free(fits), None)
        if deal is None:
            return
        created = min(deal.recorded + 2 * DAY, moment - DAY)
        early = [c for c in deal.changes if c[2] <= deal.created and c[0] in ("owner", "stage")]
        double = replace(
            deal,
            id=self.sim.ids.take("deals"),
            created=created,
            recorded=created + 5,
            contacts=[c for c in deal.contacts if c.recorded <= created],
            changes=[],
            lines=[],
            stage_times={},
            closed=None,
            won=False,
            merged_into=deal.id,
            merged_at=moment,
        )
        for name, value, _, _ in early:
            double.change(name, value, created)
        double.change("amount", "9900.00", created)
        self.sim.cast.deals.append(double)
        self._mark(double, "deal_merged", f"into {deal.id}", moment)
        deal.case = "survivor"

    def _test_deals(self) -> None:
        calendar = self.sim.calendar
        model = next(self._free(lambda deal: deal.won))
        for offset in (200, 90, 20):
            created = calendar.at(calendar.workday(calendar.as_of - offset), 15)
            deal = replace(
                model,
                id=self.sim.ids.take("deals"),
                created=created,
                recorded=created,
                contacts=[],
                changes=[],
                lines=[],
                record=None,
                stage_times={},
                is_test=True,
            )
            deal.change("owner", str(model.owner.id), created)
            deal.change("stage", "closedwon", created + HOUR)
            deal.change("closed_at", iso_instant(created + HOUR), created + HOUR)
            deal.change("amount", "999999.00", created)
            self.sim.cast.deals.append(deal)
            self._mark(deal, "test_deal", "", created)

    def _stale_rate(self) -> None:
        """Name the deals won in the currency without a rate when the last one is too old."""
        calendar = self.sim.calendar
        first, last = stale_gap(self.sim)
        for deal in self.sim.cast.deals:
            if deal.currency != STALE_CURRENCY or not deal.won or deal.closed is None:
                continue
            if first + 7 < calendar.day_of(deal.closed) <= last:
                self.sim.special("fx_stale_win", "deals", deal.id, "", deal.closed)
