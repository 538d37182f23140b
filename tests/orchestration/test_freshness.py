"""When what a run makes is late: three hours after the tick of its schedule."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import dagster as dg
import pytest

from orchestration.defs import freshness
from orchestration.periods.rhythm import CADENCES, DAILY, Cadence
from orchestration.translators import PUBLICATION, period_key, raw_key

WEEKLY, MONTHLY, QUARTERLY = CADENCES[1:]
EVERYTHING = (
    raw_key("hubspot", "deals"),
    dg.AssetKey(["conformed", "people"]),
    dg.AssetKey(["kpi", "kpi_values"]),
    PUBLICATION,
    *(period_key(cadence.name) for cadence in CADENCES),
)


@pytest.mark.parametrize(
    ("cadence", "cron"),
    [(DAILY, "0 8 * * *"), (WEEKLY, "0 9 * * 1"), (MONTHLY, "30 9 5 * *")],
)
def test_each_cadence_has_its_deadline(cadence: Cadence, cron: str) -> None:
    policy = freshness.policy(cadence)
    hour, minute = freshness.deadline(cadence)
    assert policy == dg.FreshnessPolicy.cron(
        deadline_cron=cron,
        # A month is closed on a working day: from the first day after it on.
        lower_bound_delta=timedelta(days=4 * cadence.closes, hours=hour, minutes=minute),
        timezone="Europe/Paris",
    )


def test_a_late_schedule_is_due_on_its_own_day() -> None:
    assert freshness.deadline(replace(DAILY, at=(22, 0))) == (23, 59)


def test_the_deadline_is_said_in_words() -> None:
    assert freshness.in_words(DAILY) == "every day, by 08:00 (Europe/Paris)"
    assert freshness.in_words(MONTHLY) == "by day 5 after each month, by 09:30 (Europe/Paris)"


@pytest.mark.parametrize("is_live", [True, False])
def test_all_that_a_run_makes_is_watched_where_the_clock_is_live(
    monkeypatch: pytest.MonkeyPatch, is_live: bool
) -> None:
    company = freshness._company
    clock = replace(company.clock, is_live=is_live)
    monkeypatch.setattr(freshness, "_company", replace(company, clock=clock))
    for key in EVERYTHING:
        spec = freshness.with_freshness(dg.AssetSpec(key))
        assert (spec.freshness_policy is not None) == is_live
        assert ("due" in spec.metadata) == is_live
