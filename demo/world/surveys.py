"""Surveys apart from tickets: NPS, CES, other CSAT scales, public reviews; brand mentions."""

from __future__ import annotations

from demo.world.cast import Contact
from demo.world.clock import DAY, HOUR
from demo.world.state import Simulation

# (kind, channel, scale, share of customers asked per quarter that answer, usual scores)
_SURVEYS = (
    ("NPS", "hubspot", 10, 0.3, (10, 10, 9, 9, 9, 8, 8, 7, 7, 6, 4, 2)),
    ("CES", "hubspot", 7, 0.16, (7, 6, 6, 6, 5, 5, 4, 2)),
    ("CES", "hubspot", 5, 0.05, (5, 4, 4, 3, 2)),
    ("CSAT", "hubspot", 5, 0.12, (5, 5, 5, 4, 4, 4, 3, 5, 4, 2)),
    ("CSAT", "hubspot", 10, 0.05, (10, 9, 9, 8, 8, 8, 7, 10, 5)),
    ("CSAT", "public_reviews", 5, 0.06, (5, 5, 5, 4, 4, 3, 1)),
)


def build_surveys(sim: Simulation) -> None:
    """Ask the people of customers every quarter."""
    rng, calendar = sim.random("surveys"), sim.calendar
    customers = [c for c in sim.cast.companies if c.customer_since is not None and c.contacts]
    for day in range(calendar.start + 30, calendar.end, 30):
        asked = calendar.at(day, 9)
        for company in customers:
            if (company.customer_since or 0) > asked - 10 * DAY:
                continue
            people = [c for c in company.contacts if c.recorded < asked < c.live_until]
            for kind, channel, scale, share, scores in _SURVEYS:
                if people and rng.random() < share / 1.5:
                    moment = asked + rng.randrange(HOUR, 28 * DAY)
                    late = rng.randrange(DAY, 3 * DAY) if channel == "public_reviews" else 0
                    score = float(rng.choice(scores))
                    _answer(sim, rng.choice(people), kind, channel, score, scale, moment, late)


def _answer(
    sim: Simulation,
    contact: Contact,
    kind: str,
    channel: str,
    score: float,
    scale: int,
    moment: int,
    late: int,
) -> None:
    sim.rows["survey_answers"].add(
        answer_id=sim.ids.take("survey_answers"),
        kind=kind,
        channel=channel,
        score=score,
        scale_max=float(scale),
        contact_id=contact.id,
        person_id=contact.person.id,
        company_id=contact.person.company.id,
        answered_at=moment,
        recorded_at=moment + late,
    )


def build_mentions(sim: Simulation) -> None:
    """Brand mentions on social networks, in the press and on review sites."""
    rng, calendar = sim.random("mentions"), sim.calendar
    months = (calendar.as_of - calendar.start) / 30.4
    total = sim.flows(round(months * sim.scale.mentions_per_month))
    for day in sim.arrival_days(total, "mention_days"):
        occurred = calendar.at(day, rng.uniform(7, 22))
        sim.rows["mentions"].add(
            mention_id=sim.ids.take("mentions"),
            channel=rng.choice(("organic_social", "press", "review_site", "forum")),
            sentiment=rng.choices(("positive", "neutral", "negative"), (46, 38, 16))[0],
            occurred_at=occurred,
            recorded_at=occurred + rng.randrange(HOUR, 20 * HOUR),
        )
