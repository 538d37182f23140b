"""Companies, people and the CRM's records of them, as leads arrive."""

from __future__ import annotations

import random

from demo.world.cast import Campaign, Company, CompanyRecord, Contact, Lead, Person
from demo.world.clock import DAY, HOUR
from demo.world.names import JOB_TITLES, CompanyNames, Mailboxes, person_name
from demo.world.staffing import Staffing
from demo.world.state import Simulation

MARKET_WEIGHTS = {
    "FR": 34, "DE": 17, "GB": 14, "ES": 8, "IT": 8, "BE": 6, "CH": 6, "NL": 9, "US": 7,
}  # fmt: skip
CURRENCIES = {"GB": "GBP", "CH": "CHF", "US": "USD"}
INDUSTRIES = ("software", "manufacturing", "retail", "finance", "healthcare", "logistics", "media")
CHANNEL_WEIGHTS = {
    "organic_search": 22, "paid_search": 16, "outbound": 16, "email": 8, "event": 9,
    "paid_social": 8, "referral": 7, "direct": 6, "organic_social": 4, "partner": 4,
}  # fmt: skip
# How likely a lead of the channel goes further, against the mean.
CHANNEL_QUALITY = {
    "referral": 1.7, "partner": 1.5, "organic_search": 1.15, "event": 1.1, "direct": 1.0,
    "email": 0.95, "paid_search": 0.9, "outbound": 0.8, "organic_social": 0.7, "paid_social": 0.6,
}  # fmt: skip
FREE_MAIL = ("gmail.com", "outlook.com", "orange.fr", "gmx.de")


class Population:
    """Makes companies, people and contacts on demand."""

    def __init__(self, sim: Simulation) -> None:
        self.sim = sim
        self.rng = sim.random("people")
        self.names = CompanyNames(sim.random("names"))
        self.mailboxes = Mailboxes()
        self.staffing = Staffing(sim)
        horizon = sim.calendar.as_of - sim.calendar.start
        # Markets entered during the horizon; the others were there before.
        self.opened = {
            "NL": sim.calendar.start + horizon * 35 // 100,
            "US": sim.calendar.start + horizon * 60 // 100,
        }
        self.customers: list[Company] = []
        self.campaigns: dict[str, list[Campaign]] = {}
        for campaign in sim.cast.campaigns:
            self.campaigns.setdefault(campaign.channel, []).append(campaign)

    def market(self, day: int) -> str:
        """A market that is open on the day."""
        market = self.rng.choices(list(MARKET_WEIGHTS), list(MARKET_WEIGHTS.values()))[0]
        return "FR" if self.opened.get(market, 0) > day else market

    def company(self, instant: int, market: str) -> Company:
        """A company seen for the first time."""
        rng = self.rng
        name, other_name, domain = self.names.take()
        size = rng.choices(((5, 49), (50, 499), (500, 5_000)), (52, 36, 12))[0]
        company = Company(
            id=self.sim.ids.take("companies"),
            name=name,
            domain=domain,
            country=market,
            industry=rng.choice(INDUSTRIES),
            employees=rng.randint(*size),
            currency=CURRENCIES.get(market, "EUR"),
            first_seen=instant,
            second_name=other_name if rng.random() < 0.12 else None,
        )
        self.sim.cast.companies.append(company)
        return company

    def company_record(self, company: Company, instant: int, recorded: int) -> CompanyRecord:
        """The CRM's object for the company, made now when there is none."""
        if company.records:
            return company.records[0]
        day = self.sim.calendar.day_of(instant)
        owner = self.staffing.pick("AE", company.country, day)
        careless = "incomplete_records" in owner.tricks or self.rng.random() < 0.07
        record = CompanyRecord(
            id=self.sim.ids.take("company_records"),
            name=company.name,
            domain=company.domain,
            owner=owner,
            created=instant,
            recorded=recorded,
            country=company.country,
            industry=None if careless else company.industry,
            employees=None if self.rng.random() < 0.04 else company.employees,
        )
        company.records.append(record)
        company.owner = owner
        return record

    def person(self, company: Company) -> Person:
        """A new human at the company."""
        rng = self.rng
        first, last = person_name(rng, company.country)
        free = rng.random() < 0.05
        domain = rng.choice(FREE_MAIL) if free else company.domain
        email = self.mailboxes.take(first, last, domain)
        return Person(
            id=self.sim.ids.take("people"),
            company=company,
            first_name=first,
            last_name=last,
            email=email,
            second_email=None,
            phone=f"+{rng.randrange(30, 50)}{rng.randrange(10**8, 10**9)}"
            if rng.random() < 0.72
            else None,
            job_title=rng.choice(JOB_TITLES),
            country=company.country,
        )

    def contact(
        self, person: Person, channel: str, created: int, recorded: int, email: str | None
    ) -> Contact:
        """A CRM contact for the person."""
        rng, company = self.rng, person.company
        corporate = email is not None and email.endswith(company.domain)
        record = (
            self.company_record(company, created, recorded)
            if corporate or company.records
            else None
        )
        contact = Contact(
            id=self.sim.ids.take("contact_records"),
            person=person,
            company_record=record,
            email=email,
            additional_emails="",
            channel=channel,
            campaign=self._campaign(channel, created),
            created=created,
            recorded=max(recorded, record.recorded if record else 0),
            phone=person.phone,
            job_title=person.job_title if rng.random() < 0.85 else None,
            country=person.country if rng.random() < 0.93 else None,
        )
        company.contacts.append(contact)
        self.sim.cast.contacts.append(contact)
        return contact

    def _campaign(self, channel: str, instant: int) -> Campaign | None:
        day = self.sim.calendar.day_of(instant)
        running = [
            c
            for c in self.campaigns.get(channel, ())
            if c.starts_on <= day <= c.ends_on + (45 if channel == "event" else 10)
            and c.recorded <= instant
        ]
        return self.rng.choice(running) if running and self.rng.random() < 0.9 else None


