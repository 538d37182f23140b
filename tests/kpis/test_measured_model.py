"""The generated model of a grain, run over answers that are given."""

from __future__ import annotations

import duckdb

from kpis.render import measured_model
from kpis.series import Query, Series


def _query(kpi_id: str) -> Query:
    series = Series(
        kpi_id=kpi_id,
        variant="",
        metric="ratio",
        numerator="won",
        denominator="lost",
        is_zero_without_event=False,
        variant_dimension=None,
        row_filter=None,
        grains=("month",),
        dimensions=("owner",),
        facts=("deals",),
    )
    return Query("month", ("owner",), None, None, (series,))


def _answer(won: str) -> str:
    return (
        "select date '2026-01-01' as metric_time__month, 'owner' as kpi_dimension, "
        f"'rep1' as kpi_member, 0.5 as ratio, {won} as won, 2 as lost"
    )


def test_a_term_is_not_rounded_to_the_places_of_its_neighbours() -> None:
    text = measured_model(
        "month",
        [
            (_query("share"), _answer("cast(1.5 as decimal(38, 1))")),
            (_query("rate"), _answer("cast(1.000000001 as decimal(18, 9))")),
        ],
    )
    model = text[text.index("with answer_1") : text.index("{%- endif %}\n", len(text) - 20)]
    # What the macro gives on DuckDB.
    model = model.replace("{{ type_double() }}", "double")
    rows = duckdb.sql(model + " order by kpi_id").fetchall()
    assert [(row[0], row[4], row[5], row[7]) for row in rows] == [
        ("rate", "owner", "rep1", 1.000000001),
        ("share", "owner", "rep1", 1.5),
    ]
