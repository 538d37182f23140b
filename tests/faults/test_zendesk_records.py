"""What happens to Zendesk's objects between two loads, and to the pages in which they come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import Response

from ingestion.arrow import to_arrow
from ingestion.errors import MissingFieldError, PagingError, ResponseError
from ingestion.refused import Refused
from ingestion.sources.zendesk import rows
from ingestion.sources.zendesk.tables import TICKETS
from tests.faults.scripted import Vendor, vendor_of

Make = Callable[..., Vendor]
Row = dict[str, Any]


@pytest.fixture
def zendesk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Make a help desk of which loads read these tables alone."""
    opened = []

    def make(*tables: str) -> Vendor:
        opened.append(vendor_of("zendesk", tables, tmp_path, monkeypatch))
        return opened[-1].__enter__()

    yield make
    for one in opened:
        one.__exit__(None, None, None)


def user(key: int, **fields: Any) -> Row:
    row = {
        "id": key, "name": f"User {key}", "role": "end-user", "active": True, "phone": "1",
        "created_at": "2026-11-01T00:00:00Z", "updated_at": "2026-11-01T00:00:00Z",
    }  # fmt: skip
    return {**row, **fields}


def users(*rows: Row, cursor: str = "c", **fields: Any) -> Row:
    return {"users": rows, "after_cursor": cursor, "end_of_stream": True, **fields}


class Organizations:
    """A time-based export: each organisation with the second at which it was committed."""

    def __init__(self) -> None:
        self.rows: dict[int, tuple[int, str]] = {}

    def __call__(self, _path: str, asked: Row) -> Row:
        since = int(asked["start_time"])
        found = sorted((at, key, name) for key, (at, name) in self.rows.items() if at >= since)
        stamp = "2026-11-01T00:00:00Z"
        return {
            "organizations": [
                {"id": key, "name": name, "domain_names": [], "created_at": stamp,
                 "updated_at": stamp} for _, key, name in found
            ],
            "count": len(found),
            "end_time": found[-1][0] if found else None,
            "end_of_stream": True,
        }  # fmt: skip


@pytest.mark.fault(5)
@pytest.mark.parametrize(
    ("page", "said"),
    [
        ({"users": [], "after_cursor": "c"}, "'end_of_stream'"),
        ({"after_cursor": "c", "end_of_stream": True}, "'users'"),
        ({"users": [user(1)], "after_cursor": None, "end_of_stream": False}, "gives no cursor"),
    ],
)
def test_an_export_of_another_shape_is_not_its_end(zendesk: Make, page: Row, said: str) -> None:
    vendor = zendesk("users")
    vendor.answer = lambda _path, _asked: page
    with pytest.raises((PagingError, ResponseError), match=said):
        vendor.load()
    assert vendor.rows("id") == []


@pytest.mark.fault(5)
def test_a_page_that_holds_less_than_it_counts_fails(zendesk: Make) -> None:
    vendor, desk = zendesk("organizations"), Organizations()
    desk.rows = {key: (1_795_000_000 + key, "O") for key in range(5)}
    vendor.answer = lambda path, asked: {**desk(path, asked), "count": 9}
    with pytest.raises(PagingError, match="counts 9 rows and holds 5"):
        vendor.load()


@pytest.mark.fault(5)
def test_an_empty_page_in_the_middle_is_not_the_end(zendesk: Make) -> None:
    vendor = zendesk("users")
    pages = {
        None: users(user(1), cursor="a", end_of_stream=False),
        "a": users(cursor="b", end_of_stream=False),
        "b": users(user(2), cursor="c"),
    }
    vendor.answer = lambda _path, asked: pages[asked.get("cursor")]
    vendor.load()
    assert vendor.rows("id") == [(1,), (2,)]


@pytest.mark.fault(5)
def test_policies_of_every_page_are_read(zendesk: Make) -> None:
    vendor = zendesk("sla_policies")

    def answer(path: str, asked: Row) -> Row:
        page = int(asked.get("page", 1))
        target = {"priority": "low", "metric": "first_reply_time", "target": 1}
        policy = {"id": page, "title": f"P{page}", "policy_metrics": [target]}
        link = f"http://127.0.0.1:{vendor.port}{path}?page={page + 1}" if page < 3 else None
        return {"sla_policies": [policy], "count": 3, "next_page": link}

    vendor.answer = answer
    vendor.load()
    assert vendor.rows("policy_id") == [(1,), (2,), (3,)]


