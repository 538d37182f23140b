"""What `accord summary` shows of a whole company."""

from __future__ import annotations

import pytest

from company import load_profile
from tests.end_to_end.pipeline import Pipeline


def labels(pipeline: Pipeline) -> dict[str, str]:
    """The name of each KPI that the company has, by id."""
    return dict(
        pipeline.query("select kpi_id, label_en from kpi.kpi_catalog where inactive_reason is null")
    )


@pytest.mark.e2e
def test_the_summary_shows_the_headline_and_on_demand_every_kpi(tiny: Pipeline) -> None:
    every, chosen = labels(tiny), load_profile(tiny.company).headline_kpis
    assert set(chosen) < set(every)
    short, whole = tiny.accord("summary"), tiny.accord("summary", "--all")
    assert (short.returncode, whole.returncode) == (0, 0), short.stderr + whole.stderr
    assert {label for label in every.values() if f" {label} " not in whole.stdout} == set()
    shown = {kpi for kpi, label in every.items() if f"│ {label} " in short.stdout}
    assert shown == set(chosen)


@pytest.mark.e2e
def test_a_figure_says_why_it_is_what_it_is(tiny: Pipeline) -> None:
    """The deals of the last complete month, by source, as many as the figure says."""
    done = tiny.accord("why", "deals_won", "--sql")
    assert done.returncode == 0, done.stderr
    [(start, value)] = tiny.query(
        "select period_start, value from kpi.kpi_values where kpi_id = 'deals_won' "
        "and variant = '' and grain = 'month' and dimension = 'total' and is_complete "
        "order by period_start desc limit 1"
    )
    assert f"month from {start} to " in done.stdout
    assert f"{value:,.0f} of marts.fct_opportunities: hubspot {value:,.0f}" in done.stdout
    [query] = [line for line in done.stdout.splitlines() if line.startswith("select * from")]
    assert len(tiny.query(query.removesuffix(";"))) == value


@pytest.mark.e2e
def test_coverage_names_who_fills_what_a_kpi_is_made_of(tiny: Pipeline) -> None:
    done = tiny.accord("coverage", "gross_margin")
    assert done.returncode == 0, done.stderr
    [(rows, share)] = tiny.query(
        "select row_count, round(filled_share * 100, 1) from kpi.kpi_coverage "
        "where (kpi_id, entity, field) = ('gross_margin', 'opportunity_lines', 'cost')"
    )
    [line] = [line for line in done.stdout.splitlines() if "opportunity_lines.cost" in line]
    assert f"{rows:,}" in line
    assert f"{share} %" in line
