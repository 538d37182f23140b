"""What happens to a vendor's records between two loads, and while one reads them.

On a portal of a few companies (`portal.py`): the warehouse ends with the vendor's rows, or the load
fails and leaves what was there.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingestion.errors import MissingFieldError, PagingError, ResponseError
from tests.faults.portal import LIST, Body, Company, company_of

#: A second: many records have it.
AT = "2026-11-20T10:00:00Z"


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Company]:
    with company_of(tmp_path, monkeypatch) as found:
        yield found


@pytest.fixture
def loaded(company: Company) -> Company:
    """A company with ten records, loaded."""
    for key in range(1, 11):
        company.portal.touch(key, f"2026-11-20T10:00:{key:02}Z", name=f"Company {key}")
    company.load()
    return company


def assert_as_at_the_vendor(company: Company) -> None:
    rows = company.portal.records.values()
    names = {int(row["id"]): row["properties"]["name"] for row in rows if not row["archived"]}
    assert company.live() == names


@pytest.mark.fault(5)
def test_a_short_and_an_empty_page_are_not_the_end(company: Company) -> None:
    company.portal.page = 4
    for key in range(1, 21):
        company.portal.touch(key, AT, name=f"Company {key}")

    def spoil(_path: str, asked: Body, answer: Body) -> Body:
        after = asked.get("after")
        if after == "4":
            return {"results": [], "paging": {"next": {"after": "4.0"}}}
        if after == "4.0":
            return {**answer, "results": answer["results"][:1], "paging": {"next": {"after": "5"}}}
        return answer

    portal_after = company.portal._answer
    company.portal._answer = lambda path, request, asked: portal_after(  # type: ignore[method-assign]
        path, request, {**asked, "after": str(asked.get("after", "0")).removesuffix(".0")}
    )
    company.portal.spoil = spoil
    company.load()
    assert_as_at_the_vendor(company)


@pytest.mark.fault(5)
@pytest.mark.parametrize("total", [None, "10", 11])
def test_a_count_that_is_missing_or_greater_fails(company: Company, total: Any) -> None:
    company.portal.touch(1, AT, name="One")
    company.portal.spoil = lambda path, _asked, answer: (
        {**answer, "total": total} if path.endswith("/search") else answer
    )
    with pytest.raises((PagingError, ResponseError), match=r"'total'|counts 11 records, listed 1"):
        company.load()
    assert company.rows() == []


@pytest.mark.fault(5)
@pytest.mark.parametrize("is_first", [True, False])
def test_records_deleted_and_restored_while_reading_are_no_loss(
    company: Company, is_first: bool
) -> None:
    """The count is as before, and one fewer was listed: the next load reads what came meanwhile."""
    portal = company.portal
    portal.page = 4
    for key in range(1, 11):
        portal.touch(key, f"2026-11-20T10:00:{key:02}Z", name=f"Company {key}")
    portal.touch(1, "2026-11-20T10:00:01Z", archived=True)
    if not is_first:
        company.load()
        for key in range(2, 11):
            portal.touch(key, f"2026-11-20T11:00:{key:02}Z", name=f"Firm {key}")
    listing = "/objects/companies" if is_first else "/objects/companies/search"

    def spoil(path: str, _asked: Body, answer: Body) -> Body:
        if path.endswith(listing) and len(answer.get("results", ())) > 1:
            portal.touch(7, "2026-11-20T12:00:00Z", archived=True)
            portal.touch(1, "2026-11-20T12:00:01Z", name="Back")
            portal.spoil = lambda _path, _asked, good: good
            rows = [row for row in answer["results"] if row["id"] != "7"]
            return {**answer, "results": rows}
        return answer

    portal.spoil = spoil
    company.load()
    company.load()
    assert_as_at_the_vendor(company)


@pytest.mark.fault(4, 5)
@pytest.mark.parametrize("answer", [[], {"results": None}])
def test_an_answer_of_another_shape_is_not_one_without_rows(loaded: Company, answer: Any) -> None:
    before = loaded.rows()
    loaded.portal.touch(11, "2026-11-21T10:00:00Z", name="Late")
    loaded.portal.spoil = lambda path, _asked, good: answer if path == LIST else good
    with pytest.raises(ResponseError, match="'results'"):
        loaded.load()
    assert loaded.rows() == before
    loaded.portal.spoil = lambda _path, _asked, good: good
    loaded.load()
    assert_as_at_the_vendor(loaded)


@pytest.mark.fault(5)
def test_a_record_that_a_batch_leaves_out_in_silence_fails(loaded: Company) -> None:
    loaded.portal.touch(3, AT, name="Company 3", archived=True)
    loaded.load()
    loaded.portal.touch(3, AT, name="Company 3")
    loaded.portal.spoil = lambda path, _asked, answer: (
        {"results": []} if path.endswith("/batch/read") else answer
    )
    with pytest.raises(PagingError, match="record 3 was asked for and never came"):
        loaded.load()


@pytest.mark.fault(6)
def test_pages_that_go_round_under_new_tokens_end(company: Company) -> None:
    company.portal.touch(1, AT, name="One")
    tokens = iter(range(10_000))

    def spoil(path: str, _asked: Body, answer: Body) -> Body:
        if path == LIST:
            return {**answer, "paging": {"next": {"after": str(-next(tokens))}}}
        return answer

    company.portal.spoil = spoil
    with pytest.raises(PagingError, match="the same page again"):
        company.load()
    assert len(company.portal.asked) < 20


@pytest.mark.fault(6)
def test_pages_that_stay_empty_end(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingestion.paging._MOST_EMPTY", 5)
    tokens = iter(range(10_000))
    company.portal.spoil = lambda path, _asked, answer: (
        {"results": [], "paging": {"next": {"after": str(-next(tokens))}}}
        if path == LIST
        else answer
    )
    with pytest.raises(PagingError, match="without a row"):
        company.load()


@pytest.mark.fault(6)
def test_a_search_that_ignores_its_filter_ends(loaded: Company) -> None:
    loaded.portal.touch(11, "2026-11-21T10:00:00Z", name="Late")

    def spoil(path: str, asked: Body, answer: Body) -> Body:
        if path.endswith("/search") and asked["filterGroups"]:
            return {"total": 11, "results": list(loaded.portal.records.values())}
        return answer

    loaded.portal.spoil = spoil
    with pytest.raises(PagingError, match="asked for records above"):
        loaded.load()


@pytest.mark.fault(7)
def test_records_that_come_and_go_while_pages_are_read(company: Company) -> None:
    company.portal.page = 3
    for key in range(1, 21, 2):
        company.portal.touch(key, AT, name=f"Company {key}")
    changes = iter(
        [
            lambda: company.portal.touch(4, "2026-11-20T11:00:00Z", name="In between"),
            lambda: company.portal.touch(
                1, "2026-11-20T11:00:00Z", name="Company 1", archived=True
            ),
            lambda: company.portal.records.pop(19),
            lambda: company.portal.touch(7, "2026-11-20T11:00:00Z", name="Renamed"),
        ]
    )

    def spoil(path: str, _asked: Body, answer: Body) -> Body:
        if path == LIST:
            next(changes, lambda: None)()
        return answer

    company.portal.spoil = spoil
    company.load()
    # Whatever was touched meanwhile lies behind the cursor.
    company.load()
    assert_as_at_the_vendor(company)


@pytest.mark.fault(9)
def test_an_older_version_never_takes_the_place_of_a_newer_one(loaded: Company) -> None:
    stale = dict(loaded.portal.records[5])
    loaded.portal.touch(5, "2026-11-21T09:00:00Z", name="Renamed")
    loaded.load()
    # A copy of the vendor's that lags behind shows what was, and nothing else.
    loaded.portal.records[5] = stale
    loaded.load()
    loaded.load("2026-12-20")
    assert loaded.live()[5] == "Renamed"


@pytest.mark.fault(9)
def test_of_two_versions_in_one_load_the_newer_one_counts(company: Company) -> None:
    company.portal.touch(5, AT, name="Old")
    stale = dict(company.portal.records[5])
    company.portal.touch(5, "2026-11-21T09:00:00Z", name="New")

    def spoil(path: str, _asked: Body, answer: Body) -> Body:
        if path == LIST and answer["results"]:
            return {"results": [*answer["results"], stale]}
        return answer

    company.portal.spoil = spoil
    company.load()
    assert company.live() == {5: "New"}


@pytest.mark.fault(10)
def test_records_of_the_cursors_very_second_are_neither_lost_nor_doubled(company: Company) -> None:
    for key in range(1, 6):
        company.portal.touch(key, AT, name=f"Company {key}")
    company.load(lookback_minutes=0)
    for key in range(6, 11):
        company.portal.touch(key, AT, name=f"Company {key}")
    company.load(lookback_minutes=0)
    assert_as_at_the_vendor(company)
    assert len(company.rows()) == 10


@pytest.mark.fault(11)
def test_a_late_commit_is_read_within_the_lookback_and_later_by_reconciliation(
    loaded: Company,
) -> None:
    loaded.portal.touch(11, "2026-11-20T09:30:00Z", name="Half an hour before the cursor")
    loaded.load()
    assert_as_at_the_vendor(loaded)
    loaded.portal.touch(12, "2026-03-01T00:00:00Z", name="Months before the cursor")
    loaded.portal.touch(2, "2026-03-01T00:00:01Z", name="Company 2")
    loaded.load("2026-11-27")
    assert 12 not in loaded.live()
    loaded.load("2026-11-28")
    assert 12 in loaded.live()


@pytest.mark.fault(12)
def test_more_hits_than_a_search_shows_also_of_one_second(loaded: Company) -> None:
    for key in range(11, 10_311):
        loaded.portal.touch(key, "2026-11-20T12:00:00Z", name=f"Company {key}")
    loaded.load()
    assert_as_at_the_vendor(loaded)


@pytest.mark.fault(14)
def test_a_deleted_record_is_marked_and_keeps_what_it_was(loaded: Company) -> None:
    loaded.portal.touch(3, "2026-11-21T09:00:00Z", archived=True)
    loaded.load()
    assert loaded.rows()[2] == ("3", "Company 3", True)


@pytest.mark.fault(14)
def test_a_record_that_is_gone_for_good_is_marked_by_reconciliation(loaded: Company) -> None:
    del loaded.portal.records[3]
    loaded.load("2026-11-28")
    assert loaded.rows()[2] == ("3", "Company 3", True)
    assert_as_at_the_vendor(loaded)


@pytest.mark.fault(14)
def test_the_loser_of_a_merge_is_left_to_its_survivor(loaded: Company) -> None:
    del loaded.portal.records[3]
    loaded.portal.merged[3] = 4
    loaded.portal.touch(4, "2026-11-21T09:00:00Z", hs_merged_object_ids="3")
    loaded.load("2026-11-28")
    # Staging leaves it out, and leads what refers to it to the survivor.
    assert loaded.rows("id, archived, hs_merged_object_ids")[2:4] == [
        ("3", False, None),
        ("4", False, "3"),
    ]


@pytest.mark.fault(14)
def test_a_chain_of_merges_between_two_loads_leaves_no_record_twice(loaded: Company) -> None:
    """1 and 2 made 21, 21 and 3 made 22, whose list does not name 1 and 2; nobody has read 21."""
    for key in (1, 2, 3):
        del loaded.portal.records[key]
        loaded.portal.merged[key] = 22
    loaded.portal.merged[21] = 22
    merged = {"hs_merged_object_ids": "21;3", "name": "Merged"}
    loaded.portal.touch(22, "2026-11-21T09:00:00Z", **merged)
    loaded.load("2026-11-28")
    gone = {key for key, archived in loaded.rows("id, archived") if archived}
    assert gone == {"1", "2"}
    # 3 is named by its survivor: staging leads what refers to it there.
    assert loaded.live()[3] == "Company 3"
    assert loaded.live()[22] == "Merged"


@pytest.mark.fault(5, 14)
def test_a_page_that_lost_a_row_deletes_nothing(loaded: Company) -> None:
    loaded.portal.spoil = lambda path, _asked, answer: (
        {"results": answer["results"][:5]} if path == LIST else answer
    )
    loaded.load("2026-11-28")
    assert_as_at_the_vendor(loaded)


@pytest.mark.fault(15)
def test_a_restored_record_is_live_once_also_with_its_old_time(loaded: Company) -> None:
    before = dict(loaded.portal.records[3])
    loaded.portal.touch(3, "2026-11-21T09:00:00Z", archived=True)
    loaded.load()
    loaded.portal.records[3] = before
    loaded.load()
    assert_as_at_the_vendor(loaded)
    assert len(loaded.rows()) == 10


@pytest.mark.fault(17, 39)
def test_a_new_property_is_not_stored(loaded: Company) -> None:
    canary = "jane.doe@private.example"
    loaded.portal.properties.append("private_address")
    loaded.portal.touch(3, "2026-11-21T09:00:00Z", private_address=canary, name="Renamed")
    loaded.load()
    assert loaded.live()[3] == "Renamed"
    for path in loaded.folder.rglob("*"):
        assert path.is_dir() or canary.encode() not in path.read_bytes(), path


@pytest.mark.fault(18)
def test_a_property_that_is_gone_fails_the_load(loaded: Company) -> None:
    before, lost = loaded.rows(), "domain"
    loaded.portal.properties.remove(lost)
    loaded.portal.touch(3, "2026-11-21T09:00:00Z", name="Renamed")
    with pytest.raises(MissingFieldError, match=f"companies: the vendor gives no {lost}"):
        loaded.load()
    assert loaded.rows() == before
    loaded.load(absent_fields=f"companies.{lost}")
    assert loaded.live()[3] == "Renamed"


@pytest.mark.fault(22)
def test_a_record_in_the_future_does_not_hide_what_comes_after(loaded: Company) -> None:
    loaded.portal.touch(11, "2199-01-01T00:00:00Z", name="In the future")
    loaded.load()
    loaded.portal.touch(12, "2026-11-29T00:00:00Z", name="After it")
    loaded.load()
    loaded.load()
    assert_as_at_the_vendor(loaded)


TEXTS = [
    "🦊 été 漢字",
    "a\0b",
    "\u202eשלום\u202c مرحبا",  # noqa: RUF001
    "'; DROP TABLE raw_hubspot.companies; --",
    '"quoted" \\ back\tslash\r\nline',
    "=cmd|'/C calc'!A0",
    " blanks around ",
    "e\u0301 is not \u00e9",
]


@pytest.mark.fault(24, 25)
def test_text_comes_back_as_it_was(company: Company) -> None:
    for key, text in enumerate(TEXTS, start=1):
        company.portal.touch(key, AT, name=text)
    company.load()
    assert [name.encode() for _, name, _ in company.rows()] == [text.encode() for text in TEXTS]


@pytest.mark.fault(40)
def test_changes_in_any_order_and_grouping_end_alike(company: Company) -> None:
    dice = random.Random(1)
    for second in range(20):
        key, at = dice.randint(1, 12), f"2026-11-20T10:{second:02}:00Z"
        company.portal.touch(key, at, name=f"Name {second}", archived=dice.random() < 0.2)
        if dice.random() < 0.2:
            company.load()
    company.load()
    assert_as_at_the_vendor(company)
    daily = company.rows("* exclude (_dlt_load_id, _loaded_at)")
    company.path.unlink()
    company.load()
    assert company.rows("* exclude (_dlt_load_id, _loaded_at)") == daily
