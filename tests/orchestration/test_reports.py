"""Reports of runs, and the messages that failures send."""

import errno
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from pydantic import SecretStr

from orchestration.build.lock import RunLockError
from orchestration.build.publication import accepted_lines
from orchestration.company.reserve import NAME, keep_reserve
from orchestration.company.settings import Settings
from orchestration.reporting import after_run
from orchestration.reporting.after_run import report_lost, report_run, reported
from orchestration.reporting.history_of_run import collect
from orchestration.reporting.notify import notify
from orchestration.reporting.reports import (
    LEFT_OUT,
    NEWLY_LEFT_OUT,
    markdown,
    redact,
    write,
)
from orchestration.reporting.scorecard_reviews import REVIEWS

SECRET = "pat-very-secret"


@dg.op
def steady() -> None:
    """Do nothing."""


@dg.op(ins={"after": dg.In(dg.Nothing)})
def shaky() -> None:
    """Fail with a secret in the message."""
    raise ValueError(f"401 for token {SECRET}")


@dg.job
def daily() -> None:
    """Fail in the second step."""
    shaky(steady())


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("ACCORD_HUBSPOT_TOKEN", SECRET)
    return Settings(data_dir=tmp_path)


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral(tempdir=str(tmp_path)) as instance:
        yield instance


def run_of(instance: dg.DagsterInstance) -> str:
    done = daily.execute_in_process(
        instance=instance, raise_on_error=False, tags={"dagster/partition": "2026-11-21"}
    )
    return done.run_id


def test_a_secret_does_not_show_for_being_escaped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCORD_HUBSPOT_TOKEN", 'clé-"quoted"')
    settings = Settings(data_dir=tmp_path)
    redacted = redact(settings, json.dumps({"error": 'refused: clé-"quoted"'}))
    assert json.loads(redacted) == {"error": "refused: ***"}


def test_a_failed_run_is_reported_in_full_but_its_secrets(
    settings: Settings, instance: dg.DagsterInstance
) -> None:
    report = collect(settings, instance, run_of(instance))
    assert (
        report.headline
        == "Accord: daily 2026-11-21 failed in shaky: 401 for token pat-very-secret (ValueError)"
    )
    assert [(step.name, step.status) for step in report.steps] == [
        ("steady", "SUCCESS"),
        ("shaky", "FAILURE"),
    ]
    assert not report.published
    path = write(settings, report)
    text = path.read_text(encoding="utf-8")
    as_json = json.loads((settings.reports_dir / "latest.json").read_text(encoding="utf-8"))
    assert "401 for token *** (ValueError)" in text
    assert "- Readers have nothing yet" in text
    assert SECRET not in text + json.dumps(as_json)
    assert as_json["status"] == "FAILURE"


def test_every_step_shows_its_seconds(settings: Settings, instance: dg.DagsterInstance) -> None:
    report = collect(settings, instance, run_of(instance))
    assert all(step.seconds is not None for step in report.steps)
    assert "| steady | success |" in markdown(report)


