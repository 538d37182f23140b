"""Web sessions: visitors, views, engagement, and what a visitor is worth."""

from __future__ import annotations

from collections.abc import Iterator

from tests.oracle.contents import channel_of
from tests.oracle.figures import DISTINCT, PER_DISTINCT, RATIO, SUM
from tests.oracle.identity import UNKNOWN
from tests.oracle.observations import Observation
from tests.oracle.truth import day_of
from tests.oracle.world import World

SLICES = ("total", "channel", "campaign", "market")
CONTENT_SLICES = ("total", "channel", "campaign")
FIGURES = {
    "unique_visitors": DISTINCT,
    "sessions": SUM,
    "page_views": SUM,
    "average_session_duration": RATIO,
    "bounce_rate": RATIO,
    "pages_per_session": RATIO,
    "content_engagement_rate": RATIO.monthly(),
    "revenue_per_visitor": PER_DISTINCT.monthly(),
}


def observe(world: World) -> Iterator[Observation]:
    yield from _sessions(world)
    yield from _landings(world)
    for deal in world.deals.won:
        if deal.closed_at and deal.revenue:
            where = world.deals.dimensions(deal, deal.closed_at)
            on = day_of(deal.closed_at)
            yield Observation("revenue_per_visitor", on, where, deal.revenue, slices=SLICES)


def _sessions(world: World) -> Iterator[Observation]:
    for row in world.truth.rows("web_sessions"):
        if row["started_at"] >= world.truth.end:
            continue
        on, visitor = day_of(row["started_at"]), row["visitor_id"]
        where = {
            "channel": row["channel"] or UNKNOWN,
            "campaign": row["utm_campaign"] or UNKNOWN,
            "market": row["country"] or UNKNOWN,
        }
        for kpi, numerator, denominator in (
            ("sessions", 1, 0),
            ("page_views", row["views"], 0),
            ("average_session_duration", row["seconds"], 1),
            ("bounce_rate", int(not row["is_engaged"]), 1),
            ("pages_per_session", row["views"], 1),
        ):
            yield Observation(kpi, on, where, numerator, denominator, slices=SLICES)
        for kpi in ("unique_visitors", "revenue_per_visitor"):
            yield Observation(kpi, on, where, distinct=visitor, slices=SLICES)


def _landings(world: World) -> Iterator[Observation]:
    """Sessions that landed on content, by the content's own channel and campaign."""
    contents = {row["content_id"]: row for row in world.truth.rows("contents")}
    for row in world.truth.rows("web_sessions"):
        content = contents.get(row["landing_content_id"] or "")
        if content is None or row["started_at"] >= world.truth.end:
            continue
        where = {
            "channel": channel_of(world, content),
            "campaign": world.people.campaign(content["campaign_id"]),
        }
        on, engaged = day_of(row["started_at"]), int(row["is_engaged"])
        yield Observation("content_engagement_rate", on, where, engaged, 1, slices=CONTENT_SLICES)
