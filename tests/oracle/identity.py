"""Who is who, from what the systems serve: e-mail addresses, domains and the vendor's merges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from company.profile import Profile, slug
from demo.server.folding import MERGED_IDS
from tests.oracle.truth import Row, Truth

UNKNOWN = "unknown"


class Groups:
    """Union-find over texts."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, item: str) -> str:
        self._parent.setdefault(item, item)
        while self._parent[item] != item:
            item = self._parent[item]
        return item

    def join(self, one: str, other: str) -> None:
        self._parent[self.find(one)] = self.find(other)


class Records:
    """The records of a kind that count, each with the ids that were merged into it."""

    def __init__(self, truth: Truth, table: str, key: str) -> None:
        self.key = key
        by_id = {row[key]: row for row in truth.rows(table)}
        self.survivor = {record_id: _survivor(by_id, record_id) for record_id in by_id}
        self.merged: dict[str, list[Row]] = defaultdict(list)
        for record_id, survivor in self.survivor.items():
            self.merged[survivor].append(by_id[record_id])
        self.alive = {
            record_id: row
            for record_id, row in by_id.items()
            if self.survivor[record_id] == record_id
            and not truth.is_gone(row)
            and not row.get("is_test", False)
        }

    def created_at(self, record_id: str) -> datetime:
        """A survivor is as old as the oldest record in it."""
        earliest: datetime = min(row["created_at"] for row in self.merged[record_id])
        return earliest

    def served_id(self, record_id: str) -> str:
        """The id that the portal serves: a merge makes a new record, numbered by the merged one."""
        merged = [row for row in self.merged[record_id] if row["merged_into"]]
        if not merged:
            return record_id
        last = max(merged, key=lambda row: (row["merged_at"], row[self.key]))
        return str(int(last[self.key]) + MERGED_IDS)

    def by_age(self, record_ids: Iterable[str]) -> list[str]:
        return sorted(record_ids, key=lambda record_id: (self.created_at(record_id), record_id))

    def resolve(self, record_id: str | None) -> str | None:
        """Return the living record that `record_id` was merged into, if there is one."""
        survivor = self.survivor.get(record_id or "")
        return survivor if survivor in self.alive else None


def _survivor(by_id: dict[str, Row], record_id: str) -> str:
    while by_id[record_id]["merged_into"]:
        record_id = by_id[record_id]["merged_into"]
    return record_id


