"""Exchange rates as a treasury sheet has them: business days only, with a stale gap."""

from __future__ import annotations

from demo.world.clock import HOUR
from demo.world.state import Simulation

_FIRST_RATES = {"GBP": 1.165, "CHF": 1.055, "USD": 0.915}
STALE_CURRENCY = "CHF"
STALE_DAYS = 16


def stale_gap(sim: Simulation) -> tuple[int, int]:
    """First and last day without a rate of the stale currency."""
    first = sim.calendar.as_of - 110
    return first, first + STALE_DAYS - 1


def build_rates(sim: Simulation) -> None:
    """A daily random walk per currency, known in the afternoon of its day.

    Of the time before the horizon the sheet has one rate a week: contracts began then.
    """
    rng, calendar = sim.random("fx"), sim.calendar
    gap_first, gap_last = stale_gap(sim)
    for currency, first_rate in _FIRST_RATES.items():
        rate = first_rate
        weekly = {calendar.workday(day) for day in range(calendar.start - 384, calendar.start, 7)}
        for day in range(calendar.start - 384, calendar.end + 1):
            rate *= 1 + rng.gauss(0, 0.0028) - 0.01 * (rate / first_rate - 1)
            # A rate is needed for the day of the import, whatever weekday it is.
            is_listed = day >= calendar.start - 6 or day in weekly
            if not is_listed or not calendar.is_workday(day):
                continue
            if currency == STALE_CURRENCY and gap_first <= day <= gap_last:
                continue
            sim.rows["fx_rates"].add(
                rate_on=day,
                currency=currency,
                rate=round(rate, 6),
                recorded_at=max(calendar.at(day, 16), calendar.import_instant) + HOUR // 4,
            )
    sim.special(
        "fx_stale_gap",
        "fx_rates",
        STALE_CURRENCY,
        f"no rate for {STALE_DAYS} days",
        calendar.day_start(gap_last),
    )
