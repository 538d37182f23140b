"""An empty table blocks where something says that it had rows, and warns where nothing does."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from expectations.results import CheckResult, SuiteResult
from expectations.suite import Suite
from expectations.suites import all_suites
from ingestion.registry import discover
from orchestration.build.refused import maybe_none_yet, without_blocking
from orchestration.dbt.manifest import load_manifest

AT = datetime(2026, 11, 29, tzinfo=UTC)
SUITES = [suite for suite in all_suites() if suite.shows_in]


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A warehouse in which every table of the suites is there and none has rows."""
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        for table in sorted({it for suite in SUITES for it in (suite.table, *suite.shows_in)}):
            connection.execute(f"create schema if not exists {table.split('.')[0]}")
            connection.execute(f"create table {table} (id varchar)")
    return path


def blocked(warehouse: Path) -> set[str]:
    """The tables whose emptiness keeps a run from being published."""

    def empty(suite: Suite) -> SuiteResult:
        check = f"{suite.table}.not_empty"
        failed = CheckResult(check, suite.table, suite.stage, "block", False, "empty", AT)
        return SuiteResult(suite.table, (failed,))

    outcomes = without_blocking(list(map(empty, SUITES)), maybe_none_yet(warehouse, SUITES))
    return {result.table_name for it in outcomes for result in it.results if result.blocks}


def test_a_company_that_has_nothing_of_a_kind_yet_is_published(warehouse: Path) -> None:
    assert {suite.table for suite in SUITES} >= {"raw_hubspot.deals", "raw_hubspot.companies"}
    assert blocked(warehouse) == set()


@pytest.mark.parametrize(
    ("trace", "missing"),
    [
        ("raw_hubspot.deals_to_contacts", {"raw_hubspot.deals"}),
        ("raw_hubspot.line_items_to_deals", {"raw_hubspot.deals"}),
        ("raw_hubspot.deals_to_companies", {"raw_hubspot.deals", "raw_hubspot.companies"}),
        ("raw_hubspot.contacts_to_companies", {"raw_hubspot.companies"}),
        ("raw_zendesk.ticket_events", {"raw_zendesk.tickets"}),
        ("conformed.opportunities", {"marts.fct_opportunities"}),
    ],
)
def test_what_another_table_has_a_trace_of_must_have_rows(
    warehouse: Path, trace: str, missing: set[str]
) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(f"insert into {trace} values ('1')")
    assert blocked(warehouse) == missing


def test_each_trace_is_a_table_that_something_makes() -> None:
    raw = {f"{spec.dataset}.{name}" for spec in discover().values() for name in spec.raw_tables}
    models = {
        f"{node['schema'].removeprefix('main_')}.{node['name']}"
        for node in load_manifest()["nodes"].values()
        if node["resource_type"] == "model"
    }
    assert {it for suite in SUITES for it in suite.shows_in} <= raw | models
