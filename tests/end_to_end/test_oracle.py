"""Every KPI of the catalogue equals the figure computed from the simulator's truth."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.catalogue import promised_kpis
from tests.end_to_end.comparison import compare
from tests.end_to_end.conftest import AS_OF
from tests.end_to_end.pipeline import Pipeline
from tests.oracle.compare import Comparison


def verify(pipeline: Pipeline, outcome: Comparison) -> None:
    assert not outcome.differences, (
        f"{len(outcome.differences)} of {outcome.compared} cells differ:\n"
        + "\n".join(sorted(outcome.differences)[:40])
    )
    promised = promised_kpis(pipeline)
    assert not set(promised) - set(outcome.by_kpi), "KPIs that were not compared"
    for kpi, dimensions in pipeline.query("select kpi_id, dimensions from kpi.kpi_catalog"):
        if kpi in promised:
            listed = set(filter(None, (dimensions or "").split(", ")))
            assert outcome.by_kpi[kpi] == {"total", *listed}, kpi
            assert outcome.grains[kpi] >= promised[kpi], kpi


@pytest.mark.e2e
def test_every_figure_equals_the_truth(tiny: Pipeline) -> None:
    verify(tiny, compare(tiny, AS_OF))


@pytest.mark.soak
@pytest.mark.parametrize(("size", "seed"), [("tiny", 8), ("tiny", 9), ("small", 7)])
def test_every_figure_equals_the_truth_of_other_companies(
    tmp_path: Path, size: str, seed: int
) -> None:
    pipeline = Pipeline(tmp_path, size=size, seed=seed)
    pipeline.run(AS_OF)
    verify(pipeline, compare(pipeline, AS_OF))
