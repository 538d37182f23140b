"""Lifecycle stages that a portal adds have ids that say nothing: the profile gives a meaning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingestion.errors import MissingFieldError, SourceError
from tests.faults.scripted import Vendor, vendor_of

STAGES = {"lead": "Lead", "8812": "Warm", "8813": "Parked"}


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Vendor]:
    with vendor_of("hubspot", ("lifecycle_stages",), tmp_path, monkeypatch) as found:
        found.answer = answer
        yield found


def answer(path: str, asked: dict[str, Any]) -> dict[str, Any]:
    if path.endswith("/contacts/lifecyclestage"):
        return {"options": [{"value": key, "label": label} for key, label in STAGES.items()]}
    assert path.endswith("/contacts/search")
    [[only]] = [group["filters"] for group in asked["filterGroups"]]
    assert only == {"propertyName": "lifecyclestage", "operator": "EQ", "value": "8813"}
    return {"total": 41, "results": []}


def test_a_stage_means_what_the_profile_says_and_contacts_in_others_are_counted(
    portal: Vendor,
) -> None:
    portal.load(lifecycle_stages={"8812": "marketingqualifiedlead"})
    assert portal.rows("id, label, meaning, contacts") == [
        ("8812", "Warm", "marketingqualifiedlead", None),
        ("8813", "Parked", None, 41),
        ("lead", "Lead", "lead", None),
    ]


def test_a_stage_that_the_portal_lacks_is_refused(portal: Vendor) -> None:
    with pytest.raises(MissingFieldError, match=r"no stage 8814 \(did you mean 8813, 8812\?\)"):
        portal.load(lifecycle_stages={"8814": "customer"})
    with pytest.raises(SourceError, match="marketingqualifiedlead"):
        portal.load(lifecycle_stages={"8812": "mql"})
