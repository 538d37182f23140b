"""The company's dbt variables: one mapping, made from the profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from company.loader import ProfileError
from company.profile import Profile, slug

_ISO_WEEKDAY = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}


def dbt_vars(
    profile: Profile,
    as_of: date,
    entities_by_source: Mapping[str, Sequence[str]],
    conformed_sources: Sequence[str],
    unfed_by_source: Mapping[str, Mapping[str, Sequence[str]]],
    kpi_from: date | None = None,
    kpi_to: date | None = None,
    history_from: date | None = None,
) -> dict[str, Any]:
    """Return the dbt variables for `profile` as at the end of `as_of`.

    Args:
        profile: the company.
        as_of: the last business day that the figures know.
        entities_by_source: for each active source, the base entities that it feeds.
        conformed_sources: the sources whose raw tables already have the entities' columns.
        unfed_by_source: for each active source, the fields of its entities that it does not feed.
        kpi_from: first day whose KPI periods are recomputed; None recomputes all.
        kpi_to: last such day; None means up to `as_of`.
        history_from: first day of the history where the profile states none; None means the first
            day on which a source has an event.

    Raises:
        ProfileError: the history of the profile begins after `as_of`: nothing would be known.
    """
    if profile.history_from and profile.history_from > as_of:
        raise ProfileError(
            f"history_from is {profile.history_from:%Y-%m-%d}, after {as_of:%Y-%m-%d}, the last "
            "day that the figures know (`as_of`): no period would have a figure; write the first "
            "day from which the sources hold everything"
        )
    active = list(profile.sources.active())
    since = profile.history_from or history_from
    entity_sources: dict[str, list[str]] = {}
    for source in active:
        for entity in entities_by_source[source]:
            entity_sources.setdefault(entity, []).append(source)
    return {
        "as_of": as_of.isoformat(),
        "history_from": since.isoformat() if since else "",
        "time_zone": profile.time_zone,
        "reporting_currency": profile.reporting_currency,
        "fiscal_year_start_month": profile.fiscal_year_start_month,
        "active_sources": active,
        "entity_sources": entity_sources,
        "conformed_sources": [source for source in active if source in conformed_sources],
        "unfed_fields": _unfed(entity_sources, unfed_by_source),
        "windows": profile.windows.model_dump(),
        "mql": profile.mql.model_dump(),
        "segments": [segment.model_dump() for segment in profile.segments],
        "channel_map": profile.channel_map(),
        "stage_map": dict(profile.stages),
        "free_mail_domains": list(profile.identity.free_mail_domains),
        "test_email_domains": list(profile.identity.test_email_domains),
        "test_deal_names": list(profile.identity.test_deal_names),
        "strip_plus_tags": profile.identity.strip_plus_tags,
        "join_by_name_and_phone": profile.identity.join_by_name_and_phone,
        "ideal_customer": {
            **profile.ideal_customer.model_dump(),
            "industries": [slug(industry) for industry in profile.ideal_customer.industries],
        },
        "loyalty": profile.loyalty.model_dump(),
        "deal_quality": profile.deal_quality.model_dump(),
        "campaign_hit": profile.campaign_hit.model_dump(),
        "business_hours": _business_hours(profile),
        "holiday_market": profile.business_calendar.holiday_market,
        "fx_base_currency": profile.fx.base_currency,
        "fx_max_age_days": profile.fx.max_age_days,
        "fx_carry_last_rate": profile.fx.carry_last_rate,
        "default_currencies": dict(profile.fx.default_currencies),
        "targets": profile.targets.model_dump(),
        "trust": profile.trust.model_dump(),
        "trend": profile.trend.model_dump(),
        "integrity": profile.integrity.model_dump(mode="json"),
        "complaint_tags": _lower(profile.complaint_tags),
        "solved_ticket_statuses": _lower(profile.solved_ticket_statuses),
        "kpi_from": kpi_from.isoformat() if kpi_from else "",
        "kpi_to": kpi_to.isoformat() if kpi_to else "",
    }


def _unfed(
    entity_sources: Mapping[str, Sequence[str]],
    unfed_by_source: Mapping[str, Mapping[str, Sequence[str]]],
) -> dict[str, list[str]]:
    """Return by entity the fields that none of the sources that feed the entity feeds."""
    found = {}
    for entity, sources in entity_sources.items():
        lacking = [set(unfed_by_source.get(name, {}).get(entity, ())) for name in sources]
        if everywhere := sorted(set.intersection(*lacking)):
            found[entity] = everywhere
    return found


def _lower(words: Sequence[str]) -> list[str]:
    """Return `words` as models compare them: without case or surrounding blanks."""
    return [word.strip().lower() for word in words]


def _business_hours(profile: Profile) -> dict[str, list[list[str]]]:
    """Return ISO weekday -> its [opening, closing] as HH:MM; a closed day is left out."""
    return {
        str(_ISO_WEEKDAY[weekday]): [list(interval) for interval in intervals]
        for weekday, intervals in profile.business_calendar.intervals().items()
    }
