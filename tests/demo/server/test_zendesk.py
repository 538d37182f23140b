"""The sandbox's Zendesk: cursor and time-based exports, deletes, side-loads, errors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import requests

from demo.server.preparation import prepare
from demo.server.process import SandboxProcess
from demo.server.state import SandboxState
from demo.server.zendesk.ids import whole_number
from demo.server.zendesk.store import ZendeskStore
from demo.world.world import World

AS_OF = date(2026, 11, 21)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("world")
    prepare("tiny", 7, AS_OF, made)
    return made


@pytest.fixture(scope="module")
def process(folder: Path) -> Iterator[SandboxProcess]:
    with SandboxProcess.start(folder, AS_OF) as started:
        yield started


@pytest.fixture(autouse=True)
def _well_behaved(process: SandboxProcess) -> Iterator[None]:
    yield
    process.misbehave([])
    process.move_to(AS_OF)


def _get(process: SandboxProcess, path: str, **params: Any) -> Any:
    url = f"{process.base_url('zendesk')}/api/v2/{path}"
    headers = {"Authorization": f"Bearer {process.token}"}
    answer = requests.get(url, params=params, headers=headers, timeout=30)
    assert answer.status_code == 200, answer.text
    return answer.json()


def _known(folder: Path, table: str, day: date = AS_OF) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = World.read(folder).as_known(table, day).to_pylist()
    return rows


def test_cursor_export_gives_every_ticket_once(folder: Path, process: SandboxProcess) -> None:
    ids: list[int] = []
    params: dict[str, Any] = {"start_time": 0, "per_page": 100}
    while True:
        page = _get(process, "incremental/tickets/cursor", **params)
        ids += [ticket["id"] for ticket in page["tickets"]]
        params["cursor"] = page["after_cursor"]
        if page["end_of_stream"]:
            break
    assert len(ids) == len(set(ids)) == len(_known(folder, "tickets"))


def test_cursor_after_the_end_gives_only_what_changed_next_day(
    folder: Path, process: SandboxProcess
) -> None:
    first = _get(process, "incremental/tickets/cursor", start_time=0)
    assert first["end_of_stream"]
    again = _get(process, "incremental/tickets/cursor", start_time=0, cursor=first["after_cursor"])
    assert again["tickets"] == []
    tomorrow = date(2026, 11, 24)
    process.move_to(tomorrow)
    later = _get(process, "incremental/tickets/cursor", start_time=0, cursor=first["after_cursor"])
    touched = {
        event["ticket_id"]
        for event in _known(folder, "ticket_events", tomorrow)
        if event["recorded_at"] >= datetime(2026, 11, 21, 23, tzinfo=UTC)
    }
    assert len(later["tickets"]) >= len(touched) > 0


def test_deleted_tickets_are_exported(folder: Path) -> None:
    world = dict(World.read(folder))
    rows = world["tickets"].to_pylist()
    rows[0]["deleted_at"] = datetime(2026, 11, 20, 12, tzinfo=UTC)
    world["tickets"] = pa.Table.from_pylist(rows, schema=world["tickets"].schema)
    exported = ZendeskStore(SandboxState(world, AS_OF)).tickets.rows
    deleted = {ticket["id"] for ticket in exported if ticket["status"] == "deleted"}
    assert whole_number("ticket", rows[0]["ticket_id"]) in deleted


def test_metric_sets_only_when_side_loaded(process: SandboxProcess) -> None:
    path = "incremental/tickets/cursor"
    bare = _get(process, path, start_time=0)["tickets"]
    loaded = _get(process, path, start_time=0, include="metric_sets")["tickets"]
    assert not any("metric_set" in ticket for ticket in bare)
    assert all("metric_set" in ticket for ticket in loaded if ticket["status"] != "deleted")


def test_time_export_repeats_the_boundary_second(process: SandboxProcess) -> None:
    first = _get(process, "incremental/ticket_events", start_time=0)
    assert not first["end_of_stream"]
    assert first["count"] >= 1000
    second = _get(process, "incremental/ticket_events", start_time=first["end_time"])
    ids = {event["id"] for event in first["ticket_events"]}
    assert ids & {event["id"] for event in second["ticket_events"]}


def test_comment_texts_only_when_side_loaded(process: SandboxProcess) -> None:
    def bodies(**params: Any) -> list[str]:
        page = _get(process, "incremental/ticket_events", start_time=0, **params)
        children = [child for event in page["ticket_events"] for child in event["child_events"]]
        return [child["body"] for child in children if "body" in child]

    assert bodies() == []
    assert bodies(include="comment_events") != []


def test_a_wrong_token_is_refused(process: SandboxProcess) -> None:
    url = f"{process.base_url('zendesk')}/api/v2/slas/policies"
    assert requests.get(url, auth=("a@b.c/token", "nope"), timeout=30).status_code == 401
    assert requests.get(url, auth=("a@b.c/token", process.token), timeout=30).status_code == 200


def test_access_tokens_are_given_for_client_credentials_and_end(process: SandboxProcess) -> None:
    base = process.base_url("zendesk")
    client = {"grant_type": "client_credentials", "client_id": "a", "scope": "read"}
    wrong = requests.post(f"{base}/oauth/tokens", json={**client, "client_secret": "x"}, timeout=30)
    assert wrong.status_code == 401
    asked = {**client, "client_secret": "sandbox-secret"}
    given = requests.post(f"{base}/oauth/tokens", json=asked, timeout=30).json()
    assert (given["token_type"], given["scope"], given["expires_in"]) == ("bearer", "read", 1800)
    url, headers = (
        f"{base}/api/v2/slas/policies",
        {"Authorization": f"Bearer {given['access_token']}"},
    )
    assert requests.get(url, headers=headers, timeout=30).status_code == 200
    process.misbehave([{"kind": "expired_token", "path_contains": "/zendesk"}])
    assert requests.get(url, headers=headers, timeout=30).status_code == 401


def test_a_missing_start_time_is_refused(process: SandboxProcess) -> None:
    url = f"{process.base_url('zendesk')}/api/v2/incremental/ticket_metric_events"
    headers = {"Authorization": f"Bearer {process.token}"}
    assert requests.get(url, headers=headers, timeout=30).status_code == 422
