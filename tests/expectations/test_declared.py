"""Raw tables without a suite are checked by what their source declares of them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from expectations.declared import KEY, LOADED, DeclaredTable, look_at
from expectations.results import CheckResult, store_results
from ingestion.registry import discover

COLUMNS = ("deal_id", "line", "name")
LINES = DeclaredTable("raw_crm.lines", ("deal_id", "line"), COLUMNS, "_loaded_at")
SOUND = """
    select i // 2 as deal_id, i % 2 as line, 'a line' as name,
        timestamp '2026-11-20 10:00:00' as _loaded_at
    from range(100) as numbers (i)
"""


def fill(folder: Path, rows: str) -> Path:
    path = folder / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema if not exists raw_crm")
        connection.execute(f"create or replace table raw_crm.lines as {rows}")
    return path


def found(warehouse: Path, run_id: str = "run-1") -> dict[str, CheckResult]:
    outcomes = look_at(warehouse, [LINES], run_id)
    store_results(warehouse, run_id, outcomes)
    return {
        it.check_id.removeprefix("raw_crm.lines."): it for one in outcomes for it in one.results
    }


def test_a_sound_table_passes_both(tmp_path: Path) -> None:
    results = found(fill(tmp_path, SOUND))
    assert {name: (it.success, it.checked_rows) for name, it in results.items()} == {
        KEY: (True, 100),
        LOADED: (True, 100),
    }


@pytest.mark.parametrize(
    ("rows", "check", "said"),
    [
        (f"{SOUND} union all {SOUND} where i = 3", KEY, "1 rows repeat the same (of 101)"),
        (f"select * replace (if(line = 0, null, line) as line) from ({SOUND})", KEY, "in 50 rows"),
        (f"select * exclude (line) from ({SOUND})", KEY, "no column line, which is of its key"),
        (f"select * exclude (name) from ({SOUND})", LOADED, "no column name"),
        (f"select * replace (null as _loaded_at) from ({SOUND})", LOADED, "100 of 100 rows"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, rows: str, check: str, said: str) -> None:
    result = found(fill(tmp_path, rows))[check]
    assert not result.success
    assert said in result.reason
    assert result.blocks == (check == KEY)


def test_a_table_that_is_gone_or_shrunk_is_reported(tmp_path: Path) -> None:
    warehouse = fill(tmp_path, SOUND)
    assert found(warehouse)[LOADED].success
    fill(tmp_path, f"{SOUND} limit 92")
    # A few rows fewer are no news, and the same run looks at what was before it.
    assert found(warehouse, "run-2")[LOADED].success
    fill(tmp_path, f"{SOUND} limit 80")
    for _ in range(2):
        shrunk = found(warehouse, "run-3")[LOADED]
        assert "80 rows, where the run before found 92" in shrunk.reason
        assert not shrunk.blocks
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("drop table raw_crm.lines")
    gone = found(warehouse, "run-4")
    assert [it.success for it in gone.values()] == [False, False]
    assert gone[KEY].blocks


@pytest.mark.parametrize("source", sorted(discover()))
def test_every_raw_table_is_declared_with_its_key(source: str) -> None:
    spec = discover()[source]
    assert set(spec.declared) == set(spec.raw_tables)
    for table, declared in spec.declared.items():
        assert declared.key, table
        assert set(declared.key) <= {*declared.columns, "quarantine_id"}
        assert declared.loaded_at
