"""Search: filters, sorts, the window of 10,000 hits, the lag of the index."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.demo.server.client import Client, at, world
from tests.demo.server.conftest import FIRST_AS_OF, Serve

START = at("2026-10-01")


@pytest.fixture
def calls(serve_world: Serve) -> Client:
    rows = [
        {
            "activity_id": str(1000 + number),
            "type": "call",
            "direction": "outbound" if number % 2 else "inbound",
            "occurred_at": START,
            "recorded_at": START + timedelta(hours=number),
        }
        for number in range(250)
    ]
    return serve_world(world(activities=rows))[1]


def search(client: Client, **body: Any) -> Any:
    return client.post("/crm/v3/objects/calls/search", body)


def since(value: str) -> list[dict[str, Any]]:
    one = {"propertyName": "hs_lastmodifieddate", "operator": "GTE", "value": value}
    return [{"filters": [one]}]


def test_what_changed_since_is_found_in_order(calls: Client) -> None:
    groups = since("2026-10-01T05:00:00.000Z")
    first = search(calls, filterGroups=groups, sorts=["hs_lastmodifieddate"], limit=200).body
    assert first["total"] == 245
    assert first["results"][0]["id"] == "1005"
    after = first["paging"]["next"]["after"]
    second = search(
        calls, filterGroups=groups, sorts=["hs_lastmodifieddate"], limit=200, after=after
    ).body
    assert [row["id"] for row in second["results"]][-1] == "1249"
    assert "paging" not in second


def test_milliseconds_and_descending_order(calls: Client) -> None:
    moment = int((START + timedelta(hours=240)).timestamp() * 1000)
    sort = {"propertyName": "hs_lastmodifieddate", "direction": "DESCENDING"}
    found = search(calls, filterGroups=since(str(moment)), sorts=[sort]).body
    assert [row["id"] for row in found["results"]][:2] == ["1249", "1248"]


def test_groups_are_alternatives_of_filters_that_all_hold(calls: Client) -> None:
    outbound = {"propertyName": "hs_call_direction", "operator": "EQ", "value": "OUTBOUND"}
    first = {"propertyName": "hs_object_id", "operator": "LT", "value": "1004"}
    nothing = {"propertyName": "hs_call_duration", "operator": "HAS_PROPERTY"}
    groups = [{"filters": [outbound, first]}, {"filters": [nothing]}]
    found = search(calls, filterGroups=groups).body
    assert [row["id"] for row in found["results"]] == ["1001", "1003"]


def test_the_window_of_hits_ends_at_ten_thousand(calls: Client) -> None:
    assert search(calls, limit=200, after="9800").status == 200
    assert search(calls, limit=200, after="9801").status == 400
    assert search(calls, limit=201).status == 400


def test_the_index_can_lag_behind_the_records(serve_world: Serve) -> None:
    edge = at("2026-11-21T22:59")
    late = [{"activity_id": "1", "type": "call", "occurred_at": edge, "recorded_at": edge}]
    state, client = serve_world(world(activities=late), FIRST_AS_OF)
    assert search(client).body["total"] == 1
    state.faults.replace([{"kind": "index_lag", "seconds": 120}])
    assert search(client).body["total"] == 0
    assert client.get("/crm/v3/objects/calls").body["results"] != []


def test_unknown_properties_and_operators_are_refused(calls: Client) -> None:
    bad = {"propertyName": "no_such", "operator": "EQ", "value": "1"}
    assert search(calls, filterGroups=[{"filters": [bad]}]).status == 400
    odd = {"propertyName": "hs_call_title", "operator": "LIKE", "value": "1"}
    assert search(calls, filterGroups=[{"filters": [odd]}]).status == 400
