"""Zendesk's lists: read since a day, or whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import dlt
import pyarrow as pa
from dlt.extract import DltResource

from ingestion.errors import RefusedError
from ingestion.http import RestClient
from ingestion.raw_table import Page, RawTable, filled_together
from ingestion.reconcile import is_due
from ingestion.sources.zendesk import pages, rows
from ingestion.sources.zendesk.fields import fields_of
from ingestion.sources.zendesk.settings import ZendeskConfig
from ingestion.sources.zendesk.tables import RATINGS, SLA_POLICIES, SURVEY_RESPONSES

Row = dict[str, Any]
Read = Callable[[], Iterator[pa.Table]]


def epoch(day: date) -> int:
    """Seconds since 1970 at the start of a day, in UTC."""
    return int(datetime.combine(day, time(), tzinfo=UTC).timestamp())


def csat(client: RestClient, config: ZendeskConfig, as_of: date) -> DltResource:
    """Satisfaction ratings and answers to CSAT surveys: an account has one kind of the two.

    Both are read again since the lookback, for either may be changed after it is given. One that is
    refused is not there; both refused is a part that the account lacks.
    """

    def read() -> Iterator[Page]:
        since, refused = epoch(_since_lookback(config, as_of)), list[RefusedError]()
        ratings = pages.cursor_list(client, RATINGS.name, RATINGS.name, start_time=since)
        surveys = pages.cursor_list(
            client,
            f"guide/{SURVEY_RESPONSES.name}",
            SURVEY_RESPONSES.name,
            **{"filter[created_at_start]": since * 1000},
        )
        for table, listed in ((RATINGS, ratings), (SURVEY_RESPONSES, surveys)):
            fields = fields_of(table.name, config.accepted)
            try:
                for found in listed:
                    yield table, table.arrow(_answers(table, fields.noting(found)))
            except RefusedError as error:
                refused.append(error)
            else:
                fields.close()
        if len(refused) == 2:
            raise refused[0]
        dlt.current.resource_state()["as_of"] = as_of.isoformat()

    return filled_together(RATINGS.name, (RATINGS, SURVEY_RESPONSES), read, parallel=False)


def _answers(table: RawTable, found: list[Row]) -> Iterable[Row]:
    if table is RATINGS:
        return found
    return (row for row in map(rows.survey_rating, found) if row is not None)


def policies(client: RestClient, config: ZendeskConfig) -> Read:
    """SLA policies, whole."""

    def read() -> Iterator[pa.Table]:
        fields = fields_of(SLA_POLICIES.name, config.accepted)
        for found in pages.linked_list(client, "api/v2/slas/policies", SLA_POLICIES.name):
            noted = fields.noting(found)
            yield SLA_POLICIES.arrow(row for one in noted for row in rows.policy_targets(one))
        fields.close()

    return read


def _since_lookback(config: ZendeskConfig, as_of: date) -> date:
    """The first day whose ratings are read again in this load."""
    state = dlt.current.resource_state()
    last = date.fromisoformat(state.get("as_of", config.start_on.isoformat()))
    # A load with a later `as_of` than this one, by mistake, must not hide what came since.
    back = min(last, as_of) - timedelta(days=config.rating_lookback_days)
    is_whole = is_due(state, as_of, config.reconcile_days)
    return config.start_on if is_whole else max(back, config.start_on)
