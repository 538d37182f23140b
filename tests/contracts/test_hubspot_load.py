"""Two loads of the source from the sandbox, each request and answer held against HubSpot's own
descriptions: what the source asks, and what the sandbox gives, exists at the vendor.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from demo.server.app import build_app
from demo.server.state import SandboxState
from demo.world.sizes import Size
from demo.world.world import simulate
from ingestion.run import load_source
from tests.contracts.hubspot_mirror import load_mirror, mirror_missing
from tests.contracts.hubspot_properties import custom_properties
from tests.contracts.hubspot_rules import limit_problems
from tests.contracts.watch import ContractWatch, served
from tests.ingestion.conftest import FIELDS

pytestmark = pytest.mark.skipif(bool(mirror_missing()), reason=mirror_missing() or "")

#: Not in the collection of descriptions: held against nothing but the notes of the README.
UNDESCRIBED = ("/form-integrations/v1/", "/email/public/v1/")
_LOG = logging.getLogger(__name__)
_LAST = date(2026, 11, 21)
_FIRST = _LAST - timedelta(days=330)

#: Where the description is narrower than itself: the listing takes `formTypes=captured`, and its
#: answer is described for HubSpot's own forms only.
TOO_NARROW = {"GET /marketing/v3/forms.results[].formType: 'captured' is none of hubspot"}
# What the sandbox leaves out of an answer that the vendor always gives: pages and posts have some
# forty fields on how they look, none of which the source reads.
LEFT_OUT = re.compile(r".*/(site-pages|landing-pages|posts)\.results\[\]\.\w+: is missing")


class Recording:
    """What a watch heard of two loads, and which custom properties were asked for."""

    def __init__(self, *versions: str) -> None:
        self.custom: set[str] = set()
        self.state = SandboxState(simulate(Size.TINY, 11, _LAST), _FIRST)
        contracts = {"hubspot": load_mirror(*versions)}
        self.watch = ContractWatch(build_app(self.state), contracts, UNDESCRIBED, self._rules)

    def load(self, folder: Path, **settings: Any) -> None:
        """Load on the first day, and two days later with a whole comparison of ids."""
        with served(self.watch) as url:
            given: dict[str, Any] = {
                "token": "sandbox-test",
                "base_url": f"{url}/hubspot",
                "reconcile_days": 1,
            }
            given["fields"] = FIELDS
            for days in (0, 2):
                day = _FIRST + timedelta(days=days)
                self.state.move_to(day)
                warehouse = folder / "warehouse.duckdb"
                profile: Any = None
                load_source(
                    "hubspot", profile, {**given, **settings}, warehouse, folder / "dlt", day
                )

    def _rules(
        self, path: str, query: Mapping[str, Sequence[str]], body: Mapping[str, Any] | None
    ) -> list[str]:
        self.custom.update(custom_properties(path, query, body))
        return limit_problems(path, query, body)


def test_all_that_is_asked_and_answered_exists_at_the_vendor(tmp_path: Path) -> None:
    recording = Recording("2026-09", "2026-03", "v3")
    recording.load(tmp_path)
    watch = recording.watch

    found = {re.sub(r"\[\d+\]", "[]", problem) for problem in watch.problems}
    assert {one for one in found - TOO_NARROW if not LEFT_OUT.fullmatch(one)} == set()
    # A property that somebody made is asked for where the profile maps it, and nowhere else.
    mapped = {name for fields in FIELDS.values() for name in fields.values()}
    assert recording.custom
    assert {one for one in recording.custom if one.partition(".")[2] not in mapped} == set()

    _LOG.info(
        "HubSpot: %d requests and answers of %d endpoints held against its descriptions; "
        "not described: %d requests",
        watch.requests,
        len(watch.seen),
        watch.exempted.total(),
    )


def test_the_watch_sees_what_does_not_exist() -> None:
    contract = load_mirror("2026-09")
    deals = "/crm/objects/2026-09/deals"
    assert contract.request_problems("GET", deals, {"since": ["1"]}, None)
    assert contract.request_problems("GET", "/crm/objects/2026-09-x/deals", {}, None)
    answer = {"results": [{"id": "1", "properties": {}, "archived": False, "colour": "red"}]}
    problems = contract.response_problems("GET", deals, 200, answer)
    assert {problem.rpartition(".")[2] for problem in problems} == {
        "createdAt: is missing",
        "updatedAt: is missing",
        "colour: is not in the contract",
    }
    filters = [{"propertyName": "amount", "operator": "LIKE", "value": "1"}]
    wrong = {"filterGroups": [{"filters": filters}]}
    assert contract.request_problems("POST", f"{deals}/search", {}, wrong)


def test_limits_and_properties_of_a_request_are_looked_at() -> None:
    deals = "/crm/objects/2026-09/deals"
    assert limit_problems(deals, {"limit": ["100"]}, None) == []
    assert limit_problems(deals, {"limit": ["100"], "propertiesWithHistory": ["amount"]}, None)
    assert limit_problems(f"{deals}/batch/read", {}, {"inputs": [{"id": "1"}] * 101})
    assert limit_problems(f"{deals}/search", {}, {"limit": 200, "after": "9900"})
    asked = {"properties": ["amount,hs_v2_date_entered_won,list_price"]}
    assert list(custom_properties(deals, asked, None)) == ["deals.list_price"]
