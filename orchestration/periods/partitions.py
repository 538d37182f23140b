"""The periods that jobs run over, in the company's time zone and fiscal year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

import dagster as dg

from company.clock import Grain
from orchestration.company.context import Company
from orchestration.periods.rhythm import (
    Cadence,
    PeriodError,
    fiscal_quarter_months,
    last_closed_period,
)

#: What can be run again one period at a time: so many quarters or fiscal years before the current
#: one. An earlier day is run again with its month, which computes it too.
_HISTORY: Mapping[Grain, tuple[Grain, int]] = {
    "day": ("quarter", 1),
    "week": ("year", 1),
    "month": ("year", 3),
    "quarter": ("year", 3),
    "year": ("year", 3),
}
_KEY = "%Y-%m-%d"

#: Dagster's tags on a run: its period, or the first one of a range.
PARTITION_TAG = "dagster/partition"
_RANGE_START_TAG = "dagster/asset_partition_range_start"


def partitions(company: Company, grain: Grain) -> dg.TimeWindowPartitionsDefinition:
    """Return the partitions of `grain`; a key is the period's first day.

    Where the company's clock is fixed, the last partition is the one that ended by then, whatever
    the real date is; else the last one that has ended.
    """
    return dg.TimeWindowPartitionsDefinition(
        start=_history_start(company, grain).isoformat(),
        end=None if company.clock.is_live else _end(company, grain).isoformat(),
        fmt=_KEY,
        timezone=company.profile.time_zone,
        cron_schedule=_cron(company, grain),
        end_offset=_periods_ahead(company, grain),
    )


def key(period_start: date) -> str:
    """Return the partition key of the period that begins on `period_start`."""
    return period_start.strftime(_KEY)


def period_of(partition_key: str) -> date:
    """Return the first day of the period with this key."""
    return datetime.strptime(partition_key, _KEY).replace(tzinfo=UTC).date()


def first_day(context: dg.AssetExecutionContext) -> date:
    """Return the first day of the step's period, or of the first one when it has several."""
    return period_of(context.partition_key_range.start)


def day_of_run(run: dg.DagsterRun, otherwise: date) -> date:
    """Return the first day of the period that a run is for, whatever of it a step makes."""
    tags = run.tags
    found = tags.get(PARTITION_TAG) or tags.get(_RANGE_START_TAG)
    return period_of(found) if found else otherwise


def unmarked_before(context: dg.AssetExecutionContext) -> Sequence[str]:
    """Return the keys of the periods before the step's that Dagster shows as missing."""
    keys = context.assets_def.partitions_def
    if keys is None:
        return ()
    known = context.instance.get_materialized_partitions(context.asset_key)
    first = context.partition_key_range.start
    return [key for key in keys.get_partition_keys() if key < first and key not in known]


def require_period(company: Company, cadence: Cadence, first: date) -> None:
    """Make sure that a run of `cadence` may be for the period that begins on `first`.

    Raises:
        PeriodError: it may not.
    """
    grain, calendar = cadence.grain, company.calendar
    begins = calendar.period_start(first, grain)
    if first != begins:
        raise PeriodError(
            f"--period {first}: no {grain} begins then; the one that it lies in begins on {begins}"
        )
    earliest = _history_start(company, grain)
    latest = last_closed_period(calendar, grain, company.as_of)
    if not earliest <= first <= latest:
        raise PeriodError(
            f"--period {first}: {cadence.name} runs are for a {grain} that begins from {earliest} "
            f"to {latest}, the last one that has ended as of {company.as_of}; an earlier one is "
            "computed again with the month or quarter that it lies in"
        )


def _history_start(company: Company, grain: Grain) -> date:
    calendar = company.calendar
    longer, count = _HISTORY[grain]
    start = calendar.period_start(company.as_of, longer)
    for _ in range(count):
        start = calendar.period_start(start - timedelta(days=1), longer)
    return calendar.period_start(start, grain)


def _end(company: Company, grain: Grain) -> date:
    """Return the first day after the last period that had ended by `as_of`."""
    calendar = company.calendar
    return calendar.period_start(company.as_of + timedelta(days=1), grain)


def _periods_ahead(company: Company, grain: Grain) -> int:
    """Return how many periods have ended by a fixed clock but not by the real one."""
    if company.clock.is_live:
        return 0
    calendar = company.calendar
    start = calendar.period_start(datetime.now(company.profile.zone).date(), grain)
    end = _end(company, grain)
    ahead = 0
    while start < end:
        start = calendar.next_period(start, grain)
        ahead += 1
    return ahead


def _cron(company: Company, grain: Grain) -> str:
    match grain:
        case "day":
            return "0 0 * * *"
        case "week":
            return "0 0 * * 1"
        case "month":
            return "0 0 1 * *"
        case "quarter":
            return f"0 0 1 {fiscal_quarter_months(company.profile.fiscal_year_start_month)} *"
        case "year":
            return f"0 0 1 {company.profile.fiscal_year_start_month} *"
