"""The suites themselves: they name what exists, and block only what must be there."""

import re
from datetime import date
from pathlib import Path

import duckdb
import pytest

from expectations.runner import run_suites
from expectations.suite import Suite
from expectations.suites import all_suites
from ingestion.registry import discover

RAW = [suite for suite in all_suites() if suite.stage == "raw"]
PLANNING = [suite for suite in RAW if suite.source == "planning"]


@pytest.mark.parametrize("suite", RAW, ids=lambda suite: suite.table)
def test_a_raw_suite_checks_a_table_that_its_source_loads(suite: Suite) -> None:
    assert suite.source is not None
    assert suite.table.split(".")[1] in discover()[suite.source].raw_tables


@pytest.mark.parametrize("suite", all_suites(), ids=lambda suite: suite.table)
def test_evidence_names_no_one(suite: Suite) -> None:
    # The keys of planning rows hold reps' e-mail addresses.
    personal = {"email", "rep_email", "full_name", "phone"} | {"source_key", "source_id"}
    assert not personal & set(suite.key)


def test_the_key_of_a_mart_is_left_to_dbt() -> None:
    marts = [suite for suite in all_suites() if suite.stage == "marts"]
    assert marts
    # Were it broken, the SQL would be wrong, not the data: each rule is checked in one place.
    assert not [suite.table for suite in marts for check in suite.checks if "unique" in check.name]


def test_an_absent_planning_sheet_is_no_fault_and_a_wrong_rate_is(tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(
            """
            create schema raw_planning;
            create table raw_planning.quotas (
                source_key varchar, rep_email varchar, period_start_on date,
                period_end_on date, amount decimal(18, 2), currency varchar
            );
            create table raw_planning.fx_rates (
                rate_on date, currency varchar, rate decimal(18, 8)
            );
            """
        )

    def failed() -> list[str]:
        outcomes = run_suites(
            PLANNING,
            warehouse,
            date(2026, 11, 21),
            active_sources=["planning"],
            fed_entities=[],
        )
        return [r.check_id for outcome in outcomes for r in outcome.results if not r.success]

    assert failed() == []
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("insert into raw_planning.fx_rates values ('2026-11-20', 'GBP', 0)")
    assert failed() == ["raw_planning.fx_rates.column_values_to_be_between__rate"]


#: Names that a reader meets elsewhere: files, settings, places of the profile and of the warehouse.
_KNOWN = re.compile(r"`[^`]+`|ACCORD_\w+|fx_rates\.csv|quality\.quarantine")


def test_what_readers_get_as_a_reason_is_plain_english() -> None:
    unplain = [
        f"{suite.check_id(check)}: {check.why}"
        for suite in all_suites()
        for check in suite.checks
        # A check that blocks leaves readers the publication of before: operators alone read it.
        if check.severity == "warn"
        and (
            re.search(r"\w_\w", _KNOWN.sub("", check.why))
            or (check.arguments.get("column") and check.why.startswith(check.arguments["column"]))
        )
    ]
    assert unplain == []
