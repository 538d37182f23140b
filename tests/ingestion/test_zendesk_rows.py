"""What becomes of Zendesk's objects whose fields lie deep, or have names of their own."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.sources.zendesk import rows
from ingestion.sources.zendesk.time_zones import iana_name

Row = dict[str, Any]


def response(*answers: Row, zrn: str = "zen:ticket:35") -> Row:
    subjects = [{"id": "35", "type": "ticket", "zrn": zrn}]
    return {"id": "01H", "responder_id": 9, "subjects": subjects, "answers": list(answers)}


def rated(rating: int, category: str, scale: tuple[int, ...] = (1, 2, 3, 4, 5)) -> Row:
    options = [{"rating": step, "label": {"value": "x"}} for step in scale]
    return {
        "type": "rating_scale", "rating": rating, "rating_category": category,
        "question": {"options": options}, "created_at": "2026-11-01T10:00:00Z",
        "updated_at": "2026-11-02T10:00:00Z",
    }  # fmt: skip


def test_a_survey_response_that_rates_a_ticket_is_a_row() -> None:
    comment = {"type": "open_ended", "value": "my phone number is 5"}
    found = rows.survey_rating(response(comment, rated(4, "good")))
    assert found is not None
    kept = ("ticket_id", "responder_id", "rating", "scale_max", "rating_category", "updated_at")
    assert [found[name] for name in kept] == [35, 9, 4, 5, "good", "2026-11-02T10:00:00Z"]


@pytest.mark.parametrize(
    "unrated",
    [
        response({"type": "skipped"}),
        response(),
        response(rated(4, "good"), zrn="zen:message:35"),
    ],
)
def test_a_survey_response_without_a_rating_of_a_ticket_is_none(unrated: Row) -> None:
    assert rows.survey_rating(unrated) is None


def test_an_audit_that_merges_says_into_which_ticket() -> None:
    child = {"id": 1, "event_type": "Comment", "comment_public": False}
    audit: Row = {"id": 2, "ticket_id": 7, "created_at": "2026-11-01T10:00:00Z",
                  "child_events": [child]}  # fmt: skip
    source = {"from": {}, "to": {"ticket_id": 8}, "rel": "merge"}
    [merged] = rows.ticket_events({**audit, "via": {"channel": "web", "source": source}})
    assert (merged["via"], merged["merged_into_id"]) == ("web", 8)
    follow_up = {"from": {"ticket_id": 5}, "to": {"ticket_id": 8}, "rel": "follow_up"}
    [other] = rows.ticket_events({**audit, "via": {"channel": "web", "source": follow_up}})
    [plain] = rows.ticket_events({**audit, "via": "Web form"})
    assert (other["merged_into_id"], plain["via"], plain["merged_into_id"]) == (
        None, "Web form", None,
    )  # fmt: skip


def test_a_change_of_priority_is_an_event() -> None:
    child = {"id": 1, "event_type": "Change", "priority": "high", "previous_value": "low"}
    audit: Row = {"id": 2, "ticket_id": 7, "created_at": "x", "child_events": [child]}
    [event] = rows.ticket_events(audit)
    assert (event["priority"], event["previous_priority"]) == ("high", "low")


@pytest.mark.parametrize(
    ("named", "zone"),
    [
        ("Paris", "Europe/Paris"),
        ("Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("Ljubljana", "Europe/Ljubljana"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("UTC", "UTC"),
        ("Melbourne", "Australia/Melbourne"),
        ("Atlantis", None),
        ("../etc/passwd", None),
        (None, None),
    ],
)
def test_a_time_zone_is_known_by_the_vendors_name(named: str | None, zone: str | None) -> None:
    assert iana_name(named) == zone


def test_a_policy_that_is_taken_off_has_no_target() -> None:
    event: Row = {"id": 1, "type": "apply_sla", "sla": None}
    assert rows.metric_event(event)["sla_target_in_seconds"] is None
    given = {"id": 1, "type": "apply_sla", "sla": {"target": 90, "business_hours": True}}
    found = rows.metric_event(given)
    assert (found["sla_target_in_seconds"], found["sla_business_hours"]) == (5400, True)
