from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations.docs import words_of, write_docs
from expectations.results import SuiteResult, store_results
from expectations.runner import run_suites
from expectations.suite import Suite, between, fresh, not_empty, one_of, required, unique
from expectations.validator import Validator

AS_OF = date(2026, 11, 21)

ROWS = """
    select i as id, 'lead' || i || '@acme.fr' as email, i % 5 as score,
        case when i = 3 then null when i = 4 then 'odd' else 'won' end as outcome,
        timestamp '2026-11-20 10:00:00' as updated_at
    from range(10) as numbers (i)
"""


def build(folder: Path, rows: str = ROWS) -> Path:
    path = folder / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema raw_crm; create schema marts")
        connection.execute(f"create table raw_crm.deals as {rows}")
    return path


def run(warehouse: Path, *suites: Suite, **options: Any) -> list[SuiteResult]:
    return run_suites(
        suites,
        warehouse,
        AS_OF,
        **{"active_sources": ["crm"], "fed_entities": ["opportunities"], **options},
    )


def deals(*checks: Any) -> Suite:
    return Suite("raw_crm.deals", key=("id",), checks=checks)


def outcomes(result: SuiteResult) -> dict[str, bool]:
    return {item.check_id.rsplit(".", 1)[1]: item.success for item in result.results}


def test_each_check_tells_right_from_wrong(tmp_path: Path) -> None:
    suite = deals(
        not_empty(),
        unique("id"),
        unique("id", "email"),
        unique("score"),
        required("outcome"),
        one_of("outcome", "won", "lost"),
        between("score", 0, 4),
        fresh("updated_at", days=2),
    )
    [result] = run(build(tmp_path), suite)
    assert outcomes(result) == {
        "not_empty": True,
        "column_values_to_be_unique__id": True,
        "compound_columns_to_be_unique__id_email": True,
        "column_values_to_be_unique__score": False,
        "column_values_to_not_be_null__outcome": False,
        "column_values_to_be_in_set__outcome": False,
        "column_values_to_be_between__score": True,
        "fresh__updated_at": True,
    }


def test_evidence_is_the_row_key_and_no_personal_value_reaches_the_docs(tmp_path: Path) -> None:
    warehouse = build(tmp_path)
    suite = deals(required("outcome"), one_of("email", "nobody"))
    [result] = run(warehouse, suite)
    missing, wrong = result.results
    assert missing.evidence == ("3",)
    assert "1 of 10 rows" in missing.reason
    assert len(wrong.evidence) == 10
    write_docs(tmp_path / "docs", "raw", [result], words_of(suite, AS_OF))
    page = (tmp_path / "docs" / "index.html").read_text(encoding="utf-8")
    assert "rows at fault: 3" in page
    assert "@acme.fr" not in page


def test_stale_data_is_reported(tmp_path: Path) -> None:
    rows = ROWS.replace("2026-11-20", "2026-11-01")
    [result] = run(build(tmp_path, rows), deals(fresh("updated_at", days=2)))
    assert not result.results[0].success
    assert not result.results[0].blocks


@pytest.mark.fault(35)
def test_an_empty_declared_table_blocks(tmp_path: Path) -> None:
    [result] = run(build(tmp_path, ROWS + " where false"), deals(not_empty()))
    assert result.results[0].blocks
    assert result.results[0].has_answer


@pytest.mark.fault(36)
@pytest.mark.parametrize(
    ("table", "check"),
    [("raw_crm.nowhere", not_empty()), ("raw_crm.deals", required("no_such_column"))],
)
def test_what_can_not_be_checked_blocks(tmp_path: Path, table: str, check: Any) -> None:
    [result] = run(build(tmp_path), Suite(table, ("id",), (check,)))
    assert result.results[0].blocks
    assert "could not be checked" in result.results[0].reason
    assert not result.results[0].has_answer


@pytest.mark.fault(36)
def test_a_suite_that_takes_too_long_blocks(tmp_path: Path) -> None:
    warehouse = build(tmp_path)
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(
            "create view raw_crm.endless as "
            "select count(*) as id from range(3000000) a, range(3000000) b where a.range < b.range"
        )
    suite = Suite("raw_crm.endless", ("id",), (required("id"),))
    [result] = run(warehouse, suite, timeout=2)
    assert result.results[0].blocks
    assert "stopped after 2 s" in result.results[0].reason
    assert not result.results[0].has_answer


@pytest.mark.fault(36)
@pytest.mark.parametrize("answered", [0, 1])
def test_checks_that_give_no_answer_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answered: int
) -> None:
    whole = Validator.validate
    monkeypatch.setattr(Validator, "validate", lambda *args: list(whole(*args))[:answered])
    [result] = run(build(tmp_path), deals(not_empty(), required("id")))
    assert [one.blocks for one in result.results] == [True, True]
    assert f"only {answered} of 2 checks gave an answer" in result.results[0].reason


@pytest.mark.fault(36)
def test_an_error_of_great_expectations_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise TypeError("list index out of range")

    monkeypatch.setattr(Validator, "validate", fail)
    [result] = run(build(tmp_path), deals(not_empty(), required("id")))
    assert [one.blocks for one in result.results] == [True, True]
    assert result.results[0].reason == "could not be checked: list index out of range"


def test_suites_of_absent_sources_and_entities_are_skipped_with_a_reason(tmp_path: Path) -> None:
    mart = Suite("marts.fct_tickets", ("ticket_key",), (not_empty(),), feeds_on=("tickets",))
    skipped = run(build(tmp_path), deals(not_empty()), mart, active_sources=[])
    assert [item.results for item in skipped] == [(), ()]
    assert "source crm is off" in str(skipped[0].skipped_because)
    assert "feeds tickets" in str(skipped[1].skipped_because)


def test_results_are_kept_per_run_and_the_file_is_free(tmp_path: Path) -> None:
    warehouse = build(tmp_path)
    results = run(warehouse, deals(required("outcome"), not_empty()))
    store_results(warehouse, "run-1", results)
    store_results(warehouse, "run-1", results)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        kept = connection.execute(
            "select check_id, success from quality.check_results order by 1"
        ).fetchall()
        evidence = connection.execute("select row_key from quality.check_evidence").fetchall()
    assert kept == [
        ("raw_crm.deals.column_values_to_not_be_null__outcome", False),
        ("raw_crm.deals.not_empty", True),
    ]
    assert evidence == [("3",)]
