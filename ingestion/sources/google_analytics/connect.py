"""What a GA4 property gives with the credentials that it was asked with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ingestion.answers import member
from ingestion.connect import Finding, compared_zone, counted
from ingestion.http import RestClient, token_help
from ingestion.sources.google_analytics.parts import PROPERTY
from ingestion.sources.google_analytics.settings import GoogleAnalyticsConfig

if TYPE_CHECKING:
    from company import Profile

_DAYS = 28


def checks(config: GoogleAnalyticsConfig, profile: Profile, as_of: date) -> Iterator[Finding]:
    """Yield whether the property answers, in which zone, and what it withholds."""
    client = RestClient(
        config.base_url,
        authorization=config.authorization(),
        max_megabytes=config.max_answer_mb,
        token_help=token_help("google_analytics", config.way_in()),
        not_found_help=config.not_found_help(),
    )
    answers: list[dict[str, Any]] = []

    def ask() -> int:
        path = f"v1beta/properties/{config.property_id}:runReport"
        first = as_of - timedelta(days=_DAYS - 1)
        body = {
            "dateRanges": [{"startDate": first.isoformat(), "endDate": as_of.isoformat()}],
            "dimensions": [{"name": "date"}],
            "metrics": [{"name": "sessions"}],
            "limit": str(_DAYS),
        }
        page = client.post(path, body)
        answers.append(page)
        return len(member(page, "rows", list, path)) if page.get("rows") else 0

    found = counted(f"property {config.property_id}", PROPERTY, ask)
    if found.level != "fine":
        yield found
        return
    said = f"{found.records} of the last {_DAYS} days have sessions"
    fix = "" if found.records else "is it the right property, and does the site send to it?"
    yield Finding(found.subject, said, "fine" if found.records else "lacks", fix, found.records)
    about = answers[0].get("metadata", {})
    yield compared_zone("property", about.get("timeZone"), profile.time_zone)
    if (currency := about.get("currencyCode")) not in (None, profile.reporting_currency):
        says = f"{currency}, figures are in {profile.reporting_currency}; no amount of it is read"
        yield Finding("currency", says)
    if about.get("subjectToThresholding"):
        says = "Google withholds rows of few users (thresholding): totals are too low"
        yield Finding("thresholding", says, "lacks", "Admin > Reporting identity: device-based")
    if about.get("dataLossFromOtherRow"):
        says = "rows beyond Google's limit are in one row (other)"
        yield Finding("(other)", says, "lacks", "fewer campaigns and pages, or Analytics 360")
