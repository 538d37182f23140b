"""How big a world is. Counts are what must at least be known at the first `as_of`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Size(StrEnum):
    """The sizes a world comes in."""

    TINY = "tiny"
    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True)
class Scale:
    """Volumes of one size; flows are totals up to the first `as_of`.

    `contracts`, `opening_deals` and `sleeping_leads` are imported before the horizon begins.
    """

    months: int
    leads: int
    contracts: int
    opening_deals: int
    sleeping_leads: int
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
        contracts=30,
        opening_deals=12,
        sleeping_leads=36,
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
        contracts=270,
        opening_deals=120,
        sleeping_leads=500,
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
        contracts=2_500,
        opening_deals=1_100,
        sleeping_leads=4_500,
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


def first_day(size: Size, first_as_of: date) -> date:
    """The first day of a world's horizon: the first of a month, so many months before."""
    index = first_as_of.year * 12 + first_as_of.month - 1 - SCALES[size].months
    return date(index // 12, index % 12 + 1, 1)
