"""Close periods within a run: plan, freeze, tell what is another figure now, and hand it to dbt.

A close is staged while the figures are built, and gets its name once they are published
(`closes/store.py`). What it adds to a day's run is said in `docs/close.md`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, timedelta
from pathlib import Path

import duckdb

from closes import Close, Period, Plan, Store, plan
from closes.effects import Restatement
from closes.freeze import By, freeze
from closes.restate import restate
from closes.tables import write_closes, write_restatements
from company.clock import Grain
from kpis.compilation import generated_folder
from orchestration.build.close_days import close_day, store_of
from orchestration.build.lineage import Lineage
from orchestration.company.context import Company
from orchestration.dbt import command as dbt_command
from orchestration.dbt.manifest import load_manifest
from publishing import is_of_run
from publishing.versions import by_age

#: How far around now days off are kept for the schedules.
_DAYS_OFF_AROUND = timedelta(days=62)
_SNAPSHOTS = ("snapshot_accounts", "snapshot_opportunities", "snapshot_people")
#: Without these a figure can't be compared with what it was.
_NEEDED = {("kpi", "kpi_values"), ("kpi", "kpi__definitions")}


def settle(company: Company) -> list[str]:
    """Finish or remove what a killed run left half closed; return what was done."""
    versions = [folder.name for folder in by_age(company.settings.published_dir)]
    return store_of(company).settle(
        lambda run_id: any(is_of_run(version, run_id) for version in versions)
    )


def planned(company: Company, grain: Grain, starts: Iterable[date], last_ended: date) -> Plan:
    """Return what a run closes of the periods of `grain` that it is for.

    `last_ended` is the first day of the last one that has ended.
    """
    calendar = company.calendar
    store, day = store_of(company), close_day(company)
    periods = [Period(grain, start, calendar.period_end(start, grain)) for start in starts]
    return plan(
        store,
        periods,
        company.as_of,
        store.installed_on(_first_day_known(company)),
        lambda period: day(period.end),
        {grain: last_ended},
    )


def kpi_inputs(company: Company, inputs: str, closing: Plan = Plan()) -> str:  # noqa: B008 - frozen
    """Return what the KPIs are made from: the run's inputs, and the closes once it has ended."""
    return f"{inputs} {store_of(company).state(closing.names)}"


def hand_on_closes(company: Company) -> None:
    """Give the warehouse the closes there are, before dbt's models read them."""
    store = store_of(company)
    write_closes(company.settings.warehouse_path, store)
    # Of the first run, too: what it knows is what later closes may reach back to.
    store.installed_on(_first_day_known(company))
    _note_days_off(company)


def close_and_compare(company: Company, closing: Plan, cadence: str, run_id: str) -> list[Close]:
    """Freeze what is to be closed, and tell what of all closes is another figure now.

    The KPIs are built, and nobody has the warehouse open.
    """
    settings, store = company.settings, store_of(company)
    generated = generated_folder(dbt_command.DBT_PROJECT_DIR)
    done = freeze(
        settings.warehouse_path,
        store,
        closing.closing,
        By(cadence, run_id, company.as_of),
        generated,
        settings.memory_limit,
    )
    if done:
        write_closes(settings.warehouse_path, store)
    write_restatements(settings.warehouse_path, _restated(company, store, generated))
    return done


def finish_closes(company: Company) -> list[Close]:
    """Give the closes of this run their names: readers have their figures."""
    return store_of(company).commit()


def _restated(company: Company, store: Store, generated: Path) -> Sequence[Restatement]:
    settings = company.settings
    if not store.current(staged=True) or not _has(settings.warehouse_path, _NEEDED):
        return []
    feeds = Lineage(load_manifest()).entities()
    return restate(settings.warehouse_path, store, generated, feeds, settings.memory_limit)


def _first_day_known(company: Company) -> date:
    """Return the first day of which the snapshots know, which begin with the installation.

    A snapshot is of the end of a day.
    """
    path = company.settings.warehouse_path
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "select table_name from duckdb_tables() where schema_name = 'snapshots'"
            ).fetchall()
            if name in _SNAPSHOTS
        ]
        found = [
            connection.execute(
                f"select min(dbt_valid_from) from snapshots.{name}"  # noqa: S608 - of the list
            ).fetchone()
            for name in names
        ]
    calendar = company.calendar
    days = [
        calendar.business_day(row[0].replace(tzinfo=UTC)) - timedelta(days=1)
        for row in found
        if row and row[0]
    ]
    return min([*days, company.as_of])


def _note_days_off(company: Company) -> None:
    """Keep the holidays around now for the schedules, which may not open the warehouse."""
    path = company.settings.warehouse_path
    if not _has(path, {("conformed", "business_calendar")}):
        return
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute(
            "select day_on from conformed.business_calendar "
            "where not is_business_day and day_on between ? and ?",
            [company.as_of - _DAYS_OFF_AROUND, company.as_of + _DAYS_OFF_AROUND],
        ).fetchall()
    store_of(company).note_days_off([day for (day,) in rows])


def _has(path: Path, tables: Collection[tuple[str, str]]) -> bool:
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(
            "select schema_name, table_name from duckdb_tables() union all "
            "select schema_name, view_name from duckdb_views()"
        ).fetchall()
    return set(tables) <= set(found)
