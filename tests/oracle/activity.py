"""What reps did: calls, e-mails, social touches, all activities and their minutes."""

from __future__ import annotations

from collections.abc import Iterator

from tests.oracle.activity_log import Activity
from tests.oracle.figures import PER_DISTINCT, RATIO, SUM
from tests.oracle.observations import Observation
from tests.oracle.truth import day_of
from tests.oracle.world import World

FIGURES = {
    "calls_made": SUM,
    "sales_emails_sent": SUM,
    "social_touches": SUM,
    "outbound_touches": SUM,
    "activities_per_rep": PER_DISTINCT,
    "time_per_activity": RATIO,
}
_OF_TYPE = {"call": "calls_made", "email": "sales_emails_sent", "social": "social_touches"}
#: The CRM keeps the length of calls and meetings only.
_TIMED = ("call", "meeting")


def observe(world: World) -> Iterator[Observation]:
    for activity in world.activities.past:
        on, where = day_of(activity.at), world.activities.dimensions(activity)
        if activity.is_outbound_touch:
            yield Observation(_OF_TYPE[activity.row["type"]], on, where, 1)
            yield Observation("outbound_touches", on, where, 1)
        rep = activity.row["rep_id"]
        yield Observation("activities_per_rep", on, where, 1, distinct=rep)
        if (minutes := _minutes(activity)) is not None:
            kind = activity.row["type"]
            yield Observation("time_per_activity", on, where, minutes, 1)
            yield Observation("time_per_activity", on, where, minutes, 1, kind)


def _minutes(activity: Activity) -> float | None:
    minutes: float | None = activity.row["minutes"]
    return minutes if activity.row["type"] in _TIMED else None
