"""Tickets with their events, and what customers answer when asked."""

from __future__ import annotations

import random

from demo.world.cast import Company, Contact, Person, Rep
from demo.world.clock import DAY, HOUR
from demo.world.people import Population
from demo.world.records import write_person
from demo.world.state import Simulation
from demo.world.ticketing import Ticket, play_ticket

_TYPES = (("question", "incident", "problem", "task"), (46, 30, 16, 8))
_PRIORITIES = (("low", "normal", "high", "urgent"), (22, 50, 20, 8))


def build_support(sim: Simulation, population: Population) -> None:
    """Write tickets over the horizon; customers ask most, prospects on trial sometimes."""
    rng, calendar = sim.random("support"), sim.calendar
    agents = [rep for rep in sim.cast.reps if rep.role == "CS"]
    customers = sorted(
        (c for c in sim.cast.companies if c.customer_since is not None),
        key=lambda company: company.customer_since or 0,
    )
    prospects = sorted(
        (c for c in sim.cast.companies if c.customer_since is None and c.contacts),
        key=lambda company: company.first_seen,
    )
    users: dict[int, list[Person]] = {}
    clients = trials = 0
    for day in sim.arrival_days(sim.flows(sim.scale.tickets), "ticket_days"):
        created = calendar.at(day, min(max(rng.gauss(13.5, 3.6), 0.1), 23.9))
        while clients < len(customers) and (customers[clients].customer_since or 0) < created:
            clients += 1
        while trials < len(prospects) and prospects[trials].first_seen < created - DAY:
            trials += 1
        if clients and (rng.random() < 0.8 or not trials):
            company = customers[min(int(rng.random() * clients), clients - 1)]
        elif trials:
            company = prospects[max(0, trials - 1 - int(rng.random() * min(trials, 400)))]
        else:
            continue
        _open(sim, population, rng, company, created, agents, users)


def _open(
    sim: Simulation,
    population: Population,
    rng: random.Random,
    company: Company,
    created: int,
    agents: list[Rep],
    users: dict[int, list[Person]],
) -> None:
    known = [c for c in company.contacts if c.recorded < created < c.live_until and c.email]
    contact: Contact | None = rng.choice(known) if known and rng.random() < 0.75 else None
    person = contact.person if contact else _support_user(sim, population, rng, company, users)
    email = contact.email if contact and contact.email else person.email
    if contact and person.second_email and rng.random() < 0.4:
        email = person.second_email
    ticket = Ticket(
        id=sim.ids.take("tickets"),
        created=created,
        # A mail that waited in a queue before the help desk took it in.
        recorded=created + (rng.randrange(DAY, 2 * DAY) if rng.random() < 0.004 else 2),
        priority=rng.choices(*_PRIORITIES)[0],
        agent=rng.choice(agents),
    )
    if rng.random() < 0.006:
        ticket.deleted_at = ticket.recorded + rng.randrange(5 * HOUR, 15 * DAY)
        sim.special("ticket_deleted", "tickets", ticket.id, "", ticket.deleted_at)
    complaint = rng.random() < 0.07
    sim.rows["tickets"].add(
        ticket_id=ticket.id,
        requester_contact_id=contact.id if contact else None,
        requester_email=email,
        requester_person_id=person.id,
        company_id=company.id,
        type=rng.choices(*_TYPES)[0],
        is_complaint=complaint,
        priority=ticket.priority,
        assignee_rep_id=ticket.agent.id,
        created_at=created,
        deleted_at=ticket.deleted_at,
        recorded_at=ticket.recorded,
    )
    solved = play_ticket(sim, rng, ticket)
    if complaint:
        sim.special("complaint", "tickets", ticket.id, "", ticket.recorded)
    if solved is not None and ticket.deleted_at is None:
        _rate(sim, rng, ticket, solved, contact, person, complaint)


def _support_user(
    sim: Simulation,
    population: Population,
    rng: random.Random,
    company: Company,
    users: dict[int, list[Person]],
) -> Person:
    """Somebody at the company who writes to support and whom the CRM does not know."""
    known = users.setdefault(company.id, [])
    if known and rng.random() < 0.75:
        return rng.choice(known)
    person = population.person(company)
    known.append(person)
    write_person(sim, person, company.first_seen)
    return person


def _rate(
    sim: Simulation,
    rng: random.Random,
    ticket: Ticket,
    solved: int,
    contact: Contact | None,
    person: Person,
    complaint: bool,
) -> None:
    if rng.random() > 0.34:
        return
    good = rng.random() < (0.55 if complaint else 0.9)
    answered = solved + rng.randrange(HOUR, 4 * DAY)
    sim.rows["survey_answers"].add(
        answer_id=sim.ids.take("survey_answers"),
        kind="CSAT",
        channel="zendesk",
        score=1.0 if good else 0.0,
        scale_max=1.0,
        ticket_id=ticket.id,
        contact_id=contact.id if contact else None,
        person_id=person.id,
        company_id=person.company.id,
        answered_at=answered,
        recorded_at=answered,
    )
