"""Marketing e-mails: who received, opened (or whose mail client did), clicked, left."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from demo.world.cast import Contact
from demo.world.clock import DAY, HOUR, Calendar
from demo.world.state import Simulation

Instants = npt.NDArray[np.int64]


def build_emails(sim: Simulation) -> None:
    """Send newsletters and campaign e-mails to subscribed contacts over the horizon."""
    calendar, rng = sim.calendar, sim.numpy("email")
    contacts = [c for c in sim.cast.contacts if c.email and c.subscribed and not c.is_test]
    list_of = _MailingList(contacts)
    days = calendar.as_of - calendar.start
    gap = days / sim.scale.email_sends
    sends = int((calendar.end - calendar.start - 20) / gap)
    share = sim.scale.email_recipients / max(1.0, list_of.expected(calendar, gap, sends))
    for number in range(sends):
        drawn = calendar.start + 15 + int(number * gap)
        # Two messages that every size sends just after the first `as_of`.
        near = (calendar.as_of - 1, calendar.as_of + 2)
        day = near[number % 2] if abs(drawn - calendar.as_of) < gap / 2 else drawn
        sent_at = calendar.at(calendar.workday(day), 10) + int(rng.integers(0, HOUR))
        email_id = _message(sim, number, sent_at)
        _deliver(sim, rng, list_of, email_id, sent_at, min(1.0, share))


class _MailingList:
    """Contacts as arrays: from when, and until when, each may be written to."""

    def __init__(self, contacts: list[Contact]) -> None:
        self.contacts = contacts
        self.ids = np.array([c.id for c in contacts], dtype=np.int64)
        self.since = np.array([c.recorded for c in contacts], dtype=np.int64)
        self.until = np.array([c.live_until for c in contacts], dtype=np.int64)

    def expected(self, calendar: Calendar, gap: float, sends: int) -> float:
        """Recipients of all sends if each went to everybody, up to the first `as_of`."""
        start = calendar.start_instant
        as_of = calendar.day_start(calendar.as_of)
        moments = [start + int((15 + n * gap) * DAY) for n in range(sends)]
        return float(
            sum(np.count_nonzero((self.since < m) & (self.until > m)) for m in moments if m < as_of)
        )


def _message(sim: Simulation, number: int, sent_at: int) -> int:
    day = sim.calendar.day_of(sent_at)
    newsletter = number % 2 == 0
    running = [
        c
        for c in sim.cast.campaigns
        if c.channel in ("email", "event") and c.recorded < sent_at and day <= c.ends_on + 5
    ]
    campaign = None if newsletter or not running else running[number % len(running)]
    email_id = sim.ids.take("email_messages")
    sim.rows["email_messages"].add(
        email_id=email_id,
        name=f"Newsletter {number // 2 + 1}" if newsletter else f"Campaign mail {number}",
        campaign_id=campaign.id if campaign else None,
        is_newsletter=newsletter,
        sent_at=sent_at,
        recorded_at=sent_at,
    )
    return email_id


def _deliver(
    sim: Simulation,
    rng: np.random.Generator,
    mailing: _MailingList,
    email_id: int,
    sent_at: int,
    share: float,
) -> None:
    reachable = np.flatnonzero((mailing.since < sent_at) & (mailing.until > sent_at))
    chosen = reachable[rng.random(len(reachable)) < share]
    count = len(chosen)
    if not count:
        return
    sent = sent_at + rng.integers(1, 900, count)
    bounced = rng.random(count) < 0.012
    delivered = sent + rng.integers(1, 60, count)
    opened = ~bounced & (rng.random(count) < 0.27)
    machine = ~bounced & (rng.random(count) < 0.18)
    opens = delivered + (rng.lognormal(1.6, 1.4, count) * HOUR).astype(np.int64) + 60
    clicked = opened & (rng.random(count) < 0.14)
    left = ~bounced & (rng.random(count) < 0.0035)
    replied = opened & (rng.random(count) < 0.004)
    again = opened & (rng.random(count) < 0.25)
    leaving = opens + 120
    for kind, who, when in (
        ("sent", np.ones(count, dtype=bool), sent),
        ("bounced", bounced, delivered),
        ("delivered", ~bounced, delivered),
        ("opened", opened, opens),
        ("opened", again, opens + 9 * HOUR),
        ("clicked", clicked, opens + 45),
        ("replied", replied, opens + HOUR),
        ("unsubscribed", left, leaving),
    ):
        _events(sim, mailing, email_id, chosen, kind, who, when, machine=False)
    seconds_later = delivered + rng.integers(1, 20, count)
    _events(sim, mailing, email_id, chosen, "opened", machine, seconds_later, machine=True)
    for index, moment in zip(chosen[left], leaving[left], strict=True):
        mailing.until[index] = min(int(mailing.until[index]), int(moment))
        contact = mailing.contacts[index]
        contact.change("subscribed", "false", int(moment))
        contact.change("consent", "opt_out", int(moment))


def _events(
    sim: Simulation,
    mailing: _MailingList,
    email_id: int,
    chosen: npt.NDArray[np.intp],
    kind: str,
    who: npt.NDArray[np.bool_],
    when: Instants,
    *,
    machine: bool,
) -> None:
    count = int(np.count_nonzero(who))
    if not count:
        return
    sim.rows["email_events"].extend(
        event_id=sim.ids.take_many("email_events", count),
        email_id=np.full(count, email_id, dtype=np.int64),
        contact_id=mailing.ids[chosen[who]],
        kind=[kind] * count,
        is_machine=np.full(count, machine),
        occurred_at=when[who],
        recorded_at=when[who],
    )
