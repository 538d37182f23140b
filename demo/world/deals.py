"""One deal from creation to its end: stages, amounts, probabilities, dates, owners."""

from __future__ import annotations

import random

from demo.world.baskets import Basket
from demo.world.cast import Campaign, Company, Contact, Deal, Rep
from demo.world.clock import DAY, HOUR, iso_instant, to_date
from demo.world.forecasting import closing_day, expected_dates, probability
from demo.world.opening import Contract
from demo.world.state import Simulation

STAGES = {
    "sales": ("discovery", "demo", "proposal", "negotiation"),
    "renewal": ("renewal_open", "renewal_negotiation"),
}
WON = {"sales": "closedwon", "renewal": "renewalwon"}
LOST = {"sales": "closedlost", "renewal": "renewallost"}
LOSS_REASONS = ("price", "no_decision", "competitor", "missing_feature", "timing", "budget_cut")
COMPETITORS = ("Veritas CRM", "Salesmoor", "Pipeworks", "in-house")
_COMPETITOR_SEEN = 0.34
_DATES_MOVED = 0.8
_NO_REASON = 0.07
_CYCLE_DAYS = {"smb": 26.0, "mid": 46.0, "enterprise": 82.0}
_ENTRIES = {"sales": (0.0, 0.22, 0.5, 0.76), "renewal": (0.0, 0.5)}


