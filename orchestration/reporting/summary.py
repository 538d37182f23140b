"""The KPIs on the terminal, read from what is published."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
from rich.table import Table
from rich.text import Text

#: The last complete period that has a figure: a month, or where a KPI has none, a longer period.
_QUERY = """
with periods as (
    select
        kpi_id, grain, period_start, value, previous_value, previous_year_value, target_value,
        status, status_reason, {quality} as quality,
        row_number() over (
            partition by kpi_id
            order by
                case grain when 'month' then 1 when 'quarter' then 2 else 3 end, period_start desc
        ) as recency
    from kpi.kpi_values
    where
        grain in ('month', 'quarter', 'year') and dimension = 'total' and variant = ''
        and is_complete and value is not null
)
select
    catalog.kpi_id, catalog.label_en, catalog.unit, catalog.direction, catalog.family,
    periods.grain, periods.period_start, periods.value, periods.previous_value,
    periods.previous_year_value, periods.target_value, coalesce(periods.status, 'none'),
    coalesce(periods.quality, 'ok'), coalesce(periods.status_reason, {missing}, '')
from kpi.kpi_catalog as catalog
left join periods on catalog.kpi_id = periods.kpi_id and periods.recency = 1
where catalog.inactive_reason is null
order by catalog.family, catalog.kpi_id
"""

#: Columns that a publication of an earlier release lacks, and what takes their place.
_LATER = {"quality": ("kpi_values", "'ok'"), "missing_en": ("kpi_catalog", "cast(null as varchar)")}

#: How a figure that is not whole is marked.
_MARKS = {"partial": " *", "distrusted": " !"}

#: Terminals know no orange.
_COLOURS = {"green": "green", "orange": "yellow", "red": "red"}

_FAMILIES = ("activity", "efficiency", "result", "loyalty", "integrity")


class NothingPublishedError(RuntimeError):
    """There is no publication to read."""


@dataclass(frozen=True)
class Figure:
    """One KPI's last complete period, with the one before and the same one last year."""

    kpi_id: str
    label: str
    unit: str
    direction: str
    family: str
    grain: str | None
    period_start: date | None
    value: float | None
    previous: float | None
    previous_year: float | None
    target: float | None = None
    status: str = "none"
    quality: str = "ok"
    reason: str = ""


def read_figures(published: Path) -> list[Figure]:
    """Return the KPIs in the published file, by family.

    Raises:
        NothingPublishedError: nothing was published yet, or the file is damaged.
    """
    if not published.is_file():
        raise NothingPublishedError(f"{published} is not there yet; `accord run` publishes it")
    try:
        with duckdb.connect(str(published), read_only=True) as connection:
            rows = connection.execute(_query(connection)).fetchall()
    except duckdb.IOException as error:
        raise NothingPublishedError(
            f"{published} can't be read: `accord doctor` says whether it is damaged, and "
            f"`accord doctor --repair` brings the last whole publication back. DuckDB says: {error}"
        ) from error
    figures = [Figure(*row) for row in rows]
    return sorted(figures, key=lambda figure: (_FAMILIES.index(figure.family), figure.kpi_id))


def _query(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the query for what is published, by this release or by an earlier one."""
    columns = set(
        connection.execute(
            "select table_name, column_name from information_schema.columns "
            "where table_schema = 'kpi'"
        ).fetchall()
    )
    names = {
        column: column if (relation, column) in columns else instead
        for column, (relation, instead) in _LATER.items()
    }
    return _QUERY.format(quality=names["quality"], missing=names["missing_en"])


def headline(figures: list[Figure], chosen: Collection[str]) -> list[Figure]:
    """Return the figures that were chosen; what the company has not is left out."""
    return [figure for figure in figures if figure.kpi_id in chosen]


def table(figures: list[Figure], currency: str) -> Table:
    """Return the figures as a table: changes and status coloured by what is good for the KPI."""
    view = Table(title="Last complete month: target, the month before and a year ago (N-1)")
    view.add_column("KPI")
    view.add_column("period")
    for heading in ("value", "target", "status", "previous", "change", "N-1", "change"):
        view.add_column(heading, justify="center" if heading == "status" else "right")
    if any(figure.quality in _MARKS for figure in figures):
        view.caption = "* leaves something out    ! not to be relied on: no status"
    family = ""
    for figure in figures:
        if figure.family != family:
            family = figure.family
            view.add_section()
        view.add_row(
            figure.label,
            period(figure),
            amount(figure.value, figure.unit, currency) + _MARKS.get(figure.quality, ""),
            amount(figure.target, figure.unit, currency),
            status(figure),
            amount(figure.previous, figure.unit, currency),
            change(figure, figure.previous),
            amount(figure.previous_year, figure.unit, currency),
            change(figure, figure.previous_year),
        )
    return view


def lacking(figures: Sequence[Figure]) -> list[str]:
    """Return what these figures lack, a line for each reason with the KPIs that it is of."""
    labels: dict[str, list[str]] = {}
    for figure in figures:
        if reason := _lack(figure):
            labels.setdefault(reason, []).append(figure.label)
    return [f"{', '.join(names)}: {reason}" for reason, names in labels.items()]


def published_lacks(published: Path, chosen: Collection[str]) -> list[str]:
    """Return what the chosen figures of a publication lack, as the terminal has it.

    Raises:
        NothingPublishedError: nothing was published yet, or the file is damaged.
    """
    return lacking(headline(read_figures(published), chosen))


def _lack(figure: Figure) -> str:
    """Return why a figure is not whole, or why there is none; "" where it is sound."""
    is_sound = figure.quality not in _MARKS and figure.value is not None
    return "" if is_sound else figure.reason.removesuffix("; no target")


def period(figure: Figure) -> str:
    """Return the period of a figure: `2026-10`, `2026-07 quarter`."""
    if figure.period_start is None:
        return "-"
    month = f"{figure.period_start:%Y-%m}"
    return month if figure.grain == "month" else f"{month} {figure.grain}"


def amount(value: float | None, unit: str, currency: str) -> str:
    """Return a value in its unit: `12.3 %`, `1,234 EUR`, `4.5 h`."""
    if value is None:
        return "-"
    match unit:
        case "rate":
            return f"{value * 100:,.1f} %"
        case "money":
            return f"{value:,.0f} {currency}"
        case "ratio":
            return f"{value:,.2f} x"
        case "months":
            return f"{value:,.1f} mo"
        case "days":
            return f"{value:,.1f} d"
        case "hours":
            return f"{value:,.1f} h"
        case "minutes":
            return f"{value:,.1f} min"
        case "seconds":
            return f"{value:,.0f} s"
        case "count":
            return f"{value:,.0f}"
        case _:
            return f"{value:,.2f}"


def status(figure: Figure) -> Text:
    """Return the status in its colour; a figure that is not judged has a dash."""
    if figure.status not in _COLOURS:
        return Text("-", style="dim")
    return Text(figure.status, style=_COLOURS[figure.status])


def change(figure: Figure, base: float | None) -> Text:
    """Return the change since `base`: green where it is good, red where it is not.

    Rates change by points, everything else by a share of the base.
    """
    if figure.value is None or base is None:
        return Text("-", style="dim")
    difference = figure.value - base
    if figure.unit == "rate":
        text = f"{difference * 100:+,.1f} pt"
    elif base == 0:
        return Text("new" if difference else "=", style="dim")
    else:
        text = f"{difference / abs(base) * 100:+,.1f} %"
    if difference == 0 or figure.direction == "target_is_best":
        return Text(text, style="dim")
    good = (difference > 0) == (figure.direction == "higher_is_better")
    return Text(text, style="green" if good else "red")
