"""The demo company's portals: the same records, more or less of HubSpot around them."""

from __future__ import annotations

from demo.server.app import build_app
from demo.server.hubspot.object_types import OBJECT_TYPES
from demo.server.state import SandboxState
from demo.world.world import World
from tests.demo.server.client import Client
from tests.demo.server.conftest import FIRST_AS_OF


def test_a_plain_portal_has_the_records_and_no_more_than_hubspots_own(tiny_world: World) -> None:
    full, plain = (
        Client(build_app(SandboxState(tiny_world, FIRST_AS_OF, portal=portal)), "/hubspot")
        for portal in ("full", "plain")
    )
    asked = {"properties": "amount,deal_currency_code,competitor", "limit": 100}
    deals = [client.pages("/crm/objects/2026-09/deals", **asked) for client in (full, plain)]
    amounts = [[deal["properties"].get("amount") for deal in rows] for rows in deals]
    assert amounts[0] == amounts[1]
    assert any("competitor" in deal["properties"] for deal in deals[0])
    assert not any("competitor" in deal["properties"] for deal in deals[1])
    currencies = [{d["properties"].get("deal_currency_code") for d in rows} for rows in deals]
    assert currencies[0] - currencies[1] == {"EUR"}
    assert None in currencies[1]

    own = [
        {p["name"] for p in client.get(f"/crm/v3/properties/{kind}").body["results"]}
        for client in (full, plain)
        for kind in ("deals", "contacts")
    ]
    assert own[0] - own[2] == OBJECT_TYPES["deals"].custom
    assert "hubspotscore" in own[1] - own[3]
    assert not any(
        not p["hubspotDefined"] for p in plain.get("/crm/v3/properties/deals").body["results"]
    )
    for path in ("/crm/objects/2026-09/leads", "/marketing/campaigns/2026-09"):
        assert full.get(path).status == 200
        refused = plain.get(path)
        assert (refused.status, refused.body["category"]) == (403, "MISSING_SCOPES")
