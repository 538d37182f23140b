"""Contents published and campaigns launched."""

from __future__ import annotations

from collections.abc import Iterator

from tests.oracle.figures import SUM
from tests.oracle.identity import UNKNOWN
from tests.oracle.observations import Observation
from tests.oracle.truth import Row, day_of
from tests.oracle.world import World

SLICES = ("total", "channel", "campaign")
FIGURES = {"contents_published": SUM, "social_posts_published": SUM, "campaigns_launched": SUM}


#: What the website's own system holds. It knows no channel; the campaign of a content has one.
ON_THE_WEBSITE = ("page", "post", "article")


def channel_of(world: World, content: Row) -> str:
    """By which channel a content is to be found: its own, where the editorial calendar has it."""
    if content["kind"] not in ON_THE_WEBSITE:
        return str(content["channel"])
    channels: dict[str, str] = {
        row["campaign_id"]: row["channel"] for row in world.truth.rows("campaigns")
    }
    return channels.get(content["campaign_id"], UNKNOWN)


def observe(world: World) -> Iterator[Observation]:
    for row in world.truth.rows("contents"):
        if row["published_at"] >= world.truth.end:
            continue
        is_post = row["kind"] == "social_post"
        kpi = "social_posts_published" if is_post else "contents_published"
        campaign = world.people.campaign(row["campaign_id"])
        where = {"channel": channel_of(world, row), "campaign": campaign}
        yield Observation(kpi, day_of(row["published_at"]), where, 1, slices=SLICES)
    for row in world.truth.rows("campaigns"):
        if row["starts_on"] and row["starts_on"] <= world.as_of:
            where = {"channel": row["channel"], "campaign": row["utm_campaign"]}
            yield Observation("campaigns_launched", row["starts_on"], where, 1, slices=SLICES)
