"""The account's schedules and their holidays, by which targets in business hours count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from dlt.extract import DltResource

from ingestion.answers import member
from ingestion.http import RestClient
from ingestion.raw_table import Page, filled_together
from ingestion.sources.zendesk import rows
from ingestion.sources.zendesk.pages import Row
from ingestion.sources.zendesk.tables import HOLIDAYS, SCHEDULES

_PATH = "api/v2/business_hours/schedules"


def schedules(client: RestClient) -> DltResource:
    """Both tables, whole. What one reading brings has one `_loaded_at`: what it lacks is gone."""

    def read() -> Iterator[Page]:
        loaded_at = datetime.now(UTC)
        found: list[Row] = member(client.get(_PATH), "schedules", list, _PATH)
        for position, schedule in enumerate(found, start=1):
            member(schedule, "intervals", list, _PATH)
            intervals = rows.schedule_intervals(schedule, position)
            yield SCHEDULES, SCHEDULES.arrow(intervals, loaded_at)
            of_one = f"{_PATH}/{schedule['id']}/holidays"
            days: list[Row] = member(client.get(of_one), "holidays", list, of_one)
            dated = ({**day, "schedule_id": schedule["id"]} for day in days)
            yield HOLIDAYS, HOLIDAYS.arrow(dated, loaded_at)

    return filled_together(SCHEDULES.name, (SCHEDULES, HOLIDAYS), read)
