"""The company profile: every setting that changes what a figure means, typed.

Defaults are the catalogue's own (`KPI_CATALOGUE.md`); a profile states only what differs.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, field_validator

from company.defaults import CHANNEL_MAP, CHANNELS, HEADLINE_KPIS
from company.sections import (
    BusinessCalendar,
    CampaignHit,
    Currency,
    DealQuality,
    Fx,
    IdealCustomer,
    Identity,
    Loyalty,
    Mql,
    Section,
    Segment,
    Targets,
    Trend,
    Windows,
)


class Sandbox(Section):
    """The embedded demo company that answers in the vendors' place."""

    size: Literal["tiny", "small", "large"] = "small"
    seed: int = 7


class FilesSource(Section):
    """A company's own export: the mapping file, and the folder its paths start from."""

    mapping: str
    data_root: str = "."


class Sources(Section):
    """Which sources are on. A source that is left out is off."""

    hubspot: bool = False
    google_analytics: bool = False
    google_ads: bool = False
    zendesk: bool = False
    planning: str | bool = False
    files: FilesSource | None = None

    def active(self) -> tuple[str, ...]:
        """Return the names of the sources that are on, in the order they are declared."""
        return tuple(name for name in type(self).model_fields if getattr(self, name))


class Profile(Section):
    """One company: what is on, its clock, its words, windows, thresholds and rules."""

    name: str
    sources: Sources
    sandbox: Sandbox | None = None
    time_zone: str = "Europe/Paris"
    reporting_currency: Currency = "EUR"
    fiscal_year_start_month: int = Field(default=1, ge=1, le=12)
    as_of: date | None = None
    windows: Windows = Windows()
    mql: Mql = Mql()
    segments: tuple[Segment, ...] = (
        Segment(key="small", min_employees=0, max_employees=49),
        Segment(key="mid_market", min_employees=50, max_employees=499),
        Segment(key="enterprise", min_employees=500),
    )
    channels: dict[str, str] = Field(default_factory=dict)
    stages: dict[str, str] = Field(default_factory=dict)
    identity: Identity = Identity()
    ideal_customer: IdealCustomer = IdealCustomer()
    loyalty: Loyalty = Loyalty()
    deal_quality: DealQuality = DealQuality()
    campaign_hit: CampaignHit = CampaignHit()
    business_calendar: BusinessCalendar = BusinessCalendar()
    fx: Fx = Fx()
    targets: Targets = Targets()
    trend: Trend = Trend()
    complaint_tags: tuple[str, ...] = ("complaint",)
    solved_ticket_statuses: tuple[str, ...] = ("solved", "closed", "completed")
    headline_kpis: tuple[str, ...] = HEADLINE_KPIS

    @field_validator("time_zone")
    @classmethod
    def _known_time_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"{value!r} is no IANA time zone; write one such as Europe/Paris")
        return value

    @field_validator("sources")
    @classmethod
    def _some_source_is_on(cls, sources: Sources) -> Sources:
        if not sources.active():
            raise ValueError("no source is on; turn at least one on, for example `hubspot: true`")
        return sources

    @field_validator("channels")
    @classmethod
    def _channels_are_canonical(cls, channels: dict[str, str]) -> dict[str, str]:
        unknown = sorted(set(channels.values()) - set(CHANNELS))
        if unknown:
            known = ", ".join(CHANNELS)
            raise ValueError(f"{', '.join(unknown)}: not a channel; use one of {known}")
        return channels

    @field_validator("segments")
    @classmethod
    def _segments_do_not_overlap(cls, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
        ordered = sorted(segments, key=lambda segment: segment.min_employees)
        for lower, upper in pairwise(ordered):
            if lower.max_employees is None or lower.max_employees >= upper.min_employees:
                raise ValueError(
                    f"segments {lower.key} and {upper.key} overlap; "
                    f"set max_employees of {lower.key} below {upper.min_employees}"
                )
        return tuple(ordered)

    @property
    def zone(self) -> ZoneInfo:
        """The business time zone."""
        return ZoneInfo(self.time_zone)

    def channel_map(self) -> dict[str, str]:
        """Map a source's channel words (as slugs) to canonical channels; own words win."""
        own = {slug(raw): canonical for raw, canonical in self.channels.items()}
        return {**CHANNEL_MAP, **own}


def slug(text: str) -> str:
    """Return `text` as a key: the macro `slug` in Python.

    Lower case, without accents, one underscore for each run of anything else than letters and
    digits, of whatever script.
    """
    # Letter by letter, as databases do: Python has another small sigma at the end of a word.
    lower = "".join(letter.lower() for letter in text)
    apart = unicodedata.normalize("NFD", lower)
    plain = "".join(letter for letter in apart if not unicodedata.category(letter).startswith("M"))
    return re.sub(r"[\W_]+", "_", unicodedata.normalize("NFC", plain)).strip("_")
