"""The same company in two portals: what a plain one lacks is left out, the rest is the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.server.app import build_app
from demo.server.state import SandboxState
from demo.world.world import World
from tests.ingestion.conftest import AS_OF, Sandbox, Warehouse, serving


@pytest.fixture
def plain(tiny_world: World) -> Iterator[Sandbox]:
    state = SandboxState(tiny_world, AS_OF, portal="plain")
    with serving(build_app(state)) as port:
        yield Sandbox(state, port)


def test_a_plain_portal_is_loaded_without_what_it_lacks(
    sandbox: Sandbox, plain: Sandbox, tmp_path: Path
) -> None:
    full, lower = Warehouse(tmp_path / "full"), Warehouse(tmp_path / "lower")
    full.load_hubspot(sandbox)
    summary = lower.load_hubspot(plain, fields={})

    missing = {one.part.name for one in summary.missing}
    assert missing == {"campaigns", "feedback_submissions", "leads", "pipelines_of_leads"}
    # What HubSpot has a property of its own for.
    fed = "select entity, field from raw_hubspot.mapped_fields where property is not null"
    assert lower.query(f"{fed} order by all") == [
        ("opportunities", "channel"),
        ("people", "channel"),
    ]
    assert full.query("select count(property) > 0 from raw_hubspot.mapped_fields") == [(True,)]

    amounts = "select id, amount, closedate, dealstage from raw_hubspot.deals order by id"
    assert lower.query(amounts) == full.query(amounts)
    currencies = "select distinct deal_currency_code from raw_hubspot.deals"
    assert set(full.query(currencies)) - set(lower.query(currencies)) == {("EUR",)}
    competitors = "select count(mapped_competitor), count(mapped_cost) from raw_hubspot.deals"
    assert lower.query(competitors) == [(0, 0)]
    assert full.query(competitors) != [(0, 0)]
    labels = "select distinct pipeline_id, pipeline_label from raw_hubspot.pipeline_stages"
    assert ("sales", "New business") in lower.query(labels)
