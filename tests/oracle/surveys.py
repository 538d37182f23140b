"""Answers to surveys, and what is said of the brand."""

from __future__ import annotations

from collections.abc import Iterator

from company.profile import slug
from tests.oracle.figures import RATIO, Figure, divided
from tests.oracle.observations import Observation
from tests.oracle.people import Dimensions
from tests.oracle.truth import Row, day_of
from tests.oracle.world import World

#: The one rate that is stored x 100.
_HUNDREDFOLD = Figure(lambda tally: divided(100 * tally.numerator, tally.denominator))
FIGURES = {
    "customer_satisfaction_score": RATIO,
    "net_promoter_score": _HUNDREDFOLD.monthly(),
    "customer_effort_score": RATIO.monthly(),
    "brand_sentiment": RATIO.monthly(),
}
_FEELING = {"positive": 1, "neutral": 0, "negative": -1}


def observe(world: World) -> Iterator[Observation]:
    for row in world.truth.rows("survey_answers"):
        where = _dimensions(world, row)
        if where is None:
            continue
        on, score, scale = day_of(row["answered_at"]), float(row["score"]), float(row["scale_max"])
        if row["kind"] == "NPS":
            yield Observation("net_promoter_score", on, where, _promotes(score * 10 / scale), 1)
        elif row["kind"] == "CES":
            effort = 1 + (score - 1) * 6 / (scale - 1)
            yield Observation("customer_effort_score", on, where, effort, 1)
        elif row["channel"] == "public_reviews":
            yield Observation("customer_satisfaction_score", on, where, score, 1, "public_reviews")
        else:
            satisfied = score >= 4 if scale == 5 else score >= 0.75 * scale
            yield Observation("customer_satisfaction_score", on, where, int(satisfied), 1)
    for row in world.truth.rows("mentions"):
        if row["occurred_at"] < world.truth.end:
            where = {"channel": slug(row["channel"])}
            feeling = _FEELING[row["sentiment"]]
            yield Observation("brand_sentiment", day_of(row["occurred_at"]), where, feeling, 1)


def _dimensions(world: World, answer: Row) -> Dimensions | None:
    """The ticket's requester and agent, else the respondent; none where the ticket is gone."""
    on, support = day_of(answer["answered_at"]), world.support
    if not answer["ticket_id"]:
        return support.respondent(answer["contact_id"]) | world.people.rep(None, on)
    ticket = support.tickets.get(answer["ticket_id"])
    if ticket is None:
        return None
    return support.requester(ticket) | world.people.rep(ticket["assignee_rep_id"], on)


def _promotes(score: float) -> int:
    """A promoter counts one up, a detractor one down."""
    return int(score >= 9) - int(score <= 6)
