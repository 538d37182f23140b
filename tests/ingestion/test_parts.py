"""What one account lacks is left out and said; the rest is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from ingestion.errors import AuthenticationError, RefusedError, SourceError
from ingestion.registry import discover
from tests.ingestion.conftest import AS_OF, Sandbox, Warehouse

PARTS = {part.name: part for part in discover()["hubspot"].parts}
UNAVAILABLE = "select part, table_name, status, since, was_loaded from raw_hubspot.unavailable"
#: Where HubSpot is asked for the parts that are no CRM objects.
PATHS = {
    "pipelines_of_deals": ("/pipelines/",),
    "campaigns": ("/marketing/campaigns/",),
    "marketing_emails": ("/marketing/emails/",),
    "email_events": ("/email/public/v1/events",),
    "email_campaigns": ("/email/public/v1/campaigns",),
    "blog_posts": ("/cms/blogs/",),
    "landing_pages": ("/landing-pages",),
    "site_pages": ("/site-pages",),
    "forms": ("/forms",),
}


def refused(*parts: str, status: int = 403) -> Iterator[dict[str, object]]:
    for part in parts:
        origin, _, target = part.partition("_to_")
        path = f"/{origin}/{target}/" if target else f"/2026-09/{part}"
        for contained in PATHS.get(part, (path,)):
            yield {"kind": "refused", "path_contains": contained, "status": status}


def left_out(warehouse: Warehouse) -> set[tuple[object, ...]]:
    return set(warehouse.query(UNAVAILABLE))


def test_all_that_an_account_may_lack_is_left_out_at_once_and_comes_back(
    sandbox: Sandbox, warehouse: Warehouse, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sandbox.misbehave(*refused(*PARTS))
    summary = warehouse.load_hubspot(sandbox)

    # What was not read has no associations to ask for: only those of the contacts are refused.
    # Nor have e-mails that were not read anything that sent them.
    unasked = {part for part in PARTS if "_to_" in part} | {"email_campaigns"}
    asked = [*(PARTS.keys() - unasked), "contacts_to_companies"]
    assert [one.part.name for one in summary.missing] == sorted(asked)
    said = {(name, table, 403, AS_OF, False) for name in asked for table in PARTS[name].tables}
    assert left_out(warehouse) == said
    assert warehouse.query("select count(*) > 0 from raw_hubspot.contacts") == [(True,)]
    assert "MISSING" not in summary.missing[0].words and "scope" in summary.missing[0].words

    sandbox.misbehave()
    assert warehouse.load_hubspot(sandbox).missing == ()

    assert left_out(warehouse) == set()
    fresh = Warehouse(tmp_path_factory.mktemp("fresh"))
    fresh.load_hubspot(sandbox)
    for table in ("deals", "calls_to_deals", "contacts_to_companies", "forms", "email_events"):
        assert warehouse.rows(table) == fresh.rows(table), table


def test_a_part_never_had_has_no_rows_of_before_though_its_table_has(
    sandbox: Sandbox, warehouse: Warehouse, reading: Callable[..., None]
) -> None:
    reading("contents")
    sandbox.misbehave(*refused("landing_pages"))
    for _ in range(2):
        (page,) = warehouse.load_hubspot(sandbox).missing
        assert "it has no rows" in page.words
    assert warehouse.rows("contents")

    sandbox.misbehave(*refused("blog_posts"))
    (posts,) = warehouse.load_hubspot(sandbox).missing
    assert "its rows are those of before" in posts.words


def test_what_was_loaded_keeps_its_rows_and_says_since_when(
    sandbox: Sandbox, warehouse: Warehouse, reading: Callable[..., None]
) -> None:
    reading("deals", "quotes")
    sandbox.state.move_to(AS_OF - timedelta(days=2))
    warehouse.load_hubspot(sandbox)
    before = warehouse.rows("quotes")
    sandbox.misbehave(*refused("quotes", status=404))
    day = AS_OF - timedelta(days=1)
    sandbox.state.move_to(day)
    first = warehouse.load_hubspot(sandbox)
    sandbox.state.move_to(AS_OF)
    second = warehouse.load_hubspot(sandbox)

    assert warehouse.rows("quotes") == before
    assert left_out(warehouse) == {
        ("quotes", table, 404, day, True) for table in PARTS["quotes"].tables
    }
    assert [(one.is_new, one.was_loaded) for one in first.missing] == [(True, True)]
    assert [(one.is_new, one.since) for one in second.missing] == [(False, day)]


@pytest.mark.parametrize(
    ("path", "status", "error"),
    [
        ("/2026-09/deals", 401, AuthenticationError),
        ("/2026-09/contacts", 403, RefusedError),
        ("/owners", 404, RefusedError),
        ("/2026-09/deals/batch/read", 403, RefusedError),
    ],
    ids=["token", "contacts", "owners", "in the middle"],
)
def test_what_may_not_be_left_out_stops_the_load(
    sandbox: Sandbox, warehouse: Warehouse, path: str, status: int, error: type[SourceError]
) -> None:
    sandbox.misbehave({"kind": "refused", "path_contains": path, "status": status})

    with pytest.raises(error):
        warehouse.load_hubspot(sandbox)
    assert warehouse.query("select count(*) from information_schema.tables") == [(0,)]


def test_what_the_company_does_not_use_is_not_asked_for(
    sandbox: Sandbox, warehouse: Warehouse
) -> None:
    sandbox.misbehave(*refused("feedback_submissions", "leads"))

    summary = warehouse.load_hubspot(sandbox, without="feedback_submissions, leads")

    assert summary.missing == () and left_out(warehouse) == set()
    assert warehouse.query("select count(*) from raw_hubspot.leads") == [(0,)]
    with pytest.raises(SourceError, match="ACCORD_HUBSPOT_WITHOUT names invoices"):
        warehouse.load_hubspot(sandbox, without="invoices")


@pytest.mark.soak
@pytest.mark.parametrize("status", [401, 403, 404])
@pytest.mark.parametrize("part", sorted(PARTS))
def test_each_part_refused_alone_is_left_out_or_stops_the_load(
    sandbox: Sandbox, warehouse: Warehouse, part: str, status: int
) -> None:
    sandbox.misbehave(*refused(part, status=status))

    try:
        summary = warehouse.load_hubspot(sandbox)
    except SourceError:
        assert warehouse.query("select count(*) from information_schema.tables") == [(0,)]
        return
    assert status != 401
    assert part in {one.part.name for one in summary.missing}
