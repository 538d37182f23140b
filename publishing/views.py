"""Figures cut for one question each: the latest, months, totals, and one view per KPI.

They repeat no row but those of `kpi.kpi_latest`: the others are views on `kpi.kpi_values`.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from publishing.tables import Table, literal

#: A view per KPI is called so and by its id.
PREFIX = "v_"
_LATEST = "kpi_latest"
_CUTS = {
    "kpi_monthly": ("grain = 'month'", "Figures by month. Grain: as kpi_values, of one grain."),
    "kpi_totals": (
        "dimension = 'total'",
        "Overall figures, of all grains. Grain: KPI, variant, grain and period.",
    ),
}
_LATEST_COMMENT = (
    "Figures of the last complete period of each series and grain, and of the one that runs. "
    "Grain: as kpi_values."
)
_PERIOD_COMMENT = (
    "last_complete: the last period that is complete for the series as a whole; running: the one "
    "that holds the last known day."
)
#: Column of a view per KPI -> the figures' column. The value has the name of the KPI.
_PLAIN = {
    "period": "period_start",
    "period_end": "period_end",
    "grain": "grain",
    "variant": "variant",
    "variant_label": "variant_label_en",
    "dimension": "dimension",
    "member": "dimension_label",
    "member_key": "dimension_value",
    "": "value",
    "numerator": "numerator",
    "denominator": "denominator",
    "period_before": "previous_value",
    "year_before": "previous_year_value",
    "change_on_period_before": "change_pct",
    "change_on_year_before": "change_previous_year_pct",
    "target": "target_value",
    # There is a KPI called target_attainment.
    "attainment": "target_attainment",
    "status": "status",
    "status_reason": "status_reason",
    "is_complete": "is_complete",
    "quality": "quality",
}


def is_view(name: str) -> bool:
    """Return whether a publication has `name` as a view on the figures, not as a table."""
    return name in _CUTS or name.startswith(PREFIX)


def create_views(connection: duckdb.DuckDBPyConnection, figures: Table) -> None:
    """Create them in the main database, beside `kpi.kpi_values`.

    Args:
        connection: the new file.
        figures: the columns of `kpi.kpi_values` in it.
    """
    comments = {column.name: column.comment or "" for column in figures.columns}
    # Thousands of descriptions: in one transaction each costs a tenth.
    connection.begin()
    _create_latest(connection, comments)
    for name, (condition, comment) in _CUTS.items():
        connection.execute(
            f"create view kpi.{name} as select * from {figures.relation} where {condition}"  # noqa: S608
        )
        _comment(connection, "view", name, comment, comments)
    if "dimension_label" in comments:
        kpis = connection.execute("select kpi_id from kpi.kpi_catalog order by kpi_id").fetchall()
        for (kpi,) in kpis:
            _create_view(connection, kpi, comments)
    connection.commit()


def _create_latest(connection: duckdb.DuckDBPyConnection, comments: Mapping[str, str]) -> None:
    """A member that was silent in the last complete period has no row, not an older one."""
    connection.execute(
        """
        create table kpi.kpi_latest as
        with span as (
            -- The period that begins last is the last known day, or begins with what holds it.
            select max(period_start) as known_until from kpi.kpi_values
        ),

        series as (
            select
                kpi_id,
                variant,
                grain,
                max(period_start) filter (is_complete) as last_complete
            from kpi.kpi_values
            group by kpi_id, variant, grain
        )

        select
            figures.*,
            case
                when figures.period_start = series.last_complete then 'last_complete'
                else 'running'
            end as which
        from kpi.kpi_values as figures
        inner join series using (kpi_id, variant, grain)
        cross join span
        where
            figures.period_start = series.last_complete
            or span.known_until between figures.period_start and figures.period_end
        order by kpi_id, variant, grain, dimension, period_start, dimension_value
        """
    )
    _comment(connection, "table", _LATEST, _LATEST_COMMENT, {**comments, "which": _PERIOD_COMMENT})


def _create_view(
    connection: duckdb.DuckDBPyConnection, kpi: str, comments: Mapping[str, str]
) -> None:
    columns = {name or kpi: column for name, column in _PLAIN.items() if column in comments}
    chosen = ", ".join(f'{column} as "{name}"' for name, column in columns.items())
    name = f"{PREFIX}{kpi}"
    connection.execute(
        f'create view kpi."{name}" as select {chosen} from kpi.kpi_values '  # noqa: S608 - ids of checked files
        f"where kpi_id = {literal(kpi)}"
    )
    _comment(
        connection,
        "view",
        name,
        f"Figures of {kpi}. Grain: grain, period, variant, dimension and member.",
        {name: comments[column] for name, column in columns.items()},
    )


def _comment(
    connection: duckdb.DuckDBPyConnection,
    kind: str,
    name: str,
    comment: str,
    columns: Mapping[str, str],
) -> None:
    connection.execute(f'comment on {kind} kpi."{name}" is {literal(comment)}')
    for column, text in columns.items():
        connection.execute(f'comment on column kpi."{name}"."{column}" is {literal(text)}')
