"""What an account can give is said before the first load."""

from __future__ import annotations

import json
from typing import Any

import pytest

from company.profile import Profile, Sources
from ingestion.connect import Finding, connect
from orchestration.connecting.report import as_json, conclusion
from tests.ingestion.conftest import AS_OF, Sandbox


def look(sandbox: Sandbox, zone: str = "Europe/Paris", **settings: Any) -> dict[str, Finding]:
    profile = Profile(name="Test", sources=Sources(hubspot=True), time_zone=zone)
    given = {"token": "sandbox-test", "base_url": sandbox.url("hubspot"), **settings}
    return {f"{one.subject} {one.level}": one for one in connect("hubspot", profile, given, AS_OF)}


def test_a_whole_account_is_counted(sandbox: Sandbox) -> None:
    found = look(sandbox)

    assert not [one for one in found.values() if one.level == "blocks"]
    deals = sandbox.state.world["deals"].num_rows
    assert 0 < (found["deals fine"].records or 0) <= deals
    # Each kind of content by itself; the demo company has no landing page.
    pages = ("blog_posts", "landing_pages", "site_pages")
    assert [bool(found[f"{page} fine"].records) for page in pages] == [True, False, True]
    # Nothing is mapped: the fields that only a portal's own properties can hold are named.
    assert "opportunities.cost" in found["deals fields lacks"].says
    assert "fields: {opportunities:" in found["deals fields lacks"].fix


def test_what_is_refused_says_what_it_needs_and_which_kpis_lack_it(sandbox: Sandbox) -> None:
    sandbox.misbehave({"kind": "refused", "path_contains": "/2026-09/quotes", "status": 403})

    found = look(sandbox, zone="America/New_York")

    quotes = found["quotes lacks"]
    assert "403" in quotes.says and "crm.objects.quotes.read" in quotes.fix
    said = {one["subject"]: one for one in json.loads(as_json("hubspot", [quotes]))["findings"]}
    assert "proposals_sent" in said["quotes"]["kpis"]
    assert "days begin at another hour" in found["portal lacks"].says
    assert "can be loaded" in conclusion("hubspot", list(found.values()))


@pytest.mark.parametrize(
    ("settings", "said"),
    [({"token": "wrong"}, "ACCORD_HUBSPOT_TOKEN"), ({"token": None}, "ACCORD_HUBSPOT_TOKEN")],
    ids=["refused", "missing"],
)
def test_a_token_that_is_none_blocks_by_the_name_of_its_variable(
    sandbox: Sandbox, settings: dict[str, Any], said: str
) -> None:
    found = look(sandbox, **settings)

    [blocking] = [one for one in found.values() if one.level == "blocks"]
    assert said in blocking.says
    assert json.loads(as_json("hubspot", [blocking]))["blocks"] is True
