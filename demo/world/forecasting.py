"""What a rep says about a deal: probabilities, expected dates, the day of signing."""

from __future__ import annotations

import random

from demo.world.cast import Rep
from demo.world.clock import DAY, Calendar, to_date

STAGE_PROBABILITY = {
    "discovery": 0.1,
    "demo": 0.25,
    "proposal": 0.45,
    "negotiation": 0.7,
    "renewal_open": 0.8,
    "renewal_negotiation": 0.85,
}


def probability(rng: random.Random, owner: Rep, stage: str, win: bool) -> float:
    """The forecast probability that the owner enters on reaching a stage."""
    usual = STAGE_PROBABILITY[stage]
    if stage.startswith("renewal"):
        return usual
    if "happy_ears" in owner.tricks:
        return min(0.95, usual + rng.uniform(0.2, 0.35))
    if "sandbagging" in owner.tricks:
        return max(0.05, usual - rng.uniform(0.15, 0.4)) if win else usual
    return usual if rng.random() < 0.8 else min(0.9, max(0.05, usual + rng.uniform(-0.1, 0.1)))


def closing_day(calendar: Calendar, rng: random.Random, owner: Rep, at: int, closes: int) -> int:
    """The signing, which quarter ends attract: a little for all, a lot for some."""
    day = calendar.day_of(closes)
    if to_date(day).month == 8 and rng.random() < 0.45:
        # Whoever signs is on holiday.
        day = calendar.planned_day(rng, day + 31)
        closes = calendar.at(day, rng.uniform(9, 18))
    pull = 0.08
    if "quarter_end_bunching" in owner.tricks:
        pull = 0.85
    elif "quarter_end_bunching" in owner.looks_like:
        pull = 0.7
    last = calendar.quarter_end(day)
    if rng.random() < pull and last - day < (45 if pull > 0.1 else 20):
        target = last - rng.randrange(0, 3)
        while not calendar.is_workday(target):
            target -= 1
        moment = calendar.at(target, rng.uniform(10, 18.4))
        return moment if moment > at + 2 * DAY else closes
    if rng.random() < 0.02:
        # Signed late in the evening: already the next day in UTC+, still this one in UTC.
        return max(closes, calendar.day_start(day + 1) + rng.randrange(300, 3_000))
    return closes


def expected_dates(
    calendar: Calendar,
    rng: random.Random,
    owner: Rep,
    created: int,
    closes: int,
    length: float,
) -> list[tuple[int, int]]:
    """(instant of entry, expected day) in order; a date that passes is pushed, or left to rot."""
    guess = calendar.day_of(created) + max(3, round(length * rng.uniform(0.5, 1.15)))
    dates = [(created, calendar.month_end(guess) if rng.random() < 0.4 else guess)]
    closing = calendar.day_of(closes)
    while dates[-1][1] < closing and len(dates) < 20:
        moment, day = dates[-1]
        period_end = calendar.month_end(day)
        if "close_date_push" in owner.tricks:
            entered = calendar.planned_day(rng, period_end - rng.randrange(8, 13))
            pushed = period_end + rng.randrange(10, 40)
        elif "close_date_push" in owner.looks_like:
            entered = calendar.planned_day(rng, day - rng.randrange(27, 47))
            pushed = day + rng.randrange(25, 60)
        else:
            # Mostly in time; now and then a date has passed before anybody looks.
            entered = calendar.planned_day(rng, day - rng.randrange(-6, 14))
            pushed = day + rng.randrange(10, 45)
        instant = max(calendar.at(entered, rng.uniform(9, 18)), moment + 7_200)
        if instant >= closes:
            break
        dates.append((instant, pushed))
    if "close_date_pull" in owner.tricks:
        dates = _pulled(calendar, rng, dates, closes)
    return dates


def _pulled(
    calendar: Calendar, rng: random.Random, dates: list[tuple[int, int]], closes: int
) -> list[tuple[int, int]]:
    """The last date drawn into the quarter in its last fortnight, to make the forecast."""
    moment, day = dates[-1]
    period_end = calendar.quarter_end(calendar.day_of(moment))
    entered = calendar.at(calendar.workday(period_end - rng.randrange(5, 13)), 16)
    if moment < entered < closes and day > period_end and rng.random() < 0.8:
        return [*dates, (entered, period_end)]
    return dates
