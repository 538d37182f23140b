"""What a Zendesk account gives with the credentials that it was asked with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from ingestion.answers import member
from ingestion.connect import Finding, counted
from ingestion.errors import ResponseError
from ingestion.http import RestClient, token_help
from ingestion.parts import Part
from ingestion.sources.zendesk.lists import epoch
from ingestion.sources.zendesk.settings import API_TOKENS_END_ON, ZendeskConfig
from ingestion.sources.zendesk.source import SPEC

if TYPE_CHECKING:
    from company import Profile

#: part or resource -> how it is asked, without reading it.
_LISTS = {"sla_policies": "slas/policies", "schedules": "business_hours/schedules"}
#: What customers answer: an account has one kind of the two, and lacks the part without either.
_ANSWERS = {
    "satisfaction_ratings": "satisfaction_ratings",
    "survey_responses": "guide/survey_responses",
}
_EXPORTS = {
    "tickets": "tickets/cursor",
    "users": "users/cursor",
    "organizations": "organizations",
    "ticket_events": "ticket_events",
    "ticket_metric_events": "ticket_metric_events",
}
_COUNTED = ("tickets", "users", "organizations")


def checks(config: ZendeskConfig, profile: Profile, as_of: date) -> Iterator[Finding]:
    """Yield what the account says of its credentials, and of each export and list."""
    del profile
    client = RestClient(
        config.base_url,
        authorization=config.authorization(),
        max_megabytes=config.max_answer_mb,
        token_help=token_help("zendesk", config.way_in()),
    )
    if config.uses_api_token:
        fix = "make an OAuth client: ACCORD_ZENDESK_CLIENT_ID, ACCORD_ZENDESK_CLIENT_SECRET"
        yield Finding("token", f"an API token, taken until {API_TOKENS_END_ON}", "lacks", fix)
    parts = {part.name: part for part in SPEC.parts}
    # A day back: exports refuse to begin within the last minute, or after the vendor's clock.
    start = epoch(as_of) - 86_400
    for name, path in _EXPORTS.items():
        ask = partial(_export, client, name, path, start)
        yield counted(name, parts.get(name), ask, name in config.unused_parts)
    for name, path in _LISTS.items():
        ask = partial(_listed, client, name, path)
        yield counted(name, parts.get(name), ask, name in config.unused_parts)
    part = parts["satisfaction_ratings"]
    yield from _answers(client, part, part.name in config.unused_parts)


def _answers(client: RestClient, part: Part, unused: bool) -> Iterator[Finding]:
    found = [
        counted(name, part, partial(_listed, client, name, path), unused)
        for name, path in _ANSWERS.items()
    ]
    if any(one.level == "fine" for one in found):
        for one in found:
            is_had = one.level == "fine"
            yield one if is_had else Finding(one.subject, f"{one.says} The other kind is had")
        return
    yield from found


def _export(client: RestClient, name: str, path: str, start: int) -> int | None:
    body = client.get(f"api/v2/incremental/{path}", {"start_time": start})
    member(body, name, list, f"export of {name}")
    return _count(client, name) if name in _COUNTED else None


def _count(client: RestClient, name: str) -> int | None:
    try:
        body: Any = client.get(f"api/v2/{name}/count")
    except ResponseError:
        # Only the number is not known: the export itself was given.
        return None
    value = (body.get("count") or {}).get("value") if isinstance(body, dict) else None
    return value if isinstance(value, int) else None


def _listed(client: RestClient, name: str, path: str) -> int | None:
    body = client.get(f"api/v2/{path}")
    member(body, name, list, f"list of {name}")
    counted_rows = body.get("count")
    return counted_rows if isinstance(counted_rows, int) else None
