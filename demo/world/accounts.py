"""From opportunity to customer and on: deals, renewals, expansions, churn, reactivation."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable
from typing import Any

from demo.world.baskets import (
    expansion_basket,
    flexible_basket,
    new_basket,
    renewed_basket,
)
from demo.world.cast import Company, Contact, Deal, Lead, Rep
from demo.world.clock import DAY
from demo.world.deals import DealDesk
from demo.world.opening import Contract, Opening
from demo.world.people import CHANNEL_QUALITY, Population
from demo.world.state import Simulation

_WIN_RATE = 0.172
_RENEWED = {"smb": 0.84, "mid": 0.89, "enterprise": 0.95}


class Accounts:
    """Plays what happens to accounts in order of time."""

    def __init__(self, sim: Simulation, population: Population, desk: DealDesk) -> None:
        self.sim = sim
        self.population = population
        self.desk = desk
        self.rng: random.Random = sim.random("accounts")
        self.open_deals: dict[int, Deal] = {}
        self._queue: list[tuple[int, int, str, Any]] = []
        self._serial = 0
        self._fates: dict[int, str] = {}

    def _at(self, moment: int, what: str, subject: Any) -> None:
        if moment < self.sim.calendar.end_instant:
            self._serial += 1
            heapq.heappush(self._queue, (moment, self._serial, what, subject))

    def run(self, opening: Opening) -> None:
        """Play every account to the end of the horizon."""
        for contract in opening.contracts:
            self._on_contract(contract)
        for lead in opening.prospects:
            self._at(lead.deal_at or 0, "lead", lead)
        for lead in self.sim.cast.leads:
            if lead.deal_at is not None and lead.deal_at < lead.contact.live_until:
                self._at(lead.deal_at, "lead", lead)
        handlers: dict[str, Callable[[int, Any], None]] = {
            "lead": self._on_lead,
            "won": self._on_won,
            "renew": self._on_renewal,
            "expand": self._on_expansion,
            "return": self._on_return,
        }
        while self._queue:
            moment, _, what, subject = heapq.heappop(self._queue)
            handlers[what](moment, subject)

    def _owner(self, company: Company, day: int) -> Rep:
        owner = company.owner
        if owner is None or not owner.active(day):
            owner = self.population.staffing.pick("AE", company.country, day)
            company.owner = owner
        return owner

    def _buyers(self, lead: Lead, moment: int) -> list[Contact]:
        """The lead first, then colleagues that the CRM knows."""
        company = lead.contact.person.company
        others = [
            c
            for c in company.contacts
            if c is not lead.contact and c.recorded < moment < c.live_until and not c.is_test
        ]
        return [lead.contact, *others[: self.rng.choice((0, 1, 1, 2, 3))]]

    def _on_lead(self, moment: int, lead: Lead) -> None:
        contact = lead.contact
        company = contact.person.company
        contact.change("lifecycle_stage", "opportunity", moment)
        contact.change("lead_status", "open_deal", moment)
        running = self.open_deals.get(company.id)
        ends = (running.quiet_after or running.closed) if running is not None else None
        still_open = ends is not None and ends > moment
        story = lead.story
        if running is not None and still_open and not story and self.rng.random() < 0.7:
            self._join(running, contact, moment)
            return
        owner = self._owner(company, self.sim.calendar.day_of(moment))
        chance = _WIN_RATE * owner.skill * CHANNEL_QUALITY[contact.channel] ** 0.5
        win = self.rng.random() < chance
        basket = new_basket(self.rng, company)
        if story is not None:
            win = story.win
            self._fates[company.id] = story.fate
            basket = flexible_basket(company) if story.fate == "churn_and_return" else basket
        kind = "expansion" if company.customer_since and not company.lost_at else "new"
        deal = self.desk.open(
            company,
            self._buyers(lead, moment),
            moment,
            kind,
            owner,
            basket,
            win=win,
            channel=contact.channel,
            campaign=contact.campaign,
            # Imported deals are on their way already.
            pace=self.rng.uniform(0.2, 0.9) if contact.is_imported else 1.0,
            close_by=story.closes if story else None,
        )
        deal.case = (story.fate or None) if story else None
        contact.change("owner", str(owner.id), moment)
        contact.owners.append((moment, owner))
        self._started(deal)

    def _join(self, deal: Deal, contact: Contact, moment: int) -> None:
        if contact not in deal.contacts and contact.recorded <= moment:
            deal.contacts.append(contact)

    def _started(self, deal: Deal) -> None:
        self.open_deals[deal.company.id] = deal
        if deal.won and deal.closed is not None:
            self._at(deal.closed, "won", deal)

    def _on_won(self, moment: int, deal: Deal) -> None:
        company = deal.company
        if company.lost_at is not None and company.lost_at < moment:
            self.sim.special("reactivation", "deals", deal.id, f"company {company.id}", moment)
            company.lost_at = None
        if company.customer_since is None:
            company.customer_since = moment
            self._onboard(deal, moment)
        for contact in deal.contacts:
            if contact.live_until > moment:
                contact.change("lifecycle_stage", "customer", moment)
        self._plan(moment, deal)

    def _on_contract(self, contract: Contract) -> None:
        """A customer of before; whoever brought it in was served long ago."""
        company, record = contract.company, contract.contacts[0].company_record
        company.customer_since = contract.signed
        if record is not None:
            served = contract.signed + int(self.rng.lognormvariate(3.5, 0.5) * DAY)
            record.onboarded_at = min(served, contract.booked)
            record.onboarded_recorded = contract.booked
        owner = self._owner(company, self.sim.calendar.imported_on)
        self._plan(contract.booked, self.desk.book(contract, owner))

    def _plan(self, moment: int, deal: Deal) -> None:
        """What becomes of a customer: more purchases, and the end of the contract."""
        company, rng = deal.company, self.rng
        if self._fates.get(company.id) == "expand":
            self._at(moment + 100 * DAY, "expand", deal)
        elif rng.random() < 0.6:
            self._at(moment + rng.randrange(50 * DAY, 420 * DAY), "expand", deal)
        recurring = [line for line in deal.lines if line.ends_on is not None]
        if recurring:
            ends = self.sim.calendar.day_start(max(line.ends_on or 0 for line in recurring))
            self._at(max(moment + DAY, ends - 60 * DAY), "renew", deal)

    def _onboard(self, deal: Deal, moment: int) -> None:
        record = deal.record
        if record is not None and self.rng.random() < 0.88 and record.onboarded_at is None:
            record.onboarded_at = moment + int(self.rng.lognormvariate(3.5, 0.5) * DAY)
            late = self.rng.randrange(DAY, 9 * DAY) if self.rng.random() < 0.15 else 600
            record.onboarded_recorded = record.onboarded_at + late

    def _on_renewal(self, moment: int, deal: Deal) -> None:
        company, rng, calendar = deal.company, self.rng, self.sim.calendar
        basket = renewed_basket(rng, self.desk.baskets[deal.id])
        if basket is None:
            return
        fate = self._fates.get(company.id)
        win = rng.random() < _RENEWED[company.segment] or fate == "renew"
        if fate == "churn_and_return":
            # It leaves once; who came back is known by the channel of the return.
            win = deal.channel == "direct"
        last_day = max(line.ends_on or 0 for line in deal.lines)
        signed_on = calendar.planned_day(rng, last_day - rng.randrange(5, 26), company.country)
        close_by = calendar.at(signed_on, rng.uniform(9, 18))
        owner = self._owner(company, calendar.day_of(moment))
        renewal = self.desk.open(
            company,
            deal.contacts,
            calendar.planned_instant(rng, moment, company.country),
            "renewal",
            owner,
            basket,
            win=win,
            channel=deal.channel,
            campaign=None,
            close_by=max(close_by, moment + 3 * DAY),
        )
        for line in renewal.lines:
            if line.starts_on is not None and line.ends_on is not None:
                shift = last_day + 1 - line.starts_on
                line.starts_on, line.ends_on = last_day + 1, line.ends_on + shift
        if renewal.won:
            self._started(renewal)
            return
        company.lost_at = calendar.day_start(last_day + 1)
        self.sim.special("churn", "deals", renewal.id, f"company {company.id}", company.lost_at)
        if fate == "churn_and_return" or rng.random() < 0.16:
            self._at(company.lost_at + rng.randrange(35 * DAY, 80 * DAY), "return", renewal)

    def _on_expansion(self, moment: int, deal: Deal) -> None:
        company, rng = deal.company, self.rng
        if company.lost_at is not None:
            return
        moment = self.sim.calendar.planned_instant(rng, moment, company.country)
        expansion = self.desk.open(
            company,
            deal.contacts[:2],
            moment,
            "expansion",
            self._owner(company, self.sim.calendar.day_of(moment)),
            expansion_basket(rng, company),
            win=rng.random() < 0.36,
            channel=deal.channel,
            campaign=None,
            pace=0.6,
        )
        self.sim.special("expansion", "deals", expansion.id, f"company {company.id}", moment)
        self._started(expansion)

    def _on_return(self, moment: int, deal: Deal) -> None:
        company, rng = deal.company, self.rng
        moment = self.sim.calendar.planned_instant(rng, moment, company.country)
        again = self.desk.open(
            company,
            deal.contacts[:2],
            moment,
            "new",
            self._owner(company, self.sim.calendar.day_of(moment)),
            new_basket(rng, company),
            win=True,
            channel="direct",
            campaign=None,
            pace=0.5,
        )
        self._started(again)