@pytest.mark.fault(6)
def test_an_export_that_goes_round_under_new_cursors_ends(zendesk: Make) -> None:
    vendor, cursors = zendesk("users"), iter(range(10_000))
    vendor.answer = lambda _path, _asked: users(
        user(1), cursor=f"c{next(cursors)}", end_of_stream=False
    )
    with pytest.raises(PagingError, match="the same page again"):
        vendor.load()
    assert len(vendor.asked) < 10


@pytest.mark.fault(6)
def test_an_export_that_goes_back_in_time_ends(zendesk: Make) -> None:
    vendor = zendesk("organizations")
    page = {"organizations": [], "count": 0, "end_time": 5, "end_of_stream": False}
    vendor.answer = lambda _path, _asked: page
    with pytest.raises(PagingError, match="ended at 5"):
        vendor.load()


@pytest.mark.fault(8, 9)
def test_of_several_versions_the_newest_is_kept_in_one_load_and_over_two(zendesk: Make) -> None:
    vendor = zendesk("users")
    new = user(1, name="New", updated_at="2026-11-09T00:00:00Z")
    vendor.answer = lambda _path, _asked: users(user(1), new, new, user(1))
    vendor.load()
    assert vendor.rows("id, name") == [(1, "New")]
    vendor.answer = lambda _path, _asked: users(user(1), cursor="d")
    vendor.load()
    assert vendor.rows("id, name") == [(1, "New")]


@pytest.mark.fault(10, 11)
def test_ties_and_late_commits_are_read_and_older_ones_by_reconciliation(zendesk: Make) -> None:
    vendor, desk = zendesk("organizations"), Organizations()
    vendor.answer, last = desk, 1_795_000_000
    desk.rows = {1: (last, "Tie")}
    vendor.load(event_lookback_hours=0)
    desk.rows[2] = (last, "Tie, committed later")
    vendor.load(event_lookback_hours=0)
    assert vendor.rows("id") == [(1,), (2,)]
    desk.rows[3] = (last - 3600, "An hour late")
    vendor.load()
    desk.rows[4] = (last - 20 * 86_400, "Weeks late")
    vendor.load("2026-12-18")
    assert vendor.rows("id") == [(1,), (2,), (3,)]
    vendor.load("2026-12-19")
    assert vendor.rows("id") == [(1,), (2,), (3,), (4,)]


@pytest.mark.fault(14, 15)
def test_a_deleted_user_that_is_restored_is_active_once(zendesk: Make) -> None:
    vendor = zendesk("users")
    for day, active in (("02", False), ("03", True)):
        row = user(1, active=active, updated_at=f"2026-11-{day}T00:00:00Z")
        vendor.answer = lambda _path, _asked, row=row: users(row)  # type: ignore[misc]
        vendor.load()
        assert vendor.rows("id, active") == [(1, active)]


@pytest.mark.fault(17, 39)
def test_a_new_field_is_not_stored(zendesk: Make) -> None:
    vendor, canary = zendesk("users"), "born-1970-01-01-in-secret"
    vendor.answer = lambda _path, _asked: users(user(1, birthday=canary))
    vendor.load()
    for path in vendor.folder.rglob("*"):
        assert path.is_dir() or canary.encode() not in path.read_bytes(), path


@pytest.mark.fault(18)
def test_a_field_that_every_object_has_may_not_be_gone(zendesk: Make) -> None:
    vendor = zendesk("users")
    row = user(1)
    del row["role"]
    vendor.answer = lambda _path, _asked: users(user(2), row)
    with pytest.raises(MissingFieldError, match="users: the vendor gives no role"):
        vendor.load()
    vendor.load(absent_fields="users.role")
    assert vendor.rows("id, role") == [(1, None), (2, "end-user")]


@pytest.mark.fault(18)
def test_a_field_that_was_there_and_is_in_none_of_many_fails(zendesk: Make) -> None:
    vendor = zendesk("users")
    vendor.answer = lambda _path, _asked: users(*map(user, range(300)))
    vendor.load()
    renamed = [user(key, mobile="2", updated_at="2026-11-20T00:00:00Z") for key in range(300)]
    for row in renamed:
        del row["phone"]
    vendor.answer = lambda _path, _asked: users(*renamed, cursor="d")
    with pytest.raises(MissingFieldError, match="users: the vendor gives no phone"):
        vendor.load()
    assert set(vendor.rows("phone")) == {("1",)}
    # A few rows without it prove nothing.
    vendor.answer = lambda _path, _asked: users(*renamed[:5], cursor="d")
    vendor.load()


