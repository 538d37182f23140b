"""One ticket from its opening to its last solution."""

from __future__ import annotations

import random
from dataclasses import dataclass

from demo.world.cast import Rep
from demo.world.clock import DAY, HOUR
from demo.world.state import Simulation

# Hours promised by priority: first reply, and time that the requester waits in all.
_PROMISES = {"low": (24, 120), "normal": (8, 72), "high": (4, 24), "urgent": (1, 8)}


@dataclass(slots=True)
class Ticket:
    """A ticket under way."""

    id: int
    created: int
    recorded: int
    priority: str
    agent: Rep
    deleted_at: int | None = None


class _Story:
    """Writes a ticket's events in order; a deleted ticket has none afterwards."""

    def __init__(self, sim: Simulation, ticket: Ticket) -> None:
        self.sim = sim
        self.ticket = ticket

    def add(
        self,
        kind: str,
        actor: str,
        at: int,
        *,
        status: str | None = None,
        metric: str | None = None,
        seconds: int | None = None,
    ) -> None:
        """Write one event."""
        ticket = self.ticket
        if ticket.deleted_at is not None and at >= ticket.deleted_at:
            return
        self.sim.rows["ticket_events"].add(
            event_id=self.sim.ids.take("ticket_events"),
            ticket_id=ticket.id,
            kind=kind,
            actor_role=actor,
            actor_rep_id=ticket.agent.id if actor == "agent" else None,
            status=status,
            sla_metric=metric,
            sla_seconds=seconds,
            occurred_at=at,
            recorded_at=max(at, ticket.recorded),
        )


def play_ticket(sim: Simulation, rng: random.Random, ticket: Ticket) -> int | None:
    """Write the events of a ticket. Gives when it was first solved, None when it is not."""
    story, created = _Story(sim, ticket), ticket.created
    reply_hours, wait_hours = _PROMISES[ticket.priority]
    story.add("created", "end_user", created, status="new")
    story.add("public_comment", "end_user", created)
    for metric, hours in (("first_reply_time", reply_hours), ("requester_wait_time", wait_hours)):
        story.add("sla_set", "system", created, metric=metric, seconds=hours * HOUR)
    story.add("assigned", "agent", created + rng.randrange(60, 290), status="open")
    wait = rng.lognormvariate(0.4, 0.9) * reply_hours / 5.5
    replied = sim.calendar.work_instant(rng, created + int(wait * HOUR) + 300)
    if rng.random() < 0.03:
        # Spam, thanks, or solved on the phone: nobody ever answers in writing.
        moment = replied + rng.randrange(DAY)
        story.add("solved", "agent", moment, status="solved")
        return moment
    if rng.random() < 0.1:
        story.add("internal_note", "agent", max(created + 1_900, replied - 600))
    story.add("public_comment", "agent", replied)
    if rng.random() < 0.42:
        sim.special("one_touch_resolution", "tickets", ticket.id, "", replied + 5)
        story.add("solved", "agent", replied + 5, status="solved")
        return _reopen(sim, rng, story, replied + 5)
    return _converse(sim, rng, story, replied)


def _converse(sim: Simulation, rng: random.Random, story: _Story, replied: int) -> int | None:
    moment = replied + 20
    story.add("status_changed", "agent", moment, status="pending")
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        moment += int(rng.lognormvariate(1.6, 0.9) * HOUR)
        story.add("public_comment", "end_user", moment)
        story.add("status_changed", "system", moment + 1, status="open")
        moment = sim.calendar.work_instant(rng, moment + rng.randrange(900, 9 * HOUR))
        story.add("public_comment", "agent", moment)
        if rng.random() < 0.12:
            story.add("status_changed", "agent", moment + 30, status="hold")
            moment += rng.randrange(DAY, 4 * DAY)
    if rng.random() < 0.015:
        return None
    story.add("solved", "agent", moment + 60, status="solved")
    return _reopen(sim, rng, story, moment + 60)


def _reopen(sim: Simulation, rng: random.Random, story: _Story, solved: int) -> int:
    moment, times = solved, 0
    while rng.random() < 0.07:
        moment += int(rng.lognormvariate(0.5, 0.7) * DAY)
        if not times:
            sim.special("ticket_reopened", "tickets", story.ticket.id, "", moment)
        times += 1
        story.add("public_comment", "end_user", moment)
        story.add("reopened", "end_user", moment, status="open")
        moment = sim.calendar.work_instant(rng, moment + rng.randrange(HOUR, DAY))
        story.add("public_comment", "agent", moment)
        story.add("solved", "agent", moment + 30, status="solved")
        moment += 30
    return solved