class Identity:
    """Persons and accounts, as the profile's rules recognise them in the served records."""

    def __init__(self, truth: Truth, profile: Profile) -> None:
        self.truth = truth
        self.profile = profile
        self.contacts = Records(truth, "contact_records", "contact_id")
        self.companies = Records(truth, "company_records", "company_record_id")
        self.deals = Records(truth, "deals", "deal_id")

    def normalised_email(self, email: str | None) -> str | None:
        if not email:
            return None
        local, _, domain = email.strip().lower().partition("@")
        return f"{local.split('+')[0]}@{domain}"

    @cached_property
    def person_of(self) -> dict[str, str]:
        """Living contact -> person."""
        groups = Groups()
        test_domains = self.profile.identity.test_email_domains
        for contact_id in self.contacts.alive:
            own = self.normalised_email(self.contacts.alive[contact_id]["email"])
            if own and own.split("@")[1] in test_domains:
                continue
            groups.find(contact_id)
            for row in self.contacts.merged[contact_id]:
                for email in (row["email"], *row["additional_emails"].split("|")):
                    if normalised := self.normalised_email(email):
                        groups.join(contact_id, f"mailto:{normalised}")
        return {
            item: groups.find(item)
            for item in list(groups._parent)
            if not item.startswith("mailto:")
        }

    @cached_property
    def person_by_email(self) -> dict[str, str]:
        """Normalised e-mail -> person."""
        return {
            normalised: person
            for contact_id, person in self.person_of.items()
            for row in self.contacts.merged[contact_id]
            for email in (row["email"], *row["additional_emails"].split("|"))
            if (normalised := self.normalised_email(email))
        }

    @cached_property
    def person_by_address(self) -> dict[str, str]:
        """An address of a living contact, exact but for letter case -> person."""
        return {
            address.lower(): person
            for contact_id, person in self.person_of.items()
            for row in self.contacts.merged[contact_id]
            for address in (row["email"] or "", *row["additional_emails"].split("|"))
            if address
        }

    def person(self, contact_id: str | None) -> str | None:
        return self.person_of.get(self.contacts.resolve(contact_id) or "")

    @cached_property
    def records_of(self) -> dict[str, list[str]]:
        """Person -> living contacts, the oldest first."""
        grouped: dict[str, list[str]] = defaultdict(list)
        for contact_id, person in self.person_of.items():
            grouped[person].append(contact_id)
        return {person: self.contacts.by_age(ids) for person, ids in grouped.items()}

    @cached_property
    def support_companies(self) -> dict[str, str | None]:
        """Normalised e-mail of each help-desk user -> the company that the help desk names."""
        users: dict[str, str | None] = {}
        tickets = self.truth.rows("tickets")
        for ticket in sorted(tickets, key=lambda row: (row["recorded_at"], row["ticket_id"])):
            if email := self.normalised_email(ticket["requester_email"]):
                users.setdefault(email, ticket["company_id"])
        return users

    def person_of_email(self, email: str | None) -> str | None:
        """The contact's person who writes from `email`, else the help-desk user alone."""
        normalised = self.normalised_email(email)
        if (
            normalised is None
            or normalised.split("@")[1] in self.profile.identity.test_email_domains
        ):
            return None
        return self.person_by_email.get(normalised, f"support:{normalised}")

    @cached_property
    def support_users_of(self) -> dict[str, list[str]]:
        """Person -> the help-desk companies of their addresses."""
        grouped: dict[str, list[str]] = defaultdict(list)
        for email, company in self.support_companies.items():
            person = self.person_of_email(email)
            if person and company:
                grouped[person].append(company)
        return grouped

    @cached_property
    def _account_groups(self) -> Groups:
        groups = Groups()
        domains = {row["company_id"]: row["domain"] for row in self.truth.rows("companies")}
        named = {record_id: row["domain"] for record_id, row in self.companies.alive.items()}
        helped = {f"org:{c}": domains[c] for c in self.support_companies.values() if c}
        for record_id, raw in {**named, **helped}.items():
            groups.find(record_id)
            domain = _plain(raw or "")
            if domain and domain not in self.profile.identity.free_mail_domains:
                groups.join(record_id, f"https://{domain}")
        return groups

    @cached_property
    def account_of(self) -> dict[str, str]:
        """Living company record -> account."""
        return {
            record_id: self._account_groups.find(record_id) for record_id in self.companies.alive
        }

    def support_account(self, company_id: str | None) -> str | None:
        """The account of an organisation of the help desk."""
        return self._account_groups.find(f"org:{company_id}") if company_id else None

    def account(self, company_record_id: str | None) -> str | None:
        return self.account_of.get(self.companies.resolve(company_record_id) or "")

    @cached_property
    def account_facts(self) -> dict[str, dict[str, str]]:
        """Account -> market, segment, industry, each from the oldest record that has it."""
        grouped: dict[str, list[str]] = defaultdict(list)
        for record_id, account in self.account_of.items():
            grouped[account].append(record_id)
        facts = {}
        for account, ids in grouped.items():
            rows = [self.companies.alive[record_id] for record_id in self.companies.by_age(ids)]
            employees = next((r["employees"] for r in rows if r["employees"] is not None), None)
            industry = next((r["industry"] for r in rows if r["industry"]), None)
            facts[account] = {
                "market": next((r["country"] for r in rows if r["country"]), UNKNOWN),
                "segment": self._segment(employees),
                "industry": slug(industry) if industry else UNKNOWN,
            }
        return facts

    @cached_property
    def employees(self) -> dict[str, int]:
        """Account -> its employees, from the oldest record that has them."""
        known: dict[str, int] = {}
        for record_id in self.companies.by_age(self.account_of):
            employees = self.companies.alive[record_id]["employees"]
            if employees is not None:
                known.setdefault(self.account_of[record_id], employees)
        return known

    def account_of_domain(self, domain: str) -> str | None:
        """The account that a domain belongs to, if any record has it: the help desk's too."""
        account = self._account_groups.find(f"https://{_plain(domain)}")
        return account if account in self.account_facts or account in self._helped else None

    @cached_property
    def _helped(self) -> set[str]:
        """Accounts that the help desk has a record of."""
        return {self._account_groups.find(f"org:{c}") for c in self.support_companies.values() if c}

    def _segment(self, employees: int | None) -> str:
        for segment in self.profile.segments:
            upper = segment.max_employees
            if (
                employees is not None
                and employees >= segment.min_employees
                and (upper is None or employees <= upper)
            ):
                return segment.key
        return UNKNOWN


def _plain(domain: str) -> str:
    return domain.strip().lower().removeprefix("www.")
