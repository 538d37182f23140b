"""What a day-by-day history gives equals a fresh load; so does running a period again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.end_to_end.conftest import AS_OF, FIRST, beginning_as
from tests.end_to_end.pipeline import Pipeline
from tests.end_to_end.warehouses import differences


@pytest.fixture(scope="module")
def daily(world: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    """Five days of the tiny company: whole runs on the first and the last, loads between."""
    pipeline = beginning_as(world, Pipeline(tmp_path_factory.mktemp("daily")))
    pipeline.run(FIRST)
    pipeline.live_through(*(FIRST + timedelta(days=offset) for offset in (1, 2, 3)))
    pipeline.run(AS_OF)
    return pipeline


@pytest.mark.e2e
def test_five_days_equal_one_fresh_load(daily: Pipeline, tiny: Pipeline) -> None:
    assert differences(daily, tiny) == []


@pytest.mark.parametrize(
    "job",
    [
        pytest.param("daily", marks=pytest.mark.e2e),
        # The same code over longer periods, minutes each.
        pytest.param("weekly", marks=pytest.mark.soak),
        pytest.param("monthly", marks=pytest.mark.soak),
    ],
)
def test_a_backfilled_period_equals_the_fresh_load(
    daily: Pipeline, tiny: Pipeline, job: str
) -> None:
    period = {"daily": "2026-11-22", "weekly": "2026-11-09", "monthly": "2026-09-01"}[job]
    done = daily.accord("run", job, "--period", period, ACCORD_AS_OF=AS_OF.isoformat())
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert differences(daily, tiny) == []


@pytest.mark.soak
@pytest.mark.parametrize(
    ("size", "days"), [("tiny", 5), pytest.param("small", 60, marks=pytest.mark.timeout(21600))]
)
def test_days_of_whole_runs_equal_one_fresh_load(tmp_path: Path, size: str, days: int) -> None:
    daily = Pipeline(tmp_path / "daily", size=size)
    for offset in range(days):
        daily.run(FIRST + timedelta(days=offset))
    fresh = beginning_as(daily, Pipeline(tmp_path / "fresh", size=size))
    fresh.run(FIRST + timedelta(days=days - 1))
    assert differences(daily, fresh) == []
