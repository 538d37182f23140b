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
