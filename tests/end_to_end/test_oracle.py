"""Each of the twenty KPIs equals the figure computed from the simulator's truth."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.comparison import compare
from tests.end_to_end.conftest import AS_OF
from tests.end_to_end.pipeline import Pipeline
from tests.oracle.compare import Comparison

ALL_GRAINS = {"day", "week", "month", "quarter", "year"}
TWENTY = {
    "calls_made",
    "meetings_held",
    "leads_generated",
    "mqls",
    "sqls",
    "mql_to_sql_rate",
    "lead_to_opportunity_rate",
    "win_rate",
    "stage_conversion_rate",
    "sales_cycle_days",
    "average_deal_size",
    "revenue",
    "deals_won",
    "new_customers",
    "open_pipeline",
    "quota_attainment",
    "cost_per_lead",
    "unique_visitors",
    "customer_satisfaction_score",
    "first_response_hours",
}
FROM_MONTH_UP = {"stage_conversion_rate", "cost_per_lead"}


def verify(outcome: Comparison) -> None:
    assert not outcome.differences, (
        f"{len(outcome.differences)} of {outcome.compared} cells differ:\n"
        + "\n".join(sorted(outcome.differences)[:40])
    )
    assert set(outcome.by_kpi) >= TWENTY
    for kpi in TWENTY:
        assert "total" in outcome.by_kpi[kpi]
        assert len(outcome.by_kpi[kpi]) >= 3, f"{kpi} has fewer than two dimensions"
        wanted = ALL_GRAINS - {"day", "week"} if kpi in FROM_MONTH_UP else ALL_GRAINS
        assert outcome.grains[kpi] == wanted


@pytest.mark.e2e
def test_every_figure_equals_the_truth(tiny: Pipeline) -> None:
    verify(compare(tiny, AS_OF))


@pytest.mark.soak
@pytest.mark.parametrize(("size", "seed"), [("tiny", 8), ("tiny", 9), ("small", 7)])
def test_every_figure_equals_the_truth_of_other_companies(
    tmp_path: Path, size: str, seed: int
) -> None:
    pipeline = Pipeline(tmp_path, size=size, seed=seed)
    pipeline.run(AS_OF)
    verify(compare(pipeline, AS_OF))
