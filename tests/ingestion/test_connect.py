"""What an account can give is said before the first load."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from rich.console import Console

from company.profile import Profile, Sources
from ingestion.connect import Finding, connect
from orchestration.connecting.report import as_json, conclusion, show
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


def test_a_mapped_property_that_the_portal_lacks_blocks_as_it_stops_a_load(
    sandbox: Sandbox,
) -> None:
    found = look(
        sandbox, fields={"opportunities": {"cost": "deal_cots", "competitor": "competitor"}}
    )

    blocked = [one for one in found.values() if one.level == "blocks"]
    assert [one.subject for one in blocked] == ["deals fields"]
    assert "opportunities.cost: deals have no property deal_cots" in blocked[0].says
    assert "deal_cost" in blocked[0].says
    assert "sources.hubspot.fields" in blocked[0].fix


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


def shown(finding: Finding) -> str:
    console = Console(file=io.StringIO(), width=2000)
    show(console, finding)
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return text


def test_a_field_that_nothing_feeds_says_which_kpis_have_no_figure_without_it(
    sandbox: Sandbox,
) -> None:
    found = look(sandbox)

    # By kpis/needs.py: who sent messages, and nothing else, is fed by `direction`.
    communications = found["communications fields lacks"]
    said = json.loads(as_json("hubspot", [communications]))["findings"][0]
    assert {"response_rate", "leads_worked"} <= set(said["kpis"])
    assert "while nothing feeds activities.direction: " in shown(communications)
    onboarded = shown(found["companies fields lacks"])
    assert "while nothing feeds accounts.onboarded_at: onboarding_success_rate" in onboarded
    # The cost of deals comes from HubSpot's own property of lines, too.
    assert "while nothing feeds" not in shown(found["deals fields lacks"])


def test_email_events_and_forms_are_asked_for(sandbox: Sandbox) -> None:
    found = look(sandbox)
    assert {f"{name} fine" for name in ("email_events", "email_campaigns", "form_submissions")} <= (
        found.keys()
    )
    sandbox.misbehave(
        {"kind": "refused", "path_contains": "/email/public/v1/events", "status": 403},
        {"kind": "refused", "path_contains": "/submissions/forms/", "status": 403},
    )
    found = look(sandbox)
    assert "KPIs without a status: " in shown(found["email_events lacks"])
    assert "email_click_rate" in as_json("hubspot", [found["email_events lacks"]])
    assert "attributed_revenue" in as_json("hubspot", [found["form_submissions lacks"]])


def zendesk(sandbox: Sandbox) -> dict[str, Finding]:
    profile = Profile(name="Test", sources=Sources(zendesk=True), time_zone="Europe/Paris")
    given = {
        "base_url": sandbox.url("zendesk"),
        "client_id": "accord",
        "client_secret": "sandbox-secret",
    }
    return {f"{one.subject} {one.level}": one for one in connect("zendesk", profile, given, AS_OF)}


def test_surveys_and_schedules_of_the_help_desk_are_asked_for(sandbox: Sandbox) -> None:
    found = zendesk(sandbox)
    assert "schedules fine" in found
    one_kind = ("/api/v2/guide/survey_responses", "/api/v2/satisfaction_ratings")
    refusals = [{"kind": "refused", "path_contains": path, "status": 403} for path in one_kind]
    for refusal in refusals:
        sandbox.misbehave(refusal)
        found = zendesk(sandbox)
        assert {"satisfaction_ratings fine", "survey_responses fine"} <= found.keys()
    sandbox.misbehave(*refusals, {"kind": "refused", "path_contains": "/schedules", "status": 403})
    found = zendesk(sandbox)
    surveys = as_json("zendesk", [found["survey_responses lacks"]])
    assert "customer_satisfaction_score" in surveys
    # What no KPI waits for names none, instead of a line that ends in nothing.
    assert "business hours" in shown(found["schedules lacks"])
    assert "KPIs without a status" not in shown(found["schedules lacks"])
