"""What happens to the figures of Google Ads and Analytics between two loads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest
from starlette.responses import Response

from company import Clock
from ingestion.errors import MissingFieldError, PagingError, ResponseError
from ingestion.sources.google_ads.tables import ACCOUNT_FIELDS, CAMPAIGN_FIELDS, SPEND_FIELDS
from ingestion.sources.google_analytics.periods import reports, starts
from ingestion.sources.google_analytics.tables import METRICS
from tests.faults.scripted import Vendor, vendor_of

Row = dict[str, Any]
Spend = dict[tuple[str, str], int]


def camel(name: str) -> str:
    return re.sub(r"_(\w)", lambda found: found[1].upper(), name)


MASK = ",".join(camel(name) for name in SPEND_FIELDS.values())


ACCOUNT_MASK = ",".join(camel(name) for name in ACCOUNT_FIELDS.values())


def account(key: str, *, status: str = "ENABLED", manager: bool = False) -> Row:
    about = {"id": key, "descriptiveName": f"Account {key}", "status": status, "manager": manager}
    zone = {"currencyCode": "EUR", "timeZone": "Europe/Paris"}
    return {"customerClient": {**about, **zone}}


def ads_row(day: str, campaign: str, cost: Any) -> Row:
    return {
        "customer": {"id": "1000000001", "currencyCode": "EUR", "timeZone": "Europe/Paris"},
        "campaign": {"id": campaign},
        "segments": {"date": day},
        "metrics": {"costMicros": cost, "impressions": "5"},
    }


def stream(spend: Spend) -> Callable[[str, Row], list[Row]]:
    """What the account spent, by day and campaign, as `searchStream` answers."""

    def answer(_path: str, asked: Row) -> list[Row]:
        first, last = re.findall(r"\d{4}-\d\d-\d\d", asked["query"])
        rows = [ads_row(*key, cost) for key, cost in spend.items() if first <= key[0] <= last]
        return [{"results": rows, "fieldMask": MASK}]

    return answer


@dataclass
class Accounts:
    """Answers for accounts: what hangs below each, and what is said of those that are refused."""

    below: dict[str, list[Row]] = field(
        default_factory=lambda: {"1000000001": [account("1000000001")]}
    )
    refused: dict[str, Response] = field(default_factory=dict)

    def __call__(self, vendor: Vendor) -> Callable[[str, Row], Any]:
        def answer(path: str, asked: Row) -> Any:
            key = path.partition("customers/")[2].partition("/")[0]
            if key in self.refused:
                return self.refused[key]
            if "customer_client" in asked.get("query", ""):
                rows = self.below.get(key, [account(key)])
                return [{"results": rows, "fieldMask": ACCOUNT_MASK}]
            return vendor.answer(path, asked)

        return answer


@pytest.fixture
def accounts() -> Accounts:
    return Accounts()


@pytest.fixture
def ads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, accounts: Accounts) -> Iterator[Vendor]:
    with vendor_of("google_ads", ("campaign_days", "accounts"), tmp_path, monkeypatch) as vendor:
        vendor.before = accounts(vendor)
        yield vendor


@pytest.fixture
def analytics(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Vendor]:
    with vendor_of("google_analytics", ("web_traffic", "reports"), tmp_path, monkeypatch) as vendor:
        yield vendor


SPENT: Spend = {("2026-11-20", "7"): 3, ("2026-11-20", "8"): 4, ("2026-11-21", "7"): 5}
COSTS = "segments_date::varchar, campaign_id, cost_micros"


def costs(spend: Spend) -> list[tuple[str, str, int]]:
    return sorted((*key, cost) for key, cost in spend.items())


@pytest.mark.fault(8)
def test_a_row_of_spend_that_comes_twice_counts_once(ads: Vendor) -> None:
    rows = [ads_row(*key, cost) for key, cost in SPENT.items()]
    batch = {"results": [*rows, rows[0]], "fieldMask": MASK}
    ads.answer = lambda _path, asked: [batch, batch] if "2026-11-21" in asked["query"] else []
    ads.load()
    assert ads.rows(COSTS) == costs(SPENT)
    ads.load()
    assert ads.rows(COSTS) == costs(SPENT)


@pytest.mark.fault(5, 18)
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({}, "no list of batches"),
        ([{"results": []}], "'fieldMask'"),
        ([{"results": None, "fieldMask": MASK}], "'results'"),
        (
            [{"fieldMask": MASK.replace(",metrics.costMicros", "")}],
            "metrics.cost_micros, not given",
        ),
    ],
)
def test_an_answer_of_another_shape_is_not_a_day_without_spend(
    ads: Vendor, answer: Any, said: str
) -> None:
    ads.answer = stream(SPENT)
    ads.load()
    ads.answer = lambda _path, _asked: answer
    with pytest.raises((ResponseError, MissingFieldError), match=said):
        ads.load()
    assert ads.rows(COSTS) == costs(SPENT)


@pytest.mark.fault(16)
def test_a_day_that_loses_its_rows_loses_them_here_but_not_all_days_together(ads: Vendor) -> None:
    ads.answer = stream(SPENT)
    ads.load()
    left = {key: cost for key, cost in SPENT.items() if key[0] != "2026-11-20"}
    ads.answer = stream(left)
    ads.load()
    assert ads.rows(COSTS) == costs(left)
    ads.answer = stream({})
    ads.load()
    assert ads.rows(COSTS) == costs(left)


@pytest.mark.fault(11, 16)
def test_spend_restated_after_the_lookback_is_read_by_reconciliation(ads: Vendor) -> None:
    spend = {("2026-10-01", "7"): 1, **SPENT}
    ads.answer = stream(spend)
    ads.load()
    spend["2026-10-01", "7"] = 9
    ads.answer = stream(spend)
    ads.load("2026-12-18", history_months=3)
    assert ("2026-10-01", "7", 1) in ads.rows(COSTS)
    ads.load("2026-12-19", history_months=3)
    assert ads.rows(COSTS) == costs(spend)


@pytest.mark.fault(19)
def test_a_cost_of_another_type_is_refused_until_the_next_answer(ads: Vendor) -> None:
    ads.answer = lambda _path, _asked: [
        {"results": [ads_row("2026-11-20", "7", "1,50 EUR")], "fieldMask": MASK}
    ]
    ads.load()
    assert ads.rows(COSTS) == [("2026-11-20", "7", None)]
    listed = "table_name, record_key, field, value"
    assert ads.rows(listed, "quarantine") == [
        ("campaign_days", "1000000001|2026-11-20|7", "cost_micros", "1,50 EUR")
    ]
    # A day replaces all its rows, and what was refused of them.
    ads.answer = lambda _path, _asked: [
        {"results": [ads_row("2026-11-20", "8", 150)], "fieldMask": MASK}
    ]
    ads.load()
    assert ads.rows(COSTS) == [("2026-11-20", "8", 150)]
    assert ads.rows(listed, "quarantine") == []


def test_a_renamed_campaign_keeps_its_id_and_each_name_it_was_seen_under(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, accounts: Accounts
) -> None:
    def named(name: str) -> Callable[[str, Row], list[Row]]:
        campaign = {"id": "7", "name": name, "status": "ENABLED"}
        row = {"customer": {"id": "1000000001", "currencyCode": "EUR"}, "campaign": campaign}
        mask = ",".join(camel(field) for field in CAMPAIGN_FIELDS.values())
        return lambda _path, _asked: [{"results": [row], "fieldMask": mask}]

    tables = ("campaigns", "campaign_names", "accounts")
    with vendor_of("google_ads", tables, tmp_path, monkeypatch) as vendor:
        vendor.before = accounts(vendor)
        for day, name in (("2026-11-20", "Spring"), ("2026-11-21", "Summer")):
            vendor.answer = named(name)
            vendor.load(day)
        assert vendor.rows("id, name", "campaigns") == [("7", "Summer")]
        assert vendor.rows("id, name, seen_on::varchar", "campaign_names") == [
            ("7", "Spring", "2026-11-20"),
            ("7", "Summer", "2026-11-21"),
        ]


def failure(code: int, kind: str, error: str) -> Response:
    """An error as the API words it: the code comes late in a long body."""
    said = {"errorCode": {kind: error}, "message": "The account can not be asked. " * 20}
    body = {"error": {"code": code, "message": "Request failed. " * 30, "details": [said]}}
    return Response(orjson.dumps([body]), code, media_type="application/json")


def test_managers_are_walked_and_what_cannot_be_read_does_not_stop_the_others(
    ads: Vendor, accounts: Accounts
) -> None:
    accounts.below["1000000001"] = [
        account("1000000001", manager=True), account("11"), account("12", status="CANCELED"),
        account("13"), account("14", manager=True), account("15"),
    ]  # fmt: skip
    accounts.refused["13"] = failure(403, "authorizationError", "CUSTOMER_NOT_ENABLED")
    accounts.refused["15"] = failure(400, "queryError", "REQUESTED_METRICS_FOR_MANAGER")

    def spent(path: str, asked: Row) -> Any:
        key = path.partition("customers/")[2].partition("/")[0]
        row = ads_row("2026-11-20", "7", 3)
        is_last = "2026-11-21" in asked["query"]
        results = [{**row, "customer": {**row["customer"], "id": key}}] if is_last else []
        return [{"results": results, "fieldMask": MASK}]

    ads.answer = spent
    ads.load()
    days = "customer_id, segments_date::varchar, cost_micros"
    assert ads.rows(days) == [("11", "2026-11-20", 3)]
    assert ads.rows("id, manager_id, left_out_because", "accounts") == [
        ("1000000001", None, "a manager account has no spend of its own"),
        ("11", "1000000001", None),
        ("12", "1000000001", "the account is CANCELED"),
        ("13", "1000000001", "CUSTOMER_NOT_ENABLED"),
        ("14", "1000000001", "a manager account has no spend of its own"),
        ("15", "1000000001", "REQUESTED_METRICS_FOR_MANAGER"),
    ]
    through = {headers.get("login-customer-id") for headers in ads.headers}
    assert through == {None, "1000000001"}
    accounts.refused["11"] = failure(403, "authorizationError", "CUSTOMER_NOT_ENABLED")
    # None is left: the source is left out, and its rows of before stay, instead of a run that ends.
    [spend] = ads.load().missing
    assert spend.part.name == "campaign_days" and spend.was_loaded
    assert "no account can be read (1000000001: a manager account" in spend.words
    assert ads.rows(days) == [("11", "2026-11-20", 3)]
    said = ads.rows("left_out_because", "accounts where id = '11'")
    assert said == [("CUSTOMER_NOT_ENABLED",)]
    del accounts.refused["11"]
    assert ads.load().missing == ()


def test_an_account_in_another_zone_or_currency_than_the_company_is_said(
    ads: Vendor, accounts: Accounts
) -> None:
    there = account("1000000001")
    there["customerClient"] |= {"currencyCode": "USD", "timeZone": "America/New_York"}
    accounts.below["1000000001"] = [there]
    ads.answer = lambda _path, _asked: []
    currency, zone = ads.load().warnings
    assert "spends USD, figures are in EUR" in currency
    assert "those of America/New_York, the company's of Europe/Paris" in zone
    accounts.below["1000000001"] = [account("1000000001")]
    assert ads.load().warnings == ()


def test_a_property_that_is_refused_is_left_out_and_keeps_its_rows(analytics: Vendor) -> None:
    analytics.answer = report({"2026-11-20": 5})
    assert analytics.load().missing == ()
    before = analytics.rows("*")
    body = {"error": {"code": 403, "message": "User lacks permission.", "status": "DENIED"}}
    refused = Response(orjson.dumps(body), 403, media_type="application/json")
    analytics.answer = lambda _path, _asked: refused
    [one] = analytics.load().missing
    assert one.was_loaded and one.is_new
    assert "User lacks permission. Needed: the role Viewer" in one.words
    assert analytics.rows("*") == before
    [said] = analytics.rows("part, status, entities", "unavailable where table_name = 'reports'")
    assert said == ("web_traffic", 403, "web_traffic")


def test_a_property_that_is_not_there_is_a_wrong_setting_and_nothing_that_is_lacking(
    analytics: Vendor,
) -> None:
    body = {"error": {"code": 404, "message": "Requested entity was not found."}}
    gone = Response(orjson.dumps(body), 404, media_type="application/json")
    analytics.answer = lambda _path, _asked: gone
    with pytest.raises(ResponseError, match="Nothing is there: is ACCORD_GOOGLE_ANALYTICS_PROP"):
        analytics.load()


def test_a_version_that_google_ads_no_longer_serves_is_a_wrong_setting(
    ads: Vendor, accounts: Accounts
) -> None:
    page = Response("<html>404. An error.</html>", 404, media_type="text/html")
    accounts.refused["1000000001"] = page
    with pytest.raises(ResponseError, match="is ACCORD_GOOGLE_ADS_API_VERSION and ACCORD_GOOGLE"):
        ads.load()


def test_a_property_in_another_zone_than_the_company_is_said_once(analytics: Vendor) -> None:
    plain = report({})
    elsewhere = {"metadata": {"timeZone": "America/New_York"}}
    analytics.answer = lambda path, asked: {**plain(path, asked), **elsewhere}
    [said] = analytics.load().warnings
    assert "those of America/New_York, the company's of Europe/Paris" in said


def report(sessions: dict[str, int]) -> Callable[[str, Row], Row]:
    """The sessions of days; the same in every slice, none in other grains."""

    def answer(_path: str, asked: Row) -> Row:
        names = [one["name"] for one in asked["dimensions"]]
        page: Row = {
            "dimensionHeaders": asked["dimensions"],
            "metricHeaders": asked["metrics"],
            "metadata": {"timeZone": "Europe/Paris"},
        }
        first, last = (asked["dateRanges"][0][f"{end}Date"] for end in ("start", "end"))
        days = [day for day in sessions if first <= day <= last] if "date" in names else []
        if days:
            page["rowCount"] = len(days)
            page["rows"] = [
                {
                    "dimensionValues": [{"value": day.replace("-", "")}, {"value": "x"}][
                        : len(names)
                    ],
                    "metricValues": [{"value": str(sessions[day])} for _ in METRICS],
                }
                for day in days
            ]
        return page

    return answer


def test_what_the_vendor_says_of_a_report_is_kept_also_of_an_empty_one(analytics: Vendor) -> None:
    plain = report({})

    def answer(path: str, asked: Row) -> Row:
        samples = [{"samplesReadCount": "500", "samplingSpaceSize": "2000"}]
        about = {
            "timeZone": "America/New_York", "currencyCode": "USD", "samplingMetadatas": samples,
            "subjectToThresholding": True, "dataLossFromOtherRow": True,
        }  # fmt: skip
        is_asked = asked["dimensions"] == [{"name": "date"}]
        return {**plain(path, asked), **({"metadata": about} if is_asked else {})}

    analytics.answer = answer
    analytics.load()
    flags = "rows, is_thresholded, is_total_thresholded, has_other_row, is_sampled, samples_read"
    zones = "time_zone, company_time_zone, currency_code"
    totals = "reports where slice = 'total' and grain = 'day'"
    assert analytics.rows(f"distinct {flags}, sampling_space, {zones}", totals) == [
        (0, True, True, True, True, 500, 2000, "America/New_York", "Europe/Paris", "USD")
    ]
    others = "reports where is_thresholded or has_other_row or is_sampled"
    assert analytics.rows("distinct slice, grain", others) == [("total", "day")]
    given = analytics.rows("* exclude (_loaded_at, _dlt_load_id)", "reports")
    analytics.load()
    assert analytics.rows("* exclude (_loaded_at, _dlt_load_id)", "reports") == given


def quota(period: str) -> Response:
    said = f"Exhausted property tokens per {period}. These quota tokens will return soon."
    error = {"code": 429, "message": said, "status": "RESOURCE_EXHAUSTED"}
    return Response(orjson.dumps({"error": error}), 429, media_type="application/json")


def test_an_hourly_quota_is_waited_for_within_a_limit_and_a_daily_one_is_not(
    analytics: Vendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("ingestion.sources.google_analytics.quota.sleep", pauses.append)
    good, refusals = report(DAYS), [quota("hour")] * 3

    def answer(path: str, asked: Row) -> Any:
        return refusals.pop() if refusals else good(path, asked)

    analytics.answer = answer
    analytics.load()
    assert day_totals(analytics) == DAYS
    assert pauses == [300.0, 300.0, 300.0]
    analytics.answer = lambda _path, _asked: quota("hour")
    with pytest.raises(ResponseError, match="used up for this hour"):
        analytics.load(quota_wait_minutes=8)
    assert pauses[3:] == [300.0, 180.0]
    analytics.answer = lambda _path, _asked: quota("day")
    with pytest.raises(ResponseError, match="used up for this day"):
        analytics.load()
    assert len(pauses) == 5


DAYS = {"2026-11-19": 3, "2026-11-20": 4, "2026-11-21": 5}
SESSIONS = "period_start::varchar, sessions"


def day_totals(vendor: Vendor) -> dict[str, int]:
    return dict(vendor.rows(SESSIONS, "web_traffic where grain = 'day' and slice = 'total'"))


@pytest.mark.fault(5, 18)
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rowCount": None}, "'rowCount'"),
        ({"rowCount": "3"}, "'rowCount'"),
        ({"rowCount": 4}, "4 rows counted"),
        ({"metricHeaders": None}, "'metricHeaders'"),
        ({"metricHeaders": [{"name": "sessions"}]}, "asked for .*totalUsers, .*not given"),
    ],
)
def test_a_report_that_lacks_a_count_or_a_metric_fails(
    analytics: Vendor, change: Row, said: str
) -> None:
    good = report(DAYS)
    analytics.answer = good
    analytics.load()
    analytics.answer = lambda path, asked: {**good(path, asked), **change}
    with pytest.raises((ResponseError, PagingError, MissingFieldError), match=said):
        analytics.load()
    assert day_totals(analytics) == DAYS


@pytest.mark.fault(19)
def test_a_figure_that_is_no_number_is_refused_and_the_others_load(analytics: Vendor) -> None:
    good = report(DAYS)

    def answer(path: str, asked: Row) -> Row:
        page = good(path, asked)
        if asked["dimensions"] == [{"name": "date"}] and page.get("rows"):
            page["rows"][0]["metricValues"][0]["value"] = "n/a"
        return page

    analytics.answer = answer
    analytics.load()
    assert day_totals(analytics) == {**DAYS, next(iter(DAYS)): None}
    listed = "table_name, field, value"
    assert analytics.rows(listed, "quarantine") == [("web_traffic", "sessions", "n/a")]
    analytics.answer = good
    analytics.load()
    assert day_totals(analytics) == DAYS
    assert analytics.rows("value", "quarantine") == []


@pytest.mark.fault(16)
def test_a_day_that_loses_its_traffic_loses_it_here_but_not_all_days_together(
    analytics: Vendor,
) -> None:
    analytics.answer = report(DAYS)
    analytics.load()
    left = {day: count for day, count in DAYS.items() if day != "2026-11-20"}
    analytics.answer = report(left)
    analytics.load()
    assert day_totals(analytics) == left
    analytics.answer = report({})
    analytics.load()
    assert day_totals(analytics) == left


@pytest.mark.fault(11)
def test_traffic_restated_after_the_lookback_is_read_by_reconciliation(analytics: Vendor) -> None:
    analytics.answer = report(DAYS)
    analytics.load()
    analytics.load("2026-11-26")
    restated = {**DAYS, "2026-11-19": 7}
    analytics.answer = report(restated)
    analytics.load("2026-12-18")
    assert day_totals(analytics) == DAYS
    analytics.load("2026-12-19")
    assert day_totals(analytics) == restated


@pytest.mark.fault(21)
def test_every_day_is_in_one_period_of_each_grain_also_in_week_53() -> None:
    clock = Clock(ZoneInfo("Europe/Paris"))
    asked = {ask.grain: ask for ask in reports(clock, date(2020, 12, 28), date(2021, 1, 4))}
    assert asked["week"].start_of("202053") == date(2020, 12, 28)
    assert asked["week"].start_of("202101") == date(2021, 1, 4)
    assert list(starts(clock, asked["week"])) == [date(2020, 12, 28), date(2021, 1, 4)]
    assert list(starts(clock, asked["month"])) == [date(2020, 12, 1), date(2021, 1, 1)]
    assert list(starts(clock, asked["quarter"])) == [date(2020, 10, 1), date(2021, 1, 1)]
    # Days on which clocks change are days as any other.
    spring = next(iter(reports(clock, date(2026, 3, 28), date(2026, 3, 30))))
    assert list(starts(clock, spring)) == [date(2026, 3, day) for day in (28, 29, 30)]
