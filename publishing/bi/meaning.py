"""What a BI tool should know of a publication: tables, relationships, series, scorecards.

It is read from the published file, which has it from the metric files and the models: no name,
unit or rule is written a second time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from publishing.errors import PublishError
from publishing.tables import PUBLISHED_SCHEMAS, Table, tables_of

#: What every tool needs of the KPIs, whatever facts it takes.
KPI_TABLES = ("kpi_values", "kpi_variants", "kpi_catalog", "dimension_members", "scorecards")
DATES = "dim_date"
_FACT, _DIMENSION = "fct_", "dim_"


@dataclass(frozen=True)
class Relationship:
    """A column of a fact that names a row of a dimension.

    Attributes:
        is_active: whether it is the one that a tool follows by itself; a fact has one per
            dimension, and others for the same dimension in another role.
    """

    fact: str
    column: str
    dimension: str
    key: str
    is_active: bool


@dataclass(frozen=True)
class Series:
    """A series of `kpi.kpi_values`: one KPI in one variant; a row of `kpi.kpi_variants`."""

    kpi_id: str
    variant: str
    label_en: str
    label_fr: str
    description_en: str
    description_fr: str
    family: str
    unit: str
    format: str
    is_ratio: bool
    adds_up_over_dimensions: bool
    adds_up_over_time: bool
    dimensions: tuple[str, ...]
    grains: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name among all series."""
        return f"{self.kpi_id}.{self.variant}" if self.variant else self.kpi_id


@dataclass(frozen=True)
class Tile:
    """A figure of a scorecard."""

    series: Series
    chart: str
    grain: str


@dataclass(frozen=True)
class Scorecard:
    """A scorecard: a page of figures."""

    name: str
    label_en: str
    label_fr: str
    description_en: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Meaning:
    """What the publication means.

    Attributes:
        tables: the tables that a tool may add up and relate: those of the KPIs, dimensions, and the
            facts of one grain.
        currency: the reporting currency.
        as_of: the last business day that the figures know.
    """

    tables: tuple[Table, ...]
    keys: Mapping[str, tuple[str, ...]]
    relationships: tuple[Relationship, ...]
    series: tuple[Series, ...]
    scorecards: tuple[Scorecard, ...]
    currency: str
    as_of: date

    def table(self, name: str) -> Table:
        """Return a table by its name."""
        return next(table for table in self.tables if table.name == name)


def read_meaning(
    file: Path, keys: Mapping[str, Sequence[str]], left_out: Sequence[str] = ()
) -> Meaning:
    """Read what a published file means.

    Args:
        file: the published DuckDB file.
        keys: the columns that name a row, by `schema.name`.
        left_out: tables whose rows must not be added up, by name.

    Raises:
        PublishError: the file is of a release that did not describe its series.
    """
    with duckdb.connect(str(file), read_only=True) as connection:
        found = tables_of(connection, _database(connection), PUBLISHED_SCHEMAS)
        if not {"kpi_variants", "dimension_members"} <= {table.name for table in found}:
            raise PublishError(
                f"{file} was published by a release that did not describe its series; "
                "`accord run` publishes it anew"
            )
        tables = tuple(table for table in found if _is_wanted(table, keys, left_out))
        series = _series(connection)
        return Meaning(
            tables=tables,
            keys={
                table.name: tuple(keys.get(f"{table.schema}.{table.name}", ())) for table in tables
            },
            relationships=tuple(_relationships(tables, keys)),
            series=series,
            scorecards=_scorecards(connection, series),
            currency=_first(connection, "select reporting_currency from kpi.settings"),
            as_of=_first(connection, "select as_of from kpi.publication"),
        )


def _database(connection: duckdb.DuckDBPyConnection) -> str:
    found = connection.execute("select current_database()").fetchone()
    return str(found[0]) if found else ""


def _is_wanted(table: Table, keys: Mapping[str, Sequence[str]], left_out: Sequence[str]) -> bool:
    if table.name in KPI_TABLES or table.name.startswith(_DIMENSION):
        return True
    is_of_one_grain = len(keys.get(f"{table.schema}.{table.name}", ())) == 1
    return table.name.startswith(_FACT) and is_of_one_grain and table.name not in left_out


