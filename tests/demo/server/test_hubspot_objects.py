"""Lists, single records, batch read: paging, properties, history, archive, merges."""

from __future__ import annotations

from datetime import date

import pytest

from demo.server.state import SandboxState
from tests.demo.server.client import Client, at, world
from tests.demo.server.conftest import Serve

DAY = date(2026, 3, 31)
#: What the merge of contact 12 into contact 11 made.
MERGED = "900000000012"


def change(number: int, record: str, field: str, value: str | None, when: str, heard: str = ""):
    key = "deal_id" if record.startswith("7") else "contact_id"
    return {
        "change_id": str(number), key: record, "field": field, "new_value": value,
        "changed_at": at(when), "recorded_at": at(heard or when),
    }  # fmt: skip


def contact(number: str, when: str = "2026-01-05", **more: object):
    return {
        "contact_id": number, "email": f"c{number}@a.example", "channel": "event",
        "created_at": at(when), "recorded_at": at(when), **more,
    }  # fmt: skip


@pytest.fixture
def crm(serve_world: Serve) -> tuple[SandboxState, Client]:
    won, heard = "2026-02-20T09:00", "2026-02-25T10:00"
    made = world(
        reps=[
            {"rep_id": "r1", "hubspot_owner_id": "91"},
            {"rep_id": "r2", "hubspot_owner_id": "92"},
        ],
        contact_records=[
            contact("11", company_record_id="31"),
            contact("12", "2026-01-02", merged_into="11", merged_at=at("2026-02-10")),
            contact("13", deleted_at=at("2026-02-01")),
            contact("14", deleted_at=at("2026-02-01"), restored_at=at("2026-02-03")),
            contact("15", "2026-05-01"),
        ],
        contact_changes=[
            change(1, "11", "lifecycle_stage", "lead", "2026-01-05"),
            change(2, "12", "lifecycle_stage", "lead", "2026-01-02"),
            change(3, "12", "lifecycle_stage", "marketingqualifiedlead", "2026-01-09"),
            change(4, "11", "owner", "r1", "2026-01-05"),
            change(5, "11", "owner", "r2", "2026-02-05"),
            change(6, "12", "owner", "r1", "2026-03-01"),
            change(7, "11", "subscribed", "true", "2026-01-05"),
        ],
        company_records=[
            {"company_record_id": "31", "merged_into": "32", "merged_at": at("2026-03-02")},
            {"company_record_id": "32"},
        ],
        deals=[
            {"deal_id": "71", "company_record_id": "31", "pipeline": "sales", "type": "new",
             "currency": "EUR", "channel": "email", "created_at": at("2026-01-10"),
             "recorded_at": at("2026-01-10")},
        ],
        deal_changes=[
            change(21, "71", "stage", "discovery", "2026-01-10"),
            change(22, "71", "expected_close_on", "2026-04-30", "2026-01-10"),
            change(23, "71", "stage", "closedwon", won, heard),
            change(24, "71", "closed_at", f"{won}:00Z", won, heard),
        ],
        deal_people=[{"deal_id": "71", "contact_id": "12", "role": "champion"}],
    )  # fmt: skip
    return serve_world(made, DAY)


def test_a_list_is_paged_in_order_of_id(crm: tuple[SandboxState, Client]) -> None:
    first = crm[1].get("/crm/v3/objects/contacts", limit=1).body
    assert [row["id"] for row in first["results"]] == ["14"]
    assert first["paging"]["next"]["after"] == "14"
    assert "after=14" in first["paging"]["next"]["link"]
    last = crm[1].get("/crm/v3/objects/0-1", limit=1, after="14").body
    assert [row["id"] for row in last["results"]] == [MERGED]
    assert "paging" not in last


def test_properties_must_be_asked_for(crm: tuple[SandboxState, Client]) -> None:
    plain = crm[1].get("/crm/v3/objects/contacts/11").body["properties"]
    assert "hubspot_owner_id" not in plain
    asked = "hubspot_owner_id,hs_email_optout,hs_analytics_source_data_1,phone,no_such"
    wanted = crm[1].get("/crm/v3/objects/contacts/11", properties=asked).body["properties"]
    assert wanted["hubspot_owner_id"] == "92"
    assert wanted["hs_email_optout"] == "false"
    assert wanted["hs_analytics_source_data_1"] == "IMPORT"
    assert "phone" not in wanted
    assert "no_such" not in wanted


