"""What the company brought into its CRM on the day before the horizon begins.

It was in business long before: customers with running contracts, prospects in talks, and people who
once left their address. All were imported on one day, as whoever changes systems does: contracts
with the day on which they were signed, everything else dated that day.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from demo.world.baskets import Basket, grown_basket, new_basket, renewed_basket
from demo.world.cast import Company, Contact, Lead
from demo.world.clock import HOUR
from demo.world.journeys import describe
from demo.world.people import CHANNEL_WEIGHTS, Population
from demo.world.state import Simulation

#: How long ago the youngest and the oldest contract began, and how long the shortest still runs.
_YOUNGEST, _OLDEST, _LEFT = 8, 340, 25


@dataclass(frozen=True)
class Contract:
    """A running contract of a customer, to be booked as a deal won when it was signed."""

    company: Company
    contacts: list[Contact]
    basket: Basket
    starts_on: int
    signed: int
    booked: int


@dataclass(frozen=True)
class Opening:
    """What was imported: contracts, and prospects whose deals go on."""

    contracts: list[Contract]
    prospects: list[Lead]


def build_opening(sim: Simulation, population: Population) -> Opening:
    """Import customers, prospects and sleeping addresses."""
    rng, scale = sim.random("opening"), sim.scale
    records = _instants(sim, 9, scale.contracts + scale.opening_deals + scale.sleeping_leads)
    bookings = _instants(sim, 15, scale.contracts)
    contracts = [
        _contract(sim, population, rng, next(records), next(bookings))
        for _ in range(scale.contracts)
    ]
    prospects = [_prospect(sim, population, rng, next(records)) for _ in range(scale.opening_deals)]
    for position in range(scale.sleeping_leads):
        created = next(records)
        colleague = position % 2 == 0 and contracts
        company = rng.choice(contracts).company if colleague else _company(sim, population, created)
        contact = _contact(population, rng, company, created)
        contact.change("lifecycle_stage", rng.choice(("subscriber", "lead", "lead")), created)
        _describe(sim, population, rng, contact, "cold")
    return Opening(contracts, prospects)


def _instants(sim: Simulation, hour: int, count: int) -> Iterator[int]:
    """Instants of an import that ends within some hours, however much there is."""
    begins = sim.calendar.at(sim.calendar.imported_on, hour)
    return (begins + number * 4 * HOUR // count for number in range(count))


def _company(sim: Simulation, population: Population, created: int) -> Company:
    return population.company(created, population.market(sim.calendar.imported_on))


def _contact(population: Population, rng: random.Random, company: Company, created: int) -> Contact:
    channel = rng.choices(list(CHANNEL_WEIGHTS), list(CHANNEL_WEIGHTS.values()))[0]
    person = population.person(company)
    contact = population.contact(person, channel, created, created + 5, person.email)
    contact.is_imported = True
    return contact


def _describe(
    sim: Simulation, population: Population, rng: random.Random, contact: Contact, warmth: str
) -> Lead:
    company, day = contact.person.company, sim.calendar.imported_on
    owner = company.owner or population.staffing.pick("AE", company.country, day)
    lead = Lead(contact, owner, warmth, rng.uniform(0.7, 1.3))
    contact.change("owner", str(owner.id), contact.created)
    contact.owners.append((contact.created, owner))
    describe(lead, rng)
    return lead


def _contract(
    sim: Simulation, population: Population, rng: random.Random, created: int, booked: int
) -> Contract:
    company = _company(sim, population, created)
    population.customers.append(company)
    contacts = [
        _contact(population, rng, company, created + 5 * number)
        for number in range(rng.choice((1, 1, 2)))
    ]
    for contact in contacts:
        contact.change("lifecycle_stage", "customer", contact.created)
        _describe(sim, population, rng, contact, "warm")
    bought = new_basket(rng, company)
    # Services were delivered long ago; the seats have grown since.
    basket = grown_basket(renewed_basket(rng, bought) or bought, rng.uniform(0.9, 1.4))
    began = rng.randrange(_YOUNGEST, min(_OLDEST, basket.months * 30 - _LEFT))
    starts_on = sim.calendar.imported_on - began
    signed_on = sim.calendar.workday(starts_on - rng.randrange(1, 15), company.country)
    signed = sim.calendar.at(signed_on, rng.uniform(9, 18))
    return Contract(company, contacts, basket, starts_on, signed, booked)


def _prospect(sim: Simulation, population: Population, rng: random.Random, created: int) -> Lead:
    contact = _contact(population, rng, _company(sim, population, created), created)
    contact.change("lifecycle_stage", "salesqualifiedlead", created)
    lead = _describe(sim, population, rng, contact, "hot")
    lead.deal_at = sim.calendar.at(sim.calendar.imported_on, rng.uniform(14, 18))
    return lead