@pytest.mark.fault(19)
def test_what_was_refused_of_a_person_says_whose_it_is(zendesk: Make) -> None:
    """`accord forget` goes by `person_id`."""
    vendor = zendesk("users")
    vendor.answer = lambda _path, _asked: users(user(1, organization_id="acme"))
    vendor.load()
    assert vendor.rows("id, organization_id") == [(1, None)]
    listed = "record_key, field, value, person_id"
    assert vendor.rows(listed, "quarantine") == [("1", "organization_id", "acme", "1")]


@pytest.mark.fault(19)
def test_json_of_another_shape_is_refused_for_its_field_alone() -> None:
    found = {"id": 1, "via": "mail", "tags": "vip", "status": "open"}
    refused: list[Refused] = []
    table = to_arrow([rows.ticket(found)], TICKETS.schema, refused=refused)
    assert table["status"].to_pylist() == ["open"]
    assert table["tags"].to_pylist() == table["via_channel"].to_pylist() == [None]
    assert {one.column for one in refused} == {"tags", "via_channel"}


@pytest.mark.fault(22)
def test_an_end_in_the_future_does_not_hide_what_comes_after(zendesk: Make) -> None:
    vendor, desk = zendesk("organizations"), Organizations()
    vendor.answer = desk
    desk.rows = {1: (1_795_000_000, "Now"), 2: (7_000_000_000, "In two hundred years")}
    vendor.load()
    desk.rows[3] = (int(datetime.now(UTC).timestamp()), "After it")
    vendor.load()
    assert vendor.rows("id") == [(1,), (2,), (3,)]


@pytest.mark.fault(22)
def test_a_load_of_a_later_day_by_mistake_hides_no_rating(zendesk: Make) -> None:
    vendor = zendesk("satisfaction_ratings")
    empty = {"satisfaction_ratings": [], "survey_responses": [], "meta": {"has_more": False}}
    vendor.answer = lambda _path, _asked: empty
    for day in ("2026-11-20", "2030-01-01", "2026-11-21"):
        vendor.load(day)
    ratings, surveys = vendor.asked[-2:]
    # Ratings are asked for in seconds, surveys in milliseconds.
    for since in (int(ratings["start_time"]), int(surveys["filter[created_at_start]"]) / 1000):
        assert datetime.fromtimestamp(since, UTC).date().isoformat() == "2026-10-22"


def metric_event(key: int, second: int) -> Row:
    time = datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"id": key, "ticket_id": 1, "metric": "reply_time", "instance_id": 1, "type": "activate",
            "time": time}  # fmt: skip


class OneSecond:
    """A time-based export that gives 1,000 rows of `SECOND` and never the others of it."""

    SECOND = 1_795_000_000

    def __init__(self, name: str, make: Callable[[int, int], Row], *, has_end: bool) -> None:
        self.name, self.make, self.has_end = name, make, has_end

    def rows(self, since: int) -> list[Row]:
        """2,500 rows of the second, and two of the next."""
        at = [(key, self.SECOND) for key in range(2_500)]
        later = [(2_500, self.SECOND + 1), (2_501, self.SECOND + 1)]
        return [self.make(key, second) for key, second in [*at, *later] if second >= since]

    def __call__(self, _path: str, asked: Row) -> Row:
        found = self.rows(int(asked.get("start_time", 0)))
        if "page[size]" in asked:
            start = int(asked.get("page[after]", 0))
            stop = start + int(asked["page[size]"])
            meta = {"has_more": stop < len(found), "after_cursor": str(stop)}
            return {self.name: found[start:stop], "meta": meta}
        page = found[:1_000]
        end = self.SECOND if len(page) == 1_000 else self.SECOND + 1
        answer = {self.name: page, "count": len(page), "end_time": end}
        return {**answer, "end_of_stream": len(page) < 1_000} if self.has_end else answer


@pytest.mark.fault(6, 10)
def test_more_metric_events_in_one_second_than_a_page_are_read_by_cursor(zendesk: Make) -> None:
    vendor = zendesk("ticket_metric_events")
    vendor.answer = OneSecond("ticket_metric_events", metric_event, has_end=False)
    vendor.load()
    assert vendor.rows("count(*), count(distinct id)") == [(2_502, 2_502)]
    asked = [tuple(sorted(one.items())) for one in vendor.asked]
    assert len(asked) == len(set(asked))


@pytest.mark.fault(6, 10)
def test_more_organisations_in_one_second_than_a_page_are_read_by_cursor(zendesk: Make) -> None:
    vendor = zendesk("organizations")

    def organization(key: int, _second: int) -> Row:
        return {"id": key, "name": "O", "domain_names": [], "created_at": "2026-11-01T00:00:00Z",
                "updated_at": "2026-11-01T00:00:00Z"}  # fmt: skip

    vendor.answer = OneSecond("organizations", organization, has_end=True)
    vendor.load()
    assert vendor.rows("count(*), count(distinct id)") == [(2_502, 2_502)]


