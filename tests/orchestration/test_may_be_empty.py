"""An empty table blocks where something says that it had rows, and warns where nothing does."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from expectations.results import CheckResult, SuiteResult
from expectations.suite import Suite
from expectations.suites import all_suites
from ingestion.registry import discover
from orchestration.build.refused import (
    maybe_none_yet,
    naming_what_should_fill,
    without_blocking,
)
from orchestration.dbt.manifest import load_manifest

AT = datetime(2026, 11, 29, tzinfo=UTC)
SUITES = [suite for suite in all_suites() if suite.shows_in]
MADE = [suite for suite in all_suites() if suite.made_of]
TODAY = date(2026, 11, 29)


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

    outcomes = without_blocking(list(map(empty, SUITES)), maybe_none_yet(warehouse, SUITES, TODAY))
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


#: A row that should be in the mart, and one that should not; each as a select.
FILLING = {
    "marts.fct_purchases": ("1 as is_won, 0 as is_customer_unknown", "1 as is_won, 1"),
    "marts.fct_funnel": (
        "true as is_lead, timestamp '2026-11-28' as created_at, false as is_deleted",
        "true, timestamp '2026-11-30', false",
    ),
    "marts.fct_attribution": (
        "'won' as outcome, timestamp '2026-11-28' as closed_at, false as is_deleted, "
        "cast(null as boolean) as is_test",
        "'won', timestamp '2026-11-28', false, true",
    ),
}


@pytest.mark.parametrize("mart", FILLING)
def test_a_mart_is_empty_only_while_nothing_should_be_in_it(tmp_path: Path, mart: str) -> None:
    """And its reason names what should: how many rows, of which table, on which condition."""
    [suite] = [suite for suite in MADE if suite.table == mart]
    [(table, condition)] = suite.made_of.items()
    path = tmp_path / "warehouse.duckdb"
    fills, does_not = FILLING[mart]
    with duckdb.connect(str(path)) as connection:
        for schema in ("marts", "conformed"):
            connection.execute(f"create schema {schema}")
        connection.execute(f"create table {table} as select {fills} where false")
        connection.execute(f"insert into {table} select {does_not}")
    check = f"{mart}.not_empty"
    empty = SuiteResult(
        mart, (CheckResult(check, mart, "marts", "block", False, "the table is empty", AT),)
    )
    assert maybe_none_yet(path, [suite], TODAY) == {mart}
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"insert into {table} select {fills}")
    assert maybe_none_yet(path, [suite], TODAY) == set()
    [named] = naming_what_should_fill([empty], [suite], path, TODAY)
    where = condition.replace("{as_of}", "date '2026-11-29'")
    assert named.results[0].reason == (
        f"the table is empty, but 1 rows of {table} should be in it ({where})"
    )


def test_what_a_mart_is_made_of_is_a_model_with_these_columns() -> None:
    nodes = {
        f"{node['schema'].removeprefix('main_')}.{node['name']}": node
        for node in load_manifest()["nodes"].values()
        if node["resource_type"] == "model"
    }
    for suite in MADE:
        for table, condition in suite.made_of.items():
            words = set(re.findall(r"\b(?:is|outcome|\w+_at|\w+_on)\w*\b", condition)) - {"is"}
            assert words <= set(nodes[table]["columns"]), (suite.table, words)
