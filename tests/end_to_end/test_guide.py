"""Who copies the guide's example, word by word, gets the figures that it promises."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingestion.registry import read_profile
from ingestion.sources.files.settings import FilesConfig
from ingestion.sources.files.source import dry_run
from tests.end_to_end.guide import FIRST, promised, write_example, write_first_example
from tests.end_to_end.pipeline import Pipeline


def test_the_example_of_the_guide_reads_without_a_doubt(tmp_path: Path) -> None:
    profile = read_profile(write_example(tmp_path / "acme"))
    found = dry_run(FilesConfig.build(profile, {}), show=False)
    assert found.refusals == ()
    assert found.findings == ()
    counts = {one.name: one.counts.loaded for one in found.entities}
    assert counts["people"] == counts["opportunities"] == counts["opportunity_people"] == 3
    assert counts["lead_stage_events"] == 3
    assert counts["accounts"] == 4


def published(pipeline: Pipeline) -> dict[tuple[str, str], float | None]:
    """Figures of months, by KPI and month."""
    rows = pipeline.query(
        """
        select kpi_id, period_start, value from kpi.kpi_values
        where grain = 'month' and dimension = 'total' and variant = ''
        """
    )
    return {(kpi, f"{start:%Y-%m}"): value for kpi, start, value in rows}


@pytest.mark.soak  # a whole run
def test_the_first_example_of_the_guide_publishes_what_it_promises(tmp_path: Path) -> None:
    """Copied with its decimal commas, its encoding and its folders; what lacks says so."""
    pipeline = Pipeline(tmp_path / "data", company=write_first_example(tmp_path))
    pipeline.run(date(2024, 2, 15))
    figures = promised(FIRST)
    assert len(figures) == 6
    found = published(pipeline)
    assert {(kpi, month): found.get((kpi, month)) for kpi, month, _ in figures} == {
        (kpi, month): pytest.approx(value) for kpi, month, value in figures
    }
    lacking = pipeline.query(
        "select distinct quality from kpi.kpi_values where kpi_id = 'sales_cycle_days'"
    )
    assert ("ok",) not in lacking


@pytest.mark.soak  # a whole run
def test_the_example_of_the_guide_publishes_what_it_promises(tmp_path: Path) -> None:
    pipeline = Pipeline(tmp_path / "data", company=write_example(tmp_path / "acme"))
    pipeline.run(date(2024, 3, 31))
    figures = promised()
    assert len(figures) > 10
    found = published(pipeline)
    assert {(kpi, month): found.get((kpi, month)) for kpi, month, _ in figures} == {
        (kpi, month): pytest.approx(value) for kpi, month, value in figures
    }
    attributed = pipeline.query(
        """
        select dimension_value, value from kpi.kpi_values
        where
            kpi_id = 'attributed_revenue' and grain = 'month' and variant = 'linear'
            and dimension = 'channel' and period_start = date '2024-02-01' and value > 0
        order by dimension_value
        """
    )
    assert attributed == [("email", 3000), ("paid_search", 3000)]
