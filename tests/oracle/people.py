"""What is known of persons, reps and money: the dimensions of an observation."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from company.profile import slug
from tests.oracle.identity import UNKNOWN, Identity
from tests.oracle.truth import Row, day_of, value_at

Dimensions = dict[str, str]


class People:
    """Dimensions of persons, accounts and reps at an instant."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        self.truth = identity.truth

    @cached_property
    def rep_names(self) -> dict[str, str]:
        """rep_id -> local part of the work e-mail."""
        return {
            row["rep_id"]: row["email"].lower().split("@")[0] for row in self.truth.rows("reps")
        }

    @cached_property
    def _memberships(self) -> dict[str, list[Row]]:
        teams = {row["team_id"]: slug(row["name"]) for row in self.truth.rows("teams")}
        grouped: dict[str, list[Row]] = defaultdict(list)
        for row in self.truth.rows("team_memberships"):
            grouped[row["rep_id"]].append({**row, "team": teams[row["team_id"]]})
        return grouped

    def rep(self, rep_id: str | None, day: date) -> Dimensions:
        """Owner and team of a rep on a day."""
        if rep_id is None:
            return {"owner": UNKNOWN, "team": UNKNOWN}
        team = UNKNOWN
        for row in self._memberships[rep_id]:
            if row["from_on"] <= day and (row["to_on"] is None or day <= row["to_on"]):
                team = row["team"]
        return {"owner": self.rep_names[rep_id], "team": team}

    @cached_property
    def _campaigns(self) -> dict[str, str]:
        return {row["campaign_id"]: row["utm_campaign"] for row in self.truth.rows("campaigns")}

    def campaign(self, campaign_id: str | None) -> str:
        return self._campaigns.get(campaign_id or "", UNKNOWN)

    def account_of(self, person: str) -> str | None:
        """The account of the person's oldest record that has one; the help desk's come last."""
        contacts = self.identity.contacts
        for contact_id in self.identity.records_of.get(person, []):
            for row in sorted(
                contacts.merged[contact_id], key=lambda r: r["contact_id"] != contact_id
            ):
                if account := self.identity.account(row["company_record_id"]):
                    return account
        companies = self.identity.support_users_of.get(person, [None])
        return self.identity.support_account(companies[0])

    def person(self, person: str | None) -> Dimensions:
        """Channel, campaign, market, segment and industry of a person."""
        if person is None:
            return dict.fromkeys(("channel", "campaign", "market", "segment", "industry"), UNKNOWN)
        rows = [self.identity.contacts.alive[c] for c in self.identity.records_of.get(person, [])]
        facts = self.account(self.account_of(person))
        market = next((row["country"] for row in rows if row["country"]), facts["market"])
        return {
            **facts,
            "market": market,
            "channel": next((row["channel"] for row in rows if row["channel"]), UNKNOWN),
            "campaign": next(
                (self.campaign(row["campaign_id"]) for row in rows if row["campaign_id"]), UNKNOWN
            ),
        }

    def account(self, account: str | None) -> Dimensions:
        unknown = dict.fromkeys(("market", "segment", "industry"), UNKNOWN)
        return self.identity.account_facts.get(account or "", unknown)

    def lead_at(self, person: str) -> datetime:
        return self.identity.contacts.created_at(self.identity.records_of[person][0])

    def lead_owner(self, person: str, instant: datetime) -> Dimensions:
        """Owner and team, at an instant, of the person's oldest record."""
        oldest = self.identity.records_of[person][0]
        changes = self.truth.contact_changes.get((oldest, "owner"), [])
        return self.rep(value_at(changes, instant), day_of(instant))

    def first_reached(self, person: str, lifecycle_stage: str) -> datetime | None:
        """When any record of the person first reached a lifecycle stage."""
        instants = [
            change["changed_at"]
            for contact_id in self.identity.records_of[person]
            for row in self.identity.contacts.merged[contact_id]
            for change in self.truth.contact_changes.get((row["contact_id"], "lifecycle_stage"), [])
            if change["new_value"] == lifecycle_stage and change["changed_at"] < self.truth.end
        ]
        return min(instants, default=None)

    def value_of(self, person: str, field: str, instant: datetime) -> str | None:
        """The value in force at an instant, of the last change over all the person's records."""
        changes = [
            change
            for record in self.identity.records_of[person]
            for change in self.truth.contact_changes.get((record, field), [])
        ]
        return value_at(sorted(changes, key=lambda change: change["changed_at"]), instant)

    def disqualified_at(self, person: str) -> datetime | None:
        """Since when the person is disqualified, if they were not taken up again."""
        instants = []
        for record in self.identity.records_of[person]:
            *_, last = self.truth.contact_changes.get((record, "lead_status"), [None])
            if last and last["new_value"] == "unqualified":
                instants.append(last["changed_at"])
        return min(instants, default=None)

    @cached_property
    def _rates(self) -> dict[str, list[tuple[date, Decimal]]]:
        grouped: dict[str, list[tuple[date, Decimal]]] = defaultdict(list)
        for row in self.truth.rows("fx_rates"):
            grouped[row["currency"]].append((row["rate_on"], Decimal(str(row["rate"]))))
        return {currency: sorted(rates) for currency, rates in grouped.items()}

    def rate(self, currency: str, day: date) -> Decimal | None:
        """Euros for one unit: the last rate on or before the day, unless it is too old."""
        if currency == self.identity.profile.reporting_currency:
            return Decimal(1)
        rates = self._rates.get(currency, [])
        index = bisect_right(rates, (day, Decimal("Infinity")))
        if index == 0 or (day - rates[index - 1][0]).days > self.identity.profile.fx.max_age_days:
            return None
        return rates[index - 1][1]

    def reporting(self, amount: Decimal | None, currency: str, day: date) -> Decimal | None:
        rate = self.rate(currency, day)
        if amount is None or rate is None:
            return None
        return (amount * rate).quantize(Decimal("0.01"), ROUND_HALF_UP)
