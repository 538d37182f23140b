"""What the account has set up: its SLA policy, and its opening hours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from demo.server.zendesk.ids import whole_number
from demo.server.zendesk.metric_events import POLICY_ID

Row = dict[str, Any]
SCHEDULE_ID = whole_number("schedule", "office")
_MADE = "2020-01-01T00:00:00Z"


def policies() -> list[Row]:
    """The account's SLA policies: one, with a target in minutes for each priority."""
    targets = {"urgent": (60, 480), "high": (240, 1440), "normal": (480, 4320), "low": (1440, 7200)}
    names = ("first_reply_time", "requester_wait_time")
    return [
        {
            "id": POLICY_ID,
            "title": "Standard",
            "description": "Every ticket",
            "position": 1,
            "filter": {"all": [], "any": []},
            "policy_metrics": [
                {"priority": priority, "metric": name, "target": target, "business_hours": False}
                for priority, pair in targets.items()
                for name, target in zip(names, pair, strict=True)
            ],
            "created_at": _MADE,
            "updated_at": _MADE,
        }
    ]


def schedules() -> list[Row]:
    """The account's schedules: one, Monday to Friday from 9 to 18 in Paris."""
    days = range(1, 6)
    return [
        {
            "id": SCHEDULE_ID,
            "name": "Office",
            "time_zone": "Paris",
            "intervals": [
                {"start_time": day * 1440 + 540, "end_time": day * 1440 + 1080} for day in days
            ],
            "created_at": _MADE,
            "updated_at": _MADE,
        }
    ]


def holidays(rows: Iterable[Row]) -> list[Row]:
    """The French holidays of the planning sheet, as those of the schedule."""
    return [
        {
            "id": whole_number("holiday", row["holiday_on"].isoformat()),
            "name": row["name"],
            "start_date": row["holiday_on"].isoformat(),
            "end_date": row["holiday_on"].isoformat(),
        }
        for row in rows
        if row["market"] == "FR"
    ]
