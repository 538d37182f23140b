"""From lead to opportunity: what marketing and the SDRs do with each lead."""

from __future__ import annotations

import random

from demo.world.activities import ActivityLog
from demo.world.cast import Lead, Rep
from demo.world.clock import DAY, HOUR
from demo.world.people import Population
from demo.world.state import Simulation

_REASONS = ("no_budget", "wrong_fit", "competitor", "unreachable", "spam", "student")
_DELAY_HOURS = {"hot": 5.0, "warm": 20.0, "cold": 55.0}


def run_journeys(sim: Simulation, population: Population, log: ActivityLog) -> None:
    """Give every lead its fields, its stages and the touches of its SDR."""
    rng = sim.random("journeys")
    for lead in sim.cast.leads:
        _stages(sim, lead, rng)
        describe(lead, rng)
        _owner(sim, population, lead, rng)
        if not lead.contact.is_test:
            _prospect(sim, lead, log, rng)


def _stages(sim: Simulation, lead: Lead, rng: random.Random) -> None:
    contact, work = lead.contact, sim.calendar.planned_instant
    stage = "subscriber" if contact.channel != "outbound" and rng.random() < 0.12 else "lead"
    contact.change("lifecycle_stage", stage, contact.created)
    if contact.is_test:
        return
    if lead.story is not None:
        lead.sql, lead.deal_at = lead.story.opens - 2 * DAY, lead.story.opens
        if lead.story.fate == "renew":
            sim.special("lead_skips_mql", "contact_records", contact.id, "", lead.sql)
        else:
            lead.mql = contact.recorded + DAY
            contact.change("lifecycle_stage", "marketingqualifiedlead", lead.mql)
        contact.change("lifecycle_stage", "salesqualifiedlead", lead.sql)
        return
    reached = contact.recorded
    if rng.random() < min(0.9, 0.36 * lead.quality):
        lead.mql = reached + 60 + int(min(rng.lognormvariate(0.3, 1.5), 150.0) * DAY)
        contact.change("lifecycle_stage", "marketingqualifiedlead", lead.mql)
        accepted = rng.random() < 0.15 + 0.2 * lead.quality
        reached = lead.mql
    else:
        accepted = contact.channel in ("outbound", "referral") and rng.random() < 0.08
    if accepted:
        wait = min(rng.lognormvariate(2.3, 0.9), 190.0) * DAY
        lead.sql = work(rng, reached + int(wait), contact.person.country)
        contact.change("lifecycle_stage", "salesqualifiedlead", lead.sql)
        if lead.mql is None:
            sim.special("lead_skips_mql", "contact_records", contact.id, "", lead.sql)
        if rng.random() < 0.78:
            wait_for_deal = int(rng.expovariate(1 / 2.5) * DAY)
            lead.deal_at = work(rng, lead.sql + wait_for_deal, contact.person.country)
    elif rng.random() < 0.24:
        lead.disqualified = work(rng, reached + rng.randrange(2 * DAY, 40 * DAY))
        contact.change("lead_status", "unqualified", lead.disqualified)
        contact.change("disqualified_reason", rng.choice(_REASONS), lead.disqualified)


def describe(lead: Lead, rng: random.Random) -> None:
    """Give the contact of a lead the fields that every contact has."""
    contact = lead.contact
    contact.subscribed = contact.email is not None and rng.random() < 0.62
    contact.change("subscribed", "true" if contact.subscribed else "false", contact.created)
    consent = "opt_in" if contact.subscribed else rng.choice(("legitimate_interest", "none"))
    contact.change("consent", consent, contact.created)
    contact.change("temperature", lead.temperature, contact.created)
    contact.change("lead_status", "new", contact.created)
    score = round(min(48.0, 12 + 14 * lead.quality + rng.uniform(0, 12)))
    contact.change("score", str(score), contact.created)
    if lead.mql is not None:
        score = round(min(99.0, 52 + 18 * lead.quality * rng.random()))
        contact.change("score", str(score), lead.mql)
    elif rng.random() < 0.3:
        # Scores fade without engagement.
        contact.change("score", str(max(0, score - 10)), contact.recorded + 60 * DAY)
    if lead.sql is not None and rng.random() < 0.4:
        contact.change("temperature", "hot", lead.sql)


def _owner(sim: Simulation, population: Population, lead: Lead, rng: random.Random) -> None:
    contact = lead.contact
    assigned = contact.created if rng.random() < 0.5 else contact.created + rng.randrange(2 * HOUR)
    contact.change("owner", str(lead.sdr.id), assigned)
    contact.owners.append((assigned, lead.sdr))
    left = lead.sdr.active_to
    if left is not None:
        day = sim.calendar.workday(left + 1)
        moment = sim.calendar.at(day, 9.25)
        if contact.recorded < moment < max(contact.created + 120 * DAY, lead.deal_at or 0):
            heir = population.staffing.successor(lead.sdr, day)
            contact.change("owner", str(heir.id), moment)
            contact.owners.append((moment, heir))


