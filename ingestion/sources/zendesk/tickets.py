"""Tickets and their metric sets: two raw tables from one pass over one export."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import dlt
from dlt.extract import DltResource

from ingestion.http import RestClient
from ingestion.reconcile import is_due
from ingestion.sources.zendesk import pages, rows
from ingestion.sources.zendesk.fields import fields_of
from ingestion.sources.zendesk.settings import ZendeskConfig
from ingestion.sources.zendesk.tables import TICKET_METRICS, TICKETS

Row = dict[str, Any]


def tickets_with_metrics(
    client: RestClient, config: ZendeskConfig, start: int, as_of: date
) -> list[DltResource]:
    """The resources `tickets` and `ticket_metrics`, fed by one export.

    The list of ticket metrics cannot be read since a time, so it would cost the whole history
    every day: the metric sets come as side-load of the tickets that changed.
    """

    def read() -> Iterator[Row]:
        state = dlt.current.resource_state()
        tickets = fields_of(TICKETS.name, config.accepted)
        metrics = fields_of(TICKET_METRICS.name, config.accepted)
        cursor = None if is_due(state, as_of, config.reconcile_days) else state.get("cursor")
        asked = {"include": "metric_sets", **config.scope}
        export = pages.cursor_export(client, "tickets", start, cursor, **asked)
        for page, reached in export:
            tickets.noting(page["tickets"])
            metrics.noting(_sets(page))
            yield page
            state["cursor"] = reached
        tickets.close()
        metrics.close()

    export = dlt.resource(read, name="ticket_export", selected=False)
    return [
        TICKETS.loaded_from(export, lambda page: map(rows.ticket, page["tickets"])),
        TICKET_METRICS.loaded_from(export, lambda page: map(rows.metric_set, _sets(page))),
    ]


def _sets(page: Row) -> list[Row]:
    """Metric sets of a page: in each ticket, or beside the tickets (both occur)."""
    embedded = [ticket["metric_set"] for ticket in page["tickets"] if ticket.get("metric_set")]
    return embedded or page.get("metric_sets") or []
