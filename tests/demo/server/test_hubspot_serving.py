"""The process: prepared once, served, moved through time, stopped; and the planning sheets."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from urllib.request import Request, urlopen

import orjson
import pytest

from demo.server import planning, preparation
from demo.server.process import SandboxError, SandboxProcess
from demo.world.world import World
from tests.demo.server.conftest import FIRST_AS_OF, Serve


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_a_world_is_simulated_once_and_again_when_the_key_changes(
    tmp_path: Path, tiny_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def simulated(*key: object) -> World:
        calls.append(key)
        return tiny_world

    monkeypatch.setattr("demo.world.world.simulate", simulated)
    assert preparation.prepare("tiny", 7, FIRST_AS_OF, tmp_path)
    assert not preparation.prepare("tiny", 7, FIRST_AS_OF, tmp_path)
    assert preparation.prepare("tiny", 8, FIRST_AS_OF, tmp_path)
    assert len(calls) == 2
    assert (tmp_path / "truth" / "deals.parquet").exists()
    assert (tmp_path / "planning" / "quotas.csv").exists()


def test_the_process_serves_moves_its_clock_and_stops(tmp_path: Path, tiny_world: World) -> None:
    tiny_world.write(tmp_path)
    with SandboxProcess.start(tmp_path, FIRST_AS_OF) as sandbox:
        asked = Request(
            f"{sandbox.base_url('hubspot')}/crm/v3/owners",
            headers={"Authorization": f"Bearer {sandbox.token}"},
        )
        with urlopen(asked) as answer:
            assert orjson.loads(answer.read())["results"]
        before = rows_of(tmp_path / "planning" / "fx_rates.csv")
        sandbox.move_to(FIRST_AS_OF + timedelta(days=30))
        after = rows_of(tmp_path / "planning" / "fx_rates.csv")
        assert after[: len(before)] == before
        assert len(after) > len(before)
        process = sandbox._process
    assert process.poll() is not None


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    with (
        pytest.raises(SandboxError, match="no world in"),
        SandboxProcess.start(tmp_path, FIRST_AS_OF),
    ):
        pass


def test_sheets_hold_what_is_known_and_no_bookkeeping(
    tmp_path: Path, tiny_world: World, serve_world: Serve
) -> None:
    state, _ = serve_world(tiny_world, date(2026, 3, 31))
    planning.write_planning(state.visible, tmp_path)
    for sheet in (*planning.SHEETS, "team_memberships"):
        header = (tmp_path / f"{sheet}.csv").read_text().splitlines()[0]
        assert "recorded_at" not in header
    members = rows_of(tmp_path / "team_memberships.csv")
    assert list(members[0]) == ["rep_email", "full_name", "role", "team", "from_on", "to_on"]
    assert max(row["to_on"] for row in members) <= "2026-03-31"
    assert all(row["occurred_at"].endswith("Z") for row in rows_of(tmp_path / "mentions.csv"))
