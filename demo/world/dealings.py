"""What reps do around deals and customers: meetings, calls, quotes, reviews, onboarding."""

from __future__ import annotations

import random

from demo.world.activities import ActivityLog
from demo.world.cast import Contact, Deal, Rep
from demo.world.clock import DAY, HOUR
from demo.world.state import Simulation

_STAGE_MEETING = {"demo": "demo", "negotiation": "negotiation"}


def run_dealings(sim: Simulation, log: ActivityLog) -> None:
    """Log the work on every deal, the quotes sent, and the care of customers."""
    rng = sim.random("dealings")
    reps = {str(rep.id): rep for rep in sim.cast.reps}
    success = [rep for rep in sim.cast.reps if rep.role == "CS"]
    for position, deal in enumerate(sim.cast.deals):
        if deal.is_test or not deal.contacts:
            continue
        _work(sim, log, deal, reps, rng)
        if "proposal" in deal.stage_times:
            _quote(sim, deal, deal.stage_times["proposal"], rng)
        if deal.won and deal.closed is not None:
            _care(sim, log, deal, success[position % len(success)], rng)


def _owner(deal: Deal, instant: int, reps: dict[str, Rep]) -> Rep:
    owner = deal.owner
    for name, value, at, _ in deal.changes:
        if name == "owner" and at <= instant and value is not None:
            owner = reps[value]
    return owner


def _work(
    sim: Simulation, log: ActivityLog, deal: Deal, reps: dict[str, Rep], rng: random.Random
) -> None:
    calendar, contact = sim.calendar, deal.contacts[0]
    country = deal.company.country
    until = deal.quiet_after or deal.closed or min(deal.created + 70 * DAY, calendar.end_instant)
    for stage, entered in deal.stage_times.items():
        kind = _STAGE_MEETING.get(stage)
        if kind and entered < until and entered > deal.created:
            drawn = max(deal.recorded, entered - rng.randrange(2 * DAY, 8 * DAY))
            booked = min(calendar.planned_instant(rng, drawn, country), entered - HOUR)
            if deal.recorded <= booked:
                log.meeting(_owner(deal, booked, reps), booked, entered, contact, kind, deal=deal)
    moment = deal.recorded + rng.randrange(HOUR, 3 * DAY)
    while moment < until:
        moment = calendar.planned_instant(rng, moment, country)
        if moment >= until:
            break
        person = rng.choice(deal.contacts)
        owner = _owner(deal, moment, reps)
        kind = rng.choices(("call", "email", "note", "task", "meeting"), (30, 40, 10, 8, 12))[0]
        if kind == "meeting":
            starts = calendar.planned_instant(rng, moment + rng.randrange(DAY, 6 * DAY), country)
            if starts < until and person.recorded <= moment:
                log.meeting(owner, moment, starts, person, "discovery", deal=deal)
        elif person.recorded <= moment:
            direction = "inbound" if kind == "email" and rng.random() < 0.35 else "outbound"
            whose = direction if kind in ("call", "email") else None
            log.add(kind, owner, moment, person, deal=deal, direction=whose)
        moment += int(rng.expovariate(1 / 5.0) * DAY) + HOUR


def _quote(sim: Simulation, deal: Deal, moment: int, rng: random.Random) -> None:
    drawn = max(moment, deal.recorded) + rng.randrange(HOUR, 2 * DAY)
    sent = sim.calendar.planned_instant(rng, drawn, deal.company.country)
    if deal.closed is not None and sent >= deal.closed:
        sent = max(deal.recorded, deal.closed - 2 * HOUR)
    amount = next(
        float(value)
        for name, value, at, _ in reversed(deal.changes)
        if name == "amount" and value is not None and at <= max(sent, moment)
    )
    status = "sent" if deal.closed is None else "accepted" if deal.won else "rejected"
    sim.rows["quotes"].add(
        quote_id=sim.ids.take("quotes"),
        deal_id=deal.id,
        amount=amount,
        currency=deal.currency,
        status=status,
        status_recorded_at=max(deal.closed, sent) if deal.closed is not None else None,
        sent_at=sent,
        recorded_at=sent,
    )


def _care(sim: Simulation, log: ActivityLog, deal: Deal, rep: Rep, rng: random.Random) -> None:
    """Onboarding after a first win, then a call or a review every so often."""
    # Of an imported contract nothing is logged before its import.
    calendar, closed = sim.calendar, max(deal.closed or 0, deal.recorded)
    people: list[Contact] = [c for c in deal.contacts if c.recorded < closed]
    if not people:
        return
    country = deal.company.country
    if deal.type == "new":
        for gap in (4, 11, 19):
            starts = calendar.planned_instant(rng, closed + gap * DAY, country)
            log.meeting(rep, closed + DAY, starts, people[0], "onboarding")
    moment = closed + rng.randrange(20 * DAY, 60 * DAY)
    end = min(calendar.end_instant, (deal.closed or 0) + 365 * DAY)
    while moment < end:
        moment = calendar.planned_instant(rng, moment, country)
        person = rng.choice(people)
        if rng.random() < 0.55:
            log.add("call", rep, moment, person)
        else:
            starts = calendar.planned_instant(rng, moment + 5 * DAY, country)
            log.meeting(rep, moment, starts, person, "review")
        moment += rng.randrange(18 * DAY, 70 * DAY)
