"""When what a run makes is late."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import dagster as dg

from orchestration.company.context import load_company
from orchestration.periods.rhythm import CADENCES, DAILY, Cadence, cron, latest_close_day
from orchestration.reporting.lateness import RUN_MAY_TAKE
from orchestration.translators import period_key

_company = load_company()
#: However late in the day a schedule ticks.
_LAST_OF_DAY = (23, 59)
_EVERY = {
    "day": "every day",
    "week": "on the first day after each week",
    "month": "by day {close_day} after each month",
    "quarter": "by day {close_day} after each fiscal quarter",
    "year": "on day {close_day} after each fiscal year",
}


def deadline(cadence: Cadence) -> tuple[int, int]:
    """Return the hour and minute by which the work of a cadence is to be done."""
    tick = datetime.combine(date.min, time(*cadence.at))
    due = tick + RUN_MAY_TAKE
    return (due.hour, due.minute) if due.date() == tick.date() else _LAST_OF_DAY


def last_day(cadence: Cadence) -> int:
    """Return the last day after its period on which the work of a cadence may be done."""
    if not cadence.closes:
        return cadence.close_day
    return latest_close_day(_company.profile.closes.working_day)


def policy(cadence: Cadence) -> dg.FreshnessPolicy:
    """Return the policy of what a cadence makes: made anew on the day, before the deadline.

    What closes a period may be made from the first day after it on.
    """
    hour, minute = deadline(cadence)
    day = last_day(cadence)
    return dg.FreshnessPolicy.cron(
        deadline_cron=cron(replace(cadence, at=(hour, minute), close_day=day), _company.calendar),
        # Whatever made it: a run by hand after midnight counts.
        lower_bound_delta=timedelta(
            days=day - 1 if cadence.closes else 0, hours=hour, minutes=minute
        ),
        timezone=_company.profile.time_zone,
    )


def in_words(cadence: Cadence) -> str:
    """Say when the work of a cadence is due."""
    hour, minute = deadline(cadence)
    every = _EVERY[cadence.grain].format(close_day=last_day(cadence))
    return f"{every}, by {hour:02}:{minute:02} ({_company.profile.time_zone})"


_policies = {cadence: policy(cadence) for cadence in CADENCES}
_of_periods = {period_key(cadence.name): cadence for cadence in CADENCES}


def with_freshness(spec: dg.AssetSpec) -> dg.AssetSpec:
    """Say when an asset is due, and have Dagster say when it is late.

    A demo company's clock does not move by itself, so that nothing of it is ever late.
    """
    if not _company.clock.is_live:
        return spec
    cadence = _of_periods.get(spec.key, DAILY)
    watched: dg.AssetSpec = dg.apply_freshness_policy(spec, _policies[cadence])
    return watched.merge_attributes(metadata={"due": in_words(cadence)})
