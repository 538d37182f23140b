"""What must hold between the tables of a world, whatever happened in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import pytest

from demo.world.tables import TABLES
from demo.world.world import World

_PARENTS = {
    ("contact_records", "company_record_id"): "company_records",
    ("contact_records", "campaign_id"): "campaigns",
    ("contact_changes", "contact_id"): "contact_records",
    ("activities", "contact_id"): "contact_records",
    ("activities", "company_record_id"): "company_records",
    ("activities", "deal_id"): "deals",
    ("activities", "rep_id"): "reps",
    ("activities", "recorded_by"): "reps",
    ("deals", "company_record_id"): "company_records",
    ("deals", "campaign_id"): "campaigns",
    ("deal_changes", "deal_id"): "deals",
    ("deal_people", "deal_id"): "deals",
    ("deal_people", "contact_id"): "contact_records",
    ("order_lines", "deal_id"): "deals",
    ("order_lines", "product_id"): "products",
    ("quotes", "deal_id"): "deals",
    ("form_submissions", "contact_id"): "contact_records",
    ("form_submissions", "content_id"): "contents",
    ("email_messages", "campaign_id"): "campaigns",
    ("email_events", "email_id"): "email_messages",
    ("email_events", "contact_id"): "contact_records",
    ("tickets", "requester_contact_id"): "contact_records",
    ("tickets", "assignee_rep_id"): "reps",
    ("ticket_events", "ticket_id"): "tickets",
    ("survey_answers", "ticket_id"): "tickets",
    ("survey_answers", "contact_id"): "contact_records",
    ("team_memberships", "rep_id"): "reps",
    ("team_memberships", "team_id"): "teams",
}
_OPEN = {"discovery", "demo", "proposal", "negotiation", "renewal_open", "renewal_negotiation"}


@pytest.fixture(scope="module")
def rows(tiny: World) -> dict[str, list[dict[str, Any]]]:
    return {name: table.to_pylist() for name, table in tiny.items()}


def test_keys_are_unique(rows: dict[str, list[dict[str, Any]]]) -> None:
    for name, spec in TABLES.items():
        keys = Counter(tuple(row[part] for part in spec.key) for row in rows[name])
        assert [key for key, count in keys.items() if count > 1] == [], name


def test_ids_are_digits_and_no_two_tables_share_one(rows: dict[str, list[dict[str, Any]]]) -> None:
    owner: dict[str, str] = {}
    for name, spec in TABLES.items():
        if len(spec.key) > 1 or not spec.key[0].endswith("_id"):
            continue
        for row in rows[name]:
            identity = row[spec.key[0]]
            assert identity.isdigit()
            assert owner.setdefault(identity, name) == name


@pytest.mark.parametrize(("child", "column"), list(_PARENTS))
def test_a_row_is_known_after_what_it_points_at(
    rows: dict[str, list[dict[str, Any]]], child: str, column: str
) -> None:
    parent = _PARENTS[child, column]
    key = TABLES[parent].key[0]
    known = {row[key]: row["recorded_at"] for row in rows[parent]}
    for row in rows[child]:
        if row[column] is not None:
            assert row["recorded_at"] >= known[row[column]], (child, row)


@pytest.mark.parametrize(
    ("table", "owner", "fields"),
    [
        ("deal_changes", "deal_id", {"stage", "owner"}),
        (
            "contact_changes",
            "contact_id",
            {"lifecycle_stage", "lead_status", "owner", "score", "subscribed", "consent"},
        ),
    ],
)
def test_histories_are_consistent(
    rows: dict[str, list[dict[str, Any]]], table: str, owner: str, fields: set[str]
) -> None:
    parents = {"deal_id": "deals", "contact_id": "contact_records"}
    histories: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows[table]:
        histories[row[owner], row["field"]].append(row)
    for history in histories.values():
        history.sort(key=lambda row: (row["changed_at"], row["change_id"]))
        before = None
        for row in history:
            assert row["old_value"] == before, row
            assert row["new_value"] != before
            assert row["recorded_at"] >= row["changed_at"]
            before = row["new_value"]
        learned = [row["recorded_at"] for row in history]
        assert learned == sorted(learned)
    for parent in rows[parents[owner]]:
        for field in fields:
            first = histories[parent[owner], field][:1]
            assert first, (parent[owner], field)
            if field not in ("owner",) and not parent["is_test"]:
                assert first[0]["changed_at"] == parent["created_at"], (parent, field)


@pytest.mark.parametrize(
    ("table", "owner", "parent"),
    [
        ("deal_changes", "deal_id", "deals"),
        ("contact_changes", "contact_id", "contact_records"),
    ],
)
def test_a_change_is_dated_by_its_save_or_by_the_creation_that_it_came_with(
    rows: dict[str, list[dict[str, Any]]], table: str, owner: str, parent: str
) -> None:
    records = {row[owner]: row for row in rows[parent]}
    dated_back = 0
    for row in rows[table]:
        record = records[row[owner]]
        is_first = row["recorded_at"] == record["recorded_at"]
        assert row["changed_at"] == (record["created_at"] if is_first else row["recorded_at"]), row
        dated_back += row["changed_at"] < row["recorded_at"]
    # Nobody dates a contact back; a contract of before the CRM is imported with its day.
    assert (dated_back > 0) == (parent == "deals")


def test_closed_deals_have_a_closing_and_open_ones_have_none(
    rows: dict[str, list[dict[str, Any]]],
) -> None:
    current: dict[str, dict[str, str | None]] = defaultdict(dict)
    for row in sorted(rows["deal_changes"], key=lambda r: (r["changed_at"], r["change_id"])):
        current[row["deal_id"]][row["field"]] = row["new_value"]
    for deal, fields in current.items():
        is_open = fields["stage"] in _OPEN
        assert (fields.get("closed_at") is None) == is_open, (deal, fields)


def test_lines_of_a_won_deal_add_up_to_its_amount(rows: dict[str, list[dict[str, Any]]]) -> None:
    amounts: dict[str, str | None] = {}
    for row in sorted(rows["deal_changes"], key=lambda r: (r["changed_at"], r["change_id"])):
        if row["field"] == "amount":
            amounts[row["deal_id"]] = row["new_value"]
    totals: dict[str, float] = defaultdict(float)
    for line in rows["order_lines"]:
        totals[line["deal_id"]] += line["amount"]
        assert line["amount"] == pytest.approx(line["list_amount"] - line["discount"])
    assert totals
    for deal, total in totals.items():
        assert float(amounts[deal] or 0) == pytest.approx(total, abs=0.005), deal


def test_stages_only_go_forward_in_the_funnel(rows: dict[str, list[dict[str, Any]]]) -> None:
    order = [
        "subscriber",
        "lead",
        "marketingqualifiedlead",
        "salesqualifiedlead",
        "opportunity",
        "customer",
    ]
    for row in rows["contact_changes"]:
        if row["field"] == "lifecycle_stage" and row["old_value"]:
            assert order.index(row["new_value"]) > order.index(row["old_value"])


def test_nobody_is_mailed_after_unsubscribing(rows: dict[str, list[dict[str, Any]]]) -> None:
    left: dict[str, Any] = {}
    for row in rows["email_events"]:
        if row["kind"] == "unsubscribed":
            left[row["contact_id"]] = row["occurred_at"]
    assert left
    for row in rows["email_events"]:
        if row["kind"] == "sent" and row["contact_id"] in left:
            assert row["occurred_at"] < left[row["contact_id"]]


def test_ticket_events_happen_after_the_opening(rows: dict[str, list[dict[str, Any]]]) -> None:
    opened = {row["ticket_id"]: row["created_at"] for row in rows["tickets"]}
    for row in rows["ticket_events"]:
        assert row["occurred_at"] >= opened[row["ticket_id"]]
