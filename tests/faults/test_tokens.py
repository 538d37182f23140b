"""Access tokens that end while a load goes on: what was read before is not lost for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from starlette.responses import Response

from ingestion.access_tokens import Renewed
from ingestion.errors import AuthenticationError
from ingestion.redaction import hide
from tests.faults.scripted import Vendor, vendor_of
from tests.faults.test_google_records import ACCOUNT_MASK, MASK, account, ads_row
from tests.faults.test_zendesk_records import user, users

Make = Callable[..., Vendor]
CLIENT = {"api_token": None, "client_id": "accord", "client_secret": "its-secret-value"}


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    opened = []

    def made(name: str, *tables: str) -> Vendor:
        opened.append(vendor_of(name, tables, tmp_path, monkeypatch))
        return opened[-1].__enter__()

    yield made
    for one in opened:
        one.__exit__(None, None, None)


def ending(
    vendor: Vendor, answer: Callable[[str, dict[str, Any]], Any], endpoint: str, lives: int = 3
) -> list[dict[str, Any]]:
    """Have `vendor` give tokens that are good for `lives` requests; return what it was asked."""
    given, uses = list[dict[str, Any]](), [0]

    def answered(path: str, asked: dict[str, Any]) -> Any:
        if path == endpoint:
            given.append(asked)
            uses[0] = 0
            return {"access_token": f"token-number-{len(given)}", "expires_in": 1800}
        if vendor.sent[-1] != f"Bearer token-number-{len(given)}" or uses[0] == lives:
            return Response(orjson.dumps({"error": "invalid_token"}), 401)
        uses[0] += 1
        return answer(path, asked)

    vendor.answer = answered
    return given


def pages(_path: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Ten pages of one user each."""
    number = int(asked.get("cursor", 0))
    return users(user(number), cursor=str(number + 1), end_of_stream=number == 9)


def test_a_help_desks_token_is_had_again_during_the_load(make: Make) -> None:
    vendor = make("zendesk", "users")
    given = ending(vendor, pages, "/oauth/tokens")
    vendor.load(**CLIENT)
    assert vendor.rows("id") == [(number,) for number in range(10)]
    assert len(given) == 4
    assert given[0] == {
        "grant_type": "client_credentials",
        "client_id": "accord",
        "client_secret": "its-secret-value",
        "scope": "read",
    }
    assert hide("token-number-4") == "***"


def test_googles_token_is_had_again_during_the_load(make: Make) -> None:
    vendor = make("google_ads", "campaign_days")

    def day(_path: str, asked: dict[str, Any]) -> Any:
        if "customer_client" in asked["query"]:
            return [{"results": [account("1000000001")], "fieldMask": ACCOUNT_MASK}]
        first = asked["query"].split("'")[1]
        return [{"results": [ads_row(first, "7", 5)], "fieldMask": MASK}]

    given = ending(vendor, day, "/token", lives=1)
    vendor.load(
        access_token=None,
        client_id="accord",
        client_secret="its-secret-value",
        refresh_token="its-refresh-token",
        token_url=f"http://127.0.0.1:{vendor.port}/token",
        history_months=9,
    )
    requests = sum("query" in asked for asked in vendor.asked)
    # One token is for the query that asks what the account is.
    assert len(vendor.rows("segments_date")) == len(given) - 1 > 2
    assert requests == 2 * len(given) - 1
    assert given[-1]["refresh_token"] == "its-refresh-token"


def test_a_new_token_that_is_refused_ends_the_load(make: Make) -> None:
    vendor = make("zendesk", "users")
    given = ending(vendor, pages, "/oauth/tokens", lives=0)
    with pytest.raises(AuthenticationError, match="401"):
        vendor.load(**CLIENT)
    assert len(given) == 2


def test_credentials_that_are_refused_are_not_repeated(make: Make) -> None:
    vendor = make("zendesk", "users")
    vendor.answer = lambda _path, _asked: Response(b'{"error": "its-secret-value"}', 401)
    with pytest.raises(AuthenticationError, match="token endpoint refuses the") as raised:
        vendor.load(**CLIENT)
    assert "its-secret-value" not in str(raised.value)


