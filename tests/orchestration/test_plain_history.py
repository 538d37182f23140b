"""What Dagster's pages say of a failed run: the reason; checks that were not run did not fail."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from orchestration.company.settings import Settings
from orchestration.reporting import after_run
from orchestration.reporting.after_run import report_run
from orchestration.reporting.outlets import _Record
from orchestration.reporting.plain_history import name_reasons


@dg.multi_asset(specs=[dg.AssetSpec("contacts"), dg.AssetSpec("deals")])
def load() -> Iterator[Any]:
    """Load, or not."""
    if refuses:
        raise dg.Failure("401, token refused", allow_retries=False)
    for name in ("contacts", "deals"):
        yield dg.MaterializeResult(asset_key=name)


@dg.asset(deps=["contacts", "deals"], check_specs=[dg.AssetCheckSpec("not_empty", asset="marts")])
def marts() -> Iterator[Any]:
    """Made of both."""
    yield dg.Output(None)
    yield dg.AssetCheckResult(passed=True)


refuses = False
CHECK = dg.AssetCheckKey(dg.AssetKey("marts"), "not_empty")


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    factory = logging.getLogRecordFactory()
    logging.setLogRecordFactory(_Record)
    name_reasons()
    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        yield instance
    logging.setLogRecordFactory(factory)


def run(instance: dg.DagsterInstance) -> str:
    return dg.materialize([load, marts], instance=instance, raise_on_error=False).run_id


def test_a_failed_runs_page_says_why(
    instance: dg.DagsterInstance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(after_run, "load_settings", lambda: Settings(data_dir=tmp_path))
    run(instance)
    monkeypatch.setitem(globals(), "refuses", True)
    run_id = run(instance)
    said = [entry.user_message for entry in instance.all_logs(run_id)]
    assert said[-1].endswith("failed. load: 401, token refused")
    assert "marts was not run, because of load" in said
    [failed] = instance.all_logs(run_id, of_type=dg.DagsterEventType.STEP_FAILURE)
    assert failed.dagster_event
    error = failed.dagster_event.step_failure_data.error
    assert error
    assert error.message.startswith("dagster._core.definitions.events.Failure: 401, token refused")

    # The check was not run: it shows what it found in the run before.
    report_run(instance, run_id)
    [latest] = instance.event_log_storage.get_latest_asset_check_execution_by_key([CHECK]).values()
    assert latest.run_id != run_id
    assert latest.status.value == "SUCCEEDED"