def test_deleted_records_are_a_second_pass_and_restored_ones_come_back(
    crm: tuple[SandboxState, Client],
) -> None:
    away = crm[1].get("/crm/v3/objects/contacts", archived="true").body["results"]
    assert [(row["id"], row["archivedAt"]) for row in away] == [("13", "2026-02-01T00:00:00.000Z")]
    assert crm[1].get("/crm/v3/objects/contacts/14").body["updatedAt"] == "2026-02-03T00:00:00.000Z"
    assert crm[1].get("/crm/v3/objects/contacts/13").status == 404
    assert crm[1].get("/crm/v3/objects/contacts/13", archived="true").status == 200


def test_a_merge_makes_a_new_record_of_what_both_pass_on(crm: tuple[SandboxState, Client]) -> None:
    asked = {
        "properties": "hs_merged_object_ids,hs_calculated_merged_vids,hs_additional_emails,"
        "createdate,hs_createdate,lifecyclestage",
        "propertiesWithHistory": "lifecyclestage,hubspot_owner_id",
    }
    survivor = crm[1].get("/crm/v3/objects/contacts/12", **asked).body
    assert survivor["id"] == MERGED
    assert crm[1].get("/crm/v3/objects/contacts/11").body["id"] == MERGED
    assert survivor["properties"]["hs_merged_object_ids"] == "11;12"
    moment = int(at("2026-02-10").timestamp() * 1000)
    merged_vids = survivor["properties"]["hs_calculated_merged_vids"]
    assert merged_vids == f"11:{moment};12:{moment}"
    assert survivor["properties"]["hs_createdate"] == "2026-02-10T00:00:00.000Z"
    assert survivor["properties"]["hs_additional_emails"] == "c12@a.example"
    assert survivor["properties"]["createdate"] == "2026-01-02T00:00:00.000Z"
    assert survivor["properties"]["lifecyclestage"] == "marketingqualifiedlead"
    history = survivor["propertiesWithHistory"]
    assert [entry["value"] for entry in history["hubspot_owner_id"]] == ["92", "91"]
    assert [entry["timestamp"][:10] for entry in history["lifecyclestage"]] == [
        "2026-01-09",
        "2026-01-05",
        "2026-01-02",
    ]


def test_a_chain_of_merges_ends_in_one_record_that_lists_all(serve_world: Serve) -> None:
    made = world(
        contact_records=[
            contact("1", merged_into="2", merged_at=at("2026-02-01")),
            contact("2", "2026-01-04", merged_into="3", merged_at=at("2026-02-09")),
            contact("3", "2026-01-03"),
            contact("4", merged_into="3", merged_at=at("2026-02-05")),
        ],
        deals=[
            {"deal_id": "71", "created_at": at("2026-01-10"), "recorded_at": at("2026-01-10")},
        ],
        deal_people=[{"deal_id": "71", "contact_id": one} for one in ("1", "4")],
    )  # fmt: skip
    state, client = serve_world(made, date(2026, 2, 7))
    asked = "hs_merged_object_ids,hs_calculated_merged_vids,hs_createdate,email"
    seen = client.get("/crm/v3/objects/contacts", properties=asked).body["results"]
    # 1 into 2 made ...1, 4 into 3 made ...4.
    assert [(row["id"], row["properties"]["hs_merged_object_ids"]) for row in seen] == [
        ("900000000001", "1;2"),
        ("900000000004", "3;4"),
    ]
    assert [row["properties"]["email"] for row in seen] == ["c2@a.example", "c3@a.example"]
    state.move_to(DAY)
    [last] = client.get("/crm/v3/objects/contacts", properties=asked).body["results"]
    assert last["id"] == "900000000002"
    assert last["createdAt"][:10] == "2026-01-03"
    found = last["properties"]
    assert found["hs_merged_object_ids"] == "1;2;3;4;900000000001;900000000004"
    assert found["hs_createdate"][:10] == "2026-02-09"
    # The property of old names the last merge only.
    moment = int(at("2026-02-09").timestamp() * 1000)
    vids = f"900000000004:{moment};900000000001:{moment}"
    assert found["hs_calculated_merged_vids"] == vids
    for old in ("1", "2", "3", "4", "900000000001", "900000000004"):
        assert client.get(f"/crm/v3/objects/contacts/{old}").body["id"] == "900000000002"
    body = {"inputs": [{"id": "71"}]}
    [links] = client.post("/crm/v4/associations/deals/contacts/batch/read", body).body["results"]
    assert [link["toObjectId"] for link in links["to"]] == ["900000000002"]


