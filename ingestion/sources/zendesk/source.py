"""Zendesk Support: tickets, their events and metrics, users, organisations, ratings, SLAs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

import dlt
import pyarrow as pa
from dlt.extract import DltSource

from ingestion.http import RestClient, token_help
from ingestion.raw_table import RawTable, built_source, declared_of, personal_of, raw_names
from ingestion.reconcile import is_due
from ingestion.registry import SourceSpec
from ingestion.sources.zendesk import lists, pages, rows, seconds
from ingestion.sources.zendesk.fields import fields_of
from ingestion.sources.zendesk.parts import PARTS
from ingestion.sources.zendesk.schedules import schedules
from ingestion.sources.zendesk.settings import ZendeskConfig
from ingestion.sources.zendesk.tables import (
    METRIC_EVENTS,
    ORGANIZATIONS,
    RAW_TABLES,
    SLA_POLICIES,
    TICKET_EVENTS,
    USERS,
)
from ingestion.sources.zendesk.tickets import tickets_with_metrics
from ingestion.watermark import present

Row = dict[str, Any]


def source(config: ZendeskConfig, as_of: date) -> DltSource:
    """Everything that changed in the account since the cursors in the warehouse.

    The vendor answers as it is now: `as_of` only says what the present is, how far back ratings are
    read again, and when everything is.
    """
    per_minute = config.requests_per_minute
    client = RestClient(
        config.base_url,
        authorization=config.authorization(),
        requests_per_second=per_minute / 60 if per_minute else None,
        max_megabytes=config.max_answer_mb,
        token_help=token_help("zendesk", config.way_in()),
    )
    start, limit = lists.epoch(config.start_on), int(present(as_of).timestamp())

    def users() -> Iterator[pa.Table]:
        state, fields = dlt.current.resource_state(), fields_of(USERS.name, config.accepted)
        cursor = None if is_due(state, as_of, config.reconcile_days) else state.get("cursor")
        for page, reached in pages.cursor_export(client, "users", start, cursor):
            yield USERS.arrow(fields.noting(page["users"]))
            state["cursor"] = reached
        fields.close()

    def since_last_time(
        table: RawTable,
        flatten: Callable[[Row], Iterable[Row]],
        beyond: pages.Beyond,
        **params: Any,
    ) -> Callable[[], Iterator[pa.Table]]:
        def read() -> Iterator[pa.Table]:
            state, fields = dlt.current.resource_state(), fields_of(table.name, config.accepted)
            children = fields_of("child_events", config.accepted)
            is_whole = is_due(state, as_of, config.reconcile_days)
            last = start if is_whole else state.get("end_time", start)
            behind = max(last - config.event_lookback_hours * 3600, start)
            export = pages.time_export(client, table.name, behind, beyond, **params)
            for found, end_time in export:
                fields.noting(found)
                children.noting(child for one in found for child in one.get("child_events") or ())
                yield table.arrow(row for item in found for row in flatten(item))
                state["end_time"] = min(end_time, limit)
            fields.close()
            children.close()

        return read

    def one(convert: Callable[[Row], Row]) -> Callable[[Row], Iterable[Row]]:
        return lambda found: (convert(found),)

    resources = [
        *tickets_with_metrics(client, config, start, as_of),
        TICKET_EVENTS.resource(
            since_last_time(
                TICKET_EVENTS,
                rows.ticket_events,
                seconds.no_way_beyond(TICKET_EVENTS.name, config.skipped),
                include="comment_events",
                **config.scope,
            )
        ),
        METRIC_EVENTS.resource(
            since_last_time(
                METRIC_EVENTS, one(rows.metric_event), seconds.metric_events_beyond(client)
            )
        ),
        USERS.resource(users),
        ORGANIZATIONS.resource(
            since_last_time(
                ORGANIZATIONS, one(rows.organization), seconds.organizations_beyond(client)
            )
        ),
        lists.csat(client, config, as_of),
        SLA_POLICIES.resource(lists.policies(client, config)),
        schedules(client),
    ]
    return built_source("zendesk", resources)


SPEC = SourceSpec(
    name="zendesk",
    entities=("people", "accounts", "reps", "tickets", "ticket_events", "survey_answers"),
    raw_tables=raw_names(RAW_TABLES),
    config=ZendeskConfig,
    source=source,
    team="customer_success",
    personal=personal_of(RAW_TABLES),
    declared=declared_of(RAW_TABLES),
    parts=PARTS,
)
