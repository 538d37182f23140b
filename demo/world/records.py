"""Writes companies, people and their CRM records as rows, once nothing more happens to them."""

from __future__ import annotations

from demo.world.cast import Company, Contact, Person
from demo.world.clock import MARKET_ZONES
from demo.world.state import Simulation


def write_people(sim: Simulation) -> None:
    """Write companies, their records, people and contacts as they ended up."""
    for company in sim.cast.companies:
        _write_company(sim, company)
    written: set[int] = set()
    for contact in sim.cast.contacts:
        if contact.person.id not in written:
            written.add(contact.person.id)
            write_person(sim, contact.person, contact.created)
        _write_contact(sim, contact)


def _write_company(sim: Simulation, company: Company) -> None:
    sim.rows["companies"].add(
        company_id=company.id,
        name=company.name,
        second_name=company.second_name,
        domain=company.domain,
        country=company.country,
        industry=company.industry,
        employees=company.employees,
        currency=company.currency,
        time_zone=MARKET_ZONES[company.country],
        recorded_at=company.first_seen,
    )
    for record in company.records:
        sim.rows["company_records"].add(
            company_record_id=record.id,
            company_id=company.id,
            name=record.name,
            domain=record.domain,
            country=record.country,
            industry=record.industry,
            employees=record.employees,
            owner_rep_id=record.owner.id,
            # The CRM dates its objects by their entry; nobody can date them back.
            created_at=record.entered,
            merged_into=record.merged_into,
            merged_at=record.merged_at,
            deleted_at=record.deleted_at,
            restored_at=record.restored_at,
            onboarded_at=record.onboarded_at,
            onboarded_recorded_at=record.onboarded_recorded,
            recorded_at=record.entered,
        )


def write_person(sim: Simulation, person: Person, known_at: int) -> None:
    """Write one human."""
    sim.rows["people"].add(
        person_id=person.id,
        company_id=person.company.id,
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
        second_email=person.second_email,
        phone=person.phone,
        job_title=person.job_title,
        country=person.country,
        recorded_at=known_at,
    )


def _write_contact(sim: Simulation, contact: Contact) -> None:
    sim.rows["contact_records"].add(
        contact_id=contact.id,
        person_id=contact.person.id,
        company_record_id=contact.company_record.id if contact.company_record else None,
        email=contact.email,
        additional_emails=contact.additional_emails,
        first_name=contact.person.first_name,
        last_name=contact.person.last_name,
        phone=contact.phone,
        job_title=contact.job_title,
        country=contact.country,
        channel=contact.channel,
        campaign_id=contact.campaign.id if contact.campaign else None,
        created_at=contact.entered,
        merged_into=contact.merged_into,
        merged_at=contact.merged_at,
        deleted_at=contact.deleted_at,
        restored_at=contact.restored_at,
        is_test=contact.is_test,
        recorded_at=contact.entered,
    )
