"""Every endpoint of the surface, held against HubSpot's own API description."""

from __future__ import annotations

import pytest

from demo.server.app import build_app
from demo.server.hubspot.object_types import OBJECT_TYPES, ObjectType
from demo.server.state import SandboxState
from demo.world.world import World
from tests.contracts.validator import contracts_missing, load_contract
from tests.contracts.watch import ContractWatch
from tests.demo.server.client import Client
from tests.demo.server.conftest import FIRST_AS_OF

pytestmark = pytest.mark.skipif(bool(contracts_missing()), reason=contracts_missing() or "")

# Served as HubSpot does, but not described in the contracts.
UNDESCRIBED = ("/cms/", "/form-integrations/", "/email/public/")


@pytest.fixture
def watch(tiny_world: World) -> ContractWatch:
    app = build_app(SandboxState(tiny_world, FIRST_AS_OF))
    return ContractWatch(app, {"hubspot": load_contract("hubspot")}, UNDESCRIBED)


def ask_everything(client: Client, kind: ObjectType) -> None:
    path = f"/crm/v3/objects/{kind.name}"
    everything = {
        "properties": ",".join(kind.properties),
        "propertiesWithHistory": ",".join(kind.properties),
        "associations": ",".join(kind.associated),
    }
    rows = client.get(f"/crm/v3/objects/{kind.type_id}", limit=50, **everything).body["results"]
    client.get(path, limit=100, archived="true")
    # Of a type that the company has no record of, what is asked by id is not there.
    identifier = rows[0]["id"] if rows else "1"
    client.get(f"{path}/{identifier}", **everything)
    inputs = [{"id": identifier}, {"id": "1"}]
    body = {"inputs": inputs, "properties": [kind.modified], "propertiesWithHistory": []}
    client.post(f"{path}/batch/read", body)
    one = {"propertyName": kind.modified, "operator": "GTE", "value": "2026-11-01T00:00:00Z"}
    groups = [{"filters": [one]}]
    client.post(f"{path}/search", {"limit": 5, "filterGroups": groups, "sorts": [kind.modified]})
    client.get(f"/crm/v3/properties/{kind.name}")
    client.get(f"/crm/v3/properties/{kind.name}/{kind.modified}")
    for other in kind.associated:
        client.post(f"/crm/v4/associations/{kind.name}/{other}/batch/read", {"inputs": inputs[:1]})
        client.get(f"/crm/v4/objects/{kind.name}/{identifier}/associations/{other}", limit=1)


def test_crm_answers_keep_to_the_contract(watch: ContractWatch) -> None:
    client = Client(watch, "/hubspot")
    for kind in OBJECT_TYPES.values():
        ask_everything(client, kind)
    assert watch.problems == []


def test_the_rest_keeps_to_the_contract(watch: ContractWatch) -> None:
    client = Client(watch, "/hubspot")
    owner = client.get("/crm/v3/owners", limit=500).body["results"][0]
    client.get("/crm/v3/owners", archived="true")
    client.get(f"/crm/v3/owners/{owner['userId']}", idProperty="userId")
    for path in ("deals", "leads", "deals/sales", "deals/sales/stages"):
        client.get(f"/crm/v3/pipelines/{path}")
    for name, params in (
        ("campaigns", {"properties": "hs_name,hs_utm"}),
        ("emails", {"includeStats": "true"}),
        ("forms", {}),
    ):
        rows = client.pages(f"/marketing/v3/{name}", limit=100, **params)
        client.get(f"/marketing/v3/{name}/{rows[0]['id']}")
    period = {"startTimestamp": "2026-01-01T00:00:00Z", "endTimestamp": "2026-11-01T00:00:00Z"}
    client.get("/marketing/v3/emails/statistics/list", **period)
    assert client.get("/email/public/v1/events", eventType="OPEN", limit=50).body["events"]
    assert watch.problems == []


def test_the_watch_sees_what_is_wrong() -> None:
    contract = load_contract("hubspot")
    assert contract.request_problems("GET", "/crm/v3/owners", {"limit": ["many"]}, None)
    assert contract.request_problems("GET", "/crm/v3/owners", {"since": ["1"]}, None)
    assert contract.request_problems("GET", "/crm/v3/owner", {}, None)
    answer = {"results": [{"id": 7, "type": "ROBOT", "archived": False, "colour": "red"}]}
    problems = contract.response_problems("GET", "/crm/v3/owners", 200, answer)
    assert [line.split(": ")[0].rpartition(".")[2] for line in problems] == [
        "createdAt",
        "id",
        "type",
        "updatedAt",
        "colour",
    ]
