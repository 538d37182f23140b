"""What each scorecard's last whole periods say. The statistics and words are in `kpis/reviews`."""

import pyarrow as pa

from kpis.reviews.figures import Period
from kpis.reviews.funnel import STEPS
from kpis.reviews.movement import Usual
from kpis.reviews.review import Facts
from kpis.reviews.rows import (
    REVIEWED,
    SCHEMA,
    cards_of,
    lineage_of,
    minima_of,
    review_rows,
    series_of,
    wanted_kpis,
)

CATALOG = (
    "kpi_id, label_en, label_fr, direction, decision_en, decision_fr, guardrails, unit,"
    " variant_units, version, missing_en, missing_fr"
)
FIGURES = (
    "kpi_id, variant, grain, period_start, period_end, value, numerator, denominator, change,"
    " target_value, status, is_complete, quality, status_reason, status_reason_fr"
)


def rows(relation, columns):
    """Return the rows of a relation as mappings."""
    names = [name.strip() for name in columns.split(",")]
    return [dict(zip(names, row, strict=True)) for row in relation.project(columns).fetchall()]


def overall(kpi_ids):
    """Return the condition for the overall figures of these KPIs, whose ids are plain words."""
    names = ", ".join(f"'{kpi_id}'" for kpi_id in sorted(kpi_ids))
    grains = ", ".join(f"'{grain}'" for grain in REVIEWED)
    return f"dimension = 'total' and kpi_id in ({names}) and grain in ({grains})"


def model(dbt, session):
    """Review the last whole weeks, months and quarters of every scorecard."""
    dbt.config(materialized="table")
    usual = Usual(int(dbt.config.get("trend_periods")), float(dbt.config.get("trend_deviations")))
    currency = dbt.config.get("reporting_currency")
    catalog = rows(dbt.ref("kpi_catalog"), CATALOG)
    shown = rows(dbt.ref("scorecards"), "scorecard, rhythm, place, kpi_id, variant")
    targeted = {
        kpi_id
        for (kpi_id,) in dbt.ref("kpi_targets")
        .filter("dimension = 'total'")
        .project("kpi_id")
        .distinct()
        .fetchall()
    }
    cards = cards_of(shown, targeted)
    windows = {
        (kpi_id, variant): days
        for kpi_id, variant, days in dbt.ref("kpi__definitions")
        .project("kpi_id, variant, window_days")
        .fetchall()
    }
    minima = (
        dbt.ref("kpi__guardrail_minima")
        .filter("dimension = 'total' and least_value is not null")
        .project("kpi_id, grain, period_start, guardrail_kpi_id, least_value")
        .fetchall()
    )
    wanted = wanted_kpis(cards, catalog, {*STEPS, *(row[3] for row in minima)})
    values = dbt.ref("kpi_values").filter(overall(wanted)) if wanted else None
    figures = [] if values is None else rows(values, FIGURES)
    keys = {(kpi_id, "") for kpi_id in wanted}
    keys |= {key for card in cards for key in card.shown if key[0] in wanted}
    series = series_of(figures, catalog, windows, keys)
    lineage = lineage_of(dbt.ref("kpi__inputs").project("kpi_id, table_name").fetchall())
    ended = dbt.ref("dim_periods").filter("is_complete").project("grain, period_start, period_end")
    periods = [Period(*row) for row in ended.fetchall()]
    least = minima_of(minima)
    found = [
        row
        for grain in REVIEWED
        for row in review_rows(
            Facts(
                grain, series.get(grain, {}), least.get(grain, {}), lineage, usual, currency
            ),
            cards,
            [period for period in periods if period.grain == grain],
        )
    ]
    return pa.Table.from_pylist(found, schema=SCHEMA)
