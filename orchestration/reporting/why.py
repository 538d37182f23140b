"""One published figure with all that explains it, for `accord why`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import duckdb

from orchestration.reporting.behind import Place, Rows, count_rows

_PERIODS = {
    r"(\d{4})": "year",
    r"(\d{4})-Q([1-4])": "quarter",
    r"(\d{4})-W(\d{2})": "week",
    r"(\d{4})-(\d{2})": "month",
    r"(\d{4})-(\d{2})-(\d{2})": "day",
}
_SHOWN = 12


class NoFigureError(RuntimeError):
    """There is no such figure; the message says which there are."""


@dataclass(frozen=True)
class Asked:
    """Which figure to explain; without a period the last complete one that has a figure."""

    kpi_id: str
    period: str = ""
    dimension: str = "total"
    member: str = "total"
    variant: str = ""


@dataclass(frozen=True)
class Explained:
    """A figure and what explains it.

    Attributes:
        definition: the KPI's row of kpi_catalog.
        figure: its row of kpi_values.
        rows: the rows behind it, by part and source.
        refused: rows of its entities that no figure is made of: entity, reason, how many.
        coverage: who fills what it is made of: need, entity, field, source, share, since when.
        failed, passed: checks behind it.
        before: the figure in the publication before, and that publication's name.
    """

    definition: Mapping[str, Any]
    figure: Mapping[str, Any]
    rows: Sequence[Rows]
    refused: Sequence[tuple[str, str, int]] = ()
    coverage: Sequence[Mapping[str, Any]] = ()
    failed: Sequence[tuple[str, str]] = ()
    passed: int = 0
    before: tuple[str, float | None] | None = None
    place: Place = field(default=Place("", date.min, date.min, "total", "total"))


def explain(
    published: Path, earlier: Path | None, compiled: Sequence[Mapping[str, Any]], asked: Asked
) -> Explained:
    """Return what explains a figure.

    Args:
        published: the published file.
        earlier: that of the publication before; None where there is none.
        compiled: the rows behind the KPI, as they were compiled.
        asked: which figure.

    Raises:
        NoFigureError: there is no such figure.
    """
    with duckdb.connect(str(published), read_only=True) as connection:
        definition = _definition(connection, asked.kpi_id)
        figure = _figure(connection, asked)
        place = Place(
            figure["grain"],
            figure["period_start"],
            figure["period_end"],
            figure["dimension"],
            figure["dimension_value"],
        )
        failed, passed = _checks(connection, asked.kpi_id, figure["variant"])
        coverage = _coverage(connection, asked)
        entities = {str(one["entity"]) for one in coverage}
        return Explained(
            definition,
            figure,
            count_rows(connection, compiled, figure["variant"], place),
            _refused(connection, entities),
            coverage,
            failed,
            passed,
            _before(earlier, figure) if earlier else None,
            place,
        )


def _definition(connection: duckdb.DuckDBPyConnection, kpi_id: str) -> dict[str, Any]:
    found = _rows(connection, "select * from kpi.kpi_catalog where kpi_id = ?", [kpi_id])
    if found:
        return found[0]
    known = [kpi for (kpi,) in connection.execute("select kpi_id from kpi.kpi_catalog").fetchall()]
    close = get_close_matches(kpi_id, known, n=3)
    hint = f"did you mean {' or '.join(close)}?" if close else "docs/kpis.md lists the ids"
    raise NoFigureError(f"no KPI is called {kpi_id!r}; {hint}")


def _figure(connection: duckdb.DuckDBPyConnection, asked: Asked) -> dict[str, Any]:
    """Return the row of the figure, or say what there is in its place."""
    series = "kpi_id = ? and variant = ? and dimension = ? and dimension_value = ?"
    key: list[Any] = [asked.kpi_id, asked.variant, asked.dimension, asked.member]
    if asked.period:
        grain, day = period_of(asked.period)
        condition = "grain = ? and ? between period_start and period_end"
        found = _rows(
            connection,
            f"select * from kpi.kpi_values where {series} and {condition}",  # noqa: S608
            [*key, grain, day],
        )
    else:
        found = _rows(
            connection,
            f"select * from kpi.kpi_values where {series} "  # noqa: S608
            "order by is_complete and value is not null desc, "
            "case grain when 'month' then 1 when 'quarter' then 2 when 'year' then 3 else 4 end, "
            "period_start desc limit 1",
            key,
        )
    if found:
        return found[0]
    raise NoFigureError(_what_there_is(connection, asked))


def _what_there_is(connection: duckdb.DuckDBPyConnection, asked: Asked) -> str:
    for column, given in (
        ("variant", asked.variant),
        ("dimension", asked.dimension),
        ("dimension_value", asked.member),
    ):
        within = "" if column != "dimension_value" else " and dimension = ?"
        values = [
            value
            for (value,) in connection.execute(
                f"select distinct {column} from kpi.kpi_values where kpi_id = ?{within} order by 1",  # noqa: S608
                [asked.kpi_id, *([asked.dimension] if within else [])],
            ).fetchall()
        ]
        if given not in values:
            shown = ", ".join(value or "''" for value in values[:_SHOWN]) or "none"
            return f"{asked.kpi_id} has no {column} {given!r}; there are: {shown}"
    spans = connection.execute(
        "select grain, min(period_start), max(period_start) from kpi.kpi_values where kpi_id = ? "
        "and variant = ? and dimension = ? and dimension_value = ? group by grain order by grain",
        [asked.kpi_id, asked.variant, asked.dimension, asked.member],
    ).fetchall()
    shown = "; ".join(f"{grain}s from {first} to {last}" for grain, first, last in spans) or "none"
    return f"{asked.kpi_id} has no figure of {asked.period or 'any period'}; there are: {shown}"


def period_of(text: str) -> tuple[str, date]:
    """Return the grain and a day of a period: 2026, 2026-Q3, 2026-W40, 2026-10 or 2026-10-05.

    Raises:
        NoFigureError: it is none of these.
    """
    for pattern, grain in _PERIODS.items():
        if found := re.fullmatch(pattern, text):
            numbers = [int(number) for number in found.groups()]
            try:
                return grain, _day(grain, numbers)
            except ValueError:
                break
    raise NoFigureError(
        f"{text!r} is no period; write 2026, 2026-Q3, 2026-W40, 2026-10 or 2026-10-05"
    )


def _day(grain: str, numbers: Sequence[int]) -> date:
    year, *rest = numbers
    if grain == "year":
        return date(year, 1, 1)
    if grain == "quarter":
        return date(year, 3 * rest[0] - 2, 1)
    if grain == "week":
        return date.fromisocalendar(year, rest[0], 1)
    return date(year, rest[0], rest[1] if grain == "day" else 1)


def _refused(
    connection: duckdb.DuckDBPyConnection, entities: set[str]
) -> list[tuple[str, str, int]]:
    found = connection.execute(
        "select entity, reason, cast(sum(refused) as bigint) from marts.fct_refused_values "
        "where list_contains(?, entity) group by 1, 2 order by 3 desc, 1, 2",
        [sorted(entities)],
    ).fetchall()
    return [(entity, reason, refused) for entity, reason, refused in found]


def _checks(
    connection: duckdb.DuckDBPyConnection, kpi_id: str, variant: str
) -> tuple[list[tuple[str, str]], int]:
    """Return the checks behind a figure that failed, with their reasons, and how many passed."""
    found = connection.execute(
        "from kpi.data_trust where kpi_id = ? order by check_id", [kpi_id]
    ).to_arrow_table()
    # `price:amount` is the variant `amount` of the member `price`. A publication that an older
    # Accord made has checks of whole KPIs alone.
    behind = {"*", variant, variant.rpartition(":")[2]}
    rows = [row for row in found.to_pylist() if row.get("variant", "*") in behind]
    failed = [(row["check_id"], row["reason"]) for row in rows if not row["success"]]
    return failed, sum(1 for row in rows if row["success"])


def _coverage(connection: duckdb.DuckDBPyConnection, asked: Asked) -> list[dict[str, Any]]:
    if not _has(connection, "kpi", "kpi_coverage"):
        return []
    return _rows(
        connection,
        "select * from kpi.kpi_coverage where kpi_id = ? and variant in (?, '*') "
        "order by is_fed, entity, field, source",
        [asked.kpi_id, asked.variant],
    )


def _before(earlier: Path, figure: Mapping[str, Any]) -> tuple[str, float | None] | None:
    """Return the figure in an earlier publication; None where that one did not have it."""
    key = ("kpi_id", "variant", "grain", "period_start", "dimension", "dimension_value")
    conditions = " and ".join(f"{column} = ?" for column in key)
    with duckdb.connect(str(earlier), read_only=True) as connection:
        found = connection.execute(
            f"select value from kpi.kpi_values where {conditions}",  # noqa: S608
            [figure[column] for column in key],
        ).fetchone()
    return (earlier.parent.name, found[0]) if found else None


def _has(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> bool:
    return bool(
        connection.execute(
            "select 1 from information_schema.tables where table_schema = ? and table_name = ?",
            [schema, table],
        ).fetchone()
    )


def _rows(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any]
) -> list[dict[str, Any]]:
    answer = connection.execute(query, parameters)
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
