"""Campaigns, contents and advertising spend."""

from __future__ import annotations

import random
from collections.abc import Iterator

from demo.world.cast import Campaign, Content
from demo.world.clock import HOUR, add_months, day_number, to_date
from demo.world.state import Simulation

# The first of a quarter are always run; larger companies run more of the list.
_MIX = (
    ("paid_search", "Search brand", "EUR"),
    ("email", "Nurture", "EUR"),
    ("event", "Trade fair", "EUR"),
    ("paid_search", "Search UK", "GBP"),
    ("paid_social", "Social prospecting", "EUR"),
    ("outbound", "Target accounts", "EUR"),
    ("paid_search", "Search generic", "EUR"),
    ("organic_social", "Expert voices", "EUR"),
    ("partner", "Partner week", "EUR"),
    ("event", "Webinar series", "EUR"),
    ("paid_search", "Search US", "USD"),
    ("email", "Win-back", "EUR"),
    ("referral", "Customers invite", "EUR"),
    ("paid_social", "Retargeting", "EUR"),
)
_SPREAD_DAYS = 90
_ACCOUNTS = {"EUR": "4839201756", "GBP": "4839201757", "USD": "4839201758"}
_KINDS = ("post", "article", "page", "video", "social_post", "social_post")
_TOPICS = ("forecasting", "onboarding", "pricing", "security", "adoption", "roi", "integrations")


def _quarters(sim: Simulation) -> Iterator[int]:
    """The first days of the quarters, from the one before the horizon begins."""
    day = day_number(add_months(to_date(sim.calendar.quarter_end(sim.calendar.start) + 1), -6))
    while day <= sim.calendar.end:
        yield day
        day = sim.calendar.quarter_end(day) + 1


def build_campaigns(sim: Simulation) -> None:
    """Write campaigns by quarter, contents by month, and what the ads cost."""
    rng = sim.random("campaigns")
    for quarter in _quarters(sim):
        label = f"{to_date(quarter).year}-Q{(to_date(quarter).month - 1) // 3 + 1}"
        for position, kind in enumerate(_MIX[: sim.scale.campaigns_per_quarter]):
            channel, name, currency = kind
            starts, ends = _run(sim, rng, position, kind, quarter)
            if starts <= min(ends, sim.calendar.end):
                campaign = _campaign(sim, rng, channel, f"{name} {label}", currency, starts, ends)
                sim.cast.campaigns.append(campaign)
    _build_contents(sim, rng)
    _build_spend(sim)


def _run(
    sim: Simulation, rng: random.Random, position: int, kind: tuple[str, str, str], quarter: int
) -> tuple[int, int]:
    """First and last day of a campaign; one that ended before the horizon has none in it.

    Each of the list has its own weeks of the quarter. Paid ones run until the next of their kind:
    what ran when the horizon begins is known from its first day on.
    """
    channel, name, _ = kind
    calendar, offset = sim.calendar, position * 37 % _SPREAD_DAYS
    if channel.startswith("paid"):
        following = calendar.quarter_end(quarter) + 1
        return max(quarter + offset, calendar.start), following + offset - 1
    starts = calendar.workday(quarter + offset + rng.randrange(7))
    ends = starts + (3 if name.startswith("Trade") else rng.randrange(14, 60))
    return starts, ends if starts >= calendar.start else starts - 1


def _campaign(
    sim: Simulation,
    rng: random.Random,
    channel: str,
    name: str,
    currency: str,
    starts: int,
    ends: int,
) -> Campaign:
    known = sim.calendar.day_start(max(starts - 14, sim.calendar.start))
    ads_id = sim.ids.take("google_ads_campaign") if channel == "paid_search" else None
    campaign = Campaign(
        id=sim.ids.take("campaigns"),
        slug=name.lower().replace(" ", "-"),
        channel=channel,
        starts_on=starts,
        ends_on=ends,
        google_ads_id=ads_id,
        budget=float(round(rng.uniform(2_000, 14_000) * (sim.scale.leads / 20_000) ** 0.5, -2)),
        currency=currency,
        recorded=known + 60,
    )
    sim.rows["campaigns"].add(
        campaign_id=campaign.id,
        name=name,
        utm_campaign=campaign.slug,
        channel=channel,
        starts_on=starts,
        ends_on=ends,
        budget=campaign.budget,
        currency=currency,
        google_ads_campaign_id=ads_id,
        recorded_at=campaign.recorded,
    )
    return campaign


def _build_contents(sim: Simulation, rng: random.Random) -> None:
    months = (sim.calendar.end - sim.calendar.start) / 30.4
    days = sim.arrival_days(round(months * sim.scale.contents_per_month), "contents")
    for position, drawn in enumerate(days):
        # A site has a home page from its first day.
        day = sim.calendar.start if position == 0 else sim.calendar.workday(drawn)
        kind = "page" if position == 0 else rng.choice(_KINDS)
        topic = rng.choice(_TOPICS)
        content_id = sim.ids.take("contents")
        published = sim.calendar.at(day, rng.uniform(8, 18))
        running = [c for c in sim.cast.campaigns if c.starts_on <= day <= c.ends_on]
        linked = rng.choice(running) if running and rng.random() < 0.3 else None
        channel = "organic_social" if kind == "social_post" else "organic_search"
        sim.cast.contents.append(Content(content_id, kind, channel, published))
        host = "social" if kind == "social_post" else "www"
        sim.rows["contents"].add(
            content_id=content_id,
            kind=kind,
            title=f"{topic.title()}: {kind.replace('_', ' ')} {position + 1}",
            url=f"https://{host}.accord-demo.example/{kind}/{topic}-{position + 1}",
            campaign_id=linked.id if linked else None,
            channel=channel,
            published_at=published,
            recorded_at=published + 60,
        )


def _build_spend(sim: Simulation) -> None:
    """One row per campaign and day the next morning; some days are restated afterwards."""
    rng, calendar = sim.random("ads"), sim.calendar
    for campaign in sim.cast.campaigns:
        if campaign.google_ads_id is None:
            continue
        days = campaign.ends_on - campaign.starts_on + 1
        for day in range(campaign.starts_on, campaign.ends_on + 1):
            weekday = 0.4 if (day + 3) % 7 >= 5 else 1.2
            cost = campaign.budget / days * weekday * rng.uniform(0.75, 1.2)
            clicks = max(1, round(cost / rng.uniform(1.8, 4.2)))
            impressions = round(clicks / rng.uniform(0.02, 0.06))
            known = calendar.at(day + 1, 6) + rng.randrange(HOUR)
            reports = [(known, 1.0)]
            if rng.random() < 0.3:
                reports.append((known + 3 * 86_400, rng.uniform(0.93, 1.04)))
            # Two days that every size restates just after the first `as_of`, one of them late.
            if day in (calendar.as_of - 2, calendar.as_of - 25):
                reports.append((calendar.at(calendar.as_of + 2, 7), 0.9))
            for number, (reported, factor) in enumerate(sorted(reports)):
                if number == 1:
                    key = f"{to_date(day)}|{campaign.slug}"
                    sim.special("ad_spend_restated", "ad_spend", key, "later row holds", reported)
                sim.rows["ad_spend"].add(
                    day=day,
                    utm_campaign=campaign.slug,
                    google_ads_campaign_id=campaign.google_ads_id,
                    customer_id=_ACCOUNTS[campaign.currency],
                    cost=round(cost * factor, 2),
                    currency=campaign.currency,
                    impressions=impressions,
                    clicks=max(1, round(clicks * factor)),
                    recorded_at=reported,
                )