@pytest.fixture
def sent(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The headlines of which people were notified."""
    sent: list[str] = []
    monkeypatch.setattr(after_run, "load_settings", lambda: settings)
    monkeypatch.setattr(after_run, "notify", lambda _settings, report: sent.append(report.headline))
    return sent


def latest(settings: Settings) -> str:
    """The first line of the latest report."""
    return (settings.reports_dir / "latest.md").read_text(encoding="utf-8").splitlines()[0]


def test_a_failed_run_is_reported_and_notified_once(
    settings: Settings, instance: dg.DagsterInstance, sent: list[str]
) -> None:
    run = daily.execute_in_process(instance=instance, raise_on_error=False)
    _, path = report_run(instance, run.run_id)
    assert path == settings.reports_dir / f"{run.run_id}.md"
    assert latest(settings) == "# Accord: daily failed in shaky: 401 for token *** (ValueError)"
    # The daemon's sensor reports the run too, perhaps after a later one.
    (settings.reports_dir / "latest.md").write_text("a later run's\n", encoding="utf-8")
    report_run(instance, run.run_id)
    assert latest(settings) == "a later run's"
    assert len(sent) == 1


@dg.asset
def loaded(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """A table whose account refuses it since this load, or since an earlier one."""
    said = {LEFT_OUT: "hubspot quotes is left out", **context.run.tags}
    return dg.MaterializeResult(metadata={name: said[name] for name in said if "left out" in name})


@pytest.mark.parametrize("is_new", [True, False])
def test_people_hear_once_of_what_a_vendor_refuses_since_a_run_that_ended_well(
    settings: Settings, instance: dg.DagsterInstance, sent: list[str], is_new: bool
) -> None:
    tags = {NEWLY_LEFT_OUT: "hubspot quotes is left out"} if is_new else {}
    run = dg.materialize([loaded], instance=instance, tags=tags)
    assert run.success
    for _ in range(2):
        report_run(instance, run.run_id)
    assert "hubspot quotes is left out" in (settings.reports_dir / "latest.md").read_text("utf-8")
    assert len(sent) == is_new
    assert all("without what a vendor refuses since now" in headline for headline in sent)


@dg.asset
def reviewed() -> dg.MaterializeResult[None]:
    """A publication whose reviews found two things."""
    return dg.MaterializeResult(metadata={REVIEWS: "revenue: a false success\nmrr surprised"})


def test_a_report_has_what_reviews_found(
    settings: Settings, instance: dg.DagsterInstance, sent: list[str]
) -> None:
    report_run(instance, dg.materialize([reviewed], instance=instance).run_id)
    said = (settings.reports_dir / "latest.md").read_text("utf-8")
    heading = "## What reviews of scorecards found"
    assert f"{heading}\n\n- revenue: a false success\n- mrr surprised\n" in said
    assert sent == []


def test_what_fails_before_any_run_is_reported_too(settings: Settings, sent: list[str]) -> None:
    with (
        pytest.raises(RunLockError),
        reported("weekly", "2026-11-16"),
        reported("definitions", once_a_day=True),
        reported("definitions", once_a_day=True),
    ):
        raise RunLockError("another run is still writing to data")
    line = "Accord: definitions failed: another run is still writing to data"
    assert latest(settings) == f"# {line}"
    assert sent == [line]
    with pytest.raises(RunLockError), reported("definitions", once_a_day=True):
        raise RunLockError("another run is still writing to data")
    assert sent == [line]
    with pytest.raises(RunLockError), reported("weekly", "2026-11-16"):
        raise RunLockError("another run is still writing to data")
    assert len(sent) == 2
    assert "nothing was published so far" in (settings.reports_dir / "latest.md").read_text("utf-8")


def test_a_run_whose_history_fails_is_ended_and_reported_with_the_reason(
    instance: dg.DagsterInstance, sent: list[str]
) -> None:
    error = sqlite3.OperationalError("database or disk is full")
    with pytest.raises(sqlite3.OperationalError):
        report_lost(instance, "no such run", error)
    run = instance.create_run_for_job(daily, status=dg.DagsterRunStatus.STARTED)
    report, _ = report_lost(instance, run.run_id, error)
    assert report.headline == "Accord: daily failed: the disk is full; make room and run again"
    assert sent == [report.headline]
    assert instance.get_run_by_id(run.run_id).is_finished


@pytest.mark.parametrize("stays_full", [False, True])
def test_a_full_disk_stops_neither_report_nor_message(
    settings: Settings, sent: list[str], monkeypatch: pytest.MonkeyPatch, stays_full: bool
) -> None:
    assert keep_reserve(settings.data_dir)
    reserve = settings.data_dir / NAME

    def write_if_there_is_room(*args: Any) -> Path:
        if stays_full or reserve.exists():
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(*args)

    monkeypatch.setattr(after_run, "write", write_if_there_is_room)
    with pytest.raises(RunLockError), reported("daily"):
        raise RunLockError("another run is still writing to data")
    assert sent == ["Accord: daily failed: another run is still writing to data"]
    assert not reserve.exists()
    assert (settings.reports_dir / "latest.md").exists() != stays_full


@pytest.mark.parametrize(
    ("tags", "period"),
    [
        ({"dagster/partition": "2026-11-21"}, "2026-11-21"),
        (
            {
                "dagster/asset_partition_range_start": "2026-09-01",
                "dagster/asset_partition_range_end": "2026-10-01",
            },
            "2026-09-01 to 2026-10-01",
        ),
        ({}, None),
    ],
)
def test_a_report_names_its_period(
    settings: Settings, instance: dg.DagsterInstance, tags: dict[str, str], period: str | None
) -> None:
    run = instance.create_run_for_job(daily, tags=tags)
    report = collect(settings, instance, run.run_id)
    assert report.partition == period
    assert report.link == f"http://127.0.0.1:3000/runs/{run.run_id}"


def test_what_was_accepted_is_said_in_a_few_lines_of_words() -> None:
    tables = [
        {"table": f"raw_crm.table_{number}", "run_id": "run-1", "difference": "it is gone"}
        for number in range(50)
    ]
    loss = {"name": "marts.fct_deals", "of": "rows", "before": 9, "now": 0, "lost": 1.0}
    assert accepted_lines([tables[0], loss]) == [
        "raw_crm.table_0, it is gone",
        "marts.fct_deals, 9 rows before and 0 now",
    ]
    lines = accepted_lines(tables)
    assert (len(lines), lines[-1]) == (
        11,
        "and 40 more (kpi.publication, column accepted)",
    )


def test_a_backfill_is_reported_as_one_with_what_it_makes(
    settings: Settings, instance: dg.DagsterInstance
) -> None:
    @dg.asset
    def weekly_kpis() -> None: ...

    job = dg.Definitions([weekly_kpis]).resolve_implicit_global_asset_job_def()
    run = instance.create_run_for_job(
        job, asset_selection=frozenset([weekly_kpis.key]), tags={"dagster/backfill": "abc"}
    )
    assert collect(settings, instance, run.run_id).job == "backfill of weekly_kpis"


def test_without_addresses_nothing_is_sent(
    settings: Settings, instance: dg.DagsterInstance
) -> None:
    assert notify(settings, collect(settings, instance, run_of(instance)))


def test_an_unknown_address_does_not_hide_the_failure(
    tmp_path: Path, instance: dg.DagsterInstance, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(data_dir=tmp_path, notify_urls=(SecretStr("nowhere://secret-key"),))
    assert not notify(settings, collect(settings, instance, run_of(instance)))
    assert "ACCORD_NOTIFY_URLS" in caplog.text
    assert "secret-key" not in caplog.text
