"""How many rows of which source are behind a published figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

#: Schemas that may hold the mart of a figure.
_SCHEMAS = ("marts", "kpi")


@dataclass(frozen=True)
class Place:
    """Where a figure is: its period and its member."""

    grain: str
    start: date
    end: date
    dimension: str
    member: str


@dataclass(frozen=True)
class Rows:
    """The rows that one part of a figure counts.

    Attributes:
        term: numerator, denominator or value.
        mart: the published table.
        by_source: how many rows by source; "" where a row is made of several sources.
        query: what lists them.
    """

    term: str
    mart: str
    by_source: Mapping[str, int]
    query: str

    @property
    def total(self) -> int:
        """How many rows there are."""
        return sum(self.by_source.values())


def count_rows(
    connection: duckdb.DuckDBPyConnection,
    compiled: Sequence[Mapping[str, Any]],
    variant: str,
    place: Place,
) -> list[Rows]:
    """Return the rows behind a figure, by part; `compiled` is what the compile step says of a KPI.

    A mart that an earlier release published without what is asked of it is left out.
    """
    found = _of_variant(compiled, variant)
    if found is None:
        return []
    series, member = found
    sources = _sources(connection)
    rows = []
    for part in series["parts"]:
        if relation := _relation(connection, part["mart"]):
            condition = _condition(part, place, series["variant_column"], member)
            rows.append(_counted(connection, part, relation, condition, sources))
    return rows


def _of_variant(
    compiled: Sequence[Mapping[str, Any]], variant: str
) -> tuple[Mapping[str, Any], str] | None:
    """Return what was compiled of a variant, and the member that it is of a variant dimension."""
    for series in compiled:
        if series["variant"] == variant and series["variant_column"] is None:
            return series, ""
    for series in compiled:
        ending = f":{series['variant']}" if series["variant"] else ""
        if series["variant_column"] and variant.endswith(ending):
            return series, variant.removesuffix(ending)
    return None


def _condition(
    part: Mapping[str, Any], place: Place, variant_column: str | None, member: str
) -> str:
    asked = [
        f"{part['day']} between date '{place.start}' and date '{place.end}'",
        f"({part['counted']})",
    ]
    if part["condition"]:
        asked.append(f"({part['condition']})")
    for column, value in part["rows"].items():
        placed = {"<grain>": place.grain, "<dimension>": place.dimension}.get(value, value)
        name = column.replace("<grain>", place.grain)
        asked.append(f"{name} = {placed if isinstance(placed, int) else literal(placed)}")
    if place.dimension != "total":
        asked.append(f"{part['members'][place.dimension]} = {literal(place.member)}")
    if variant_column:
        asked.append(f"{variant_column} = {literal(member)}")
    return " and ".join(asked)


def _counted(
    connection: duckdb.DuckDBPyConnection,
    part: Mapping[str, Any],
    relation: str,
    condition: str,
    sources: Sequence[str],
) -> Rows:
    # Keys begin with their source, but those of what is resolved over all sources.
    source = f"split_part(cast({part['key']} as varchar), ':', 1)" if part["key"] else "''"
    named = ", ".join(literal(one) for one in sources) or "''"
    counted = connection.execute(
        f"select case when {source} in ({named}) then {source} else '' end as source, count(*) "  # noqa: S608
        f"from {relation} where {condition} group by 1 order by 2 desc, 1"
    ).fetchall()
    query = f"select * from {relation} where {condition}"  # noqa: S608
    return Rows(part["term"], relation, dict(counted), query)


def _relation(connection: duckdb.DuckDBPyConnection, mart: str) -> str | None:
    row = connection.execute(
        "select table_schema || '.' || table_name from information_schema.tables "
        "where table_name = ? and list_contains(?, table_schema)",
        [mart, list(_SCHEMAS)],
    ).fetchone()
    return row[0] if row else None


def _sources(connection: duckdb.DuckDBPyConnection) -> list[str]:
    if _relation(connection, "kpi_coverage") is None:
        return []
    rows = connection.execute(
        "select distinct source from kpi.kpi_coverage where source <> '' order by source"
    ).fetchall()
    return [source for (source,) in rows]


def literal(text: str) -> str:
    """Return `text` as a literal of SQL."""
    escaped = text.replace("'", "''")
    return f"'{escaped}'"
