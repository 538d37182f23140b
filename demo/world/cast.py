"""Who and what takes part, as mutable objects; instants are UTC seconds, days day numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

#: Seconds after an act within which the CRM writes its record as part of the act.
_SAME_ACT = 120


def _entered(created: int, recorded: int) -> int:
    """When the CRM had a record: with the act that made it, or days later, from a list."""
    return created if recorded - created < _SAME_ACT else recorded


@dataclass(slots=True)
class Rep:
    """One employee; `tricks` are really done, `looks_like` merely seem so."""

    id: int
    first_name: str
    last_name: str
    email: str
    role: str
    market: str
    active_from: int
    active_to: int | None
    tricks: frozenset[str]
    looks_like: frozenset[str]
    skill: float = 1.0
    load: int = 0

    def active(self, day: int) -> bool:
        """Employed on that day."""
        return self.active_from <= day and (self.active_to is None or day <= self.active_to)


@dataclass(slots=True)
class Campaign:
    """A campaign and its run."""

    id: int
    slug: str
    channel: str
    starts_on: int
    ends_on: int
    google_ads_id: int | None
    budget: float
    currency: str
    recorded: int


@dataclass(slots=True)
class Content:
    """A published content."""

    id: int
    kind: str
    channel: str
    published: int


@dataclass(slots=True)
class CompanyRecord:
    """A company object of the CRM."""

    id: int
    name: str
    domain: str | None
    owner: Rep
    created: int
    recorded: int
    country: str | None
    industry: str | None
    employees: int | None
    merged_into: int | None = None
    merged_at: int | None = None
    deleted_at: int | None = None
    restored_at: int | None = None
    onboarded_at: int | None = None
    onboarded_recorded: int | None = None

    @property
    def entered(self) -> int:
        """When the CRM had it."""
        return _entered(self.created, self.recorded)


@dataclass(slots=True)
class Company:
    """A company as it really is."""

    id: int
    name: str
    domain: str
    country: str
    industry: str
    employees: int
    currency: str
    first_seen: int
    second_name: str | None = None
    records: list[CompanyRecord] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    customer_since: int | None = None
    lost_at: int | None = None
    owner: Rep | None = None

    @property
    def segment(self) -> str:
        """Size class: smb below 50 people, mid below 500, else enterprise."""
        return "smb" if self.employees < 50 else "mid" if self.employees < 500 else "enterprise"


@dataclass(slots=True)
class Person:
    """A human as they really are."""

    id: int
    company: Company
    first_name: str
    last_name: str
    email: str
    second_email: str | None
    phone: str | None
    job_title: str
    country: str


@dataclass(slots=True)
class Contact:
    """A contact of the CRM."""

    id: int
    person: Person
    company_record: CompanyRecord | None
    email: str | None
    additional_emails: str
    channel: str
    campaign: Campaign | None
    created: int
    recorded: int
    phone: str | None
    job_title: str | None
    country: str | None
    merged_into: int | None = None
    merged_at: int | None = None
    deleted_at: int | None = None
    restored_at: int | None = None
    is_test: bool = False
    is_imported: bool = False
    subscribed: bool = False
    owners: list[tuple[int, Rep]] = field(default_factory=list)
    changes: list[tuple[str, str | None, int, int]] = field(default_factory=list)

    def change(self, name: str, value: str | None, at: int, recorded: int | None = None) -> None:
        """Set a field at an instant; known when the contact is, at the earliest."""
        self.changes.append((name, value, at, max(at, recorded or at, self.recorded)))

    @property
    def entered(self) -> int:
        """When the CRM had it."""
        return _entered(self.created, self.recorded)

    @property
    def live_until(self) -> int:
        """The instant from which nobody works on the record any more."""
        ends = [end for end in (self.merged_at, self.deleted_at) if end is not None]
        return min(ends) if ends else 1 << 40


@dataclass(frozen=True, slots=True)
class Story:
    """What must happen to a lead's account. A fate reserves the deal: no other case bends it."""

    opens: int
    closes: int
    win: bool
    fate: str


@dataclass(slots=True)
class Lead:
    """A contact on its way through the funnel; instants are None where it never gets there."""

    contact: Contact
    sdr: Rep
    temperature: str
    quality: float
    mql: int | None = None
    sql: int | None = None
    deal_at: int | None = None
    disqualified: int | None = None
    story: Story | None = None


@dataclass(slots=True)
class Line:
    """A line of a sale, before it becomes an order line."""

    product: int
    quantity: int
    unit_price: float
    list_amount: float
    discount: float
    amount: float
    cost: float
    billing_period: str
    recurring: float | None
    starts_on: int | None
    ends_on: int | None
    created: int
    recorded: int
    refund: float | None = None
    refunded_at: int | None = None
    refund_recorded: int | None = None


@dataclass(slots=True)
class Deal:
    """A deal of the CRM. `changes` are (field, value, changed, recorded), in order."""

    id: int
    company: Company
    record: CompanyRecord | None
    pipeline: str
    type: str
    currency: str
    channel: str
    campaign: Campaign | None
    owner: Rep
    created: int
    recorded: int
    contacts: list[Contact] = field(default_factory=list)
    changes: list[tuple[str, str | None, int, int]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    stage_times: dict[str, int] = field(default_factory=dict)
    closed: int | None = None
    won: bool = False
    #: When the work on it ended, though the CRM shows it as open for months.
    quiet_after: int | None = None
    deleted_at: int | None = None
    restored_at: int | None = None
    merged_into: int | None = None
    merged_at: int | None = None
    is_test: bool = False
    is_imported: bool = False
    case: str | None = None

    def change(self, name: str, value: str | None, at: int, recorded: int | None = None) -> None:
        """Set a field at an instant; known when the deal is, at the earliest."""
        self.changes.append((name, value, at, max(at, recorded or at, self.recorded)))

    @property
    def entered(self) -> int:
        """When the CRM had it."""
        return _entered(self.created, self.recorded)
