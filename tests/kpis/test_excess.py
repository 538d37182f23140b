"""The statistics of integrity, beside scipy's, published examples and figures worked by hand."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from kpis.excess.binomials import (
    coins,
    coins_pmf_and_tail,
    exact_interval,
    pmf,
    tail,
)
from kpis.excess.grids import CORRELATIONS, rate_grid, shift_grid
from kpis.excess.rules import Asked, Count, RepCounts, Verdict, judge

ASKED = Asked(min_records=20, false_discovery_rate=0.1, min_excess=0.12)


def rep(key: str, observed: int, records: int, team: str | None = "one") -> RepCounts:
    return RepCounts(key, team, (Count("", None, records, observed),))


def company(*shares: tuple[int, int], team: str | None = "one") -> list[RepCounts]:
    return [rep(f"rep-{at}", *share, team) for at, share in enumerate(shares)]


def excesses(verdicts: list[Verdict]) -> list[str]:
    return [verdict.owner_key for verdict in verdicts if verdict.is_excess]


# --- against scipy --------------------------------------------------------------------------------


@pytest.mark.parametrize("records", [1, 12, 60, 900])
@pytest.mark.parametrize("at", range(20, len(rate_grid().means), 37))
def test_the_grid_is_the_beta_binomial(at: int, records: int) -> None:
    grid = rate_grid()
    size = 1 / CORRELATIONS[at % len(CORRELATIONS)] - 1
    a, b = grid.means[at] * size, (1 - grid.means[at]) * size
    observed = np.arange(0, records + 1, max(1, records // 12)).astype(float)
    all_records = np.full(len(observed), float(records))
    known = stats.betabinom(records, a, b)
    found = pmf(observed, all_records, grid.rates) @ grid.honest[at]
    assert found == pytest.approx(known.pmf(observed), abs=2e-4)
    found = tail(observed, all_records, grid.rates) @ grid.honest[at]
    assert found == pytest.approx(known.sf(observed - 1), abs=2e-4)


def test_each_beta_has_its_mean() -> None:
    for grid in (rate_grid(), shift_grid()):
        assert grid.honest.sum(axis=1) == pytest.approx(1.0, abs=1e-5)
        assert grid.trick.sum(axis=1) == pytest.approx(1.0, abs=1e-5)
        assert grid.honest @ grid.rates == pytest.approx(grid.means, abs=2e-3)


def test_intervals_are_those_of_clopper_and_pearson() -> None:
    pairs = [(0, 7), (3, 3), (1, 10), (15, 40), (150, 400)]
    found = exact_interval(*np.array(pairs, dtype=float).T)
    for (observed, records), row in zip(pairs, found, strict=True):
        known = stats.binomtest(observed, records).proportion_ci(0.95, "exact")
        assert row == pytest.approx([known.low, known.high], abs=1e-9)


def test_one_in_ten_has_the_published_interval() -> None:
    # Clopper and Pearson 1934; tabled for instance in Newcombe 1998.
    assert exact_interval(np.array([1.0]), np.array([10.0]))[0] == pytest.approx(
        [0.0025, 0.4450], abs=5e-5
    )


# --- unequal coins --------------------------------------------------------------------------------


def test_three_unequal_coins_by_hand() -> None:
    # 0.5, 0.2, 0.1: none 0.36; one 0.36 + 0.09 + 0.04 = 0.49; two 0.09 + 0.04 + 0.01 = 0.14.
    heads = coins(np.array([[0.5, 0.2, 0.1]]), np.array([1.0, 1.0, 1.0]))[0]
    assert heads == pytest.approx([0.36, 0.49, 0.14, 0.01])


def test_coins_are_as_counted_one_by_one() -> None:
    chances, times = np.array([0.05, 0.4, 0.85]), np.array([3.0, 2.0, 2.0])
    each = np.repeat(chances, times.astype(int))
    counted = np.zeros(8)
    for thrown in itertools.product((0, 1), repeat=7):
        counted[sum(thrown)] += np.prod(np.where(thrown, each, 1 - each))
    assert coins(chances[None, :], times)[0] == pytest.approx(counted)


def test_a_coin_that_is_certain_and_one_that_is_impossible() -> None:
    heads = coins(np.array([[0.0, 1.0, 0.5]]), np.array([4.0, 2.0, 1.0]))[0]
    assert heads == pytest.approx([0, 0, 0.5, 0.5, 0, 0, 0, 0])


def test_many_records_take_the_longer_tail() -> None:
    chances, times = np.array([[0.1, 0.6]]), np.array([300.0, 301.0])
    _, longer = coins_pmf_and_tail(chances, times, 240)
    assert longer[0] >= coins(chances, times)[0, 240:].sum()


# --- by hand --------------------------------------------------------------------------------------


def test_three_deals_accuse_nobody() -> None:
    verdicts = judge(company((3, 3), (0, 40), (1, 40), (0, 40), (1, 40)), ASKED)
    assert not verdicts[0].is_enough
    assert verdicts[0].q_value is None
    assert excesses(verdicts) == []


def test_an_outlier_among_the_honest_is_an_excess() -> None:
    verdicts = judge(company((1, 30), (2, 30), (0, 25), (1, 28), (18, 30)), ASKED)
    assert excesses(verdicts) == ["rep-4"]
    # Nobody's prior contains the rep: three in eighty-five, drawn a little to the first guess.
    peers = 4 / 113
    assert verdicts[4].expected_rate == pytest.approx(peers, abs=0.02)
    assert peers < verdicts[4].shrunk_rate < 18 / 30


def test_fewer_records_are_drawn_further_to_the_peers() -> None:
    rates = []
    for records in (10, 40, 160):
        peers = [(records // 10, records)] * 6
        rates.append(judge(company(*peers, (records // 2, records)), ASKED)[6].shrunk_rate)
    assert rates[0] < rates[1] < rates[2] < 0.5


def test_all_zero_rates_are_no_excess() -> None:
    verdicts = judge(company(*[(0, 50)] * 5), ASKED)
    assert [verdict.p_value for verdict in verdicts] == pytest.approx([1.0] * 5)
    assert excesses(verdicts) == []


def test_one_record_among_zeros_is_no_excess() -> None:
    assert excesses(judge(company(*[(0, 50)] * 4, (1, 50)), ASKED)) == []


def test_one_rep_alone_and_two_reps_are_compared_with_nobody() -> None:
    for shares in ([(25, 30)], [(25, 30), (0, 30)]):
        for verdict in judge(company(*shares), ASKED):
            assert verdict.p_value is None
            assert verdict.expected_rate is None
            assert not verdict.is_enough


def test_a_team_of_two_is_compared_with_the_company() -> None:
    reps = [rep("a", 15, 30, "two"), rep("b", 1, 30, "two")]
    reps += [rep(f"c{at}", 1, 30, "many") for at in range(5)]
    assert excesses(judge(reps, ASKED)) == ["a"]


def test_a_team_of_its_own_ways_is_compared_with_itself_first() -> None:
    # In one team a third is usual, in the other 2 %: a third is nothing there, and much here.
    usual = [rep(f"usual-{at}", 13, 40, "usual") for at in range(7)]
    rare = [rep(f"rare-{at}", 1, 40, "rare") for at in range(7)]
    verdicts = {v.owner_key: v for v in judge([*usual, *rare, rep("new", 13, 40, "rare")], ASKED)}
    assert not verdicts["usual-0"].is_excess
    assert verdicts["usual-0"].expected_rate > 2 * verdicts["new"].expected_rate
    assert verdicts["new"].p_value < 0.2 * verdicts["usual-0"].p_value


def test_one_other_trickster_does_not_hide_a_trickster() -> None:
    alone = judge(company((1, 60), (2, 60), (0, 60), (1, 60), (2, 60), (24, 60)), ASKED)
    shares = [(1, 60), (24, 60), (0, 60), (1, 60), (2, 60), (24, 60)]
    assert excesses(alone) == ["rep-5"]
    assert excesses(judge(company(*shares), ASKED)) == ["rep-1", "rep-5"]


def test_what_everybody_does_is_no_excess() -> None:
    assert excesses(judge(company(*[(24, 60)] * 6), ASKED)) == []


def test_more_cold_leads_are_no_excess() -> None:
    # Each leaves 5 % of the warm and 30 % of the cold; the last has almost only cold ones.
    def leads(key: str, warm: int, cold: int) -> RepCounts:
        counts = Count("warm", None, warm, warm // 20), Count("cold", None, cold, cold * 3 // 10)
        return RepCounts(key, "one", counts)

    reps = [leads(f"rep-{at}", 80, 20) for at in range(5)] + [leads("territory", 20, 80)]
    last = judge(reps, ASKED)[-1]
    assert last.observed / last.records == pytest.approx(0.25)
    assert last.expected_rate == pytest.approx(0.25, abs=0.03)
    assert not last.is_excess
    # Without the strata the same records would accuse.
    merged = [rep(r.owner_key, sum(c.observed for c in r.counts), 100) for r in reps]
    assert judge(merged, ASKED)[-1].p_value < 0.25 * last.p_value


def test_records_of_a_stratum_that_nobody_else_has_are_left_out() -> None:
    reps = company(*[(1, 40)] * 5)
    odd = RepCounts("odd", "one", (Count("", None, 40, 1), Count("own", None, 40, 40)))
    verdict = judge([*reps, odd], ASKED)[0]
    assert (verdict.owner_key, verdict.records, verdict.observed) == ("odd", 80, 41)
    assert not verdict.is_excess


def test_where_the_rule_knows_a_chance_both_must_be_exceeded() -> None:
    # 12 of 40, which the rule expects: more than the peers have, and yet no excess.
    def forecast(key: str, observed: int, chance: float) -> RepCounts:
        return RepCounts(key, "one", (Count("", chance, 40, observed),))

    peers = [forecast(f"rep-{at}", 2, 0.05) for at in range(6)]
    unlucky = judge([*peers, forecast("x", 14, 0.35)], ASKED)[-1]
    assert unlucky.p_value == pytest.approx(stats.binom.sf(13, 40, 0.35), rel=1e-6)
    assert not unlucky.is_excess
    assert judge([*peers, forecast("x", 14, 0.05)], ASKED)[-1].is_excess


def test_an_excess_must_be_large_too() -> None:
    shares = [(20, 2000)] * 8 + [(200, 2000)]
    verdict = judge(company(*shares), ASKED)[-1]
    assert verdict.q_value < 0.01
    assert verdict.shrunk_rate - verdict.expected_rate < ASKED.min_excess
    assert not verdict.is_excess
    assert judge(company(*shares), replace(ASKED, min_excess=0.05))[-1].is_excess


# --- properties -----------------------------------------------------------------------------------

shares = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(max_examples=30, deadline=None)
@given(st.lists(shares, min_size=3, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(counts: list[tuple[int, int]], random: object) -> None:
    reps = company(*counts)
    shuffled = list(reps)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert judge(shuffled, ASKED) == judge(reps, ASKED)


@settings(max_examples=60, deadline=None)
@given(st.lists(shares, min_size=3, max_size=9), st.data())
def test_records_put_right_never_count_against_their_rep(
    counts: list[tuple[int, int]], data: st.DataObject
) -> None:
    """A lead logged early, a loss declared: fewer are found, and nothing of the rep gets worse."""
    which = data.draw(st.integers(0, len(counts) - 1))
    observed, records = counts[which]
    fewer = data.draw(st.integers(0, observed))
    before = judge(company(*counts), ASKED)[which]
    moved = [(fewer, records) if at == which else count for at, count in enumerate(counts)]
    after = judge(company(*moved), ASKED)[which]
    assert after.p_value >= before.p_value - 1e-12
    assert after.shrunk_rate <= before.shrunk_rate + 1e-12
    assert after.expected_rate == pytest.approx(before.expected_rate, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.lists(shares, min_size=3, max_size=9), st.integers(0, 8))
def test_who_puts_all_right_is_never_an_excess(counts: list[tuple[int, int]], which: int) -> None:
    which %= len(counts)
    moved = [(0, n) if at == which else (x, n) for at, (x, n) in enumerate(counts)]
    assert not judge(company(*moved), ASKED)[which].is_excess


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0.05, 0.95), st.booleans()), min_size=20, max_size=40))
def test_a_probability_moved_to_what_came_never_accuses(deals: list[tuple[float, bool]]) -> None:
    """Forecasts as the deals ended, or as often as they are won: nothing is left to find."""

    def forecast(key: str, chances: list[float]) -> RepCounts:
        counts = [
            Count("", round(chance, 4), 1, int(not won))
            for chance, (_, won) in zip(chances, deals, strict=True)
        ]
        return RepCounts(key, "one", tuple(counts))

    peers = [RepCounts(f"rep-{at}", "one", (Count("", 0.1, 40, 1),)) for at in range(5)]
    lost = [float(not won) for _, won in deals]
    share = sum(lost) / len(lost)
    for honest in (lost, [share] * len(lost)):
        assert judge([*peers, forecast("x", honest)], ASKED)[-1].p_value > 0.4


def test_p_values_of_honest_reps_are_no_smaller_than_chance() -> None:
    """Reps whose rates differ as betas do: at most about 5 % have a p-value below 5 %."""
    rng = np.random.default_rng(12)
    p_values = []
    for _ in range(60):
        mean, correlation = rng.uniform(0.03, 0.4), rng.uniform(0.005, 0.04)
        size = 1 / correlation - 1
        records = rng.integers(20, 200, 8)
        rates = rng.beta(mean * size, (1 - mean) * size, 8)
        found = [(int(rng.binomial(n, p)), int(n)) for n, p in zip(records, rates, strict=True)]
        p_values += [verdict.p_value for verdict in judge(company(*found), ASKED)]
    for level in (0.01, 0.05, 0.2):
        below = sum(p <= level for p in p_values)
        # No more than a fair coin of that level would give, 99.9 times of 100.
        assert below <= stats.binom.ppf(0.999, len(p_values), level), (level, below)
