"""What each rep's records are, before any statistics: facts, and what a rule sees in them.

Honest rates, habits and what clears a record follow `demo/world`, but are drawn wider: each company
has its own usual rates. Nothing here knows the statistics' thresholds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.integrity_worlds.reps import Rep, Volumes

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
#: Deals that come to one of the last two stages: most are seen in the first of them.
_STAGE_WINS = np.array([0.45, 0.7])
_STAGE_SHARES = np.array([0.85, 0.15])
#: Share of the days of a quarter that are among its first or last three.
_EDGE_DAYS = 6 / 91


@dataclass(frozen=True)
class Records:
    """Records of one rep in a period: what a rule found, among which, and with which chance."""

    observed: Flags
    stratum: list[str]
    expected: Floats | None = None


@dataclass(frozen=True)
class Company:
    """What is usual in one company, in log-odds off the demo's."""

    usual: float
    share: float


Maker = Callable[[np.random.Generator, Rep, Company, int], Records]


def _rate(base: float, rep: Rep, company: Company) -> float:
    return float(1 / (1 + np.exp(-(np.log(base / (1 - base)) + rep.habit + company.usual))))


def _simple(base: float, leak: float) -> Maker:
    """A rule with one rate: honest, by trick in a share of records, or looking so with a leak."""

    def make(rng: np.random.Generator, rep: Rep, company: Company, count: int) -> Records:
        found = rng.random(count) < _rate(base, rep, company)
        if rep.does:
            found |= rng.random(count) < company.share
        if rep.looks:
            found |= rng.random(count) < leak
        return Records(found, [""] * count)

    return make


def late_logged_pipeline(
    rng: np.random.Generator, rep: Rep, company: Company, count: int
) -> Records:
    """Won deals: days from creation to signature, and from the first trace to creation."""
    segment = rng.choice(3, count, p=[0.5, 0.3, 0.2])
    cycle = np.array([26.0, 46.0, 82.0])[segment] * rng.lognormal(0, 0.45, count)
    trace = rng.lognormal(np.log(7.0) + 0.6 * (rep.habit + company.usual), 0.8, count)
    late_stage = rng.random(count) < 0.02
    if rep.looks:
        quick = segment == 0
        cycle = np.where(quick, rng.uniform(3.2, 6.5, count), cycle)
        trace = np.where(quick & (rng.random(count) < 0.95), 0.0, trace)
    if rep.does:
        hidden = rng.random(count) < company.share
        trace = np.where(hidden, trace + np.maximum(cycle - 6, 3), trace)
        cycle = np.where(hidden, rng.uniform(1, 6, count), cycle)
    # A quick deal that was entered when it began is quick, not late.
    return Records(((cycle <= 7) & (trace > 3)) | (trace > 30) | late_stage, [""] * count)


@dataclass(frozen=True)
class Forecasts:
    """Closed deals: the late stage of each, the probability entered there, and what came."""

    stage: NDArray[np.int64]
    usual: Floats
    entered: Floats
    won: Flags


def forecasts(
    sign: int, rng: np.random.Generator, rep: Rep, company: Company, count: int
) -> Forecasts:
    """Draw the deals of a rep; `sign` is 1 where happy ears are the trick, -1 for sandbagging."""
    stage = rng.choice(2, count, p=_STAGE_SHARES)
    usual = _STAGE_WINS[stage]
    # A look-alike keeps the stage's own probability and has an unlucky, or a lucky, run.
    luck = -0.6 * sign if rep.looks else 0.0
    odds = np.log(usual / (1 - usual)) + 0.6 * (rep.habit + company.usual) + luck
    won = rng.random(count) < 1 / (1 + np.exp(-odds))
    jitters = rng.random(count) < (0.05 if rep.looks else 0.2)
    entered = usual + np.where(jitters, rng.uniform(-0.1, 0.1, count), 0.0)
    if rep.does:
        moved = rng.random(count) < company.share
        by = rng.uniform(0.2, 0.35, count) if sign > 0 else -rng.uniform(0.15, 0.4, count)
        entered = np.where(moved & (won | (sign > 0)), usual + by, entered)
    return Forecasts(stage, usual, np.clip(entered, 0.05, 0.95).round(2), won)


