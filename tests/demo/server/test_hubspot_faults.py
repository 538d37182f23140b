"""The switch that makes the server misbehave."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from demo.server.app import build_app
from demo.server.state import SandboxState
from tests.demo.server.client import Client, at, world
from tests.demo.server.conftest import FIRST_AS_OF

COMPANIES = "/hubspot/crm/v3/objects/companies"


@pytest.fixture
def client() -> Client:
    rows = [
        {"company_record_id": str(number), "recorded_at": at("2026-01-01")}
        for number in range(10, 16)
    ]
    return Client(build_app(SandboxState(world(company_records=rows), FIRST_AS_OF)))


def misbehave(client: Client, **fault: Any) -> None:
    assert client.post("/__sandbox/faults", [fault]).status == 200


def ids(answer: Any) -> list[str]:
    return [row["id"] for row in answer.body["results"]]


def test_a_fault_spoils_as_many_answers_as_it_says_on_its_path_only(client: Client) -> None:
    misbehave(client, kind="server_error", path_contains="companies", times=2)
    assert client.get("/hubspot/crm/v3/owners").status == 200
    assert [client.get(COMPANIES).status for _ in range(3)] == [500, 500, 200]


def test_too_many_requests_names_the_policy_and_when_to_come_back(client: Client) -> None:
    misbehave(client, kind="rate_limit", retry_after=2)
    answer = client.get(COMPANIES)
    assert answer.status == 429
    assert answer.headers["retry-after"] == "2"
    assert answer.body["policyName"] == "TEN_SECONDLY_ROLLING"


def test_a_quota_holds_until_it_is_lifted(client: Client) -> None:
    misbehave(client, kind="quota", per_10_seconds=2)
    assert [client.get(COMPANIES).status for _ in range(4)] == [200, 200, 429, 429]
    client.post("/__sandbox/faults", [])
    assert client.get(COMPANIES).status == 200


def test_html_and_cut_bodies_come_with_status_200(client: Client) -> None:
    misbehave(client, kind="html")
    assert client.get(COMPANIES).headers["content-type"].startswith("text/html")
    misbehave(client, kind="cut_body")
    cut = client.get(COMPANIES)
    assert cut.status == 200
    with pytest.raises(orjson.JSONDecodeError):
        orjson.loads(cut.content)


def test_pages_go_wrong_in_three_ways(client: Client) -> None:
    misbehave(client, kind="repeated_token")
    assert client.get(COMPANIES, limit=2, after="11").body["paging"]["next"]["after"] == "11"
    misbehave(client, kind="duplicates")
    assert ids(client.get(COMPANIES, limit=2)) == ["10", "11", "10"]
    misbehave(client, kind="shifted_pages")
    assert ids(client.get(COMPANIES, limit=2, after="11")) == ["11", "12"]
    misbehave(client, kind="shifted_pages", shift=-1)
    assert ids(client.get(COMPANIES, limit=2, after="11")) == ["13", "14"]


def test_an_unknown_fault_is_refused(client: Client) -> None:
    assert client.post("/__sandbox/faults", [{"kind": "meteor"}]).status == 400
    assert client.post("/__sandbox/as_of", {"as_of": "soon"}).status == 400
