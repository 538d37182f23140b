"""What every raw table must satisfy by its declaration alone, for those without a suite.

Two checks a table: its key identifies its rows (blocks), and the load left what it should have left
(warns). One query a table, all tables on one connection.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from expectations.counts import columns_of, counts, exact_keys, rows_before
from expectations.results import CheckResult, SuiteResult
from expectations.suite import Severity

KEY, LOADED = "key_identifies_rows", "loaded_as_declared"
#: A table that has lost a greater share of its rows since the run before is reported, if it lost
#: more than a few.
MOST_LOST, FEW = 0.1, 10
_SEVERITY: Mapping[str, Severity] = {KEY: "block", LOADED: "warn"}


@dataclass(frozen=True)
class DeclaredTable:
    """A raw table as its source declares it.

    Attributes:
        table: `schema.name`.
        key: columns that identify a row; none where the source declares none.
        columns: what it must have.
        loaded_at: the column with the instant of the load; empty where there is none.
        may_shrink: whether fewer rows than before are no news.
    """

    table: str
    key: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    loaded_at: str = ""
    may_shrink: bool = False

    def words(self) -> Mapping[str, str]:
        """Return what each check looks for, by its name."""
        key = {KEY: f"{', '.join(self.key)}: never null, and no two rows have the same"}
        return {
            **(key if self.key else {}),
            LOADED: "has its declared columns and the instant of each row's load, and has not lost "
            f"more than {MOST_LOST:.0%} of its rows since the run before",
        }


def words_of_declared(table: DeclaredTable) -> dict[str, str]:
    """Return the same by the checks' ids."""
    return {f"{table.table}.{name}": words for name, words in table.words().items()}


def is_blocking(check: str) -> bool:
    """Return whether a check keeps a run from being published."""
    return _SEVERITY[check] == "block"


def look_at(
    warehouse_path: Path, tables: Iterable[DeclaredTable], run_id: str
) -> list[SuiteResult]:
    """Look at the tables; a check that can't read its table has failed."""
    with duckdb.connect(str(warehouse_path), read_only=True) as connection:
        present = columns_of(connection)
        before = rows_before(connection, LOADED, run_id)
        return [
            SuiteResult(
                table.table,
                tuple(_results(connection, table, present.get(table.table), before)),
            )
            for table in tables
        ]


def _results(
    connection: duckdb.DuckDBPyConnection,
    table: DeclaredTable,
    present: frozenset[str] | None,
    before: Mapping[str, int],
) -> Iterable[CheckResult]:
    if present is None:
        return [_result(table, check, "it is not in the warehouse") for check in table.words()]
    missing = [name for name in table.columns if name not in present]
    key = [name for name in table.key if name in present]
    loaded_at = table.loaded_at if table.loaded_at in present else ""
    try:
        rows, null_keys, keys, undated = counts(connection, table.table, key, loaded_at)
        if keys + null_keys < rows:
            # Two keys may have the same hash by chance: of what blocks there must be no doubt.
            keys = exact_keys(connection, table.table, key)
    except duckdb.Error as error:
        reason = f"could not be checked: {str(error).splitlines()[0]}"
        return [_result(table, check, reason) for check in table.words()]
    results = [_loaded(table, rows, undated, missing, before.get(table.table))]
    if table.key:
        results.insert(0, _key(table, key, rows, null_keys, keys))
    return results


def _key(
    table: DeclaredTable, key: Sequence[str], rows: int, null_keys: int, keys: int
) -> CheckResult:
    if lost := [name for name in table.key if name not in key]:
        return _result(table, KEY, f"it has no column {', '.join(lost)}, which is of its key")
    offending, words = null_keys + max(0, rows - null_keys - keys), ", ".join(table.key)
    if not offending:
        return _result(table, KEY, "", rows, 0)
    reason = (
        f"{words} is missing in {null_keys} rows, and {offending - null_keys} rows repeat the same "
        f"(of {rows}); was the primary key changed?"
    )
    return _result(table, KEY, reason, rows, offending)


def _loaded(
    table: DeclaredTable, rows: int, undated: int, missing: Sequence[str], before: int | None
) -> CheckResult:
    reasons = []
    if missing:
        reasons.append(f"it has no column {', '.join(missing)}, which its source declares")
    if undated:
        reasons.append(f"{undated} of {rows} rows don't say when they were loaded")
    lost = 0 if before is None or table.may_shrink else before - rows
    if before and lost > FEW and lost > before * MOST_LOST:
        reasons.append(f"{rows} rows, where the run before found {before}; did the source shrink?")
    return _result(table, LOADED, "; ".join(reasons), rows)


def _result(
    table: DeclaredTable,
    check: str,
    reason: str,
    rows: int | None = None,
    offending: int | None = None,
) -> CheckResult:
    return CheckResult(
        check_id=f"{table.table}.{check}",
        table_name=table.table,
        stage="raw",
        severity=_SEVERITY[check],
        success=not reason,
        reason=reason,
        checked_at=datetime.now(UTC),
        checked_rows=rows,
        offending_rows=offending,
    )
