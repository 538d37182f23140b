"""What a profile may say of HubSpot's properties."""

from __future__ import annotations

from pathlib import Path

import pytest

from company import ProfileError
from ingestion.registry import read_profile
from ingestion.sources.hubspot.mapping import MAPPABLE, unmapped

HUBSPOT = "name: Acme\nsources:\n  hubspot:\n    fields:\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("      opportunities: {expected_close: x}\n", "did you mean expected_close_on?"),
        ("      opportunities: {expected_close: x}\n", "there are expected_close_on, competitor"),
        ("      opportunity: {cost: x}\n", "did you mean opportunities"),
        ("      opportunities: {cost: 'deal_*'}\n", "no wildcards"),
        ("      opportunities: {cost: [a, b]}\n", "fields.opportunities.cost"),
    ],
)
def test_a_field_that_cannot_be_mapped_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ProfileError) as error:
        read_profile(written(tmp_path, HUBSPOT + text))
    assert said in str(error.value)
    assert "company.yml:" in str(error.value)


@pytest.mark.parametrize(
    ("text", "active"),
    [
        ("hubspot: true", True),
        ("hubspot: {}", True),
        ("hubspot: {fields: {accounts: {onboarded_at: live_since}}}", True),
        ("hubspot: {lifecycle_stages: {8812: marketingqualifiedlead}}", True),
        ("hubspot: false\n  zendesk: true", False),
    ],
)
def test_hubspot_is_on_with_and_without_a_mapping(tmp_path: Path, text: str, active: bool) -> None:
    profile = read_profile(written(tmp_path, f"name: Acme\nsources:\n  {text}\n"))
    assert ("hubspot" in profile.sources.active()) is active


def test_what_nothing_feeds_is_known_without_asking_the_portal() -> None:
    lacking = unmapped({"opportunities": {"cost": "deal_cost"}})
    assert "cost" not in lacking["opportunities"]
    assert lacking["survey_answers"] == ("scale_max",)
    # HubSpot has a score of its own, expected days, line costs, recurring amounts and publications.
    assert "lead_score" not in lacking["people"]
    assert "expected_close_on" not in lacking["opportunities"]
    assert lacking["opportunity_lines"] == ("refund_amount", "refunded_at")
    assert "proposals" not in lacking
    everything: dict[str, dict[str, str]] = {}
    for one in MAPPABLE:
        everything.setdefault(one.entity, {})[one.field] = "x"
    assert unmapped(everything) == {}


def written(folder: Path, text: str) -> Path:
    path = folder / "company.yml"
    path.write_text(text, encoding="utf-8")
    return path
