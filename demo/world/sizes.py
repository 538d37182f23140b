"""How big a world is. Counts are what must at least be known at the first `as_of`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Size(StrEnum):
    """The sizes a world comes in."""

    TINY = "tiny"
    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True)
class Scale:
    """Volumes of one size; flows are totals up to the first `as_of`."""

    months: int
    leads: int
    opening_deals: int
    sdrs: int
    aes: int
    managers: int
    success: int
    campaigns_per_quarter: int
    contents_per_month: int
    sessions: int
    email_sends: int
    email_recipients: int
    tickets: int
    mentions_per_month: int


SCALES: dict[Size, Scale] = {
    Size.TINY: Scale(
        months=14,
        leads=560,
        opening_deals=24,
        sdrs=4,
        aes=5,
        managers=1,
        success=2,
        campaigns_per_quarter=5,
        contents_per_month=4,
        sessions=5_000,
        email_sends=34,
        email_recipients=1_900,
        tickets=260,
        mentions_per_month=12,
    ),
    Size.SMALL: Scale(
        months=30,
        leads=22_500,
        opening_deals=130,
        sdrs=13,
        aes=16,
        managers=3,
        success=8,
        campaigns_per_quarter=8,
        contents_per_month=12,
        sessions=160_000,
        email_sends=110,
        email_recipients=150_000,
        tickets=11_200,
        mentions_per_month=60,
    ),
    Size.LARGE: Scale(
        months=30,
        leads=200_000,
        opening_deals=1_200,
        sdrs=90,
        aes=110,
        managers=12,
        success=60,
        campaigns_per_quarter=14,
        contents_per_month=40,
        sessions=1_900_000,
        email_sends=130,
        email_recipients=1_900_000,
        tickets=110_000,
        mentions_per_month=300,
    ),
}
