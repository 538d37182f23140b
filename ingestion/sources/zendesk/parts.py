"""What an account may lack: its plan, or what its administrators switched on."""

from __future__ import annotations

from ingestion.parts import Part
from ingestion.sources.zendesk.tables import (
    HOLIDAYS,
    METRIC_EVENTS,
    RATINGS,
    SCHEDULES,
    SLA_POLICIES,
    SURVEY_RESPONSES,
)

PARTS = (
    Part(
        SLA_POLICIES.name,
        (SLA_POLICIES.name,),
        ("tickets",),
        "an administrator's token, and a plan with SLAs (Suite Growth, Support Professional).",
    ),
    Part(
        RATINGS.name,
        (RATINGS.name, SURVEY_RESPONSES.name),
        ("survey_answers",),
        "satisfaction surveys switched on (Suite Growth, Support Professional).",
    ),
    Part(
        SCHEDULES.name,
        (SCHEDULES.name, HOLIDAYS.name),
        (),
        "business hours (Suite Growth, Support Professional): without them an SLA target in "
        "business hours counts on the day of the help desk's verdict, and none before it.",
    ),
    Part(
        METRIC_EVENTS.name,
        (METRIC_EVENTS.name,),
        ("tickets", "ticket_events"),
        "an administrator's token.",
    ),
)
