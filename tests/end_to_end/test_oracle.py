"""Every KPI equals the figure computed from the simulator's truth."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from company import load_profile
from tests.end_to_end.catalogue import promised_kpis
from tests.end_to_end.comparison import compare
from tests.end_to_end.conftest import AS_OF, FIRST
from tests.end_to_end.pipeline import Pipeline
from tests.oracle.compare import Comparison
from tests.oracle.periods import add_months, period_start
from tests.oracle.truth import day_of
from tests.oracle.world import World


def verify(pipeline: Pipeline, outcome: Comparison) -> None:
    """No cell differs, and no KPI, nor any of its dimensions and grains, is left out."""
    assert not outcome.differences, (
        f"{len(outcome.differences)} of {outcome.compared} cells differ:\n"
        f"{outcome.differing}\n" + "\n".join(sorted(outcome.differences)[:40])
    )
    promised = promised_kpis(pipeline)
    assert set(promised) <= set(outcome.by_kpi)
    defined = pipeline.query(
        "select kpi_id, dimensions, grains from kpi.kpi_catalog where inactive_reason is null"
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


@pytest.mark.e2e
def test_each_month_says_how_many_wins_have_no_exchange_rate(tiny: Pipeline) -> None:
    world = World(tiny.truth, load_profile(tiny.company), AS_OF)
    wins, unrated = Counter[date](), Counter[date]()
    for deal in world.deals.won:
        assert deal.closed_at
        month = period_start(day_of(deal.closed_at), "month")
        wins[month] += 1
        # It was won for an amount, and nobody can say what that is in the reporting currency.
        unrated[month] += deal.amount is not None and deal.revenue is None
    said = {
        month: tuple(map(int, found.groups()))
        for month, reason in tiny.query(
            "select period_start, status_reason from kpi.kpi_values where variant = '' "
            "and (kpi_id, grain, dimension) = ('average_deal_size', 'month', 'total')"
        )
        if (found := re.search(r"no exchange rate for [\w, ]+: (\d+) of (\d+) won deals", reason))
    }
    expected = {month: (count, wins[month]) for month, count in unrated.items() if count}
    assert said == expected != {}


@pytest.mark.e2e
def test_what_begins_before_the_history_is_incomplete_and_compared_with_by_none(
    tiny: Pipeline,
) -> None:
    begins = World(tiny.truth, load_profile(tiny.company), AS_OF).history_from
    assert tiny.query("select history_from from kpi.publication") == [(begins,)]
    rows = tiny.query(
        "select grain, period_start, period_end, is_complete, previous_value, previous_year_value, "
        "status_reason from kpi.kpi_values "
        "where dimension = 'total' and grain in ('month', 'quarter', 'year')"
    )
    lengths, seen = {"month": 1, "quarter": 3, "year": 12}, set[str]()
    for grain, start, end, is_complete, previous, year_before, reason in rows:
        assert end >= begins
        before, ago = add_months(start, -lengths[grain]), add_months(start, -12)
        partial = period_start(begins, grain) if period_start(begins, grain) < begins else None
        assert (f"the history begins on {begins}" in reason) == (partial in (start, before, ago))
        if start < begins:
            assert not is_complete
            seen.add(grain)
        if before < begins:
            assert previous is None
        if ago < begins:
            assert year_before is None
    assert seen == {"quarter", "year"}


@pytest.mark.soak
@pytest.mark.parametrize(("size", "seed"), [("tiny", 8), ("tiny", 9), ("small", 7)])
def test_every_figure_equals_the_truth_of_other_companies(
    tmp_path: Path, size: str, seed: int
) -> None:
    pipeline = Pipeline(tmp_path, size=size, seed=seed)
    pipeline.run(FIRST)
    verify(pipeline, compare(pipeline, FIRST))