def build_leads(sim: Simulation, population: Population) -> None:
    """Leads over the horizon, each with a contact, an SDR and a temperature."""
    rng, calendar = sim.random("leads"), sim.calendar
    # Colleagues of those who were imported come, too, but for those of customers.
    customers = {company.id for company in population.customers}
    recent = [company for company in sim.cast.companies if company.id not in customers]
    previous_day = calendar.start
    for instant, edge in _arrivals(sim, rng):
        day = calendar.day_of(instant)
        for passed in range(previous_day + 1, day + 1):
            population.staffing.newcomer_load(passed)
        previous_day = day
        channel = rng.choices(list(CHANNEL_WEIGHTS), list(CHANNEL_WEIGHTS.values()))[0]
        channel = "organic_search" if edge else channel
        if channel in ("outbound", "event", "partner"):
            instant = calendar.work_instant(rng, instant)
        if recent and rng.random() < 0.5:
            company = recent[-1 - int(rng.random() ** 1.6 * min(len(recent), 2_000))]
        else:
            company = population.company(instant, population.market(day))
            recent.append(company)
        # A list of a trade fair, or of a partner, is entered days later.
        late = channel in ("event", "partner") and rng.random() < 0.5
        recorded = instant + (rng.randrange(DAY, 6 * DAY) if late else rng.randrange(1, 90))
        person = population.person(company)
        email = person.email if rng.random() < 0.985 else None
        contact = population.contact(person, channel, instant, recorded, email)
        sdr = population.staffing.pick("SDR", company.country, calendar.day_of(instant))
        quality = CHANNEL_QUALITY[channel] * rng.lognormvariate(-0.08, 0.4)
        temperature = "hot" if quality > 1.35 else "warm" if quality > 0.75 else "cold"
        if "incomplete_records" in sdr.tricks and rng.random() < 0.5:
            contact.phone = contact.job_title = contact.country = None
        sim.cast.leads.append(Lead(contact, sdr, temperature, quality))


def _arrivals(sim: Simulation, rng: random.Random) -> list[tuple[int, bool]]:
    """When leads arrive, and whether the instant was chosen for being an edge of time."""
    calendar = sim.calendar
    days = sim.arrival_days(sim.flows(sim.scale.leads), "lead_days")
    instants = [calendar.at(day, min(max(rng.gauss(14, 4.2), 0.02), 23.97)) for day in days]
    edges: list[int] = []
    # The hours that clocks skip or repeat, and the edges of business months.
    for day in calendar.clock_changes():
        noon = calendar.at(day, 12)
        edges += [noon + int(hour * HOUR) for hour in (-11.5, -10.5, -9.5, -8.5, 11.5)]
    for day in range(calendar.start, calendar.end):
        if day == calendar.month_end(day):
            edges += [calendar.day_start(day + 1) - 1, calendar.day_start(day + 1)]
    return sorted([(instant, False) for instant in instants] + [(edge, True) for edge in edges])
