"""What customers buy again and besides, and how many are soon at work with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from tests.oracle.customers import closed_on
from tests.oracle.deals import Deal
from tests.oracle.figures import RATIO, Figure, Tally, divided
from tests.oracle.observations import Observation
from tests.oracle.periods import MONTH_UP, period_start
from tests.oracle.world import World

_WINDOWS = {"repurchase_rate_60d": 60, "repurchase_rate_90d": 90, "repurchase_rate": 365}


def _customers_with_more(tally: Tally) -> float | None:
    bought, more = tally.distinct.get("bought", ()), tally.distinct.get("more", ())
    return divided(len(more), len(bought))


FIGURES: dict[str | tuple[str, str], Figure] = {
    **{kpi: RATIO.monthly() for kpi in _WINDOWS},
    "additional_sales_rate": RATIO.monthly(),
    ("additional_sales_rate", "customers"): Figure(_customers_with_more).monthly(),
    "onboarding_success_rate": RATIO.monthly(),
}


def observe(world: World) -> Iterator[Observation]:
    for wins in world.deals.wins_of.values():
        yield from _again(world, wins)
    yield from _additional(world)
    yield from _onboarded(world)


def _again(world: World, wins: list[Deal]) -> Iterator[Observation]:
    """From the first purchase of each period, and from the first one ever."""
    days = [closed_on(win) for win in wins]
    for grain in MONTH_UP:
        seen: set[date] = set()
        for position, (win, day) in enumerate(zip(wins, days, strict=True)):
            start = period_start(day, grain)
            if start in seen:
                continue
            seen.add(start)
            assert win.closed_at
            where = world.deals.dimensions(win, win.closed_at)
            for kpi, length in _WINDOWS.items():
                again = int(any(day < on <= day + timedelta(days=length) for on in days))
                for variant in ("", "new_customers") if position == 0 else ("",):
                    yield Observation(kpi, day, where, again, 1, variant, grain, start)


def _additional(world: World) -> Iterator[Observation]:
    kpi = "additional_sales_rate"
    for deal in world.deals.won:
        assert deal.closed_at
        on, where = closed_on(deal), world.deals.dimensions(deal, deal.closed_at)
        revenue, is_more = deal.revenue or Decimal(0), deal.row["type"] == "expansion"
        yield Observation(kpi, on, where, revenue * is_more, revenue)
        customer = world.deals.customer_of[deal.deal_id]
        if customer not in world.deals.wins_of:
            continue
        for term in ("bought", "more") if is_more else ("bought",):
            yield Observation(kpi, on, where, variant="customers", distinct=customer, term=term)


def _onboarded(world: World) -> Iterator[Observation]:
    window = timedelta(days=world.profile.windows.onboarding_days)
    onboarded = _onboarded_at(world)
    for first, *_ in world.deals.wins_of.values():
        assert first.closed_at
        if first.account is None:
            # Onboarding is recorded of companies.
            continue
        at = onboarded.get(first.account)
        is_onboarded = int(at is not None and first.closed_at <= at <= first.closed_at + window)
        where = world.deals.dimensions(first, first.closed_at)
        yield Observation("onboarding_success_rate", closed_on(first), where, is_onboarded, 1)


def _onboarded_at(world: World) -> dict[str, datetime]:
    """Account -> when its first record was said to be onboarded."""
    found: dict[str, datetime] = {}
    for row in world.truth.rows("company_records"):
        account = world.people.identity.account(row["company_record_id"])
        known = row["onboarded_recorded_at"]
        if known and row["merged_at"] and row["merged_at"] <= known:
            # About a record that no system serves any more.
            continue
        if account and row["onboarded_at"] and known and known < world.truth.end:
            found[account] = min(row["onboarded_at"], found.get(account, row["onboarded_at"]))
    return found
