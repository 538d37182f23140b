"""What a profile maps is held against the portal's own properties, and read of all records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingestion.errors import MissingFieldError
from tests.faults.portal import Company, company_of

AT = "2026-11-20T10:00:00Z"


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Company]:
    with company_of(tmp_path, monkeypatch) as found:
        yield found


@pytest.fixture
def loaded(company: Company) -> Company:
    """A company with four records, loaded."""
    for key in range(1, 5):
        company.portal.touch(key, f"2026-11-20T10:00:{key:02}Z", name=f"Company {key}")
    company.load()
    return company


@pytest.mark.fault(18)
def test_a_mapped_property_that_is_gone_fails_the_load(loaded: Company) -> None:
    loaded.portal.properties.append("onboarding_done")
    loaded.fields = {"accounts": {"onboarded_at": "onboarding_done"}}
    loaded.load()
    loaded.portal.properties.remove("onboarding_done")
    with pytest.raises(MissingFieldError, match="companies have no property onboarding_done"):
        loaded.load()
    loaded.fields = {}
    loaded.load()
    assert loaded.live()[3] == "Company 3"


@pytest.mark.fault(18)
def test_a_property_that_is_mapped_later_is_read_of_records_that_nobody_touches(
    loaded: Company,
) -> None:
    loaded.portal.properties += ["live_since", "onboarding_done"]
    for key in (3, 4):
        loaded.portal.records[key]["properties"]["onboarding_done"] = "2026-05-01T08:00:00Z"
    loaded.portal.records[4]["properties"]["live_since"] = "2025-02-03T08:00:00Z"
    loaded.load()
    assert mapped(loaded) == {}

    loaded.fields = {"accounts": {"onboarded_at": "onboarding_done"}}
    loaded.load()
    assert mapped(loaded) == {3: "2026-05-01", 4: "2026-05-01"}
    before = len(loaded.portal.asked)
    loaded.load()
    # The mapping is as it was: only the archive is listed.
    assert sum(lists_companies(path) for path in loaded.portal.asked[before:]) == 1

    loaded.fields = {"accounts": {"onboarded_at": "live_since"}}
    loaded.load()
    assert mapped(loaded) == {4: "2025-02-03"}
    loaded.fields = {}
    loaded.load()
    assert mapped(loaded) == {}


@pytest.mark.fault(18)
def test_a_property_that_does_not_exist_is_refused_before_anything_is_read(
    company: Company,
) -> None:
    company.portal.touch(1, AT, name="One")
    company.portal.properties.append("onboarding_done")
    company.fields = {"accounts": {"onboarded_at": "onboarding_don"}}
    with pytest.raises(MissingFieldError) as raised:
        company.load()
    assert "accounts.onboarded_at: companies have no property onboarding_don" in str(raised.value)
    assert "did you mean onboarding_done?" in str(raised.value)
    assert [path for path in company.portal.asked if "/properties/" not in path] == []
    assert company.rows() == []


def lists_companies(path: str) -> bool:
    """Whether a request is for a page of all companies."""
    return path.endswith("/companies") and "/properties/" not in path


def mapped(company: Company) -> dict[int, str]:
    """Id -> day, where the mapped field has one."""
    rows = company.rows("id, cast(cast(mapped_onboarded_at as date) as varchar)")
    return {int(key): day for key, day in rows if day is not None}
