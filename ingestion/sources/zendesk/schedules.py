"""The account's schedules and their holidays, by which targets in business hours count."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime

from dlt.extract import DltResource

from ingestion.answers import member
from ingestion.errors import AuthenticationError, ResponseError
from ingestion.http import RestClient
from ingestion.raw_table import Page, filled_together
from ingestion.sources.zendesk import rows
from ingestion.sources.zendesk.lists import NOT_THERE
from ingestion.sources.zendesk.pages import Row
from ingestion.sources.zendesk.tables import HOLIDAYS, SCHEDULES

_PATH = "api/v2/business_hours/schedules"
log = logging.getLogger(__name__)


def schedules(client: RestClient) -> DltResource:
    """Both tables, whole. What one reading brings has one `_loaded_at`: what it lacks is gone."""

    def read() -> Iterator[Page]:
        loaded_at = datetime.now(UTC)
        for position, schedule in enumerate(_listed(client), start=1):
            member(schedule, "intervals", list, _PATH)
            intervals = rows.schedule_intervals(schedule, position)
            yield SCHEDULES, SCHEDULES.arrow(intervals, loaded_at)
            of_one = f"{_PATH}/{schedule['id']}/holidays"
            days: list[Row] = member(client.get(of_one), "holidays", list, of_one)
            dated = ({**day, "schedule_id": schedule["id"]} for day in days)
            yield HOLIDAYS, HOLIDAYS.arrow(dated, loaded_at)

    return filled_together(SCHEDULES.name, (SCHEDULES, HOLIDAYS), read)


def _listed(client: RestClient) -> list[Row]:
    try:
        found: list[Row] = member(client.get(_PATH), "schedules", list, _PATH)
    except (AuthenticationError, ResponseError) as error:
        if error.status not in NOT_THERE:
            raise
        log.warning(
            "zendesk: the account gives no schedules (%s); SLA targets in business hours count on "
            "the day of the vendor's verdict, and none before it",
            error.status,
        )
        return []
    return found