class DealDesk:
    """Opens deals and plays them to their end."""

    def __init__(self, sim: Simulation, products: dict[str, int]) -> None:
        self.sim = sim
        self.products = products
        self.rng: random.Random = sim.random("deals")
        self.baskets: dict[int, Basket] = {}
        self._closings = 0

    def open(
        self,
        company: Company,
        contacts: list[Contact],
        at: int,
        kind: str,
        owner: Rep,
        basket: Basket,
        *,
        win: bool,
        channel: str,
        campaign: Campaign | None,
        pace: float = 1.0,
        close_by: int | None = None,
    ) -> Deal:
        """Open a deal at an instant and write its whole history. `close_by` fixes the closing."""
        rng, calendar = self.rng, self.sim.calendar
        pipeline = "renewal" if kind == "renewal" else "sales"
        cycle = _CYCLE_DAYS[company.segment] * rng.lognormvariate(0, 0.45) * pace
        if "late_logged_pipeline" in owner.looks_like and company.segment == "smb" and win:
            cycle = rng.uniform(3.2, 6.5)
        reached = 4 if win else rng.choices((1, 2, 3, 4), self._loss_profile(owner))[0]
        stages = STAGES[pipeline]
        reached = min(reached, len(stages))
        length = cycle if win else cycle * (reached / len(stages)) * rng.uniform(0.8, 1.3)
        if close_by is None:
            drawn = at + int(max(length, 2.0) * DAY)
            closes = calendar.planned_instant(rng, drawn, company.country)
        else:
            closes = calendar.work_instant(rng, close_by, company.country)
        if win and close_by is None:
            closes = closing_day(calendar, rng, owner, at, closes)
        late = win and kind != "renewal" and self._late(owner)
        created = closes - rng.randrange(DAY, 6 * DAY) if late else at
        created = max(created, at)
        deal = Deal(
            id=self.sim.ids.take("deals"),
            company=company,
            record=contacts[0].company_record if contacts else None,
            pipeline=pipeline,
            type=kind,
            currency=basket.currency,
            channel=channel,
            campaign=campaign,
            owner=owner,
            created=created,
            recorded=created + (rng.randrange(DAY, 4 * DAY) if rng.random() < 0.04 else 5),
        )
        if deal.record is not None:
            deal.recorded = max(deal.recorded, deal.record.recorded)
        deal.contacts = [c for c in contacts if c.recorded <= deal.recorded][:4]
        ends = closes
        if not win and self._undeclared(owner):
            deal.quiet_after = closes
            ends = self._cleaned_up(owner, closes)
        path = self._path(deal, stages[:reached], created, closes, late)
        deal.change("owner", str(owner.id), created)
        self._play(deal, path, basket, closes, win)
        # Most owners go on moving the date of a deal that nobody works on any more.
        is_moved = deal.quiet_after is not None and rng.random() < _DATES_MOVED
        self._expect(deal, created, ends if is_moved else closes, length)
        self._close(deal, ends, win, basket)
        self.baskets[deal.id] = basket
        self._hand_over(deal, created, ends)
        self.sim.cast.deals.append(deal)
        return deal

    def book(self, contract: Contract, owner: Rep) -> Deal:
        """Import a contract that ran before there was a CRM: a deal won on the day of signature."""
        at, known, basket = contract.signed, contract.booked, contract.basket
        deal = Deal(
            id=self.sim.ids.take("deals"),
            company=contract.company,
            record=contract.contacts[0].company_record,
            pipeline="renewal",
            type="renewal",
            currency=basket.currency,
            channel=contract.contacts[0].channel,
            campaign=None,
            owner=owner,
            created=at,
            recorded=known,
            contacts=contract.contacts,
            closed=at,
            won=True,
            is_imported=True,
            case="contract_imported",
        )
        deal.change("owner", str(owner.id), at, known)
        deal.change("stage", WON["renewal"], at, known)
        deal.change("closed_at", iso_instant(at), at, known)
        deal.change("probability", "1.00", at, known)
        for name in ("amount", "list_price", "discount", "cost"):
            deal.change(name, f"{getattr(basket, name):.2f}", at, known)
        deal.lines = basket.lines(self.products, contract.starts_on, at)
        for line in deal.lines:
            line.recorded = known
        self.baskets[deal.id] = basket
        self.sim.cast.deals.append(deal)
        self.sim.special("contract_imported", "deals", deal.id, "", known)
        return deal

    def _loss_profile(self, owner: Rep) -> tuple[int, int, int, int]:
        # An unlucky run of late losses looks like happy ears.
        return (10, 20, 30, 40) if "happy_ears" in owner.looks_like else (28, 30, 27, 15)

    def _late(self, owner: Rep) -> bool:
        return "late_logged_pipeline" in owner.tricks and self.rng.random() < 0.6

    def _undeclared(self, owner: Rep) -> bool:
        return self.rng.random() < (0.6 if "undeclared_losses" in owner.tricks else 0.03)

    def _cleaned_up(self, owner: Rep, closes: int) -> int:
        """When a loss that its owner did not declare is closed at last."""
        days = (210, 480) if "undeclared_losses" in owner.tricks else (45, 150)
        return self.sim.calendar.planned_instant(self.rng, closes + self.rng.randrange(*days) * DAY)

    def _path(
        self, deal: Deal, stages: tuple[str, ...], created: int, closes: int, late: bool
    ) -> list[tuple[str, int]]:
        rng = self.rng
        entries = _ENTRIES[deal.pipeline]
        names = list(stages)
        if late:
            return [(names[-1], created)]
        if len(names) >= 3 and rng.random() < 0.13:
            skipped = names.pop(rng.randrange(0, len(names) - 1))
            self.sim.special("deal_skips_stage", "deals", deal.id, skipped, created)
        total = STAGES[deal.pipeline]
        scale = entries[total.index(names[-1])] + rng.uniform(0.12, 0.3)
        path = [(names[0], created)]
        for name in names[1:]:
            share = entries[total.index(name)] / max(scale, 0.2) * rng.uniform(0.85, 1.1)
            moment = created + int((closes - created) * min(share, 0.95))
            moment = self._entry(moment, closes, deal.company.country)
            path.append((name, min(max(moment, path[-1][1] + 600), closes - 300)))
        return [step for i, step in enumerate(path) if i == 0 or step[1] > path[i - 1][1]]

    def _entry(self, earliest: int, closes: int, country: str) -> int:
        """When a stage is entered: as planned, or as soon as possible before a near closing."""
        planned = self.sim.calendar.planned_instant(self.rng, earliest, country)
        if planned < closes:
            return planned
        return self.sim.calendar.work_instant(self.rng, earliest, country)

    def _play(
        self, deal: Deal, path: list[tuple[str, int]], basket: Basket, closes: int, win: bool
    ) -> None:
        rng = self.rng
        nameless = "incomplete_records" in deal.owner.tricks or rng.random() < 0.05
        estimate = float(round(basket.amount * rng.uniform(0.75, 1.35), -2)) or 100.0
        known = deal.recorded
        for position, (stage, moment) in enumerate(path):
            late = rng.randrange(6 * HOUR, 3 * DAY) if rng.random() < 0.06 and position else 0
            known = max(known, moment + late)
            deal.stage_times[stage] = moment
            deal.change("stage", stage, moment, known)
            odds = probability(rng, deal.owner, stage, win)
            deal.change("probability", f"{odds:.2f}", moment, known)
            if stage in ("proposal", "renewal_negotiation") or position == 0:
                if position == 0 and nameless and len(path) > 1:
                    continue
                amount = estimate if stage not in ("proposal", "renewal_negotiation") else None
                quoted = amount or round(basket.amount * rng.uniform(0.95, 1.12), 2)
                deal.change("amount", f"{quoted:.2f}", moment, known)
            if stage == "proposal":
                deal.change("list_price", f"{basket.list_price:.2f}", moment, known)
                deal.change("discount", f"{basket.discount / 2:.2f}", moment, known)
                deal.change("cost", f"{basket.cost:.2f}", moment, known)
        if len(path) > 1 and rng.random() < _COMPETITOR_SEEN:
            # Who else was asked comes up in the talks, however the deal ends.
            deal.change("competitor", rng.choice(COMPETITORS), path[1][1], known)
        if "happy_ears" in deal.owner.tricks and len(path) > 1 and deal.pipeline == "sales":
            self._talk_up(deal, path[-1][1], closes)

    def _talk_up(self, deal: Deal, since: int, closes: int) -> None:
        """A probability raised in the last fortnight of a quarter."""
        calendar = self.sim.calendar
        day = calendar.quarter_end(calendar.day_of(since)) - self.rng.randrange(1, 12)
        moment = calendar.at(calendar.workday(day), 17)
        if since < moment < closes:
            deal.change("probability", "0.95", moment)

    def _expect(self, deal: Deal, created: int, closes: int, length: float) -> None:
        calendar = self.sim.calendar
        dates = expected_dates(calendar, self.rng, deal.owner, created, closes, length)
        pushes = 0
        for moment, day in dates:
            deal.change("expected_close_on", to_date(day).isoformat(), moment)
            pushes += 1
        if pushes > 1:
            known = dates[1][0]
            self.sim.special("close_date_moved", "deals", deal.id, f"{pushes - 1} times", known)

    def _close(self, deal: Deal, closes: int, win: bool, basket: Basket) -> None:
        rng = self.rng
        deal.closed, deal.won = closes, win
        known = max(change[3] for change in deal.changes if change[0] == "stage")
        known = max(known, closes)
        self._closings += 1
        if self._closings % 20 == 9:
            known = max(known, closes + rng.randrange(DAY, 5 * DAY))
            self.sim.special("closing_recorded_late", "deals", deal.id, "", known)
        deal.change("stage", (WON if win else LOST)[deal.pipeline], closes, known)
        deal.change("closed_at", iso_instant(closes), closes, known)
        deal.change("probability", "1.00" if win else "0.00", closes, known)
        if win:
            deal.change("amount", f"{basket.amount:.2f}", closes, known)
            deal.change("list_price", f"{basket.list_price:.2f}", closes, known)
            deal.change("discount", f"{basket.discount:.2f}", closes, known)
            deal.change("cost", f"{basket.cost:.2f}", closes, known)
            starts = self.sim.calendar.day_of(closes) + rng.randrange(0, 15)
            deal.lines = basket.lines(self.products, starts, closes)
            for line in deal.lines:
                line.recorded = known
        else:
            reason = "no_decision" if deal.quiet_after else rng.choice(LOSS_REASONS)
            # Reps close a loss in a hurry now and then.
            if rng.random() >= _NO_REASON:
                deal.change("loss_reason", reason, closes, known)
            named = any(change[0] == "competitor" for change in deal.changes)
            # Not every buyer says to whom the deal was lost.
            if not named and rng.random() < (0.8 if reason == "competitor" else 0.1):
                deal.change("competitor", rng.choice(COMPETITORS), closes, known)

    def _hand_over(self, deal: Deal, created: int, until: int) -> None:
        """When the owner leaves, a colleague of the same role takes the open deal."""
        left = deal.owner.active_to
        if left is None:
            return
        calendar = self.sim.calendar
        day = calendar.workday(left + 1)
        moment = calendar.at(day, 9.25)
        if created < moment < until:
            heirs = [
                r for r in self.sim.cast.reps if r.role == deal.owner.role and r.active(day + 90)
            ]
            heir = min(heirs, key=lambda rep: rep.load)
            heir.load += 1
            deal.change("owner", str(heir.id), moment)
            deal.owner = heir
            self.sim.special("deal_changes_owner", "deals", deal.id, "", moment)
