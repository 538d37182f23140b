"""The reviews of a whole company are what published values and targets say, by their words."""

from __future__ import annotations

import pytest

from tests.end_to_end.pipeline import Pipeline
from tests.oracle.reviews import expected

pytestmark = pytest.mark.e2e
_VERDICTS = {"progressed", "worsened", "moved", "stagnated", "not_judged"}


def test_reviews_are_what_values_and_targets_say(tiny: Pipeline) -> None:
    wanted = expected(tiny.query)
    rows = tiny.query(
        "select scorecard, grain, period_start, kpi_id, finding, other_kpi_id, guardrail_state "
        "from kpi.kpi_reviews where variant = '' and grain in ('month', 'quarter')"
    )
    assert {row[:4]: row[4] for row in rows if row[4] in _VERDICTS} == wanted.verdicts
    assert {row[:4] for row in rows if row[4] == "surprised"} == wanted.surprises
    assert {row[:4] for row in rows if row[4] == "false_success"} == wanted.false_successes
    guardrails = {(*row[:4], row[5]): row[6] for row in rows if row[4] == "guardrail"}
    assert guardrails == wanted.guardrails
    assert wanted.verdicts and wanted.guardrails


def test_every_finding_has_words_in_both_languages_and_a_decision(tiny: Pipeline) -> None:
    assert tiny.query("select count(*) > 1000 from kpi.kpi_reviews") == [(True,)]
    assert not tiny.query(
        "select review_key from kpi.kpi_reviews where words_en = words_fr or words_en is null "
        "or words_fr is null or kpi_id is not null and (decision_en is null or decision_fr is null)"
    )
    # Weeks are of the scorecards whose rhythm is weekly.
    weekly = "select distinct scorecard from kpi.scorecards where rhythm = 'W' order by 1"
    assert tiny.query(weekly) == tiny.query(
        "select distinct scorecard from kpi.kpi_reviews where grain = 'week' order by 1"
    )