def owner_at(lead: Lead, instant: int) -> Rep:
    """Who owned the lead's contact at an instant."""
    owner = lead.sdr
    for since, rep in lead.contact.owners:
        if since <= instant:
            owner = rep
    return owner


def _worked(lead: Lead, rng: random.Random) -> bool:
    if lead.sql is not None:
        return True
    country = lead.contact.person.country
    if "selective_prospecting" in lead.sdr.tricks and (
        lead.temperature == "cold" or country in ("NL", "US")
    ):
        return rng.random() < 0.12
    return rng.random() < {"hot": 0.96, "warm": 0.91, "cold": 0.82}[lead.temperature]


def _prospect(sim: Simulation, lead: Lead, log: ActivityLog, rng: random.Random) -> None:
    if not _worked(lead, rng):
        return
    contact, calendar = lead.contact, sim.calendar
    hours = _DELAY_HOURS[lead.temperature] * rng.lognormvariate(0, 0.8)
    if "selective_prospecting" in lead.sdr.looks_like and lead.temperature == "cold":
        hours += 7 * 24
    moment = contact.recorded + int(hours * HOUR)
    stop = lead.sql or lead.disqualified or contact.recorded + 75 * DAY
    moment = min(moment, max(contact.recorded + 300, stop - 2 * DAY))
    touches = 2 + min(9, int(rng.expovariate(1 / 4.1)))
    replied = lead.sql is not None or rng.random() < 0.14
    last = contact.recorded
    for number in range(touches):
        # Who is hot is called as soon as there is somebody to call; the rest is planned.
        is_urgent = number == 0 and lead.temperature == "hot"
        when = calendar.work_instant if is_urgent else calendar.planned_instant
        moment = when(rng, moment, contact.person.country)
        if (moment >= stop and number > 0) or moment > calendar.end_instant:
            break
        rep = owner_at(lead, moment)
        if not rep.active(calendar.day_of(moment)):
            break
        if number == 0:
            contact.change("lead_status", "attempted_to_contact", moment)
            if contact.channel == "event" and number == 0 and rng.random() < 0.6:
                _fair_import(sim, lead, log)
        last = moment
        kind = rng.choices(("call", "email", "social"), (47, 38, 15))[0]
        # Mail that is sent from the CRM is in it immediately.
        recorded = moment if kind == "email" and not rep.tricks else None
        log.add(kind, rep, moment, contact, recorded=recorded)
        moment += int(rng.uniform(0.7, 6.5) * DAY)
    if replied and last < stop:
        answer = last + rng.randrange(HOUR, 4 * DAY)
        if answer < stop and answer < calendar.end_instant:
            rep = owner_at(lead, answer)
            kind = "email" if rng.random() < 0.8 else "call"
            log.add(kind, rep, answer, contact, direction="inbound")
            contact.change("lead_status", "connected", answer)
    _first_meeting(sim, lead, log, last, rng)


def _fair_import(sim: Simulation, lead: Lead, log: ActivityLog) -> None:
    """Talks at a trade fair come in one file, under an import id, entered by an administrator."""
    contact, calendar = lead.contact, sim.calendar
    day = calendar.workday(calendar.day_of(contact.recorded) // 7 * 7 + 7)
    batch = calendar.at(day, 10) + log.rng.randrange(0, 400)
    activity = log.add(
        "note",
        lead.sdr,
        contact.created,
        contact,
        direction=None,
        recorded=max(batch, contact.recorded),
        recorded_by=log.admin.id,
        import_id=f"fair-{day}",
    )
    if activity is not None:
        sim.special("admin_import", "activities", activity, f"fair-{day}", batch)


def _first_meeting(
    sim: Simulation, lead: Lead, log: ActivityLog, last_touch: int, rng: random.Random
) -> None:
    contact, calendar = lead.contact, sim.calendar
    country = contact.person.country
    if lead.sql is None:
        if rng.random() > 0.05:
            return
        booked = calendar.planned_instant(rng, last_touch + HOUR, country)
        starts = calendar.planned_instant(rng, booked + rng.randrange(2 * DAY, 9 * DAY), country)
        log.meeting(owner_at(lead, booked), booked, starts, contact, "discovery")
        return
    if rng.random() < 0.12:
        # Some are accepted on the phone.
        return
    starts = lead.sql - rng.randrange(HOUR, 3 * HOUR)
    if starts - last_touch < 4 * HOUR:
        return
    drawn = last_touch + int((starts - last_touch) * rng.uniform(0.05, 0.6))
    booked = min(calendar.planned_instant(rng, drawn, country), starts - HOUR)
    rep = owner_at(lead, booked)
    if rng.random() < 0.2 and starts - booked > 5 * DAY:
        missed = calendar.planned_instant(rng, booked + DAY, country)
        log.meeting(rep, booked, missed, contact, "discovery", outcome="no_show")
        booked = missed + HOUR
    if booked < starts:
        log.meeting(rep, booked, starts, contact, "discovery", outcome="held")
