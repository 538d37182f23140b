"""Zendesk's lists: read since a day, or whole."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import dlt
import pyarrow as pa

from ingestion.errors import AuthenticationError, ResponseError
from ingestion.http import RestClient
from ingestion.reconcile import is_due
from ingestion.sources.zendesk import pages, rows
from ingestion.sources.zendesk.fields import fields_of
from ingestion.sources.zendesk.settings import ZendeskConfig
from ingestion.sources.zendesk.tables import RATINGS, SLA_POLICIES, SURVEY_RESPONSES

log = logging.getLogger(__name__)
#: What an account answers that does not have what is asked for.
NOT_THERE = (403, 404)
Row = dict[str, Any]
Read = Callable[[], Iterator[pa.Table]]


def epoch(day: date) -> int:
    """Seconds since 1970 at the start of a day, in UTC."""
    return int(datetime.combine(day, time(), tzinfo=UTC).timestamp())


def ratings(client: RestClient, config: ZendeskConfig, as_of: date) -> Read:
    """Satisfaction ratings since the lookback: they may be changed after they are given."""

    def read() -> Iterator[pa.Table]:
        fields = fields_of(RATINGS.name, config.accepted)
        since = _since_lookback(config, as_of)
        listed = pages.cursor_list(client, RATINGS.name, RATINGS.name, start_time=epoch(since))
        for found in _unless_refused(listed, RATINGS.name):
            yield RATINGS.arrow(fields.noting(found))
        fields.close()
        dlt.current.resource_state()["as_of"] = as_of.isoformat()

    return read


def survey_responses(client: RestClient, config: ZendeskConfig, as_of: date) -> Read:
    """Answers to CSAT surveys since the lookback: a responder may change an answer for a while."""

    def read() -> Iterator[pa.Table]:
        name = SURVEY_RESPONSES.name
        fields = fields_of(name, config.accepted)
        since = {"filter[created_at_start]": epoch(_since_lookback(config, as_of)) * 1000}
        listed = pages.cursor_list(client, f"guide/{name}", name, **since)
        for found in _unless_refused(listed, name):
            rated = map(rows.survey_rating, fields.noting(found))
            yield SURVEY_RESPONSES.arrow(row for row in rated if row is not None)
        fields.close()
        dlt.current.resource_state()["as_of"] = as_of.isoformat()

    return read


def policies(client: RestClient, config: ZendeskConfig) -> Read:
    """SLA policies, whole."""

    def read() -> Iterator[pa.Table]:
        fields = fields_of(SLA_POLICIES.name, config.accepted)
        for found in pages.linked_list(client, "api/v2/slas/policies", SLA_POLICIES.name):
            noted = fields.noting(found)
            yield SLA_POLICIES.arrow(row for one in noted for row in rows.policy_targets(one))
        fields.close()

    return read


def _unless_refused(listed: Iterator[list[Row]], what: str) -> Iterator[list[Row]]:
    """Nothing where the account has no such list: one kind of CSAT is active, or none."""
    try:
        yield from listed
    except (AuthenticationError, ResponseError) as error:
        if error.status not in NOT_THERE:
            raise
        log.warning("zendesk: the account gives no %s (%s)", what, error.status)


def _since_lookback(config: ZendeskConfig, as_of: date) -> date:
    """The first day whose ratings are read again in this load."""
    state = dlt.current.resource_state()
    last = date.fromisoformat(state.get("as_of", config.start_on.isoformat()))
    # A load with a later `as_of` than this one, by mistake, must not hide what came since.
    back = min(last, as_of) - timedelta(days=config.rating_lookback_days)
    is_whole = is_due(state, as_of, config.reconcile_days)
    return config.start_on if is_whole else max(back, config.start_on)
