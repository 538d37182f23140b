"""What an export has that loads and yet gives no figure, or a wrong one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from duckdb import DuckDBPyConnection

from company.sections import RefusedRows
from ingestion.sources.files.mapping import Mapping
from ingestion.sources.files.row_counts import RowCount
from ingestion.sources.files.values import quote

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Known:
    """What a company knows beside its export.

    Attributes:
        channels: the words that are known as channels, as slugs.
        has_other_sources: records that the export only refers to may be theirs.
        refused_rows: which share of rows may be refused.
        solved_statuses: the statuses of tickets that are solved, in small letters.
    """

    channels: frozenset[str] = frozenset()
    has_other_sources: bool = False
    refused_rows: RefusedRows = field(default_factory=RefusedRows)
    solved_statuses: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Export:
    """A read export: its mapping, and its rows in the tables `typed_<entity>`."""

    connection: DuckDBPyConnection
    mapping: Mapping
    counts: tuple[RowCount, ...]
    time_zone: str

    def has(self, entity: str, *fields: str) -> bool:
        """Return whether the mapping fills an entity, and these fields of it."""
        spec = self.mapping.entities.get(entity)
        return spec is not None and all(field in spec.fields for field in fields)

    def count(self, entity: str, condition: str = "true") -> int:
        """Return how many rows of an entity meet an SQL condition."""
        table = quote(f"typed_{entity}")
        row = self.connection.execute(
            f"select count(*) from {table} where {condition}"  # noqa: S608
        ).fetchone()
        return int(row[0]) if row else 0


@dataclass(frozen=True)
class Finding:
    """Something that makes figures empty or wrong, though the rows load.

    Attributes:
        rows: of how many rows it is true; None where it is of the mapping.
        spoils: figures made of these rows are wrong, and nothing else says so.
        beside: only those that read this entity, too; empty: all that are made of the rows.
        by: only those by this dimension, for the total has the rows; empty: the total, too.
    """

    severity: Severity
    entity: str
    field: str
    words: str
    fix: str
    rows: int | None = None
    of: int | None = None
    spoils: bool = False
    beside: str = ""
    by: str = ""

    @property
    def share(self) -> float:
        """Of what share of its rows it is true."""
        return self.rows / self.of if self.rows and self.of else 0.0

    def __str__(self) -> str:
        place = f"{self.entity}.{self.field}" if self.field else self.entity
        return f"{place}: {self.sentence}. {self.fix}"

    @property
    def sentence(self) -> str:
        """Of how many rows it is true, and what."""
        if self.rows is None or not self.of:
            return self.words
        return f"{self.rows:,} of {self.of:,} rows ({self.share:.1%}): {self.words}"


def refused_too_often(export: Export, known: Known) -> Iterator[Finding]:
    """Yield the entities of which more was refused than a publication may lack."""
    for one in export.counts:
        limits = known.refused_rows
        if one.share <= limits.warn:
            continue
        blocks = one.share > limits.block
        then = "nothing would be published" if blocks else "the KPIs that read it have no status"
        most = limits.block if blocks else limits.warn
        yield Finding(
            "error" if blocks else "warning",
            one.entity,
            "",
            f"{one.share:.1%} refused, more than {most:.1%}: {then}",
            "The reasons are above; what may be refused is `refused_rows` of company.yml",
            one.refused,
            one.read,
        )
