"""Targets from hand-made histories: the figures are worked out from how each was made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from kpis.governance.pace import Series, TooShortError, movement
from kpis.governance.proposals import COLUMNS, Asked, Guard, Proposal, propose

START, DUE = date(2027, 1, 1), date(2027, 12, 31)


def months(values: Any, **more: Any) -> Series:
    found = np.asarray(values, dtype=np.float64)
    places = np.arange(found.size, dtype=np.int64) % 12
    return Series(found, places, per_year=12, **{"by_points": False, **more})


def asked(series: Series, **more: Any) -> Asked:
    said: dict[str, Any] = {
        "kpi_id": "revenue",
        "dimension": "total",
        "member": "total",
        "unit": "money",
        "direction": "higher_is_better",
        "grain": "month",
        "owner": "Chief revenue officer",
    }
    return Asked(series=series, **{**said, **more})


def targets(proposal: Proposal) -> dict[str, float]:
    return {draft.name: draft.target for draft in proposal.drafts}


def test_a_steady_growth_is_the_pace_of_every_draft() -> None:
    """Two per cent a month for three years: each window had that pace, and so has each draft."""
    values = 1000 * 1.02 ** np.arange(36)
    found = movement(months(values), 12)
    assert found.level == pytest.approx(values[-6:].mean())
    assert found.season is None
    assert found.trend.slope == pytest.approx(0.02)
    assert found.spread == pytest.approx(0, abs=1e-9)
    # 31 levels of six months each: 19 windows of a year.
    assert (found.paces.size, found.window) == (19, 12)
    proposal = propose(asked(months(values)), 12)
    # 1000 x (1.02^30 + ... + 1.02^35) / 6 = 1904, and 1.02^12 times that is 2415.
    assert proposal.baseline == 1900
    assert targets(proposal) == {"ambitious": 2410, "likely": 2410, "safe": 2410}


def test_drafts_are_named_by_the_share_of_windows_that_moved_so_fast() -> None:
    """Points, with a window of one month: levels of three months rise by 1, 2, ... 10, in disorder.

    Of ten windows 2 rose by 9 or more, 5 by 6 or more (half), 8 by 3 or more.
    """
    rises = np.array([4, 9, 1, 7, 3, 10, 5, 2, 8, 6], dtype=np.float64)
    levels = 100 + np.concatenate([[0], np.cumsum(rises)])
    # A mean over three months rises by a third of what comes in less what goes out.
    values = list(np.full(3, levels[0]))
    for level in levels[1:]:
        values.append(3 * level - values[-1] - values[-2])
    series = months(values, by_points=True)
    found = movement(series, 1)
    assert found.paces == pytest.approx(rises)
    proposal = propose(asked(series, unit="score"), 1)
    level = 100 + rises.sum()
    assert proposal.baseline == level == 155
    assert targets(proposal) == {"ambitious": 164, "likely": 161, "safe": 158}
    said = {draft.name: (draft.reached, draft.called) for draft in proposal.drafts}
    assert said == {"ambitious": (2, "ambitious"), "likely": (5, "likely"), "safe": (8, "safe")}
    assert (
        "8 of 10 past windows of that length moved at least so fast (safe)"
        in proposal.drafts[2].words
    )


def test_a_season_is_found_and_neither_level_nor_pace_has_it() -> None:
    """December doubles, August halves; without that 1000 a month for four years."""
    # Twice as much in December as half in August: their mean, as shares, is one.
    season = np.ones(12)
    season[11], season[7] = 2.0, 0.5
    wobble = np.exp(np.random.default_rng(3).normal(0, 0.01, 48))
    values = 1000 * np.tile(season, 4) * wobble
    found = movement(months(values), 12)
    assert found.season is not None
    assert np.argmax(found.season) == 11
    assert np.argmin(found.season) == 7
    assert found.season[11] / found.season[0] == pytest.approx(2, rel=0.05)
    # The last six months, with August and December among them, have a mean of 1083.
    assert found.level == pytest.approx(1000, rel=0.02)
    assert abs(found.trend.slope) < 0.002
    words = propose(asked(months(values)), 12).words
    assert "month 12 of the year is the highest (x 2.0" in words
    assert "8 the lowest (x 0.5" in words


def test_noise_is_no_season() -> None:
    values = 1000 + np.random.default_rng(5).normal(0, 100, 48)
    assert movement(months(values), 12).season is None


def test_a_freak_month_does_not_turn_the_trend() -> None:
    values = 1000 + 10.0 * np.arange(36)
    values[20] = 50_000
    found = movement(months(values, by_points=True), 12)
    assert found.trend.slope == pytest.approx(10, abs=0.5)
    assert found.spread < 20


def test_a_ratio_starts_from_the_ratio_of_its_sums() -> None:
    """A month of one deal in one weighs as much as it should: 1 of 1, 10 of 100, 9 of 99."""
    won = np.array([10.0] * 33 + [1, 10, 9])
    closed = np.array([100.0] * 33 + [1, 100, 99])
    series = months(won / closed, by_points=True, numerators=won, denominators=closed)
    found = movement(series, 6)
    assert found.level == pytest.approx(50 / 500)
    assert propose(asked(series, unit="rate"), 6).baseline == 0.1


def test_where_lower_is_better_the_drafts_go_down() -> None:
    values = 100 * 0.98 ** np.arange(36)
    proposal = propose(asked(months(values), unit="hours", direction="lower_is_better"), 12)
    # 100 x (0.98^30 + ... + 0.98^35) / 6 = 51.9, and twelve months at -2 % lead to 40.72.
    assert proposal.baseline == 51.9
    assert targets(proposal) == {"ambitious": 40.8, "likely": 40.8, "safe": 40.8}
    # That way up, the same history holds its level.
    held = propose(asked(months(values), unit="hours"), 12)
    assert targets(held) == {"ambitious": 51.9, "likely": 51.9, "safe": 51.9}
    assert "hold 51.9: fewer than 50% of the past windows improved" in held.drafts[1].words


def test_a_benchmark_is_called_by_how_often_its_pace_was_seen() -> None:
    values = 1000 * 1.02 ** np.arange(36)
    near = propose(asked(months(values), benchmark=2400.0), 12).drafts[-1]
    assert (near.name, near.target, near.called) == ("benchmark", 2400, "safe")
    far = propose(asked(months(values), benchmark=4000.0), 12).drafts[-1]
    assert (far.reached, far.called) == (0, "beyond")
    assert "outside all of the history, so kpi_targets will warn" in far.words
    # 4000 ÷ 1904 over twelve months: 6.4 % a month.
    assert "+6.4% a month over 12; 0 of 19" in far.words
    passed = propose(asked(months(values), benchmark=1500.0), 12).drafts[-1]
    assert passed.target == 1900
    assert "is reached already" in passed.words


def test_a_rate_never_leaves_its_bounds() -> None:
    values = np.linspace(0.5, 0.97, 36)
    proposal = propose(asked(months(values, by_points=True), unit="rate"), 12)
    assert targets(proposal) == {"ambitious": 1.0, "likely": 1.0, "safe": 1.0}


def test_a_short_history_leads_less_far_and_too_short_a_one_nowhere() -> None:
    """17 months are 15 levels of three: eight windows leave seven months for each."""
    values = 1000 * 1.02 ** np.arange(17)
    proposal = propose(asked(months(values)), 12)
    assert proposal.horizon == 7
    level = 1000 * (1.02 ** np.arange(14, 17)).mean()
    assert proposal.drafts[1].target == pytest.approx(level * 1.02**7, rel=0.01)
    with pytest.raises(TooShortError, match="12 complete periods with a figure; 13 are needed"):
        movement(months(values[:12]), 12)
    assert movement(months(values[:13]), 12).window == 3
    # Of two years on it is the half year.
    assert (proposal.words.count("last 3 months"), movement(months(values), 1).trailing) == (1, 3)
    assert movement(months(1000 * 1.02 ** np.arange(24)), 12).trailing == 6


def test_gaps_and_zeros_do_not_become_growth() -> None:
    values = 100.0 + np.arange(30)
    values[10] = np.nan
    found = movement(months(values, by_points=True), 12)
    assert found.trend.slope == pytest.approx(1)
    # Of a figure that was zero no share can be taken: it grows by points.
    zero = movement(months([0.0, *range(1, 30)]), 12)
    assert zero.by_points
    assert zero.trend.slope == pytest.approx(1)


def test_a_kpi_whose_target_is_best_is_not_grown() -> None:
    with pytest.raises(ValueError, match="its target itself is best"):
        propose(asked(months(np.arange(1, 40)), direction="target_is_best"), 12)


def test_rows_have_the_shape_of_the_targets_sheet() -> None:
    series = months(1000 * 1.02 ** np.arange(36))
    plain = propose(asked(series), 12).rows("likely", START, DUE)
    assert plain == [
        [
            *("revenue", "total", "total", "1900", "2410", "2027-01-01", "2027-12-31"),
            *("Chief revenue officer", "linear", "", ""),
        ]
    ]
    assert len(plain[0]) == len(COLUMNS)
    guards = (Guard("campaign_hit_rate", 0.2), Guard("cost_per_lead", None))
    guarded = propose(replace(asked(series), guards=guards), 12).rows("safe", START, DUE)
    assert [row[-2:] for row in guarded] == [["campaign_hit_rate", "0.2"], ["cost_per_lead", ""]]
    # A benchmark that is not given has no row.
    assert propose(asked(series), 12).rows("benchmark", START, DUE) == []
