"""What is late by its policy: sources, the publication, and the periods of the schedules.

Dagster's daemon judges sources and the publication by `orchestration/defs/freshness.py`, so that
the UI and the messages say the same. A period is late when its run has not ended well some hours
after its schedule should have ticked: whether it did not tick, was switched off, or failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

import dagster as dg
from dagster._core.definitions.freshness import FreshnessState

from company import Clock
from orchestration.company.settings import Settings
from orchestration.periods.partitions import key
from orchestration.periods.rhythm import CADENCES, Cadence, last_closed_period, tick_of
from orchestration.reporting.notify import send
from orchestration.reporting.readers import what_readers_have
from orchestration.translators import PUBLICATION, period_key

#: From a schedule's tick until its run must have ended well.
RUN_MAY_TAKE = timedelta(hours=3)

#: What is late -> why it is said to be.
Late = Mapping[str, str]


def late_assets(instance: dg.DagsterInstance, watched: Iterable[dg.AssetKey]) -> Late:
    """Return the sources, and the publication, that Dagster found to be late."""
    records = instance.get_freshness_state_records(list(watched))
    found: dict[str, str] = {}
    for asset_key, record in records.items():
        if record.freshness_state is not FreshnessState.FAIL:
            continue
        event = instance.get_latest_materialization_event(asset_key)
        last = (
            f"{datetime.fromtimestamp(event.timestamp).astimezone():%Y-%m-%d %H:%M}"
            if event
            else ""
        )
        found[_thing(asset_key)] = f"was made last on {last}" if last else "was never made"
    return found


def late_periods(
    instance: dg.DagsterInstance,
    calendar: Clock,
    as_of: date,
    now: datetime,
    close_day: Callable[[date], date] | None = None,
) -> Late:
    """Return the last closed period of each cadence whose run should have ended well by `now`.

    `close_day` says on which day a period is closed that ended on a day.

    Nothing is late before a company's first publication, nor some hours after it: the periods that
    closed before are run then.
    """
    begun = _first_publication(instance)
    found: dict[str, str] = {}
    if begun is None:
        return found
    for cadence in CADENCES:
        tick = tick_of(cadence, calendar, as_of, close_day)
        start = last_closed_period(calendar, cadence.grain, as_of)
        if now < max(tick, begun) + RUN_MAY_TAKE or _is_published(instance, cadence, start):
            continue
        found[f"schedule {cadence.name}"] = (
            f"{start} was due at {tick:%Y-%m-%d %H:%M}; {_state(instance, cadence, start)}"
        )
    return found


def tell_changes(settings: Settings, before: Late, now: Late) -> None:
    """Notify of what has become late, and of what is well again; of nothing twice."""
    late = {name: why for name, why in now.items() if name not in before}
    well = sorted(name for name in before if name not in now)
    readers = f"\n- Readers have {what_readers_have(settings.published_dir)}"
    page = f"\n- What is late: {settings.page('late')}\n"
    if late:
        lines = "\n".join(f"- {name}: {why}" for name, why in sorted(late.items()))
        title = f"Accord: late: {', '.join(sorted(late))}"
        send(settings, title, f"# {title}\n\n{lines}{readers}{page}", is_good=False)
    if well:
        title = f"Accord: no longer late: {', '.join(well)}"
        send(settings, title, f"# {title}\n{readers}{page}", is_good=True)


def _first_publication(instance: dg.DagsterInstance) -> datetime | None:
    first = instance.fetch_materializations(PUBLICATION, limit=1, ascending=True).records
    return datetime.fromtimestamp(first[0].timestamp, UTC) if first else None


def _thing(asset_key: dg.AssetKey) -> str:
    if asset_key == PUBLICATION:
        return "the publication"
    return f"source {asset_key.path[0].removeprefix('raw_')}"


def _is_published(instance: dg.DagsterInstance, cadence: Cadence, start: date) -> bool:
    return key(start) in instance.get_materialized_partitions(period_key(cadence.name))


def _state(instance: dg.DagsterInstance, cadence: Cadence, start: date) -> str:
    runs = instance.get_runs(
        filters=dg.RunsFilter(job_name=cadence.name, tags={"dagster/partition": key(start)}),
        limit=1,
    )
    if not runs:
        return "no run was started: its schedule did not tick, or is switched off"
    return f"its run {runs[0].run_id[:8]} is {runs[0].status.value.lower()}"
