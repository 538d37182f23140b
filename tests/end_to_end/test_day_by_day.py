"""What a day-by-day history gives equals a fresh load; so does running a period again."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.end_to_end.conftest import AS_OF
from tests.end_to_end.pipeline import Pipeline
from tests.end_to_end.warehouses import differences

#: The demo company's history is laid out from its first run, so both folders begin on one day.
FIRST = AS_OF - timedelta(days=4)


def run_days(pipeline: Pipeline, days: int) -> None:
    for offset in range(days):
        pipeline.run(FIRST + timedelta(days=offset))


@pytest.fixture(scope="module")
def daily(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    """Five days of the tiny company, one run each."""
    pipeline = Pipeline(tmp_path_factory.mktemp("daily"))
    run_days(pipeline, 5)
    return pipeline


@pytest.fixture(scope="module")
def fresh(daily: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    """The same company at the last of these days, loaded at once."""
    return load_fresh(daily, Pipeline(tmp_path_factory.mktemp("fresh")), FIRST + timedelta(days=4))


def load_fresh(daily: Pipeline, fresh: Pipeline, as_of: date) -> Pipeline:
    """Load into an empty folder the company that `daily` has: its world and its clock."""
    shutil.copytree(daily.data_dir / "sandbox", fresh.data_dir / "sandbox")
    fresh.run(as_of)
    return fresh


@pytest.mark.e2e
def test_five_days_equal_one_fresh_load(daily: Pipeline, fresh: Pipeline) -> None:
    assert differences(daily, fresh) == []


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
    daily: Pipeline, fresh: Pipeline, job: str
) -> None:
    period = {"daily": "2026-11-18", "weekly": "2026-11-09", "monthly": "2026-09-01"}[job]
    done = daily.accord("run", job, "--period", period, ACCORD_AS_OF=AS_OF.isoformat())
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert differences(daily, fresh) == []


@pytest.mark.soak
def test_sixty_days_of_a_larger_company_equal_one_fresh_load(tmp_path: Path) -> None:
    daily = Pipeline(tmp_path / "daily", size="small")
    run_days(daily, 60)
    fresh = Pipeline(tmp_path / "fresh", size="small")
    load_fresh(daily, fresh, FIRST + timedelta(days=59))
    assert differences(daily, fresh) == []