@pytest.mark.fault(6, 10)
def test_a_second_of_ticket_events_that_cannot_be_read_whole_is_named_and_may_be_passed(
    zendesk: Make,
) -> None:
    vendor = zendesk("ticket_events")

    def audit(key: int, second: int) -> Row:
        at = metric_event(key, second)["time"]
        child = {"id": key, "event_type": "Change", "status": "open", "previous_value": "new"}
        return {"id": key, "ticket_id": 1, "created_at": at, "child_events": [child]}

    vendor.answer = OneSecond("ticket_events", audit, has_end=True)
    with pytest.raises(PagingError, match=r"2026-11-18.*ACCORD_ZENDESK_SKIP_SECONDS=1795000000"):
        vendor.load()
    assert len(vendor.asked) == 2
    vendor.load(skip_seconds="1795000000")
    assert vendor.rows("count(*), max(id)") == [(1_002, 2_501)]


def test_tickets_of_ai_agents_are_asked_for_where_they_are_wanted(zendesk: Make) -> None:
    vendor = zendesk("ticket_events")
    vendor.answer = lambda _path, _asked: {"ticket_events": [], "count": 0, "end_of_stream": True}
    vendor.load()
    vendor.load(support_type_scope="all")
    assert [one.get("support_type_scope") for one in vendor.asked] == [None, "all"]


def test_one_kind_of_csat_is_enough_and_none_is_said(zendesk: Make) -> None:
    vendor = zendesk("satisfaction_ratings")
    refused = Response(b'{"error": "Forbidden"}', 403, media_type="application/json")
    rating = {"type": "rating_scale", "rating": 4, "rating_category": "good",
              "created_at": "2026-11-20T10:00:00Z"}  # fmt: skip
    response = {"id": "01H", "subjects": [{"zrn": "zen:ticket:7"}], "answers": [rating]}
    page = {"survey_responses": [response], "meta": {"has_more": False}}
    vendor.answer = lambda path, _asked: page if "guide" in path else refused
    assert vendor.load().missing == ()
    assert vendor.rows("ticket_id, rating", "survey_responses") == [(7, 4.0)]
    vendor.answer = lambda _path, _asked: refused
    [missing] = vendor.load().missing
    assert (missing.part.name, missing.part.entities) == (
        "satisfaction_ratings", ("survey_answers",),
    )  # fmt: skip


def test_an_account_without_schedules_loads_and_says_so(zendesk: Make) -> None:
    vendor = zendesk("schedules")
    vendor.answer = lambda _path, _asked: Response(
        b'{"error": "RecordNotFound"}', 404, media_type="application/json"
    )
    [missing] = vendor.load().missing
    assert "business hours" in missing.words
    assert vendor.rows("*", "schedules") == vendor.rows("*", "schedule_holidays") == []


def test_holidays_that_were_removed_are_known_from_those_that_stay(zendesk: Make) -> None:
    vendor = zendesk("schedules")
    days = {1: "2026-12-25", 2: "2026-12-26"}

    def answer(path: str, _asked: Row) -> Row:
        if path.endswith("holidays"):
            return {"holidays": [{"id": key, "name": "H", "start_date": day, "end_date": day}
                                 for key, day in days.items()]}  # fmt: skip
        week = [{"start_time": 1980, "end_time": 2520}]
        return {"schedules": [{"id": 3, "name": "S", "time_zone": "Paris", "intervals": week}]}

    vendor.answer = answer
    vendor.load()
    del days[2]
    vendor.load()
    [(read_at,)] = vendor.rows("max(_loaded_at)", "schedules")
    kept = vendor.rows("id, _loaded_at", "schedule_holidays")
    assert [key for key, at in kept if at == read_at] == [1]
    assert vendor.rows("iana_time_zone", "schedules") == [("Europe/Paris",)]


def test_an_api_token_is_warned_of_and_an_oauth_client_is_not(zendesk: Make) -> None:
    vendor = zendesk("sla_policies")
    vendor.answer = lambda _path, _asked: {"sla_policies": [], "count": 0, "next_page": None}
    [said] = vendor.load("2026-11-21", email="a@accord.example").warnings
    assert "2027-04-30 (160 days)" in said
    assert "ACCORD_ZENDESK_CLIENT_ID" in said
    assert vendor.load(api_token="an-access-token").warnings == ()
