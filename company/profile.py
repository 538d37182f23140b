"""The company profile: every setting that changes what a figure means, typed.

Defaults are the catalogue's own (`KPI_CATALOGUE.md`); a profile states only what differs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    create_model,
    field_validator,
    model_validator,
)

from company.defaults import CHANNEL_MAP, CHANNELS, HEADLINE_KPIS
from company.opening import BusinessCalendar
from company.sections import (
    CampaignHit,
    Closes,
    Currency,
    DealQuality,
    Fx,
    IdealCustomer,
    Identity,
    Integrity,
    Loyalty,
    Mql,
    Privacy,
    Publication,
    RefusedRows,
    Section,
    Segment,
    Targets,
    Trend,
    Trust,
    Windows,
)


class Sandbox(Section):
    """The embedded demo company that answers in the vendors' place."""

    size: Literal["tiny", "small", "large"] = "small"
    seed: int = 7
    portal: Literal["full", "plain"] = "full"


class Sources(Section):
    """Which sources are on, by name: `true`, or what the source wants to know.

    A source that is left out is off. Which names there are, and what each takes, is for the
    sources to say: `profile_type` makes a profile that is held to it.
    """

    model_config = ConfigDict(extra="allow")

    _order: tuple[str, ...] = PrivateAttr(default=())

    @model_validator(mode="wrap")
    @classmethod
    def _keep_the_order(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        sources = handler(data)
        if isinstance(data, Mapping):
            sources._order = tuple(data)
        return sources

    def section(self, name: str) -> Any:
        """Return what the profile says of a source; None when it says nothing."""
        return getattr(self, name, None)

    def active(self) -> tuple[str, ...]:
        """Return the names of the sources that are on, in the profile's order."""
        return tuple(name for name in self._order if self.section(name))


class _KnownSources(Sources):
    model_config = ConfigDict(extra="forbid")


class Profile(Section):
    """One company: what is on, its clock, its words, windows, thresholds and rules."""

    _folder: Path = PrivateAttr(default=Path())

    name: str
    sources: Sources
    sandbox: Sandbox | None = None
    time_zone: str = "Europe/Paris"
    reporting_currency: Currency = "EUR"
    fiscal_year_start_month: int = Field(default=1, ge=1, le=12)
    as_of: date | None = None
    history_from: date | None = None
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
    trust: Trust = Trust()
    refused_rows: RefusedRows = RefusedRows()
    trend: Trend = Trend()
    integrity: Integrity = Integrity()
    publication: Publication = Publication()
    closes: Closes = Closes()
    privacy: Privacy = Privacy()
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

    @model_validator(mode="after")
    def _default_currencies_are_of_sources(self) -> Profile:
        active = self.sources.active()
        if unknown := sorted(set(self.fx.default_currencies) - set(active)):
            raise ValueError(
                f"fx.default_currencies names {', '.join(unknown)}, which is not on; "
                f"on are {', '.join(active)}"
            )
        return self

    def model_post_init(self, context: Any) -> None:
        """Take the folder that the profile lies in from the context of its validation."""
        self._folder = (context or {}).get("folder", Path())

    @property
    def folder(self) -> Path:
        """The folder that the profile lies in: its paths start there."""
        return self._folder

    @property
    def zone(self) -> ZoneInfo:
        """The business time zone."""
        return ZoneInfo(self.time_zone)

    def channel_map(self) -> dict[str, str]:
        """Map a source's channel words (as slugs) to canonical channels; own words win."""
        own = {slug(raw): canonical for raw, canonical in self.channels.items()}
        return {**CHANNEL_MAP, **own}


def profile_type(sections: Mapping[str, Any]) -> type[Profile]:
    """Return the profile's type for these sources: name -> type of what a profile says of it."""
    fields: dict[str, Any] = {name: (kind | None, None) for name, kind in sections.items()}
    sources = create_model("Sources", __base__=_KnownSources, **fields)
    return create_model("Profile", __base__=Profile, sources=(sources, ...))


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
