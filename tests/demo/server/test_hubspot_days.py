"""From one day to the next: whatever differs has been modified since, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa

from demo.server.hubspot.object_types import OBJECT_TYPES, ObjectType
from demo.world.world import World
from tests.demo.server.client import Client, at
from tests.demo.server.conftest import FIRST_AS_OF, Serve

STEP = 25  # days
_LINKED = ("contacts", "companies", "deals")


def snapshot(client: Client, kind: ObjectType) -> dict[str, dict[str, Any]]:
    """Everything that a source can see of a type, archived records included, by id."""
    asked = {
        "limit": 50,
        "properties": ",".join(kind.properties),
        "propertiesWithHistory": ",".join(kind.tracked) or "hs_object_id",
        "associations": ",".join(name for name in kind.associated if name in _LINKED),
    }
    path = f"/crm/v3/objects/{kind.name}"
    if kind.name in ("contacts", "companies"):
        # Activities and deals name the people and companies that they are about, not vice versa.
        asked["associations"] = "companies" if kind.name == "contacts" else ""
    rows = client.pages(path, **asked) + client.pages(path, **asked, archived="true")
    return {row["id"]: row for row in rows}


def test_a_difference_is_always_newer_than_the_day_before(
    tiny_world: World, serve_world: Serve
) -> None:
    state, client = serve_world(tiny_world, FIRST_AS_OF - timedelta(days=2 * STEP))
    before = {name: snapshot(client, kind) for name, kind in OBJECT_TYPES.items()}
    for _ in range(3):
        edge = state.now.strftime("%Y-%m-%dT%H:%M:%S.000Z")
        state.move_to(state.as_of + timedelta(days=STEP))
        after = {name: snapshot(client, kind) for name, kind in OBJECT_TYPES.items()}
        for name, rows in after.items():
            changed = {key for key, row in rows.items() if before[name].get(key) != row}
            assert all(rows[key]["updatedAt"] >= edge for key in changed), name
            assert all(rows[key]["updatedAt"] < edge for key in rows.keys() - changed), name
            # Leads follow their contacts.
            survivors = after["contacts" if name == "leads" else name].values()
            assert before[name].keys() - rows.keys() <= merged_ids(survivors), name
        before = after


def merged_ids(rows: Iterable[dict[str, Any]]) -> set[str]:
    lists = (row["properties"].get("hs_merged_object_ids", "").split(";") for row in rows)
    return {identifier for ids in lists for identifier in ids}


def test_search_finds_what_a_day_changed(tiny_world: World, serve_world: Serve) -> None:
    state, client = serve_world(tiny_world, FIRST_AS_OF)
    edge = state.now
    before = snapshot(client, OBJECT_TYPES["deals"])
    state.move_to(date(2026, 12, 5))
    after = snapshot(client, OBJECT_TYPES["deals"])
    changed = {key for key, row in after.items() if before.get(key) != row and not row["archived"]}
    one = {"propertyName": "hs_lastmodifieddate", "operator": "GTE", "value": edge.isoformat()}
    body = {"filterGroups": [{"filters": [one]}], "limit": 200}
    found = client.post("/crm/v3/objects/deals/search", body).body
    assert changed
    assert {row["id"] for row in found["results"]} == changed


def events(client: Client, **asked: Any) -> list[dict[str, Any]]:
    """All events of marketing e-mails that are asked for, page after page."""
    rows, offset = list[dict[str, Any]](), dict[str, str]()
    while True:
        page = client.get("/email/public/v1/events", limit=1000, **asked, **offset).body
        rows += page["events"]
        if not page["hasMore"]:
            return rows
        offset = {"offset": page["offset"]}


def with_one_late(tiny_world: World, edge: datetime) -> pa.Table:
    """The world's events of e-mails, of which one that is recorded after `edge` occurred before."""
    table = tiny_world["email_events"]
    rows = table.to_pylist()
    late = next(row for row in rows if row["recorded_at"] >= edge and row["kind"] == "opened")
    late["occurred_at"] = edge - timedelta(days=3)
    return pa.Table.from_pylist(rows, schema=table.schema)


def test_events_recorded_late_turn_up_behind_the_cursor(
    tiny_world: World, serve_world: Serve
) -> None:
    edge = at("2026-11-21T23:00")  # The day's end in Paris.
    state, client = serve_world({**tiny_world, "email_events": with_one_late(tiny_world, edge)})
    assert state.now == edge
    before = {row["id"] for row in events(client)}
    cursor = int(edge.timestamp() * 1000)
    state.move_to(FIRST_AS_OF + timedelta(days=60))
    after = events(client)
    new = [row for row in after if row["id"] not in before]
    assert before < {row["id"] for row in after}
    recorded = tiny_world["email_events"].select(["event_id", "recorded_at"]).to_pylist()
    recorded_at = {row["event_id"]: row["recorded_at"] for row in recorded}
    assert all(recorded_at[row["id"]] >= edge for row in new)
    assert sum(row["created"] < cursor for row in new) == 1
    assert any(row["created"] >= cursor for row in new)
    times = [row["created"] for row in after]
    assert times == sorted(times, reverse=True)
    opened = events(client, eventType="OPEN", startTimestamp=cursor)
    assert opened == [row for row in after if row["type"] == "OPEN" and row["created"] >= cursor]
