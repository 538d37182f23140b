"""Tickets that the portal keeps itself: a small world of its own, and when they count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from company import Profile
from demo.server.app import build_app
from demo.server.state import SandboxState
from ingestion import run
from ingestion.registry import discover, read_profile
from ingestion.sources.hubspot.settings import HubSpotConfig
from tests.demo.server.client import at, world
from tests.ingestion.conftest import Sandbox, Warehouse, serving

DAY = date(2026, 3, 31)
#: What the merge of ticket 82 into ticket 81 made.
MERGED = "900000000082"
TABLES = ("tickets", "tickets_property_history", "tickets_to_contacts", "tickets_to_companies")


def change(number: int, ticket: str, field: str, value: str, when: str) -> dict[str, Any]:
    return {
        "change_id": str(number), "ticket_id": ticket, "field": field, "new_value": value,
        "changed_at": at(when), "recorded_at": at(when),
    }  # fmt: skip


def ticket(number: str, when: str, **more: Any) -> dict[str, Any]:
    return {
        "ticket_id": number, "contact_id": "11", "company_record_id": "32", "origin": "FORM",
        "created_at": at(when), "recorded_at": at(when), **more,
    }  # fmt: skip


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """Three tickets: solved, reopened and merged into the first, deleted."""
    made = world(
        reps=[{"rep_id": "r1", "hubspot_owner_id": "91"}],
        contact_records=[{"contact_id": "11", "created_at": at("2026-01-05")}],
        company_records=[{"company_record_id": "32"}],
        portal_tickets=[
            ticket("81", "2026-03-02T09:00", category="BILLING_ISSUE", priority="HIGH",
                   first_reply_at=at("2026-03-02T10:30")),
            ticket("82", "2026-03-03T09:00", merged_into="81", merged_at=at("2026-03-04")),
            ticket("83", "2026-03-05T09:00", deleted_at=at("2026-03-20")),
        ],
        portal_ticket_changes=[
            change(1, "81", "pipeline", "0", "2026-03-02T09:00"),
            change(2, "81", "stage", "1", "2026-03-02T09:00"),
            change(3, "81", "owner", "r1", "2026-03-02T09:10"),
            change(4, "81", "stage", "4", "2026-03-06T09:00"),
            change(5, "83", "stage", "1", "2026-03-05T09:00"),
        ],
    )  # fmt: skip
    spec = discover()["hubspot"]
    some = replace(
        spec,
        raw_tables=(*TABLES, "pipeline_stages"),
        source=lambda config, as_of: spec.source(config, as_of).with_resources(
            "tickets", "pipeline_stages"
        ),
    )
    monkeypatch.setattr(run, "find_source", lambda _name: some)
    with serving(build_app(state := SandboxState(made, DAY))) as port:
        yield Sandbox(state, port)


def test_tickets_come_with_their_stages_people_and_pipelines(
    portal: Sandbox, warehouse: Warehouse
) -> None:
    warehouse.load_hubspot(portal, fields={})

    found = warehouse.query(
        "select id, archived, hs_pipeline_stage, hs_ticket_category, closed_date::varchar,"
        " first_agent_reply_date::varchar, hubspot_owner_id, hs_merged_object_ids"
        " from raw_hubspot.tickets order by id"
    )
    closed, replied = "2026-03-06 09:00:00", "2026-03-02 10:30:00"
    assert found == [
        ("83", True, "1", None, None, None, None, None),
        (MERGED, False, "4", "BILLING_ISSUE", closed, replied, "91", "81;82"),
    ]
    stages = warehouse.query(
        "select value, changed_at::varchar from raw_hubspot.tickets_property_history"
        f" where object_id = '{MERGED}' and property = 'hs_pipeline_stage' order by changed_at"
    )
    assert stages == [("1", "2026-03-02 09:00:00"), ("4", closed)]
    links = (
        "select from_id, to_id, type_ids from raw_hubspot.tickets_to_{} where from_id = '"
        + MERGED
        + "'"
    )
    assert warehouse.query(links.format("contacts")) == [(MERGED, "11", "16")]
    assert warehouse.query(links.format("companies")) == [(MERGED, "32", "26|339")]
    states = warehouse.query(
        "select stage_id, ticket_state from raw_hubspot.pipeline_stages"
        " where object_type = 'tickets' order by stage_id"
    )
    assert states == [("1", "OPEN"), ("2", "OPEN"), ("3", "OPEN"), ("4", "CLOSED")]


def test_tickets_that_do_not_count_are_not_read(portal: Sandbox, warehouse: Warehouse) -> None:
    warehouse.load_hubspot(portal, fields={}, tickets=False)

    assert [len(warehouse.rows(table)) for table in TABLES] == [0, 0, 0, 0]
    kinds = warehouse.query("select distinct object_type from raw_hubspot.pipeline_stages")
    assert set(kinds) == {("deals",), ("leads",)}


@pytest.mark.parametrize(
    ("sources", "counts"),
    [
        ({"hubspot": True}, True),
        ({"hubspot": True, "google_ads": True}, True),
        ({"hubspot": True, "zendesk": True}, False),
        ({"hubspot": {"tickets": True}, "zendesk": True}, True),
        ({"hubspot": {"tickets": False}}, False),
    ],
)
def test_tickets_count_where_no_other_source_has_any_or_the_profile_says(
    tmp_path: Path, sources: dict[str, Any], counts: bool
) -> None:
    profile = profile_with(tmp_path, sources)
    spec = discover()["hubspot"]

    assert HubSpotConfig.build(profile, {"token": "t"}).tickets is counts
    assert spec.unused is not None
    assert spec.unused(profile) == (() if counts else ("tickets", "ticket_events"))


def profile_with(folder: Path, sources: dict[str, Any]) -> Profile:
    path = folder / "company.yml"
    path.write_text(yaml.safe_dump({"name": "Small", "sources": sources}), encoding="utf-8")
    return read_profile(path)
