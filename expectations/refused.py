"""How much of each entity a source refused: a share is a figure that is wrong without a word.

A source that reads whole files says in `raw_<source>.row_counts` how many rows it had of each
entity. Two checks an entity, on its raw table: above one share the KPIs that read it lose their
status, above another nothing is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from company.sections import RefusedRows
from expectations.results import CheckResult, SuiteResult
from expectations.suite import Severity

FEW, MOST = "few_rows_refused", "most_rows_loaded"
_SEVERITY: Mapping[str, Severity] = {FEW: "warn", MOST: "block"}
#: Reasons that a sentence names; quality.quarantine has all.
_NAMED = 3


@dataclass(frozen=True)
class RefusedShare:
    """What a source refused of one entity in the last load.

    Attributes:
        reasons: how many refusals there are of each field and reason, the most frequent first.
        padded: rows that were short of their last cells, taken as empty.
    """

    source: str
    entity: str
    read: int
    refused: int
    share: float
    padded: int
    reasons: tuple[tuple[str, str, int], ...]

    @property
    def table(self) -> str:
        """The raw table that lacks the rows."""
        return f"raw_{self.source}.{self.entity}"

    @property
    def words(self) -> str:
        """What was refused and why, in one sentence; without any value."""
        said = [f"{count:,} x {field or 'row'}: {why}" for field, why, count in self.reasons]
        more = f"; and {len(said) - _NAMED} more reasons" if len(said) > _NAMED else ""
        of_all = f"{self.refused:,} of {self.read:,} rows of {self.entity}"
        share = f"{self.share:.2%}" if self.share < 0.01 else f"{self.share:.1%}"
        return f"{of_all} ({share}) were refused: {'; '.join(said[:_NAMED])}{more}"


def refused_shares(warehouse_path: Path, sources: Iterable[str]) -> list[RefusedShare]:
    """Return, for each entity of the sources that count their rows, what was refused of it."""
    with duckdb.connect(str(warehouse_path), read_only=True) as connection:
        counting = {
            schema
            for (schema,) in connection.execute(
                "select table_schema from information_schema.tables where table_name = 'row_counts'"
            ).fetchall()
        }
        return [
            share
            for source in sources
            if f"raw_{source}" in counting
            for share in _of_source(connection, source)
        ]


def look_at_refused(
    shares: Iterable[RefusedShare], tables: Iterable[str], limits: RefusedRows
) -> Iterator[SuiteResult]:
    """Yield the outcome of both checks for each of `tables`; one without a count lost nothing."""
    of_table = {share.table: share for share in shares}
    for table in tables:
        share = of_table.get(table)
        yield SuiteResult(
            table,
            (_result(table, FEW, share, limits.warn), _result(table, MOST, share, limits.block)),
        )


def words_of_refused(limits: RefusedRows) -> dict[str, str]:
    """Return what each check looks for, by its name."""
    return {
        FEW: f"at most {limits.warn:.1%} of the rows that the source has of it were refused "
        "(refused_rows.warn)",
        MOST: f"at most {limits.block:.1%} of them were (refused_rows.block)",
    }


def blocks(check: str) -> bool:
    """Return whether a check keeps a run from being published."""
    return _SEVERITY[check] == "block"


def _of_source(connection: duckdb.DuckDBPyConnection, source: str) -> Iterator[RefusedShare]:
    reasons: dict[str, list[tuple[str, str, int]]] = {}
    for name, field, why, count in connection.execute(
        f"""
        select entity, coalesce(field, ''), reason, count(*) as refusals
        from raw_{source}.quarantine
        group by all
        order by refusals desc, entity, reason, coalesce(field, '')
        """  # noqa: S608
    ).fetchall():
        reasons.setdefault(name, []).append((field, why, count))
    for entity, read, refused, share, padded, names in connection.execute(
        f"""
        select entity, rows_read, rows_refused, refused_share, rows_padded, refused_as
        from raw_{source}.row_counts
        order by entity
        """  # noqa: S608
    ).fetchall():
        found = [one for name in names.split("|") for one in reasons.get(name, ())]
        found.sort(key=lambda one: -one[2])
        yield RefusedShare(source, entity, read, refused, share, padded, tuple(found))


def _result(table: str, check: str, share: RefusedShare | None, most: float) -> CheckResult:
    is_over = share is not None and share.share > most
    reason = f"{share.words} (more than {most:.1%}); correct them" if share and is_over else ""
    return CheckResult(
        check_id=f"{table}.{check}",
        table_name=table,
        stage="raw",
        severity=_SEVERITY[check],
        success=not is_over,
        reason=reason,
        checked_at=datetime.now(UTC),
        checked_rows=share.read if share else 0,
        offending_rows=share.refused if share else 0,
    )
