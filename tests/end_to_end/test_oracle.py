"""Every KPI equals the figure computed from the simulator's truth."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.catalogue import promised_kpis
from tests.end_to_end.comparison import compare
from tests.end_to_end.conftest import AS_OF, FIRST
from tests.end_to_end.pipeline import Pipeline
from tests.oracle.compare import Comparison


def verify(pipeline: Pipeline, outcome: Comparison) -> None:
    """No cell differs, and no KPI, nor any of its dimensions and grains, is left out."""
    assert not outcome.differences, (
        f"{len(outcome.differences)} of {outcome.compared} cells differ:\n"
        f"{outcome.differing}\n" + "\n".join(sorted(outcome.differences)[:40])
    )
    promised = promised_kpis(pipeline)
    assert set(promised) <= set(outcome.by_kpi)
    defined = pipeline.query(
        "select kpi_id, dimensions, grains from kpi.kpi_catalog "
        "where inactive_reason is null and family <> 'integrity'"
    )
    assert set(promised) <= {kpi for kpi, _, _ in defined}
    for kpi, dimensions, grains in defined:
        assert promised.get(kpi, set()) <= outcome.grains[kpi] == set(grains.split(", ")), kpi
        compared = outcome.by_kpi[kpi]
        assert "total" in compared, kpi
        # Of a reference that was never sold out there is no row.
        assert len(compared - {"total"}) >= min(2, len(dimensions.split(", ")) - 1), kpi


@pytest.mark.fault(16, 20, 21, 23)
@pytest.mark.e2e
def test_every_figure_equals_the_truth(tiny: Pipeline) -> None:
    verify(tiny, compare(tiny, AS_OF))


@pytest.mark.soak
@pytest.mark.parametrize(("size", "seed"), [("tiny", 8), ("tiny", 9), ("small", 7)])
def test_every_figure_equals_the_truth_of_other_companies(
    tmp_path: Path, size: str, seed: int
) -> None:
    pipeline = Pipeline(tmp_path, size=size, seed=seed)
    pipeline.run(FIRST)
    verify(pipeline, compare(pipeline, FIRST))
