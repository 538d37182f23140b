"""The daemon's sensors: a killed run and what is late are heard of once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import pytest
from dagster._core.definitions.freshness import FreshnessState, FreshnessStateChange

from company import Clock
from orchestration.company.settings import Settings
from orchestration.history.process import process_tags
from orchestration.reporting import after_run, lateness
from orchestration.reporting.lateness import late_assets, late_periods, tell_changes
from orchestration.translators import PUBLICATION, period_key, raw_key

PARIS = Clock(ZoneInfo("Europe/Paris"), 1)
CONTACTS = raw_key("hubspot", "contacts")
DEALS = raw_key("hubspot", "deals")


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral(tempdir=str(tmp_path)) as instance:
        yield instance


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of what was sent."""
    sent: list[str] = []

    def send(_settings: Settings, title: str, body: str, *, is_good: bool) -> bool:
        sent.append(f"{'good' if is_good else 'bad'}: {title}")
        assert "Readers have" in body
        return True

    monkeypatch.setattr(lateness, "send", send)
    return sent


@dg.job
def daily() -> None:
    """Nothing."""


def test_a_killed_run_is_ended_reported_and_notified_in_one_go(
    instance: dg.DagsterInstance, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from orchestration.defs.alerts import abandoned_runs

    sent: list[str] = []
    monkeypatch.setattr(after_run, "load_settings", lambda: settings)
    monkeypatch.setattr(after_run, "notify", lambda _settings, report: sent.append(report.headline))
    dead = instance.create_run_for_job(
        daily,
        tags={"dagster/partition": "2026-11-21"},
        status=dg.DagsterRunStatus.STARTED,
    )
    instance.add_run_tags(dead.run_id, process_tags(dead.run_id, 999_999_999))
    # With the daemon's own five seconds it is within a minute.
    assert (abandoned_runs.minimum_interval_seconds or 0) <= 30
    with dg.build_sensor_context(instance=instance) as context:
        abandoned_runs(context)
        abandoned_runs(context)
    assert instance.get_run_by_id(dead.run_id).status is dg.DagsterRunStatus.FAILURE
    assert len(sent) == 1
    assert sent[0].startswith("Accord: daily 2026-11-21 failed: Process 999999999 was killed")
    latest = (settings.reports_dir / "latest.md").read_text(encoding="utf-8")
    assert latest.startswith(f"# {sent[0]}\n")


def judge(instance: dg.DagsterInstance, key: dg.AssetKey, state: FreshnessState) -> None:
    """Do what Dagster's daemon does when it has looked at an asset."""
    instance._report_runless_asset_event(
        FreshnessStateChange(
            key=key,
            previous_state=FreshnessState.UNKNOWN,
            new_state=state,
            state_change_timestamp=datetime.now(UTC).timestamp(),
        )
    )


def test_a_source_and_the_publication_are_late_when_dagster_says_so(
    instance: dg.DagsterInstance,
) -> None:
    watched = [CONTACTS, DEALS, PUBLICATION]
    assert late_assets(instance, watched) == {}
    judge(instance, CONTACTS, FreshnessState.FAIL)
    judge(instance, DEALS, FreshnessState.PASS)
    judge(instance, PUBLICATION, FreshnessState.FAIL)
    assert late_assets(instance, watched) == {
        "source hubspot": "was never made",
        "the publication": "was never made",
    }
    instance.report_runless_asset_event(dg.AssetMaterialization(CONTACTS))
    assert "was made last on" in late_assets(instance, watched)["source hubspot"]
    judge(instance, CONTACTS, FreshnessState.PASS)
    judge(instance, PUBLICATION, FreshnessState.PASS)
    assert late_assets(instance, watched) == {}


def at(hour: int, minute: int = 0) -> datetime:
    """An instant of Monday, 23 November 2026, in Paris."""
    return datetime(2026, 11, 23, hour, minute, tzinfo=ZoneInfo("Europe/Paris"))


def test_nothing_is_late_before_the_first_publication(instance: dg.DagsterInstance) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    assert late_periods(instance, PARIS, date(2026, 11, 22), tomorrow) == {}
    instance.report_runless_asset_event(dg.AssetMaterialization(PUBLICATION))
    assert late_periods(instance, PARIS, date(2026, 11, 22), datetime.now(UTC)) == {}
    assert "schedule weekly" in late_periods(instance, PARIS, date(2026, 11, 22), tomorrow)


def test_a_schedule_is_late_when_its_period_has_not_ended_well_in_time(
    instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    sunday = date(2026, 11, 22)
    monkeypatch.setattr(lateness, "_first_publication", lambda _: at(0) - timedelta(days=90))
    # Months and quarters that closed before are there.
    for key, start in (("monthly", "2026-10-01"), ("quarterly", "2026-07-01")):
        publish(instance, period_key(key), start)
    assert late_periods(instance, PARIS, sunday, at(7, 59)) == {}
    late = late_periods(instance, PARIS, sunday, at(8))
    assert list(late) == ["schedule daily"]
    assert "2026-11-22 was due at 2026-11-23 05:00; no run was started" in late["schedule daily"]
    instance.create_run_for_job(
        daily, tags={"dagster/partition": "2026-11-22"}, status=dg.DagsterRunStatus.FAILURE
    )
    assert "is failure" in late_periods(instance, PARIS, sunday, at(8))["schedule daily"]
    publish(instance, period_key("daily"), "2026-11-22")
    assert list(late_periods(instance, PARIS, sunday, at(9))) == ["schedule weekly"]
    publish(instance, period_key("weekly"), "2026-11-16")
    assert late_periods(instance, PARIS, sunday, at(9)) == {}


def publish(instance: dg.DagsterInstance, key: dg.AssetKey, partition: str) -> None:
    instance.report_runless_asset_event(dg.AssetMaterialization(key, partition=partition))


def test_lateness_is_said_once_and_so_is_its_end(settings: Settings, sent: list[str]) -> None:
    late = {"source hubspot": "was made last on Friday"}
    tell_changes(settings, {}, late)
    # What was said before is kept in the sensor's cursor, as JSON.
    before = json.loads(json.dumps(late))
    tell_changes(settings, before, late)
    both = {**late, "the publication": "was never made"}
    tell_changes(settings, before, both)
    tell_changes(settings, both, {})
    tell_changes(settings, {}, {})
    assert sent == [
        "bad: Accord: late: source hubspot",
        "bad: Accord: late: the publication",
        "good: Accord: no longer late: source hubspot, the publication",
    ]


def test_the_sensor_keeps_what_it_said_over_a_restart(
    instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch, sent: list[str]
) -> None:
    from types import SimpleNamespace

    from orchestration.defs import alerts

    company = SimpleNamespace(
        clock=SimpleNamespace(is_live=True), sources=(), calendar=PARIS, as_of=date(2026, 11, 22)
    )
    monkeypatch.setattr(alerts, "current_company", lambda: company)
    monkeypatch.setattr(alerts, "close_day", lambda _company: None)
    monkeypatch.setattr(alerts, "late_periods", lambda *_: {"schedule daily": "is late"})
    with dg.build_sensor_context(instance=instance) as context:
        first = alerts.lateness(context)
    with dg.build_sensor_context(instance=instance, cursor=first.cursor) as context:
        alerts.lateness(context)
    assert sent == ["bad: Accord: late: schedule daily"]
