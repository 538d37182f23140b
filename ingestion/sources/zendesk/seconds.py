"""What is left of one second that a time-based export cannot give whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from ingestion.errors import PagingError
from ingestion.http import RestClient
from ingestion.sources.zendesk.pages import EXPORT_PAGE, Beyond, Row, cursor_list


def no_way_beyond(name: str, skipped: frozenset[int]) -> Beyond:
    """Return what refuses a second that cannot be read whole, unless it may be incomplete."""

    def beyond(second: int) -> Iterator[list[Row]]:
        if second not in skipped:
            at = datetime.fromtimestamp(second, UTC)
            raise PagingError(
                f"export of {name}: {EXPORT_PAGE} rows and more of the one second {at:%F %T} UTC; "
                "the vendor gives the first of them only. To load what comes after, and leave the "
                f"others out, set ACCORD_ZENDESK_SKIP_SECONDS={second}"
            )
        yield from ()

    return beyond


def metric_events_beyond(client: RestClient) -> Beyond:
    """Return what reads a second of metric events whole: their export has a cursor, too."""

    def beyond(second: int) -> Iterator[list[Row]]:
        name = "ticket_metric_events"
        for rows in cursor_list(client, f"incremental/{name}", name, start_time=second):
            of_second = [row for row in rows if _second(row["time"]) == second]
            yield of_second
            if len(of_second) < len(rows):
                return

    return beyond


def organizations_beyond(client: RestClient) -> Beyond:
    """Return what reads all organisations, those of a second too: their list has a cursor."""

    def beyond(_second: int) -> Iterator[list[Row]]:
        return cursor_list(client, "organizations", "organizations")

    return beyond


def _second(instant: str) -> int:
    return int(datetime.fromisoformat(instant).timestamp())
