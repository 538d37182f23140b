"""The log of activities: how reps record what they did, honestly or not."""

from __future__ import annotations

import random
from typing import Any

from demo.world.cast import Contact, Deal, Rep
from demo.world.clock import DAY, HOUR
from demo.world.state import Simulation

_CALL_OUTCOMES = (("connected", "no_answer", "voicemail", "busy"), (34, 42, 18, 6))
_MINUTES = {"call": 6.0, "email": 4.0, "social": 3.0, "meeting": 42.0, "task": 5.0, "note": 4.0}


class ActivityLog:
    """Writes activities with the delay that the rep's habits give them."""

    def __init__(self, sim: Simulation) -> None:
        self.sim = sim
        self.rng: random.Random = sim.random("activities")
        self.rows = sim.rows["activities"]
        self.admin = next(rep for rep in sim.cast.reps if rep.role == "SM")

    def add(
        self,
        kind: str,
        rep: Rep,
        occurred: int,
        contact: Contact | None,
        *,
        deal: Deal | None = None,
        direction: str | None = "outbound",
        **values: Any,
    ) -> int | None:
        """Log one activity; gives its id, or None when the contact is gone by then."""
        if contact is not None and contact.live_until <= occurred and contact.restored_at is None:
            return None
        rng = self.rng
        if kind == "call" and "outcome" not in values:
            drawn = rng.choices(*_CALL_OUTCOMES)[0]
            values["outcome"] = "connected" if direction == "inbound" else drawn
        minutes = values.pop("minutes", None)
        if minutes is None:
            minutes = _MINUTES[kind] * rng.uniform(0.4, 1.8)
        earliest = max(
            values.get("booked_at", occurred),
            contact.recorded if contact else 0,
            deal.recorded if deal else 0,
        )
        recorded = values.pop("recorded", None)
        if recorded is None:
            recorded = earliest + self._delay(rep, earliest, "booked_at" in values)
        if values.get("outcome") and "outcome_recorded_at" not in values:
            values["outcome_recorded_at"] = recorded
        activity = self.sim.ids.take("activities")
        record = contact.company_record if contact else None
        if rng.random() < 0.003:
            values["deleted_at"] = recorded + rng.randrange(HOUR, 20 * DAY)
            known = values["deleted_at"]
            self.sim.special("activity_deleted", "activities", activity, kind, known)
        self.rows.add(
            activity_id=activity,
            type=kind,
            direction=direction,
            rep_id=rep.id,
            contact_id=contact.id if contact else None,
            company_record_id=record.id if record and record.recorded <= recorded else None,
            deal_id=deal.id if deal else None,
            occurred_at=occurred,
            minutes=round(minutes, 1),
            recorded_by=values.pop("recorded_by", rep.id),
            recorded_at=recorded,
            **values,
        )
        return activity

    def _delay(self, rep: Rep, occurred: int, booked: bool) -> int:
        """Seconds between an activity and its entry in the CRM."""
        rng, draw = self.rng, self.rng.random()
        if booked:
            return rng.randrange(0, 600)
        if "bulk_entry" in rep.tricks and draw < 0.45:
            return self._month_end_batch(occurred) - occurred
        if "backdated_activities" in rep.tricks and draw < 0.7:
            return rng.randrange(int(2.2 * DAY), 9 * DAY)
        if "backdated_activities" in rep.looks_like and draw < 0.4:
            return rng.randrange(24 * HOUR, 46 * HOUR)
        if draw < 0.012:
            return rng.randrange(50 * HOUR, 6 * DAY)
        if draw < 0.08:
            return rng.randrange(HOUR, 20 * HOUR)
        return rng.randrange(0, 900)

    def _month_end_batch(self, occurred: int) -> int:
        calendar = self.sim.calendar
        day = calendar.month_end(calendar.day_of(occurred))
        while not calendar.is_workday(day):
            day -= 1
        batch = calendar.at(day, 17.5) + self.rng.randrange(0, 560)
        return batch if batch > occurred else occurred + 300

    def meeting(
        self,
        rep: Rep,
        booked: int,
        starts: int,
        contact: Contact | None,
        kind: str,
        *,
        deal: Deal | None = None,
        outcome: str | None = None,
    ) -> str:
        """Book a meeting and settle it: held, no_show or cancelled. Gives the outcome."""
        rng = self.rng
        if outcome is None:
            outcome = rng.choices(("held", "no_show", "cancelled"), (80, 11, 9))[0]
        values: dict[str, Any] = {"outcome": outcome, "booked_at": booked}
        if outcome == "cancelled":
            cancelled = booked + int((starts - booked) * rng.uniform(0.3, 0.95))
            values["cancelled_at"] = values["outcome_recorded_at"] = cancelled
        else:
            ends = starts + rng.choice((1_800, 2_700, 3_600))
            values["minutes"] = (ends - starts) / 60
            values["outcome_recorded_at"] = ends + (
                rng.randrange(0, 3 * HOUR) if rng.random() < 0.9 else rng.randrange(DAY, 4 * DAY)
            )
        self.add("meeting", rep, starts, contact, deal=deal, meeting_kind=kind, **values)
        return outcome
