"""Runs that go wrong: nothing half-built is published, and nothing stays blocked.

On the mini company (`tests/orchestration/mini_company.py`), through the command line as operators
use it.
"""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from orchestration.reporting.reports import LACKING
from publishing import diagnose
from tests.orchestration.local_vendor import echoing_vendor
from tests.orchestration.mini_runs import ROOT, Mini

pytestmark = [pytest.mark.xdist_group("mini_company"), pytest.mark.timeout(600)]


@dataclass(frozen=True)
class First:
    """The first run: its vendor was down for a moment."""

    mini: Mini
    printed: str
    report: str
    #: By the clock of who waited for it.
    seconds: float


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> First:
    mini, started = Mini(tmp_path_factory.mktemp("mini")), time.monotonic()
    done = mini.accord("down", "run")
    seconds = time.monotonic() - started
    assert done.returncode == 0, done.stdout + done.stderr
    return First(mini, done.stdout, mini.report(), seconds)


@pytest.fixture
def mini(first: First) -> Mini:
    """The mini company after at least one run that went well."""
    return first.mini


def test_took_counts_the_run_and_all_that_comes_before_and_after(first: First) -> None:
    *_, last = first.printed.splitlines()
    took = re.fullmatch(r"Took +([\d.]+) s", last)
    run = re.search(r"started [^,]+, ([\d.]+) s", first.report)
    assert took and run, (last, first.report)
    assert float(run[1]) < float(took[1]) <= first.seconds + 0.1


@pytest.mark.fault(2)
def test_a_vendor_that_comes_back_is_tried_again(first: First) -> None:
    assert "trying again" in first.printed
    assert "Leads generated" in first.printed


def test_what_figures_lack_is_said_alike_on_the_terminal_in_the_report_and_in_the_ui(
    first: First,
) -> None:
    lacks = "Leads generated: 1 of 4 leads has no date"
    assert f"What these figures lack\n  {lacks}\n" in first.printed
    assert f"## What these figures lack\n\n- {lacks}\n" in first.report
    with first.mini.history() as history:
        found = history.fetch_observations(dg.AssetKey(["kpi", "kpi_values"]), limit=1000).records
    said = [one.event_log_entry.asset_observation for one in found]
    shown = [one.metadata[LACKING].value for one in said if one and LACKING in one.metadata]
    assert shown == [lacks] * len(shown) and shown


def test_a_period_that_no_daily_run_has_loaded_is_not_published(mini: Mini) -> None:
    before = mini.published_run()
    done = mini.accord("fine", "run", "monthly", ACCORD_AS_OF="2026-12-31")
    assert done.returncode == 1
    assert "not made from what this run would work from" in mini.report()
    assert mini.published_run() == before


@pytest.mark.fault(34, 36)
@pytest.mark.parametrize(
    ("mode", "step", "said"),
    [
        ("refused", "load_hubspot", "401, token refused"),
        ("unreadable", "raw_checks", "could not be checked: raw_hubspot.contacts is not in"),
        ("silent", "raw_checks", "only 0 of 2 checks gave an answer"),
        ("wrong", "build_marts", "not_null_fct_funnel_person_key"),
    ],
)
def test_a_blocked_run_publishes_nothing(mini: Mini, mode: str, step: str, said: str) -> None:
    assert_blocked(mini, mode, step, said)


