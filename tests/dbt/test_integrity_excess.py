"""The dbt model around the statistics: who is tested with whom, and which team a rep is of."""

from __future__ import annotations

import importlib.util
from datetime import date
from types import ModuleType
from typing import Any

import duckdb
import pytest

from tests.dbt.warehouse import PROJECT

SPRING, YEAR = date(2026, 4, 1), date(2025, 7, 1)
_COLUMNS = (
    "rule varchar, grain varchar, period_start date, min_records bigint,"
    " false_discovery_rate double, min_excess double, owner_key varchar, team_key varchar,"
    " stratum varchar, expected double, records bigint, observed bigint"
)


@pytest.fixture(scope="module")
def excess() -> ModuleType:
    path = PROJECT / "models" / "marts" / "integrity" / "integrity_excess.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Dbt:
    """What a Python model gets from dbt: `config`, and `ref` as a relation."""

    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        self.connection = duckdb.connect()
        self.connection.execute(f"create table integrity_counts ({_COLUMNS})")
        marks = ", ".join("?" * 12)
        if rows:
            self.connection.executemany(f"insert into integrity_counts values ({marks})", rows)

    def config(self, **values: str) -> None:
        assert values == {"materialized": "table"}

    def ref(self, name: str) -> duckdb.DuckDBPyRelation:
        return self.connection.table(name)


def counted(
    owner: str, observed: int, records: int = 40, *, team: str = "ae", rule: str = "happy_ears"
) -> list[tuple[Any, ...]]:
    """The rows of one rep: the same in a quarter and in the year."""
    return [
        (rule, grain, start, 20, rate, 0.1, owner, team, "", None, records, observed)
        for grain, start, rate in (("quarter", SPRING, 0.001), ("last_four_quarters", YEAR, 0.05))
    ]


def judged(excess: ModuleType, rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = excess.model(Dbt(rows), None).to_pylist()
    return found


def test_a_rep_is_compared_within_rule_and_period(excess: ModuleType) -> None:
    rows = [row for at in range(6) for row in counted(f"honest-{at}", 1)]
    rows += counted("odd", 30) + counted("other", 30, rule="sandbagging")
    found = judged(excess, rows)
    assert len(found) == 16
    assert {(row["rule"], row["owner_key"]) for row in found if row["is_excess"]} == {
        ("happy_ears", "odd")
    }
    # Alone under its rule: nobody to compare with, and said so.
    alone = [row for row in found if row["rule"] == "sandbagging"]
    assert {row["p_value"] for row in alone} == {None}
    assert {row["period_start"] for row in alone} == {SPRING, YEAR}


def test_a_quarter_asks_for_more_than_the_year(excess: ModuleType) -> None:
    rows = [row for at in range(6) for row in counted(f"honest-{at}", 2)] + counted("odd", 14)
    found = {row["grain"] for row in judged(excess, rows) if row["is_excess"]}
    assert found == {"last_four_quarters"}


def test_who_changed_team_is_of_the_one_with_most_records(excess: ModuleType) -> None:
    rows = counted("ada", 1, 10, team="north") + counted("ada", 2, 30, team="south")
    rows += [row for at in range(3) for row in counted(f"b{at}", 1, team="unknown")]
    found = {row["owner_key"]: row for row in judged(excess, rows)}
    assert (found["ada"]["team_key"], found["ada"]["records"]) == ("south", 40)
    assert found["ada"]["observed"] == 3
    assert found["b0"]["team_key"] == "unknown"


def test_without_records_there_is_an_empty_table(excess: ModuleType) -> None:
    table = excess.model(Dbt([]), None)
    assert table.num_rows == 0
    assert table.schema.equals(excess.SCHEMA)


def test_rows_in_another_order_give_the_same_table(excess: ModuleType) -> None:
    rows = [row for at in range(7) for row in counted(f"rep-{at}", at * at % 11, 40 + at)]
    assert judged(excess, rows[::-1]) == judged(excess, rows)
