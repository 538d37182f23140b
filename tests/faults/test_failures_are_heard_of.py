"""Whatever ends a run: a report whose first line is the reason, and a message."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.build.lock import RunLock
from tests.faults.small_disks import small_disk
from tests.orchestration.local_vendor import Echo, echoing_vendor
from tests.orchestration.mini_runs import Mini

pytestmark = pytest.mark.xdist_group("mini_company")


@pytest.fixture
def webhook() -> Iterator[Echo]:
    with echoing_vendor() as vendor:
        yield vendor


def fails(mini: Mini, webhook: Echo, mode: str, *args: str, **variables: str) -> str:
    """Run what fails; return the first line of its report, which the message has too."""
    address = webhook.address.replace("http", "json")
    done = mini.accord(mode, *args, ACCORD_NOTIFY_URLS=address, **variables)
    assert done.returncode == 1, done.stdout + done.stderr
    line = mini.report().splitlines()[0].removeprefix("# ")
    [message] = [json.loads(text) for text in webhook.posted]
    assert message["title"] == line[:250].strip()
    assert message["type"] == "failure"
    assert message["message"].startswith(f"# {line}\n")
    return line


@pytest.mark.fault(32)
def test_a_run_that_waited_too_long(tmp_path: Path, webhook: Echo) -> None:
    mini = Mini(tmp_path)
    with RunLock(tmp_path, "load hubspot", 0):
        line = fails(mini, webhook, "fine", "run", ACCORD_LOCK_WAIT_SECONDS="0")
    assert line.startswith("Accord: daily 2026-11-15 failed: ")
    assert "load hubspot" in line
    assert "wait for it or stop it" in line


@pytest.mark.parametrize(
    ("command", "what"),
    [(("run", "weekly", "--period", "2026-11-02"), "weekly 2026-11-02"), (("dev",), "dev")],
)
def test_a_data_folder_of_a_later_release(
    tmp_path: Path, webhook: Echo, command: tuple[str, ...], what: str
) -> None:
    mini = Mini(tmp_path)
    (tmp_path / "release.json").write_text(
        json.dumps({"release": "99.0.0", "steps": [], "backup": ""}), encoding="utf-8"
    )
    line = fails(mini, webhook, "fine", *command)
    assert line.startswith(f"Accord: {what} failed: ")
    assert "was written by Accord 99.0.0" in line
    assert "nothing was published so far" in mini.report()


def test_definitions_that_dagster_can_not_load(tmp_path: Path, webhook: Echo) -> None:
    mini = Mini(tmp_path)
    profile = tmp_path / "company.yml"
    profile.write_text(
        "name: Mini\nas_of: 2026-11-15\nsources: {nowhere: true}\n", encoding="utf-8"
    )
    variables = {
        "ACCORD_COMPANY": str(profile),
        "ACCORD_NOTIFY_URLS": webhook.address.replace("http", "json"),
    }
    done = mini.python("import orchestration.definitions", **variables)
    assert done.returncode == 1
    line = mini.report().splitlines()[0]
    assert line.startswith("# Accord: definitions failed: ")
    assert "nowhere" in line
    assert len(webhook.posted) == 1


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", megabytes=80) as folder:
        yield folder


def test_a_full_disk(disk: Path, webhook: Echo) -> None:
    mini = Mini(disk)
    line = fails(mini, webhook, "disk full", "run")
    assert line == (
        "Accord: daily 2026-11-15 failed in load_hubspot: the disk is full; make room and run again"
    )
    # The space kept aside was used, so that Dagster's history has the reason, too.
    assert not (disk / ".reserve").exists()
    assert "| load_hubspot | failure |" in mini.report()
