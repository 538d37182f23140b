"""What goes wrong with CRM records: doubles, merges, deletions, restores, test records."""

from __future__ import annotations

import random

from demo.world.cast import CompanyRecord, Contact, Lead
from demo.world.clock import DAY, HOUR
from demo.world.people import Population
from demo.world.state import Simulation

# How the second record of a person can be recognised (or cannot).
_CONTACT_DOUBLES = ("other_email", "plus_tag", "additional_email", "merged", "no_email")
_COMPANY_DOUBLES = ("same_domain", "other_domain", "merged", "no_domain")


def spoil_records(sim: Simulation, population: Population) -> None:
    """Spoil a few records of each kind; some merges and deletions fall just after `as_of`."""
    rng = sim.random("duplicates")
    leads = [lead for lead in sim.cast.leads if lead.story is None]
    step = 22 if sim.scale.leads < 1_000 else 28
    for position, lead in enumerate(leads[5::step]):
        _double_contact(sim, population, lead, _CONTACT_DOUBLES[position % 5], rng)
    for position, lead in enumerate(leads[9 :: step * 2]):
        _delete(sim, lead.contact, position, rng)
    _near_as_of(sim, population, leads, rng)
    since = sim.calendar.start_instant
    companies = [c for c in sim.cast.companies if c.records and len(c.contacts) > 1]
    companies = [c for c in companies if c.first_seen >= since]
    for position, company in enumerate(companies[3::18]):
        first = company.records[0]
        _double_company(sim, company.records, first, _COMPANY_DOUBLES[position % 4], rng)
        for contact in company.contacts[1::2]:
            second = company.records[-1]
            if second.recorded <= contact.recorded and not contact.is_test:
                contact.company_record = second
    _delete_companies(sim, rng)
    _test_records(sim, population, rng)


def _double_contact(
    sim: Simulation, population: Population, lead: Lead, kind: str, rng: random.Random
) -> None:
    first = lead.contact
    person = first.person
    if first.email is None or person.second_email is not None:
        return
    created = first.recorded + rng.randrange(2 * DAY, 70 * DAY)
    second_email = population.mailboxes.take(
        person.first_name[:1], person.last_name, first.email.split("@")[1]
    )
    local, domain = first.email.split("@")
    email: str | None = second_email
    if kind == "plus_tag":
        email = f"{local.title()}+Events@{domain}"
    elif kind == "no_email":
        email = None
    else:
        person.second_email = second_email
    second = population.contact(person, "organic_search", created, created + 30, email)
    second.company_record = first.company_record
    note = f"double of contact {first.id}: {kind}"
    known = second.recorded
    if kind == "additional_email":
        second.additional_emails = first.email
    elif kind == "merged":
        second.merged_at = created + rng.randrange(DAY, 30 * DAY)
        second.merged_into = first.id
        known = second.merged_at
    sim.special(f"person_twice:{kind}", "contact_records", second.id, note, known)
    sim.cast.leads.append(Lead(second, lead.sdr, lead.temperature, lead.quality * 0.5))


def _delete(sim: Simulation, contact: Contact, position: int, rng: random.Random) -> None:
    if contact.merged_at is not None:
        return
    contact.deleted_at = contact.recorded + rng.randrange(DAY, 90 * DAY)
    case = "contact_deleted"
    if position % 3 == 0:
        contact.restored_at = contact.deleted_at + rng.randrange(DAY, 20 * DAY)
        case = "contact_restored"
    sim.special(case, "contact_records", contact.id, "", contact.restored_at or contact.deleted_at)


def _near_as_of(
    sim: Simulation, population: Population, leads: list[Lead], rng: random.Random
) -> None:
    """A merge, a deletion and a restore of old contacts on the days after the first `as_of`."""
    calendar = sim.calendar
    old = [
        lead
        for lead in leads
        if lead.contact.deleted_at is None
        and lead.contact.person.second_email is None
        and lead.contact.email
        and lead.contact.recorded < calendar.day_start(calendar.as_of - 60)
    ]
    for offset, lead in zip((1, 2, 3), old[-6:], strict=False):
        lead.contact.deleted_at = calendar.at(calendar.as_of + offset, 11)
        case = "contact_deleted"
        if offset == 2:
            lead.contact.deleted_at = calendar.at(calendar.as_of - 4, 11)
            lead.contact.restored_at = calendar.at(calendar.as_of + 2, 15)
            case = "contact_restored"
        known = lead.contact.restored_at or lead.contact.deleted_at
        sim.special(case, "contact_records", lead.contact.id, "just after as_of", known)
    for offset, lead in zip((2, 3), old[-9:], strict=False):
        before = len(sim.cast.contacts)
        _double_contact(sim, population, lead, "merged", rng)
        if len(sim.cast.contacts) > before:
            second = sim.cast.contacts[-1]
            second.merged_at = calendar.at(calendar.as_of + offset, 10)
            note = "just after as_of"
            sim.special("merge_after_as_of", "contact_records", second.id, note, second.merged_at)


def _double_company(
    sim: Simulation,
    records: list[CompanyRecord],
    first: CompanyRecord,
    kind: str,
    rng: random.Random,
) -> None:
    created = first.created + rng.randrange(DAY, 15 * DAY)
    name = first.name.split(" ")[0] + " Group"
    domains = {
        "same_domain": f"WWW.{first.domain}",
        "merged": first.domain,
        "other_domain": f"{name.lower().replace(' ', '-')}-{first.id % 10**6}.example",
        "no_domain": None,
    }
    record = CompanyRecord(
        id=sim.ids.take("company_records"),
        name=name,
        domain=domains[kind],
        owner=first.owner,
        created=created,
        recorded=max(created + HOUR, first.recorded),
        country=first.country,
        industry=first.industry,
        employees=first.employees,
    )
    known = record.recorded
    if kind == "merged":
        record.merged_into = first.id
        record.merged_at = record.recorded + rng.randrange(5 * DAY, 60 * DAY)
        known = record.merged_at
    records.append(record)
    sim.special(f"company_twice:{kind}", "company_records", record.id, f"with {first.id}", known)


def _delete_companies(sim: Simulation, rng: random.Random) -> None:
    since = sim.calendar.start_instant
    companies = [c for c in sim.cast.companies if c.first_seen >= since]
    lonely = [c.records[0] for c in companies if len(c.records) == 1]
    for position, record in enumerate(lonely[7::60]):
        record.deleted_at = record.recorded + rng.randrange(20 * DAY, 120 * DAY)
        case = "company_deleted"
        if position % 2 == 0:
            record.restored_at = record.deleted_at + rng.randrange(HOUR, 9 * DAY)
            case = "company_restored"
        known = record.restored_at or record.deleted_at
        sim.special(case, "company_records", record.id, "", known)


def _test_records(sim: Simulation, population: Population, rng: random.Random) -> None:
    company = population.company(sim.calendar.start_instant, "FR")
    company.name, company.domain = "Test Company", "example.com"
    for number in range(max(4, sim.scale.leads // 1_500)):
        day = rng.randrange(sim.calendar.start + 3, sim.calendar.as_of)
        created = sim.calendar.at(day, rng.uniform(9, 18))
        person = population.person(company)
        person.email = f"test+{number}@example.com"
        contact = population.contact(person, "direct", created, created, person.email)
        contact.is_test = True
        sdr = population.staffing.pick("SDR", "FR", day)
        sim.cast.leads.append(Lead(contact, sdr, "cold", 0.3))
        sim.special("test_record", "contact_records", contact.id, person.email, created)
