"""Web sessions and form submissions."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from demo.world.cast import Contact
from demo.world.clock import DAY, HOUR
from demo.world.people import MARKET_WEIGHTS
from demo.world.state import Simulation

Integers = npt.NDArray[np.int64]
_WEB_CHANNELS = {
    "organic_search": 38, "direct": 20, "paid_search": 15, "email": 7, "organic_social": 7,
    "paid_social": 6, "referral": 5, "partner": 2,
}  # fmt: skip
#: UTM values on the links that lead here; a search result and a typed address have none.
_SOURCES = {
    "paid_search": ("google", "cpc"),
    "paid_social": ("linkedin", "paid_social"),
    "organic_social": ("linkedin", "social"),
    "email": ("newsletter", "email"),
    "referral": ("customer", "referral"),
    "partner": ("partner", "referral"),
    "event": ("fair", "event"),
}


def build_web(sim: Simulation) -> None:
    """Write forms of inbound leads with their session, then the rest of the traffic."""
    _forms(sim)
    _traffic(sim)


def _forms(sim: Simulation) -> None:
    rng = sim.random("forms")
    form_ids = [sim.ids.take("forms") for _ in range(4)]
    published = sorted(sim.cast.contents, key=lambda content: content.published)
    for contact in sim.cast.contacts:
        if contact.channel in ("outbound", "partner") or contact.is_test or contact.is_imported:
            continue
        # The form makes the contact.
        moments = [contact.entered]
        if rng.random() < 0.15:
            moments.append(contact.entered + rng.randrange(5 * DAY, 120 * DAY))
        for moment in moments:
            if moment >= contact.live_until:
                continue
            source, medium = _SOURCES.get(contact.channel, (None, None))
            online = [c for c in published if c.published < moment][-30:]
            campaign = contact.campaign if source else None
            content = rng.choice(online).id if online and rng.random() < 0.8 else None
            sim.rows["form_submissions"].add(
                submission_id=sim.ids.take("form_submissions"),
                form_id=rng.choice(form_ids),
                contact_id=contact.id,
                content_id=content,
                channel=contact.channel,
                utm_source=source,
                utm_medium=medium,
                utm_campaign=campaign.slug if campaign else None,
                submitted_at=moment,
                recorded_at=moment,
            )
            if contact.channel != "event":
                _session(sim, contact, moment, content, rng.random())


def _session(
    sim: Simulation, contact: Contact, moment: int, content: int | None, draw: float
) -> None:
    started = moment - int(30 + draw * 600)
    sim.rows["web_sessions"].add(
        session_id=sim.ids.take("web_sessions"),
        visitor_id=10**13 + contact.person.id,
        person_id=contact.person.id,
        started_at=started,
        seconds=int(90 + draw * 900),
        views=2 + int(draw * 6),
        is_engaged=True,
        channel=contact.channel,
        utm_campaign=contact.campaign.slug if contact.campaign else None,
        landing_content_id=content,
        country=contact.person.country,
        recorded_at=moment + 6 * HOUR,
    )


def _traffic(sim: Simulation) -> None:
    rng, calendar = sim.numpy("web"), sim.calendar
    count = sim.flows(sim.scale.sessions)
    days = np.array(sim.arrival_days(count, "web_days"), dtype=np.int64)
    midnights = {int(day): calendar.day_start(int(day)) for day in np.unique(days)}
    starts = np.array([midnights[int(day)] for day in days], dtype=np.int64)
    hours = np.clip(rng.normal(14, 4.5, count), 0, 22.99)
    started = np.sort(starts + (hours * HOUR).astype(np.int64))
    channels = list(_WEB_CHANNELS)
    weights = np.array(list(_WEB_CHANNELS.values()), dtype=float)
    channel = rng.choice(len(channels), count, p=weights / weights.sum())
    seconds = rng.lognormal(4.1, 1.0, count).astype(np.int64).clip(1, 3_600)
    views = 1 + rng.poisson(np.clip(seconds / 90.0, 0.1, 8))
    engaged = (seconds > 10) & (rng.random(count) < 0.62) | (views > 2)
    markets = list(MARKET_WEIGHTS)
    market_weights = np.array(list(MARKET_WEIGHTS.values()), dtype=float)
    country = rng.choice(len(markets), count, p=market_weights / market_weights.sum())
    sim.rows["web_sessions"].extend(
        session_id=sim.ids.take_many("web_sessions", count),
        visitor_id=_visitors(rng, count),
        started_at=started,
        seconds=seconds,
        views=views,
        is_engaged=engaged,
        channel=pa.array(channels).take(pa.array(channel)),
        utm_campaign=_campaigns(sim, rng, started, channel, channels),
        landing_content_id=_landings(sim, rng, started),
        country=pa.array(markets).take(pa.array(country)),
        # Analytics are ready some hours later, now and then only after two days.
        recorded_at=started
        + np.where(rng.random(count) < 0.03, 40 * HOUR, 5 * HOUR)
        + rng.integers(0, HOUR, count),
    )


def _visitors(rng: np.random.Generator, count: int) -> Integers:
    """A third of the sessions come from a visitor of one of the sessions before."""
    own = np.arange(count, dtype=np.int64)
    back = rng.integers(1, max(2, min(count, 4_000)), count)
    parent = np.where(rng.random(count) < 0.36, np.maximum(own - back, 0), own)
    # Follow the chain of returns to its first session.
    for _ in range(24):
        parent = parent[parent]
    return 2 * 10**13 + parent


def _campaigns(
    sim: Simulation,
    rng: np.random.Generator,
    started: Integers,
    channel: Integers,
    channels: list[str],
) -> npt.NDArray[np.object_]:
    slugs = np.full(len(started), None, dtype=object)
    luck = rng.random(len(started))
    for campaign in sim.cast.campaigns:
        if campaign.channel not in channels:
            continue
        low = sim.calendar.day_start(campaign.starts_on)
        high = sim.calendar.day_start(campaign.ends_on + 1)
        first, last = np.searchsorted(started, (low, high))
        window = np.arange(first, last)
        same = channel[window] == channels.index(campaign.channel)
        slugs[window[same & (luck[window] < 0.9)]] = campaign.slug
        luck[window] = (luck[window] * 7.31) % 1.0
    return slugs


def _landings(
    sim: Simulation,
    rng: np.random.Generator,
    started: Integers,
) -> pa.Array:
    contents = sorted(sim.cast.contents, key=lambda content: content.published)
    published = np.array([content.published for content in contents])
    ids = np.array([content.id for content in contents])
    online = np.searchsorted(published, started)
    picked = online - 1 - (rng.random(len(started)) ** 2 * np.minimum(online, 40)).astype(np.int64)
    missing = (online == 0) | (rng.random(len(started)) < 0.25)
    return pa.array(ids[np.maximum(picked, 0)], mask=missing)
