"""The company profile: every setting that changes what a figure means, typed.

Defaults are the catalogue's own (`KPI_CATALOGUE.md`); a profile states only what differs.
"""

from __future__ import annotations

import re
from datetime import date, time
from itertools import pairwise
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from company.defaults import CHANNEL_MAP, CHANNELS, FREE_MAIL_DOMAINS

Days = Annotated[int, Field(gt=0, le=3660)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Market = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Section(BaseModel):
    """A part of the profile: frozen, and a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Windows(Section):
    """Cohort and look-back windows of the catalogue, in days of 24 hours."""

    lead_qualification_days: Days = 30
    mql_to_sql_days: Days = 60
    response_days: Days = 14
    contact_to_meeting_days: Days = 30
    qualified_meeting_days: Days = 14
    lead_to_opportunity_days: Days = 90
    opportunity_to_customer_days: Days = 180
    r1_to_r2_days: Days = 30
    stage_conversion_days: Days = 180
    win_after_proposal_days: Days = 180
    win_after_first_meeting_days: Days = 180
    pipeline_conversion_days: Days = 180
    email_conversion_click_days: Days = 7
    campaign_hit_days: Days = 90
    follow_up_silence_days: Days = 3
    newsletter_reader_days: Days = 90
    attribution_lookback_days: Days = 90
    attribution_half_life_days: Days = 7
    onboarding_days: Days = 60
    repurchase_60d_days: Days = 60
    repurchase_90d_days: Days = 90
    repurchase_days: Days = 365
    complaint_resolution_days: Days = 30
    churn_grace_days: Days = 30
    lapse_days: Days = 365


class Mql(Section):
    """When a lead is an MQL: its lifecycle stage, or a score reached for the first time."""

    by: Literal["lifecycle", "score"] = "lifecycle"
    threshold: float | None = None

    @model_validator(mode="after")
    def _threshold_goes_with_score(self) -> Mql:
        if self.by == "score" and self.threshold is None:
            raise ValueError("`by: score` needs a `threshold`; add one, or use `by: lifecycle`")
        return self


class Segment(Section):
    """A company-size class: `min_employees` to `max_employees`, both included."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    min_employees: int = Field(ge=0)
    max_employees: int | None = None


class Identity(Section):
    """How records of one person or company are recognised. Never by name."""

    free_mail_domains: tuple[str, ...] = FREE_MAIL_DOMAINS
    test_email_domains: tuple[str, ...] = ("example.com", "example.org", "test.com")
    strip_plus_tags: bool = True


class IdealCustomer(Section):
    """The ideal-customer rules: a lead fits when each rule that is given holds."""

    min_employees: int | None = None
    max_employees: int | None = None
    industries: tuple[str, ...] = ()
    markets: tuple[Market, ...] = ()


class Loyalty(Section):
    """The loyalty rule: at least so many purchases over at least so many months."""

    min_purchases: int = Field(default=2, ge=1)
    min_months: int = Field(default=12, ge=0)


class CampaignHit(Section):
    """When a campaign is a hit: its attributed revenue is so many times its spend, at least."""

    min_return: float = Field(default=1.0, ge=0)


class DealQuality(Section):
    """What a good deal is: the weight of each part, and what a full cycle and many people are.

    A part that is not known is left out, and its weight with it.
    """

    icp_fit_weight: float = Field(default=0.2, ge=0)
    margin_weight: float = Field(default=0.2, ge=0)
    discount_weight: float = Field(default=0.2, ge=0)
    cycle_weight: float = Field(default=0.2, ge=0)
    multi_contact_weight: float = Field(default=0.2, ge=0)
    cycle_days: int = Field(default=180, ge=1)
    contacts: int = Field(default=3, ge=1)


class Opening(Section):
    """Opening hours of one weekday, local time, closing excluded."""

    opens: time
    closes: time

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> Opening:
        if self.opens >= self.closes:
            raise ValueError("`opens` must be before `closes`; hours over midnight are two days")
        return self


def _office_hours() -> dict[Weekday, Opening]:
    office = Opening(opens=time(9), closes=time(18))
    return {"mon": office, "tue": office, "wed": office, "thu": office, "fri": office}


class BusinessCalendar(Section):
    """Business hours per weekday; the holidays of `holiday_market` are closed."""

    hours: dict[Weekday, Opening] = Field(default_factory=_office_hours)
    holiday_market: Market = "FR"

    @field_validator("hours")
    @classmethod
    def _some_day_is_open(cls, hours: dict[Weekday, Opening]) -> dict[Weekday, Opening]:
        if not hours:
            raise ValueError("no weekday is open; give at least one, or leave `hours` out")
        return hours


class Fx(Section):
    """Currency conversion: in which currency rates are quoted, and for how many days one holds."""

    base_currency: Currency = "EUR"
    max_age_days: int = Field(default=7, ge=0, le=60)


class Targets(Section):
    """How far from its target's path a figure is still orange: a share of the whole way."""

    tolerance: float = Field(default=0.1, ge=0, le=1)


class Trend(Section):
    """When a change is a trend: larger than so many standard deviations of the changes before."""

    periods: int = Field(default=12, ge=2, le=400)
    deviations: float = Field(default=1.0, ge=0)
    min_changes: int = Field(default=6, ge=2)

    @model_validator(mode="after")
    def _history_can_be_long_enough(self) -> Trend:
        if self.min_changes > self.periods:
            raise ValueError(
                "`min_changes` is more than `periods` can hold; lower it, or look further back"
            )
        return self


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
    """Return `text` in lower case with one underscore for each run of other characters."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
