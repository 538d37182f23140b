"""Events and submissions come without a count: an empty page is not the end of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import Response

from tests.faults.scripted import Vendor, vendor_of

Make = Callable[..., Vendor]
Row = dict[str, Any]
SENT = "SENT"
FUTURE = datetime(2199, 1, 1, tzinfo=UTC)


@pytest.fixture
def hubspot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Make a portal of which loads read one resource alone."""
    opened = []

    def make(*tables: str) -> Vendor:
        opened.append(vendor_of("hubspot", tables, tmp_path, monkeypatch))
        return opened[-1].__enter__()

    yield make
    for one in opened:
        one.__exit__(None, None, None)


class Events:
    """Events of one type, by id."""

    def __init__(self) -> None:
        self.at: dict[str, datetime] = {}

    def __call__(self, _path: str, asked: Row) -> Row:
        since = int(asked.get("startTimestamp", 0))
        kept = self.at.items() if asked["eventType"] == SENT else ()
        rows = [(int(at.timestamp() * 1000), key) for key, at in kept]
        newest_first = sorted((row for row in rows if row[0] >= since), reverse=True)
        start = int(asked.get("offset", 0))
        page = newest_first[start : start + 2]
        more = {"offset": str(start + 2)} if newest_first[start + 2 :] else {}
        return {
            "hasMore": bool(more),
            **more,
            "events": [
                {"id": key, "created": at, "type": SENT, "recipient": "a@b.example",
                 "emailCampaignId": 1}
                for at, key in page
            ],
        }  # fmt: skip


@pytest.mark.fault(10, 22)
def test_an_event_in_the_future_hides_none_that_comes_later(hubspot: Make) -> None:
    portal, events = hubspot("email_events"), Events()
    portal.answer, now = events, datetime.now(UTC)
    events.at = {"1": now, "2": FUTURE}
    portal.load(event_lookback_days=0)
    events.at |= {"3": datetime.now(UTC) + timedelta(seconds=1)}
    portal.load(event_lookback_days=0)
    assert portal.rows("id") == [("1",), ("2",), ("3",)]


@pytest.mark.fault(10)
def test_an_event_of_the_cursors_very_instant_is_not_lost(hubspot: Make) -> None:
    portal, events = hubspot("email_events"), Events()
    portal.answer, at = events, datetime(2026, 11, 20, 10, tzinfo=UTC)
    events.at = {"1": at}
    portal.load(event_lookback_days=0)
    events.at |= {"2": at}
    portal.load(event_lookback_days=0)
    assert portal.rows("id") == [("1",), ("2",)]


class Submissions:
    """One form, its submissions newest first, a page for each list."""

    def __init__(self) -> None:
        self.pages: list[list[datetime]] = []

    def __call__(self, path: str, asked: Row) -> Row:
        if path.endswith("/forms"):
            stamp = "2026-01-01T00:00:00Z"
            form = {"id": "f", "name": "F", "formType": "hubspot", "archived": False}
            return {"results": [{**form, "createdAt": stamp, "updatedAt": stamp}]}
        at = int(asked.get("after", 0))
        rows = [
            {"conversionId": moment.isoformat(), "values": [],
             "submittedAt": int(moment.timestamp() * 1000)}
            for moment in self.pages[at]
        ]  # fmt: skip
        more = {"paging": {"next": {"after": str(at + 1)}}} if at + 1 < len(self.pages) else {}
        return {"results": rows, **more}


def submitted(portal: Vendor) -> int:
    return len(portal.rows("conversion_id", "form_submissions"))


@pytest.mark.fault(5)
def test_an_empty_page_of_submissions_is_not_the_last(hubspot: Make) -> None:
    portal, form = hubspot("forms"), Submissions()
    portal.answer, day = form, datetime(2026, 11, 20, tzinfo=UTC)
    form.pages = [[day]]
    portal.load()
    form.pages = [[day + timedelta(hours=9)], [], [day + timedelta(hours=5)], [day]]
    portal.load()
    assert submitted(portal) == 3


@pytest.mark.fault(22)
def test_a_submission_in_the_future_hides_none_that_comes_later(hubspot: Make) -> None:
    portal, form = hubspot("forms"), Submissions()
    portal.answer, day = form, datetime(2026, 11, 20, tzinfo=UTC)
    form.pages = [[FUTURE], [day]]
    portal.load()
    now = datetime.now(UTC)
    form.pages = [[FUTURE], [now], [now - timedelta(hours=1)], [day]]
    portal.load()
    assert submitted(portal) == 4


def test_an_e_mail_campaign_that_no_e_mail_names_is_asked_for_once(hubspot: Make) -> None:
    portal, details = hubspot("marketing_emails"), []

    def answer(path: str, _asked: Row) -> Any:
        if path.endswith("/by-id"):
            ids = [{"id": key, "appId": 113} for key in (1, 2, 3)]
            return {"hasMore": False, "campaigns": ids}
        if "/campaigns/" in path:
            details.append(path)
            # The vendor lists one that it has no more.
            return {"contentId": 90} if path.endswith("/2") else Response("{}", 404)
        return {"results": [{"id": "80", "name": "June", "allEmailCampaignIds": ["1"]}]}

    portal.answer = answer
    portal.load()
    portal.load()
    assert portal.rows("id, email_id", "email_campaigns") == [("1", "80"), ("2", "90"), ("3", None)]
    assert [path.rpartition("/")[2] for path in details] == ["2", "3"]