def test_a_token_is_had_before_it_ends() -> None:
    now, given = [0.0], list[float]()

    def ask() -> dict[str, Any]:
        given.append(now[0])
        return {"access_token": f"token-at-{now[0]}", "expires_in": 1800}

    tokens = Renewed(ask, lambda: now[0])
    for second in (0, 1000, 1679, 1680, 3000, 3361):
        now[0] = float(second)
        tokens.header()
    assert given == [0, 1680, 3361]


def test_a_token_without_an_end_is_had_once() -> None:
    tokens = Renewed(lambda: {"access_token": "endless-token"}, iter(range(9)).__next__)
    assert {tokens.header() for _ in range(3)} == {"Bearer endless-token"}


def test_the_same_token_given_again_is_used_as_it_is(make: Make) -> None:
    vendor, asked = make("zendesk", "users"), [0]

    def answer(path: str, what: dict[str, Any]) -> Any:
        if path == "/oauth/tokens":
            return {"access_token": "the-only-token", "expires_in": 0}
        asked[0] += 1
        return pages(path, what)

    vendor.answer = answer
    vendor.load(**CLIENT)
    assert asked == [10]
    assert set(vendor.sent) == {"", "Bearer the-only-token"}


REFRESHING = {
    "access_token": None,
    "client_id": "accord",
    "client_secret": "its-secret-value",
    "refresh_token": "its-refresh-token",
}


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("invalid_client", {"CLIENT_ID", "CLIENT_SECRET"}),
        ("deleted_client", {"CLIENT_ID", "CLIENT_SECRET"}),
        ("invalid_grant", {"REFRESH_TOKEN"}),
    ],
)
def test_what_a_token_endpoint_refuses_is_named_by_its_variables(
    make: Make, code: str, named: set[str]
) -> None:
    vendor = make("google_ads", "campaign_days")
    said = orjson.dumps({"error": code, "error_description": "its-secret-value"})
    vendor.answer = lambda _path, _asked: Response(said, 400)
    with pytest.raises(AuthenticationError) as raised:
        vendor.load(**REFRESHING, token_url=f"http://127.0.0.1:{vendor.port}/token")
    assert set(re.findall(r"ACCORD_GOOGLE_ADS_(\w+)", str(raised.value))) == named
    assert code in str(raised.value) and "its-secret-value" not in str(raised.value)


def test_a_help_desks_client_that_is_refused_is_named_by_its_variables(make: Make) -> None:
    vendor = make("zendesk", "users")
    vendor.answer = lambda _path, _asked: Response(b'{"error": "invalid_client"}', 401)
    with pytest.raises(AuthenticationError, match="ACCORD_ZENDESK_CLIENT_ID and ACCORD_ZENDESK_CL"):
        vendor.load(**CLIENT)


@pytest.mark.parametrize("status", [401, 403])
def test_a_developer_token_that_is_refused_is_named_as_such(make: Make, status: int) -> None:
    vendor = make("google_ads", "campaign_days")
    error = {"errorCode": {"authorizationError": "DEVELOPER_TOKEN_NOT_APPROVED"}, "message": "No."}
    said = orjson.dumps([{"error": {"code": status, "details": [{"errors": [error]}]}}])
    vendor.answer = lambda _path, _asked: Response(said, status)
    with pytest.raises(AuthenticationError, match="ACCORD_GOOGLE_ADS_DEVELOPER_TOKEN") as raised:
        vendor.load()
    assert "REFRESH_TOKEN" not in str(raised.value)
    assert "ACCESS_TOKEN" not in str(raised.value)


def test_a_refused_access_token_names_what_gave_it(make: Make) -> None:
    vendor = make("google_ads", "campaign_days")
    vendor.answer = lambda _path, _asked: Response(b'[{"error": {"code": 401}}]', 401)
    with pytest.raises(AuthenticationError, match="what ACCORD_GOOGLE_ADS_ACCESS_TOKEN is set to"):
        vendor.load()