def test_associations_lead_to_survivors_and_touch_the_record(
    crm: tuple[SandboxState, Client],
) -> None:
    deal = crm[1].get("/crm/v3/objects/deals", associations="contacts,companies").body["results"][0]
    assert deal["associations"]["contacts"]["results"] == [
        {"id": MERGED, "type": "deal_to_contact"}
    ]
    assert deal["associations"]["companies"]["results"][0]["id"] == "900000000031"
    assert deal["updatedAt"] == "2026-03-02T00:00:00.000Z"
    body = {"inputs": [{"id": "71"}, {"id": "99"}]}
    found = crm[1].post("/crm/v4/associations/deals/contacts/batch/read", body).body["results"]
    assert [(one["from"]["id"], one["to"][0]["toObjectId"]) for one in found] == [("71", MERGED)]
    labels = [kind.get("label") for kind in found[0]["to"][0]["associationTypes"]]
    assert labels == [None, "champion"]


def test_closedate_is_overloaded_and_history_says_when_it_was_saved(
    crm: tuple[SandboxState, Client],
) -> None:
    state, client = crm
    asked = {"properties": "closedate,hs_is_closed_won,hs_v2_date_entered_closedwon"}
    asked["propertiesWithHistory"] = "dealstage,closedate"
    won = client.get("/crm/v3/objects/deals/71", **asked).body
    assert won["properties"]["closedate"] == "2026-02-20T09:00:00.000Z"
    assert won["properties"]["hs_v2_date_entered_closedwon"] == "2026-02-25T10:00:00.000Z"
    newest = won["propertiesWithHistory"]["dealstage"][0]
    saved = "2026-02-25T10:00:00.000Z"
    assert newest == {"value": "closedwon", "timestamp": saved, "sourceType": "IMPORT"}
    sources = [entry["sourceType"] for entry in won["propertiesWithHistory"]["closedate"]]
    assert sources == ["IMPORT", "CRM_UI"]
    state.move_to(date(2026, 2, 24))
    still_open = client.get("/crm/v3/objects/deals/71", **asked).body["properties"]
    assert still_open["closedate"] == "2026-04-30T00:00:00.000Z"
    assert still_open["hs_is_closed_won"] == "false"


def test_batch_read_names_what_it_cannot_find(crm: tuple[SandboxState, Client]) -> None:
    body = {"inputs": [{"id": "11"}, {"id": "99"}], "properties": ["email"]}
    answer = crm[1].post("/crm/v3/objects/contacts/batch/read", body)
    assert answer.status == 207
    assert [row["id"] for row in answer.body["results"]] == [MERGED]
    assert answer.body["errors"][0]["context"] == {"ids": ["99"]}


def test_limits_and_refusals_are_those_of_the_vendor(crm: tuple[SandboxState, Client]) -> None:
    client = crm[1]
    contacts = "/crm/v3/objects/contacts"
    assert client.get(contacts, limit=101).status == 400
    assert client.get(contacts, limit=51, propertiesWithHistory="email").status == 400
    assert client.get(contacts, limit="x").body["category"] == "VALIDATION_ERROR"
    assert client.get(contacts, associations="line_items").status == 400
    assert client.get(contacts, properties="a" * 9000).status == 414
    assert client.get("/crm/v3/objects/unicorns").status == 400
    assert client.get(f"{contacts}/99").status == 404
    assert client.get("/crm/v9/nothing").body["category"] == "OBJECT_NOT_FOUND"
    fifty_one = {"inputs": [{"id": "1"}] * 51, "propertiesWithHistory": ["email"]}
    assert client.post(f"{contacts}/batch/read", fifty_one).status == 400


def test_a_foreign_token_is_refused(crm: tuple[SandboxState, Client]) -> None:
    crm[1]._token = "pat-eu1-real"
    answer = crm[1].get("/crm/v3/objects/contacts")
    assert answer.status == 401
    assert answer.body["category"] == "INVALID_AUTHENTICATION"