def _relationships(
    tables: Sequence[Table], keys: Mapping[str, Sequence[str]]
) -> list[Relationship]:
    """Return how facts lead to dimensions, by the names of their columns.

    `owner_key` of a fact names a row of the dimension whose key is `owner_key`, and so does
    `sql_owner_key`, in another role. A day leads to `dim_date`.
    """
    by_key = {
        key[0]: table.name
        for table in tables
        if table.name.startswith(_DIMENSION)
        and len(key := keys.get(f"{table.schema}.{table.name}", ())) == 1
    }
    found = []
    for table in tables:
        if not table.name.startswith(_FACT):
            continue
        taken: set[str] = set()
        own = set(keys.get(f"{table.schema}.{table.name}", ()))
        days = [column.name for column in table.columns if column.data_type == "DATE"]
        names = [column.name for column in table.columns]
        for column in sorted(names, key=lambda name: name not in by_key):
            of_dimension = _key_of(column, by_key, days)
            if of_dimension is None or (column in own and column not in by_key):
                continue
            dimension = by_key[of_dimension]
            found.append(
                Relationship(table.name, column, dimension, of_dimension, dimension not in taken)
            )
            taken.add(dimension)
    return found


def _key_of(column: str, by_key: Mapping[str, str], days: Sequence[str]) -> str | None:
    """Return the key of a dimension that a column of a fact holds."""
    if column in by_key:
        return column
    if column in days:
        return next((key for key, table in by_key.items() if table == DATES), None)
    return next((key for key in by_key if column.endswith(f"_{key}")), None)


def _series(connection: duckdb.DuckDBPyConnection) -> tuple[Series, ...]:
    rows = connection.execute(
        """
        select
            variants.kpi_id, variants.variant,
            case when variants.variant = '' then variants.kpi_label_en
                else variants.kpi_label_en || ': ' || variants.variant_label_en end,
            case when variants.variant = '' then variants.kpi_label_fr
                else variants.kpi_label_fr || ' : ' || variants.variant_label_fr end,
            variants.description_en, variants.description_fr, catalog.family,
            variants.unit, variants.format, variants.is_ratio,
            variants.adds_up_over_dimensions, variants.adds_up_over_time,
            variants.dimensions, variants.grains
        from kpi.kpi_variants as variants
        join kpi.kpi_catalog as catalog on variants.kpi_id = catalog.kpi_id
        order by catalog.family, variants.kpi_id, variants.variant
        """
    ).fetchall()
    names = [f"{row[0]}.{row[1]}" if row[1] else row[0] for row in rows]
    english = _distinct([row[2] for row in rows], names)
    french = _distinct([row[3] for row in rows], names)
    return tuple(
        Series(
            kpi_id=row[0],
            variant=row[1],
            label_en=label_en,
            label_fr=label_fr,
            description_en=row[4],
            description_fr=row[5],
            family=row[6],
            unit=row[7],
            format=row[8],
            is_ratio=row[9],
            adds_up_over_dimensions=row[10],
            adds_up_over_time=row[11],
            dimensions=_words(row[12]),
            grains=_words(row[13]),
        )
        for row, label_en, label_fr in zip(rows, english, french, strict=True)
    )


def _distinct(labels: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return the labels, with its name where two series have one: tools know it by the label."""
    found = Counter(labels)
    return [
        label if found[label] == 1 else f"{label} ({name})"
        for label, name in zip(labels, names, strict=True)
    ]


def _words(value: object) -> tuple[str, ...]:
    """Return the words of a list, or of a text that separates them by commas."""
    if isinstance(value, str):
        return tuple(filter(None, (word.strip() for word in value.split(","))))
    return tuple(str(word) for word in value) if isinstance(value, list | tuple) else ()


def _scorecards(
    connection: duckdb.DuckDBPyConnection, series: Sequence[Series]
) -> tuple[Scorecard, ...]:
    known = {(one.kpi_id, one.variant): one for one in series}
    rows = connection.execute(
        "select scorecard, label_en, label_fr, description_en, kpi_id, variant, chart, grain "
        "from kpi.scorecards order by scorecard, place"
    ).fetchall()
    names: dict[str, tuple[str, str, str]] = {}
    tiles: dict[str, list[Tile]] = {}
    for name, label_en, label_fr, description, kpi_id, variant, chart, grain in rows:
        names[name] = (label_en, label_fr, description)
        if (kpi_id, variant) in known:
            tiles.setdefault(name, []).append(Tile(known[kpi_id, variant], chart, grain))
    return tuple(
        Scorecard(name, *words, tuple(tiles.get(name, ()))) for name, words in names.items()
    )


def _first(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    """Return the one value of a query."""
    row = connection.execute(query).fetchone()
    return row[0] if row else None
