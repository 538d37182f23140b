"""What is late, from what Dagster's web server says of every asset."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from dagster_graphql.schema import create_schema
from graphql import parse, validate

from orchestration.pages.late import _QUERY, Lateness, lateness
from orchestration.pages.markup import late_page

DAGSTER = "http://127.0.0.1:3000"
DUE = "every day, by 08:00 (Europe/Paris)"


def node(key: str, group: str, status: str | None, made: str = "", team: str = "sales") -> Any:
    timestamp = datetime.fromisoformat(made).timestamp() if made else None
    known = {"lastMaterializedTimestamp": timestamp} if timestamp else None
    return {
        "assetKey": {"path": key.split("/")},
        "groupName": group,
        "owners": [{"team": team}],
        "freshnessStatusInfo": status
        and {"freshnessStatus": status, "freshnessStatusMetadata": known},
        "metadataEntries": [{"label": "path"}, {"label": "due", "text": DUE}],
    }


NODES = [
    node("published/accord", "6_published", "DEGRADED", "2026-11-14T05:10+00:00", "data-platform"),
    node("raw_hubspot/deals", "1_raw_hubspot", "DEGRADED", "2026-11-14T04:00+00:00"),
    node("raw_hubspot/owners", "1_raw_hubspot", "DEGRADED", "2026-11-13T04:00+00:00"),
    node("raw_hubspot/lists", "1_raw_hubspot", "HEALTHY", "2026-11-15T04:00+00:00"),
    node("raw_zendesk/tickets", "1_raw_zendesk", "UNKNOWN"),
    node("quality/check_results", "default", None),
]


def test_late_assets_are_listed_by_group_in_the_way_of_the_data() -> None:
    found = lateness(NODES, UTC)
    assert found.watched == 5
    assert [(one.group, len(one.assets), one.of) for one in found.groups] == [
        ("1_raw_hubspot", 2, 3),
        ("6_published", 1, 1),
    ]
    first = found.groups[0]
    assert (first.owners, first.due) == (("sales",), DUE)
    # The oldest: that is how old the group's figures are.
    assert first.last_made == datetime(2026, 11, 13, 4, tzinfo=UTC)


def test_the_page_says_what_is_late_whose_it_is_and_since_when() -> None:
    page = late_page(lateness(NODES, UTC), DAGSTER)
    assert "3 of 5 are late" in page
    assert f'href="{DAGSTER}/assets/raw_hubspot/deals"' in page
    assert "2026-11-13 04:00" in page
    assert "data-platform" in page
    assert page.index("1_raw_hubspot") < page.index("6_published")
    assert "raw_zendesk" not in page


def test_the_page_says_so_when_nothing_is() -> None:
    assert "Nothing is late. 7 tables and periods are watched." in late_page(
        Lateness((), 7), DAGSTER
    )


def test_dagster_understands_the_question() -> None:
    assert validate(create_schema().graphql_schema, parse(_QUERY)) == []
