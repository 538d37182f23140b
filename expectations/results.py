"""What the checks found, and where it is kept: the warehouse's `quality` schema."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb

from expectations.suite import Severity, Stage

#: Rows kept as evidence per check and run; the count of all is in the result.
EVIDENCE_ROWS = 100


@dataclass(frozen=True)
class CheckResult:
    """One check's outcome. `evidence` holds the keys of offending rows, never their values."""

    check_id: str
    table_name: str
    stage: Stage
    severity: Severity
    success: bool
    reason: str
    checked_at: datetime
    checked_rows: int | None = None
    offending_rows: int | None = None
    observed: str | None = None
    evidence: tuple[str, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether this result keeps the run from being published."""
        return self.severity == "block" and not self.success

    @property
    def has_answer(self) -> bool:
        """Whether the rows were looked at: not when the check errored or was stopped."""
        return self.success or self.checked_rows is not None or self.observed is not None


@dataclass(frozen=True)
class SuiteResult:
    """The outcome of one suite, or why it was skipped."""

    table_name: str
    results: tuple[CheckResult, ...] = field(default=())
    skipped_because: str | None = None


_CREATE = """
create schema if not exists quality;
create table if not exists quality.check_results (
    run_id varchar, check_id varchar, table_name varchar, stage varchar, severity varchar,
    success boolean, reason varchar, checked_at timestamp, checked_rows bigint,
    offending_rows bigint, observed varchar
);
create table if not exists quality.check_evidence (
    run_id varchar, check_id varchar, row_key varchar
);
"""


def store_results(warehouse_path: Path, run_id: str, suites: Sequence[SuiteResult]) -> None:
    """Keep the results of a run.

    `quality.check_results` (grain: run x check) and `quality.check_evidence` (grain: run x check
    x offending row) hold every run; a stage that is checked again in the same run replaces its
    rows.
    """
    results = [result for suite in suites for result in suite.results]
    with duckdb.connect(str(warehouse_path)) as connection:
        connection.execute(_CREATE)
        if not results:
            return
        connection.begin()
        for table in ("check_results", "check_evidence"):
            connection.execute(
                f"delete from quality.{table} where run_id = $1 and list_contains($2, check_id)",  # noqa: S608
                [run_id, [result.check_id for result in results]],
            )
        connection.executemany(
            "insert into quality.check_results values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)",
            [_row(run_id, result) for result in results],
        )
        evidence = [[run_id, result.check_id, key] for result in results for key in result.evidence]
        if evidence:
            connection.executemany("insert into quality.check_evidence values ($1,$2,$3)", evidence)
        connection.commit()


def read_results(warehouse_path: Path, run_id: str, stage: Stage) -> list[CheckResult]:
    """Return what a run found at `stage`, without the evidence."""
    with duckdb.connect(str(warehouse_path), read_only=True) as connection:
        rows = connection.execute(
            """
            select
                check_id, table_name, stage, severity, success, reason, checked_at, checked_rows,
                offending_rows, observed
            from quality.check_results
            where run_id = $1 and stage = $2
            order by check_id
            """,
            [run_id, stage],
        ).fetchall()
    return [CheckResult(*row) for row in rows]


def _row(run_id: str, result: CheckResult) -> list[object]:
    return [
        run_id,
        result.check_id,
        result.table_name,
        result.stage,
        result.severity,
        result.success,
        result.reason,
        result.checked_at.replace(tzinfo=None),
        result.checked_rows,
        result.offending_rows,
        result.observed,
    ]
