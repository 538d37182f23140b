"""Whoever logs early, declares a loss or forecasts what is usual loses nothing, under any rule."""

from __future__ import annotations

from dataclasses import replace

import duckdb
import jinja2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.excess.rules import RepCounts, Verdict, judge
from tests.dbt.warehouse import PROJECT
from tests.integrity_worlds.facts import MAKERS, Company, Records, volume
from tests.integrity_worlds.judging import asked, counted, rep_counts
from tests.integrity_worlds.reps import RULES, SIZES, Rep, cast

#: Rules that know a chance because somebody forecast it: an honest forecast has none to be found.
FORECASTS = frozenset({"happy_ears", "sandbagging"})
_TINY = 1e-9
_PARTS = (
    *("late_logged_pipeline_rate", "close_date_shift_rate", "backdated_activity_rate"),
    *("undeclared_loss_rate", "selective_prospecting_index", "crm_completeness", "forecast_bias"),
)
_MORE_IS_BETTER = frozenset({"selective_prospecting_index", "crm_completeness"})


def world(rule: str, seed: int) -> tuple[list[Rep], list[Records]]:
    """One small company's reps and a year of their records, as a rule sees them."""
    rng = np.random.default_rng([seed, RULES.index(rule)])
    size = SIZES["tiny"]
    reps = cast(rng, size, rule, size.tricksters)
    company = Company(usual=float(rng.normal(0, 0.3)), share=0.25)
    counts = [max(3, int(volume(rule, size) * rng.lognormal(0, 0.35))) for _ in reps]
    return reps, [MAKERS[rule](rng, rep, company, n) for rep, n in zip(reps, counts, strict=True)]


def put_right(rule: str, records: Records, which: np.ndarray) -> Records:
    """The same records, had the rep been honest in some: nothing is found there."""
    expected = records.expected
    if expected is not None and rule in FORECASTS:
        expected = np.where(which, 0.0, expected)
    return replace(records, observed=records.observed & ~which, expected=expected)


def verdict(rule: str, reps: list[Rep], records: list[Records], at: int) -> Verdict:
    """What is said of one of the reps."""
    counts: list[RepCounts] = [
        rep_counts(rep, [counted(own)]) for rep, own in zip(reps, records, strict=True)
    ]
    found = {one.owner_key: one for one in judge(counts, asked(rule, is_year=True))}
    return found[reps[at].key]


@pytest.mark.soak
@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 10_000), data=st.data())
def test_records_put_right_lower_nothing_of_their_rep(
    rule: str, seed: int, data: st.DataObject
) -> None:
    reps, records = world(rule, seed)
    at = data.draw(st.integers(0, len(reps) - 1))
    chosen = np.random.default_rng(seed).random(len(records[at].observed)) < data.draw(
        st.sampled_from([0.1, 0.5, 1.0])
    )
    moved = list(records)
    moved[at] = put_right(rule, records[at], chosen & records[at].observed)
    before, after = verdict(rule, reps, records, at), verdict(rule, reps, moved, at)
    assert before.p_value is not None and after.p_value is not None
    assert before.shrunk_rate is not None and after.shrunk_rate is not None
    assert after.p_value >= before.p_value - _TINY
    assert after.shrunk_rate <= before.shrunk_rate + _TINY
    assert before.is_excess or not after.is_excess


@pytest.mark.soak
@pytest.mark.parametrize("rule", sorted(FORECASTS))
@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 10_000), data=st.data())
def test_who_forecasts_what_is_usual_is_never_an_excess(
    rule: str, seed: int, data: st.DataObject
) -> None:
    """All of a rep's forecasts, whatever came of the deals."""
    reps, records = world(rule, seed)
    at = data.draw(st.integers(0, len(reps) - 1))
    moved = list(records)
    moved[at] = put_right(rule, records[at], np.ones(len(records[at].observed), dtype=bool))
    after = verdict(rule, reps, moved, at)
    assert after.p_value == pytest.approx(1.0)
    assert not after.is_excess


# --- the score ------------------------------------------------------------------------------------

shares = st.floats(0, 1).map(lambda share: round(share, 4))
biases = st.floats(-1, 1).map(lambda bias: round(bias, 4))
figures = st.fixed_dictionaries(
    {part: st.none() | (biases if part == "forecast_bias" else shares) for part in _PARTS}
)
weights = st.fixed_dictionaries({part: st.sampled_from([0.0, 0.5, 1.0, 3.0]) for part in _PARTS})


def score(values: dict[str, float | None], weighed: dict[str, float]) -> float | None:
    """The score that the model's SQL makes of a rep's parts."""
    text = (PROJECT / "models" / "kpi" / "kpi__integrity_parts.sql").read_text(encoding="utf-8")
    clamped = (PROJECT / "macros" / "deal_quality.sql").read_text(encoding="utf-8")
    sql = (
        jinja2.Environment(autoescape=False)
        .from_string(f"{clamped}\n{text}")
        .render(config=lambda **_: "", ref=lambda name: name)
    )
    with duckdb.connect() as connection:
        connection.execute(
            "create table kpi__measured (kpi_id varchar, variant varchar, grain varchar, "
            "period_start date, dimension varchar, dimension_value varchar, value double)"
        )
        connection.execute("create table dim_integrity_weights (kpi_id varchar, weight double)")
        connection.execute(
            "create table kpi__missing (kpi_id varchar, variant varchar, is_from_nothing boolean)"
        )
        for part in _PARTS:
            connection.execute(
                "insert into kpi__measured "
                "values (?, '', 'month', '2026-10-01', 'owner', 'ada', ?)",
                [part, values[part]],
            )
            connection.execute(
                "insert into dim_integrity_weights values (?, ?)", [part, weighed[part]]
            )
        found = connection.execute(
            f"select sum(weighted_score) / nullif(sum(weight), 0) from ({sql})"
        ).fetchone()
    assert found is not None
    return None if found[0] is None else float(found[0])


@settings(max_examples=25, deadline=None)
@given(figures, weights, st.sampled_from(_PARTS), st.floats(0, 1))
def test_a_part_that_gets_more_honest_lowers_no_score(
    values: dict[str, float | None], weighed: dict[str, float], part: str, by: float
) -> None:
    old = values[part]
    if old is None:
        return
    # Later records, or a bias, shrink towards none; what is done fully grows towards all.
    better = old + (1 - old) * by if part in _MORE_IS_BETTER else old * (1 - by)
    before, after = score(values, weighed), score({**values, part: better}, weighed)
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert after >= before - 1e-6


def test_the_score_by_hand() -> None:
    values: dict[str, float | None] = dict.fromkeys(_PARTS, None)
    values |= {"undeclared_loss_rate": 0.2, "forecast_bias": -0.1, "crm_completeness": 0.5}
    weighed = {**dict.fromkeys(_PARTS, 1.0), "crm_completeness": 2.0}
    # (80 + 90 + 2 x 50) / 4.
    assert score(values, weighed) == pytest.approx(67.5)