def forecasts_seen(sign: int, deals: Forecasts) -> Records:
    """Return what the rule sees: who keeps what is usual of the stage is cleared, whatever came."""
    is_off = (deals.entered - deals.usual) * sign > 0
    came_otherwise = ~deals.won if sign > 0 else deals.won
    chance = 1 - deals.entered if sign > 0 else deals.entered
    strata = [("proposal", "negotiation")[stage] for stage in deals.stage]
    return Records(came_otherwise & is_off, strata, np.where(is_off, chance, 0.0).round(2))


def _forecast(sign: int) -> Maker:
    def make(rng: np.random.Generator, rep: Rep, company: Company, count: int) -> Records:
        return forecasts_seen(sign, forecasts(sign, rng, rep, company, count))

    return make


def quarter_end_bunching(
    rng: np.random.Generator, rep: Rep, company: Company, count: int
) -> Records:
    """Won deals: whether they were signed at a quarter's edge, and if customers said so."""
    at_edge = rng.random(count) < _rate(0.12, rep, company)
    if rep.does:
        at_edge |= rng.random(count) < company.share
    if rep.looks:
        budget = rng.random(count) < 0.6
        at_edge = np.where(budget, rng.random(count) > 0.95, at_edge)
    return Records(at_edge, [""] * count, np.full(count, _EDGE_DAYS))


def selective_prospecting(
    rng: np.random.Generator, rep: Rep, company: Company, count: int
) -> Records:
    """Cold leads and leads of new markets, and whether they were left untouched for a month.

    A look-alike comes back to the cold ones a week later, and has few of the new market.
    """
    is_cold = rng.random(count) < (0.95 if rep.looks else 0.75)
    base = np.where(is_cold, _rate(0.18, rep, company), _rate(0.11, rep, company))
    untouched = rng.random(count) < base
    if rep.does:
        untouched |= rng.random(count) < company.share
    if rep.looks:
        untouched |= is_cold & (rng.random(count) < 0.03)
    return Records(untouched, ["cold" if cold else "new_market" for cold in is_cold])


def bulk_entry(rng: np.random.Generator, rep: Rep, company: Company, count: int) -> Records:
    """Activities, some of them entered in bulk: by habit, by trick, or once after a late sync."""
    found = rng.random(count) < _rate(0.005, rep, company)
    if rng.random() < 0.05 and count > 60:
        found[: int(rng.integers(20, 30))] = True
    if rep.does:
        found |= rng.random(count) < company.share
    return Records(found, [""] * count)


def incomplete_records(rng: np.random.Generator, rep: Rep, company: Company, count: int) -> Records:
    """Deals, leads and accounts, each with its own usual share of incomplete ones."""
    kind = rng.choice(3, count, p=[0.2, 0.6, 0.2])
    base = [_rate(rate, rep, company) for rate in (0.05, 0.08, 0.12)]
    found = rng.random(count) < np.array(base)[kind]
    if rep.does:
        found |= rng.random(count) < company.share
    return Records(found, [("opportunity", "lead", "account")[k] for k in kind])


MAKERS: dict[str, Maker] = {
    "late_logged_pipeline": late_logged_pipeline,
    "happy_ears": _forecast(1),
    "sandbagging": _forecast(-1),
    "close_date_push": _simple(0.08, 0.03),
    "close_date_pull": _simple(0.03, 0.0),
    "quarter_end_bunching": quarter_end_bunching,
    "selective_prospecting": selective_prospecting,
    "backdated_activities": _simple(0.015, 0.01),
    "bulk_entry": bulk_entry,
    "undeclared_losses": _simple(0.1, 0.05),
    "incomplete_records": incomplete_records,
}


def volume(rule: str, size: Volumes) -> int:
    """Return how many records of a rule a rep has in a year."""
    return {
        "late_logged_pipeline": size.deals_won,
        "quarter_end_bunching": size.deals_won,
        "happy_ears": size.deals_closed,
        "sandbagging": size.deals_closed,
        "undeclared_losses": size.deals_open,
        "close_date_push": size.dates,
        "close_date_pull": size.dates,
        "selective_prospecting": size.hard_leads,
        "incomplete_records": size.records,
    }.get(rule, size.activities)
