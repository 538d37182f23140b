"""Zendesk Support: tickets, their events and metrics, users, organisations, ratings, SLAs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import dlt
import pyarrow as pa
from dlt.extract import DltSource

from ingestion.http import RestClient
from ingestion.raw_table import RawTable, built_source, raw_names
from ingestion.registry import SourceSpec
from ingestion.sources.zendesk import pages, rows
from ingestion.sources.zendesk.settings import ZendeskConfig
from ingestion.sources.zendesk.tables import (
    METRIC_EVENTS,
    ORGANIZATIONS,
    RATINGS,
    RAW_TABLES,
    SLA_POLICIES,
    TICKET_EVENTS,
    USERS,
)
from ingestion.sources.zendesk.tickets import tickets_with_metrics

Row = dict[str, Any]


def source(config: ZendeskConfig, as_of: date) -> DltSource:
    """Everything that changed in the account since the cursors in the warehouse.

    `as_of` only sets how far back ratings are read again: the vendor answers as it is now.
    """
    per_minute = config.requests_per_minute
    client = RestClient(
        config.base_url,
        {"Authorization": config.authorization()},
        requests_per_second=per_minute / 60 if per_minute else None,
    )
    start = _epoch(config.start_on)

    def users() -> Iterator[pa.Table]:
        state = dlt.current.resource_state()
        for page, cursor in pages.cursor_export(client, "users", start, state.get("cursor")):
            yield USERS.arrow(page["users"])
            state["cursor"] = cursor

    def since_last_time(
        table: RawTable, flatten: Callable[[Row], Iterable[Row]], **params: Any
    ) -> Callable[[], Iterator[pa.Table]]:
        def read() -> Iterator[pa.Table]:
            state = dlt.current.resource_state()
            behind = state.get("end_time", start) - config.event_lookback_hours * 3600
            for found, end_time in pages.time_export(
                client, table.name, max(behind, start), **params
            ):
                yield table.arrow(row for item in found for row in flatten(item))
                state["end_time"] = end_time

        return read

    def ratings() -> Iterator[pa.Table]:
        state = dlt.current.resource_state()
        last = date.fromisoformat(state.get("as_of", config.start_on.isoformat()))
        since = max(last - timedelta(days=config.rating_lookback_days), config.start_on)
        for found in pages.cursor_list(client, RATINGS.name, start_time=_epoch(since)):
            yield RATINGS.arrow(found)
        state["as_of"] = max(last, as_of).isoformat()

    def policies() -> Iterator[pa.Table]:
        found = client.get("api/v2/slas/policies")["sla_policies"]
        yield SLA_POLICIES.arrow(row for policy in found for row in rows.policy_targets(policy))

    def one(convert: Callable[[Row], Row]) -> Callable[[Row], Iterable[Row]]:
        return lambda found: (convert(found),)

    resources = [
        *tickets_with_metrics(client, start),
        TICKET_EVENTS.resource(
            since_last_time(TICKET_EVENTS, rows.ticket_events, include="comment_events")
        ),
        METRIC_EVENTS.resource(since_last_time(METRIC_EVENTS, one(rows.metric_event))),
        USERS.resource(users),
        ORGANIZATIONS.resource(since_last_time(ORGANIZATIONS, one(rows.organization))),
        RATINGS.resource(ratings),
        SLA_POLICIES.resource(policies),
    ]
    return built_source("zendesk", resources)


def _epoch(day: date) -> int:
    return int(datetime.combine(day, time(), tzinfo=UTC).timestamp())


SPEC = SourceSpec(
    name="zendesk",
    entities=("people", "accounts", "reps", "tickets", "ticket_events", "survey_answers"),
    raw_tables=raw_names(RAW_TABLES),
    config=ZendeskConfig,
    source=source,
    team="customer_success",
)
