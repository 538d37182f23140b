"""Which channel a link's UTM values name, as Google publishes its default channel groups.

https://support.google.com/analytics/answer/9756891. Only what the demo company's links carry.
"""

from __future__ import annotations

_SEARCH, _SOCIAL = {"google", "bing"}, {"linkedin", "facebook"}
_SOCIAL_MEDIA = {"social", "social-network", "social-media", "sm"}
#: Media that Google leaves unassigned, and that are words of the company's own.
_OWN = {"event": "event", "partner": "partner", "outbound": "outbound"}


def channel_of_link(source: str | None, medium: str | None) -> str | None:
    """Return the channel, None where the link had no UTM values."""
    if not source and not medium:
        return None
    source, medium = (source or "").lower(), (medium or "").lower()
    is_paid = "cp" in medium or medium.startswith("paid") or medium in {"ppc", "retargeting"}
    if is_paid and source in _SEARCH:
        return "paid_search"
    if is_paid and source in _SOCIAL:
        return "paid_social"
    if source in _SOCIAL or medium in _SOCIAL_MEDIA:
        return "organic_social"
    if source in _SEARCH or medium == "organic":
        return "organic_search"
    if medium in {"referral", "app", "link"}:
        return "referral"
    if "email" in {source, medium}:
        return "email"
    return _OWN.get(medium, "other")
