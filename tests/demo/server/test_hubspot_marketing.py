"""Owners, campaigns, forms and e-mail events from a small world."""

from __future__ import annotations

from datetime import date

import pytest

from tests.demo.server.client import Client, at, world
from tests.demo.server.conftest import Serve


@pytest.fixture
def client(serve_world: Serve) -> Client:
    made = world(
        teams=[{"team_id": "1", "name": "North"}, {"team_id": "2", "name": "South"}],
        reps=[
            {"rep_id": "a", "hubspot_owner_id": "91", "hubspot_user_id": "81", "email": "a@x"},
            {
                "rep_id": "b",
                "hubspot_owner_id": "92",
                "hubspot_user_id": "82",
                "active_to_on": date(2026, 2, 1),
            },
        ],
        team_memberships=[
            {"rep_id": "a", "team_id": "1", "to_on": date(2026, 2, 14)},
            {"rep_id": "a", "team_id": "2", "from_on": date(2026, 2, 15)},
        ],
        campaigns=[
            {
                "campaign_id": "26",
                "utm_campaign": "spring",
                "starts_on": date(2026, 1, 1),
                "ends_on": date(2026, 2, 1),
            }
        ],
        contact_records=[{"contact_id": "17", "email": "c@a.example", "channel": "email"}],
        email_messages=[{"email_id": "30", "campaign_id": "26", "is_newsletter": True}],
        email_events=[
            {"event_id": "1", "email_id": "30", "contact_id": "17", "kind": "sent"},
            {
                "event_id": "2",
                "email_id": "30",
                "contact_id": "17",
                "kind": "opened",
                "is_machine": True,
                "occurred_at": at("2026-01-02"),
            },
        ],
        form_submissions=[
            {
                "submission_id": "29",
                "form_id": "demo-request",
                "contact_id": "17",
                "utm_source": "fair",
                "utm_medium": "event",
                "submitted_at": at("2026-01-03T10:00"),
            },
            {"submission_id": "31", "form_id": "guide", "contact_id": "17", "utm_medium": "email"},
        ],
    )
    return serve_world(made, date(2026, 3, 1))[1]


def test_owners_have_their_team_of_the_day_and_leavers_are_archived(client: Client) -> None:
    (owner,) = client.get("/crm/v3/owners").body["results"]
    assert (owner["id"], owner["userId"]) == ("91", 81)
    assert owner["teams"] == [{"id": "2", "name": "South", "primary": True}]
    (leaver,) = client.get("/crm/v3/owners", archived="true").body["results"]
    assert leaver["id"] == "92"
    assert "userId" not in leaver


def test_campaign_properties_must_be_asked_for(client: Client) -> None:
    page = client.get("/marketing/v3/campaigns", properties="hs_utm,hs_campaign_status").body
    assert page["total"] == 1
    assert page["results"][0]["properties"] == {
        "hs_utm": "spring",
        "hs_campaign_status": "completed",
    }


def test_emails_say_what_they_are_and_count_their_events(client: Client) -> None:
    (email,) = client.get("/marketing/v3/emails", includeStats="true").body["results"]
    assert email["campaignUtm"] == "spring"
    assert email["subscriptionDetails"]["subscriptionName"] == "Newsletter"
    assert email["stats"]["counters"]["sent"] == 1


def test_events_go_by_address_and_tell_machines_from_people(client: Client) -> None:
    path = "/email/public/v1/events"
    answer = client.get(path).body
    newest, oldest = answer["events"]
    assert (answer["hasMore"], newest["type"], newest["filteredEvent"]) == (False, "OPEN", True)
    assert newest["recipient"] == "c@a.example"
    assert oldest["created"] == int(at("2026-01-01").timestamp() * 1000)
    first = client.get(path, limit=1).body
    assert first["hasMore"]
    assert client.get(path, limit=1, offset=first["offset"]).body["events"] == [oldest]
    assert client.get(path, excludeFilteredEvents="true").body["events"] == [oldest]
    assert client.get(path, startTimestamp=oldest["created"] + 1).body["events"] == [newest]
    assert client.get(path, eventType="SPAMREPORT").body["events"] == []
    assert client.get(path, eventType="REPLY").status == 400
    (email,) = client.get("/marketing/v3/emails").body["results"]
    (campaign,) = client.get("/email/public/v1/campaigns/by-id").body["campaigns"]
    assert campaign["id"] == newest["emailCampaignId"] == int(email["primaryEmailCampaignId"])
    one = client.get(f"/email/public/v1/campaigns/{campaign['id']}", appId=campaign["appId"])
    assert one.body["contentId"] == int(email["id"])


def test_submissions_carry_the_values_of_the_form_and_the_page(client: Client) -> None:
    assert [form["id"] for form in client.get("/marketing/v3/forms").body["results"]] == ["guide"]
    site, ours = client.get("/marketing/v3/forms", formTypes="all").body["results"]
    assert (site["formType"], ours["formType"]) == ("captured", "hubspot")
    (sent,) = client.get(f"/form-integrations/v1/submissions/forms/{site['id']}").body["results"]
    assert sent["submittedAt"] == int(at("2026-01-03T10:00").timestamp() * 1000)
    assert sent["pageUrl"].endswith("/contact?utm_source=fair&utm_medium=event")
    assert sent["values"] == [{"name": "email", "value": "c@a.example", "objectTypeId": "0-1"}]
    (sent,) = client.get(f"/form-integrations/v1/submissions/forms/{ours['id']}").body["results"]
    assert "?" not in sent["pageUrl"]
    assert [value["name"] for value in sent["values"]] == ["email", "utm_medium"]
    assert client.get("/form-integrations/v1/submissions/forms/none").status == 404
