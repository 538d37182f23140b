"""Determinism, sizes, slices by as_of, and round trips of the simulated world."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pyarrow.compute as pc
import pytest

from demo.world.sizes import Size
from demo.world.tables import TABLES
from demo.world.world import World, simulate


def _count(world: World, name: str, as_of: date) -> int:
    return world.as_known(name, as_of).num_rows


def test_same_arguments_give_the_same_world(tiny: World, first_as_of: date) -> None:
    again = simulate(Size.TINY, 7, first_as_of)
    assert set(again) == set(TABLES)
    for name in again:
        assert again[name].equals(tiny[name]), name


def test_another_seed_gives_another_world(tiny: World, first_as_of: date) -> None:
    other = simulate(Size.TINY, 8, first_as_of)
    assert not other["deal_changes"].equals(tiny["deal_changes"])


def test_tiny_is_as_big_as_promised(tiny: World, first_as_of: date) -> None:
    assert _count(tiny, "teams", first_as_of) >= 2
    assert _count(tiny, "reps", first_as_of) >= 6
    assert _count(tiny, "contact_records", first_as_of) >= 330
    assert _count(tiny, "deals", first_as_of) >= 66
    first = pc.min(tiny["contact_records"]["created_at"]).as_py().date()
    assert first_as_of - first >= timedelta(days=14 * 30)


@pytest.mark.soak
def test_small_is_as_big_as_promised(first_as_of: date) -> None:
    small = simulate(Size.SMALL, 7, first_as_of)
    minimum = {
        "reps": 25,
        "contact_records": 21_500,
        "deals": 3_100,
        "activities": 121_000,
        "email_events": 300_000,
        "tickets": 10_100,
    }
    counts = {name: _count(small, name, first_as_of) for name in minimum}
    assert {name: count for name, count in counts.items() if count < minimum[name]} == {}


def test_written_world_reads_back_equal(tiny: World, tmp_path: Path) -> None:
    tiny.write(tmp_path)
    read = World.read(tmp_path)
    for name in TABLES:
        assert read[name].equals(tiny[name]), name


def test_a_missing_table_is_an_error(tiny: World, tmp_path: Path) -> None:
    tiny.write(tmp_path)
    (tmp_path / "truth" / "deals.parquet").unlink()
    with pytest.raises(FileNotFoundError, match="deals"):
        World.read(tmp_path)


# The demo company keeps its tickets in its help desk, none in its CRM.
EMPTY = {"portal_tickets", "portal_ticket_changes"}


def test_tables_have_their_schema_and_no_forbidden_null(tiny: World) -> None:
    for name, spec in TABLES.items():
        assert tiny[name].schema.equals(spec.schema), name
        assert (tiny[name].num_rows == 0) == (name in EMPTY), name
        for field in spec.schema:
            if not field.nullable:
                assert tiny[name][field.name].null_count == 0, (name, field.name)


def test_next_day_only_adds_rows_and_uncovers_values(tiny: World, first_as_of: date) -> None:
    for name, spec in TABLES.items():
        for offset in (0, 1, 2, 3, 60):
            today = tiny.as_known(name, first_as_of + timedelta(days=offset))
            tomorrow = tiny.as_known(name, first_as_of + timedelta(days=offset + 1))
            # Tables are in order of recording: yesterday's rows come first.
            prefix = tomorrow.slice(0, today.num_rows)
            for column in set(spec.schema.names) - set(spec.later):
                if (name, column) == ("quotes", "status"):
                    continue
                assert prefix[column].equals(today[column]), (name, column)
            for column in set(spec.later) - {"outcome"}:
                kept = pc.is_valid(today[column])
                assert prefix.filter(kept)[column].equals(today.filter(kept)[column])


def test_days_after_the_first_as_of_bring_news_of_every_kind(
    tiny: World, first_as_of: date
) -> None:
    for name in ("contact_records", "deal_changes", "activities", "email_events", "ad_spend"):
        grown = _count(tiny, name, first_as_of + timedelta(days=5))
        assert grown > _count(tiny, name, first_as_of), name


def test_horizon_ends_120_days_after_the_first_as_of(tiny: World, first_as_of: date) -> None:
    last = first_as_of + timedelta(days=120)
    for name, table in tiny.items():
        assert tiny.as_known(name, last).num_rows == table.num_rows, name
    assert _count(tiny, "web_sessions", last) > _count(tiny, "web_sessions", last - timedelta(2))
