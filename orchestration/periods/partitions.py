"""The periods that jobs run over, in the company's time zone and fiscal year."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import dagster as dg

from company.clock import Grain
from orchestration.company.context import Company
from orchestration.periods.rhythm import fiscal_quarter_months

#: How many fiscal years before the current one can be run again, one period at a time.
HISTORY_YEARS = 3
_KEY = "%Y-%m-%d"


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
    """Return the first day of the run's period, or of the first one when it has several."""
    return period_of(context.partition_key_range.start)


def _history_start(company: Company, grain: Grain) -> date:
    calendar = company.calendar
    year = calendar.period_start(company.as_of, "year")
    for _ in range(HISTORY_YEARS):
        year = calendar.period_start(year - timedelta(days=1), "year")
    return calendar.period_start(year, grain)


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
