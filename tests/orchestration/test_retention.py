"""Logs, reports and run history are kept for so many days, and what is still needed longer."""

from __future__ import annotations

import os
import time
from pathlib import Path

import dagster as dg
import pytest

from orchestration.company.settings import Settings
from orchestration.history.dagster_home import open_instance
from orchestration.history.retention import remove_old


@dg.asset
def deals() -> None:
    """What one run makes."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, keep_days=1)


def test_old_files_go_and_the_latest_report_stays(settings: Settings) -> None:
    long_ago = time.time() - 2 * 86400
    for name in ("logs/old.log", "logs/new.log", "reports/old.md", "reports/latest.md"):
        path = settings.data_dir / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("text", encoding="utf-8")
        if "new" not in name:
            os.utime(path, (long_ago, long_ago))
    with open_instance(settings) as instance:
        assert remove_old(settings, instance) == ["old.log", "old.md"]
    assert (settings.reports_dir / "latest.md").exists()


def test_old_runs_go_but_not_the_one_that_made_what_is_there(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_instance(settings) as instance:
        first, second = (dg.materialize([deals], instance=instance).run_id for _ in range(2))
        home = settings.dagster_home
        runs = home / "history" / "runs"
        assert (runs / f"{first}.db").exists()
        assert remove_old(settings, instance) == []
        # As if two days had passed.
        monkeypatch.setattr("orchestration.history.retention.timedelta", _none_ago)
        assert remove_old(settings, instance) == [first]
        assert [run.run_id for run in instance.get_runs()] == [second]
        assert not list(runs.glob(f"{first}*"))
        assert not (home / "storage" / first).exists()
        found = instance.get_latest_materialization_event(deals.key)
        assert found is not None
        assert found.run_id == second


def test_assets_that_no_release_makes_any_more_leave_the_catalogue(settings: Settings) -> None:
    former = ("daily_kpis", "weekly_publication")
    keys = [dg.AssetKey(["periods", name]) for name in ("daily", *former)]
    with open_instance(settings) as instance:
        for key in keys:
            instance.report_runless_asset_event(dg.AssetMaterialization(key))
        assert sorted(remove_old(settings, instance)) == [f"periods/{name}" for name in former]
        assert instance.get_asset_keys() == keys[:1]
        assert remove_old(settings, instance) == []


def _none_ago(days: int) -> object:
    from datetime import timedelta

    return timedelta(days=days - 3)