def test_a_run_of_the_ui_without_a_token_names_its_variable_and_the_page(mini: Mini) -> None:
    before = mini.published_run()
    module = "tests.orchestration.mini_definitions"
    options = ["-m", module, "-j", "daily", "--tags", '{"dagster/partition": "2026-11-15"}']
    home = str(mini.folder / "dagster")
    done = subprocess.run(
        [sys.executable, "-m", "dagster", "job", "execute", *options],
        env=mini.environment("fine", ACCORD_HUBSPOT_TOKEN="", DAGSTER_HOME=home),
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    printed = done.stdout + done.stderr
    assert done.returncode == 1
    assert "ACCORD_HUBSPOT_TOKEN is not set (docs/connect-hubspot.md)" in printed
    assert "pydantic" not in printed
    assert mini.published_run() == before


@pytest.mark.fault(35)
def test_rows_at_fault_are_kept_and_somebody_hears_of_it(mini: Mini) -> None:
    with echoing_vendor() as webhook:
        address = webhook.address.replace("http", "json")
        assert_blocked(
            mini, "doubled", "raw_checks", "unique__contact_id", ACCORD_NOTIFY_URLS=address
        )
    [message] = webhook.posted
    assert "failed in raw_checks: nothing is published: raw_hubspot.contacts." in message
    with duckdb.connect(str(mini.folder / "warehouse.duckdb"), read_only=True) as warehouse:
        [(run_id,)] = warehouse.execute(
            "select run_id from quality.check_results order by checked_at desc limit 1"
        ).fetchall()
        rows = warehouse.execute(
            "select row_key from quality.check_evidence where run_id = $1", [run_id]
        ).fetchall()
    assert ("0",) in rows


@pytest.mark.fault(35)
def test_nor_does_another_job_publish_what_a_blocked_run_left(mini: Mini) -> None:
    before = mini.published_run()
    done = mini.accord("fine", "run", "weekly")
    assert done.returncode == 1
    assert "raw checks: failed" in mini.report()
    assert mini.published_run() == before


@pytest.mark.fault(34)
def test_a_run_after_a_failed_model_is_a_whole_run(mini: Mini) -> None:
    whole = mini.published_values()
    assert_blocked(mini, "broken", "build_kpis", "this model is broken", "--rebuild")
    # The phase that failed is made again, without being asked for.
    done = mini.accord("fine", "run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert mini.published_values() == whole


def assert_blocked(
    mini: Mini, mode: str, step: str, said: str, *more: str, **variables: str
) -> None:
    before = mini.published_run()
    done = mini.accord(mode, "run", *more, **variables)
    assert done.returncode == 1
    assert mini.published_run() == before
    assert f"failed in {step}" in mini.report().splitlines()[0]
    assert said in mini.report()
    assert "the figures of before" in mini.report()


@pytest.mark.fault(28)
def test_a_killed_run_leaves_nothing_blocked(mini: Mini) -> None:
    before = mini.published_run()
    old_logs = set((mini.folder / "logs").iterdir())
    running = subprocess.Popen(
        mini.command("run"),
        env=mini.environment("hang"),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        child = _wait_for_query(running, mini.folder / "logs", old_logs)
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait()
    _wait_for_end(child)
    assert mini.published_run() == before

    # Its data is that of the run before: without the option nothing would be published.
    done = mini.accord("fine", "run", "--rebuild")
    assert done.returncode == 0, done.stdout + done.stderr
    assert mini.published_run() != before
    assert _unfinished_runs(mini.folder) == 0
    # The run after it reported what it had found dead.
    reports = [path.read_text("utf-8") for path in (mini.folder / "reports").glob("*-*.md")]
    [about] = [text for text in reports if "was killed during the run" in text]
    assert about.startswith("# Accord: daily 2026-11-15 failed in build_marts: Process ")
    killed, last = _data_versions(mini.folder)[1::-1]
    assert killed != last
    # The first run loaded the same rows, and the same rows are the same version.
    assert _data_versions(mini.folder)[-1] == last


@pytest.mark.fault(31)
def test_a_deleted_publication_is_there_again_though_nothing_is_new(mini: Mini) -> None:
    published = mini.folder / "published"
    before = mini.published_run()
    for name in ("accord.duckdb", "current", "parquet"):
        (published / name).unlink()
    done = mini.accord("fine", "run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert mini.published_run() == before
    assert not diagnose(published, thorough=True).problems


@pytest.mark.fault(31)
def test_a_damaged_warehouse_is_said_once_and_nothing_is_loaded(mini: Mini, tmp_path: Path) -> None:
    shutil.copytree(mini.folder, tmp_path / "data", symlinks=True)
    damaged = Mini(tmp_path / "data")
    before = damaged.published_run()
    with (damaged.folder / "warehouse.duckdb").open("r+b") as file:
        file.write(bytes(4096))
    done = damaged.accord("fine", "run")
    assert done.returncode == 1
    assert done.stdout.count("accord doctor --repair") == 1
    assert "Traceback" not in done.stdout + done.stderr
    first = damaged.report().splitlines()[0]
    assert "warehouse.duckdb is damaged: run `accord doctor --repair`" in first
    assert "load_hubspot" not in damaged.report()
    assert damaged.published_run() == before


def _wait_for_query(running: subprocess.Popen[bytes], logs: Path, old: set[Path]) -> int:
    """Wait until dbt is in its endless query; return dbt's process."""
    for _ in range(600):
        assert running.poll() is None, "the run ended by itself"
        texts = [path.read_text("utf-8") for path in set(logs.iterdir()) - old]
        if any("START sql table model marts.fct_funnel" in text for text in texts):
            return _child_of(running.pid)
        time.sleep(0.2)
    raise AssertionError("dbt never began")


def _child_of(parent: int) -> int:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and f"PPid:\t{parent}\n" in (entry / "status").read_text("utf-8"):
            return int(entry.name)
    raise AssertionError(f"process {parent} has no child")


def _wait_for_end(process: int) -> None:
    for _ in range(50):
        if not Path(f"/proc/{process}").exists():
            return
        time.sleep(0.2)
    raise AssertionError("dbt outlived the run that was killed")


def _unfinished_runs(folder: Path) -> int:
    from orchestration.company.settings import Settings
    from orchestration.history.dagster_home import open_instance

    with open_instance(Settings(data_dir=folder)) as instance:
        return sum(not run.is_finished for run in instance.get_runs())


def _data_versions(folder: Path) -> list[str | None]:
    """Return the data version of each load of the one raw table, the last one first."""
    from orchestration.company.settings import Settings
    from orchestration.history.dagster_home import open_instance

    with open_instance(Settings(data_dir=folder)) as instance:
        loads = instance.fetch_materializations(
            dg.AssetKey(["raw_hubspot", "contacts"]), limit=100
        ).records
        found = [load.asset_materialization for load in loads]
    return [load.tags.get("dagster/data_version") if load and load.tags else None for load in found]
