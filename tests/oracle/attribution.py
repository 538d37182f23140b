"""Revenue shared over the touches before each win: seven models, and one by channel alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import floor

from tests.oracle.deals import Deal
from tests.oracle.figures import SUM
from tests.oracle.markov import removal_effects
from tests.oracle.models import MODELS, Milestones
from tests.oracle.observations import Observation
from tests.oracle.touches import Touch, touches_of
from tests.oracle.truth import day_of
from tests.oracle.world import World

FIGURES = {"attributed_revenue": SUM.monthly(), "email_attributed_revenue": SUM.monthly()}
UNATTRIBUTED = "unattributed"
#: The model that `attributed_revenue` is without a variant.
USUAL = "linear"


def observe(world: World) -> Iterator[Observation]:
    yield from _aggregate(world)
    for item in shares(world):
        yield item
        if item.variant == "last_touch" and item.dimensions["channel"] == "email":
            yield Observation("email_attributed_revenue", item.on, item.dimensions, item.numerator)


def _aggregate(world: World) -> Iterator[Observation]:
    """Each month's revenue over its channels, as their removal effects are to one another.

    By Anderl et al. (2016): the revenue is that of paths, so of wins with a touch.
    """
    revenue: dict[date, Decimal] = defaultdict(Decimal)
    untouched: dict[date, Decimal] = defaultdict(Decimal)
    for deal in world.deals.won:
        assert deal.closed_at
        month = day_of(deal.closed_at).replace(day=1)
        (revenue if path_of(world, deal) else untouched)[month] += deal.revenue or Decimal(0)
    for month, amount in revenue.items():
        effects = {c: e for c, e in sorted(_effects(world)[month].items()) if e > 0}
        if not effects:
            untouched[month] += amount
            continue
        amounts = _cents(amount, [Fraction(effect) for effect in effects.values()])
        for channel, its in zip(effects, amounts, strict=True):
            yield _of_channel(month, channel, its)
    for month, amount in untouched.items():
        yield _of_channel(month, UNATTRIBUTED, amount)


def _of_channel(month: date, channel: str, amount: Decimal) -> Observation:
    return Observation(
        "attributed_revenue",
        month,
        {"channel": channel},
        amount,
        variant="markov_aggregate",
        slices=("total", "channel"),
    )


@lru_cache(maxsize=1)
def shares(world: World) -> list[Observation]:
    """What each touch of each win earned, per model; `''` is the usual one."""
    found: list[Observation] = []
    for deal in world.deals.won:
        assert deal.closed_at
        path = path_of(world, deal)
        on, where = day_of(deal.closed_at), world.deals.dimensions(deal, deal.closed_at)
        for model, weights in _weights(world, deal, path).items():
            amounts = _cents(deal.revenue or Decimal(0), weights)
            for (channel, campaign), amount in zip(_places(path), amounts, strict=True):
                its = {**where, "channel": channel, "campaign": campaign}
                found.extend(
                    Observation("attributed_revenue", on, its, amount, variant=variant)
                    for variant in ((model, "") if model == USUAL else (model,))
                )
    return found


def _places(path: list[Touch]) -> list[tuple[str, str]]:
    """Channel and campaign of each share; a win without a touch has one share."""
    places = [(touch.channel, touch.campaign) for touch in path]
    return places or [(UNATTRIBUTED, UNATTRIBUTED)]


def path_of(world: World, deal: Deal) -> list[Touch]:
    """Touches of the account's people from some time before the deal to its closing."""
    assert deal.closed_at
    since = deal.created_at - timedelta(days=world.profile.windows.attribution_lookback_days)
    people = (
        people_of_accounts(world)[deal.account]
        if deal.account
        else world.deals.members[deal.deal_id]
    )
    return sorted(
        touch
        for person in people
        for touch in touches_of(world).get(person, ())
        if since <= touch.at <= deal.closed_at
    )


@lru_cache(maxsize=1)
def people_of_accounts(world: World) -> dict[str, list[str]]:
    """Account -> its persons."""
    grouped: dict[str, list[str]] = defaultdict(list)
    for person in world.people.identity.records_of:
        if account := world.people.account_of(person):
            grouped[account].append(person)
    return grouped


def _weights(world: World, deal: Deal, path: list[Touch]) -> dict[str, list[Fraction]]:
    if not path:
        return {model: [Fraction(1)] for model in (*MODELS, "markov")}
    assert deal.closed_at
    leads = [world.people.lead_at(person) for person in world.deals.members[deal.deal_id]]
    milestones = Milestones(
        min(leads, default=None),
        deal.created_at,
        deal.closed_at,
        world.profile.windows.attribution_half_life_days,
    )
    weights = {model: weigh(path, milestones) for model, weigh in MODELS.items()}
    effects = _effects(world)[day_of(deal.closed_at).replace(day=1)]
    by_effect = [Fraction(effects.get(touch.channel, 0.0)) for touch in path]
    return weights | {"markov": by_effect if any(by_effect) else weights["linear"]}


@lru_cache(maxsize=1)
def _effects(world: World) -> dict[object, dict[str, float]]:
    """Closing month -> effect of each channel, from the paths closed in the year up to it."""
    closed = [deal for deal in world.deals.deals if deal.closed_at]
    paths = [
        (
            day_of(deal.closed_at).replace(day=1),
            [touch.channel for touch in path],
            deal.outcome == "won",
        )
        for deal in closed
        if deal.closed_at and (path := path_of(world, deal))
    ]
    months = {month for month, _, _ in paths}
    return {
        month: removal_effects(
            [
                (channels, is_won)
                for closing, channels, is_won in paths
                if 0 <= (month.year - closing.year) * 12 + month.month - closing.month < 12
            ]
        )
        for month in months
    }


def _cents(amount: Decimal, weights: list[Fraction]) -> list[Decimal]:
    """What is due up to each touch less what is due before it, so that the cents add up.

    Fractions: half a cent goes up, and only an exact share shows that it is half.
    """
    total, upto, before, cents = sum(weights), Fraction(0), 0, []
    for weight in weights:
        upto += weight
        due = floor(Fraction(amount) * 100 * upto / total + Fraction(1, 2))
        cents.append(Decimal(due - before) / 100)
        before = due
    return cents
