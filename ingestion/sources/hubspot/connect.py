"""What a HubSpot portal gives with the key that it was asked with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from ingestion.answers import member
from ingestion.connect import Finding, compared_zone, counted
from ingestion.errors import RefusedError
from ingestion.sources.hubspot.api import HubSpotApi
from ingestion.sources.hubspot.email_events import EVENT_TYPES
from ingestion.sources.hubspot.mapping import of_object, unmapped
from ingestion.sources.hubspot.marketing import CONTENT_ENDPOINTS
from ingestion.sources.hubspot.object_types import CRM_OBJECTS, ObjectType
from ingestion.sources.hubspot.parts import PARTS
from ingestion.sources.hubspot.properties import Portal
from ingestion.sources.hubspot.reference import STAGED
from ingestion.sources.hubspot.settings import HubSpotConfig

if TYPE_CHECKING:
    from company import Profile

_PARTS = {part.name: part for part in PARTS}
_SHOWN = 12


def checks(config: HubSpotConfig, profile: Profile, as_of: date) -> Iterator[Finding]:
    """Yield what the portal says of itself, of each part, and of its own properties."""
    del as_of
    api = HubSpotApi(config)
    portal = Portal(api, config.fields, config.accepted)
    yield from _portal(api, profile)
    for kind in CRM_OBJECTS:
        unused = kind.name in config.unused_parts
        found = counted(kind.name, _PARTS.get(kind.name), partial(_count, api, kind), unused)
        yield found
        if found.level == "fine" and not unused:
            yield from _wrongly_mapped(portal, kind)
            yield from _own_properties(api, kind, config)
    for name in ("owners", "campaigns", "marketing_emails", "forms", *CONTENT_ENDPOINTS):
        ask = partial(_first, api, name)
        yield counted(name, _PARTS.get(name), ask, name in config.unused_parts)
    asked: dict[str, tuple[str, Callable[[], int | None]]] = {
        "form_submissions": ("forms", partial(_submissions, api)),
        "email_events": ("email_events", partial(_email_events, api)),
        "email_campaigns": ("email_campaigns", partial(_email_campaigns, api)),
    }
    for name, (of_part, ask_it) in asked.items():
        yield counted(name, _PARTS[of_part], ask_it, of_part in config.unused_parts)
    for kind_name in STAGED:
        ask = partial(_pipelines, api, kind_name)
        part = _PARTS[f"pipelines_of_{kind_name}"]
        yield counted(part.name, part, ask, bool(config.unused_parts & {part.name, *part.of}))


def _portal(api: HubSpotApi, profile: Profile) -> Iterator[Finding]:
    about = api.get(api.path("account"))
    yield Finding("portal", f"{about.get('portalId')}, {about.get('accountType', 'unknown type')}")
    yield compared_zone("portal", about.get("timeZone"), profile.time_zone)
    currency = about.get("companyCurrency")
    yield Finding(
        "currency",
        f"the company's currency is {currency}; figures are in {profile.reporting_currency}",
    )


def _count(api: HubSpotApi, kind: ObjectType) -> int | None:
    body = {"filterGroups": [], "properties": [kind.modified], "limit": 1, "after": "0"}
    total: int = member(api.find(kind, body), "total", int, f"search of {kind.name}")
    return total


def _first(api: HubSpotApi, endpoint: str) -> int | None:
    body = api.get(api.path(endpoint), {"limit": 1})
    member(body, "results", list, endpoint)
    total = body.get("total")
    return total if isinstance(total, int) else None


def _submissions(api: HubSpotApi) -> int | None:
    """Ask for submissions of the first form; without a form there is none to ask for."""
    path = api.path("forms")
    forms = member(api.get(path, {"limit": 1, "formTypes": "all"}), "results", list, path)
    for form in forms[:1]:
        of_form = api.path("form_submissions", form=form["id"])
        member(api.get(of_form, {"limit": 1}), "results", list, of_form)
    return None if forms else 0


def _email_events(api: HubSpotApi) -> int | None:
    path = api.path("email_events")
    member(api.get(path, {"eventType": EVENT_TYPES[0], "limit": 1}), "events", list, path)
    return None


def _email_campaigns(api: HubSpotApi) -> int | None:
    path = api.path("email_campaigns")
    member(api.get(path, {"limit": 1}), "campaigns", list, path)
    return None


def _pipelines(api: HubSpotApi, kind: str) -> int | None:
    path = api.path("pipelines", type=kind)
    return len(member(api.get(path), "results", list, path))


def _wrongly_mapped(portal: Portal, kind: ObjectType) -> Iterator[Finding]:
    """Yield the properties that the profile names and the portal does not have."""
    for problem in portal.problems(kind.name):
        fix = (
            "correct it under sources.hubspot.fields in the profile (HubSpot shows internal names "
            "under Settings > Properties), or leave the line out"
        )
        yield Finding(f"{kind.name} fields", problem, "blocks", fix)


def _own_properties(api: HubSpotApi, kind: ObjectType, config: HubSpotConfig) -> Iterator[Finding]:
    """Yield the portal's own properties of an object type beside fields that nothing feeds."""
    missing = unmapped(config.fields)
    open_fields = [one for one in of_object(kind.name) if one.field in missing.get(one.entity, ())]
    if not open_fields:
        return
    try:
        rows = [row for page in api.pages(api.path("properties", type=kind.name)) for row in page]
    except RefusedError:
        return
    taken = {name for entity in config.fields.values() for name in entity.values()}
    own = [
        str(row["name"])
        for row in rows
        if not row.get("hubspotDefined") and row["name"] not in taken
    ]
    unfed = tuple(f"{one.entity}.{one.field}" for one in open_fields)
    names = ", ".join(unfed)
    if not own:
        says = f"nothing feeds {names}, and {kind.name} have no property of the portal's own"
        fix = "make one, and map it under sources.hubspot.fields in the profile"
        yield Finding(f"{kind.name} fields", says, "lacks", fix, unfed=unfed)
        return
    listed = ", ".join(own[:_SHOWN]) + (f" and {len(own) - _SHOWN} more" if own[_SHOWN:] else "")
    example = open_fields[0]
    yield Finding(
        f"{kind.name} fields",
        f"nothing feeds {names}. Properties of the portal's own that nothing maps: {listed}",
        "lacks",
        f"in the profile: sources: {{hubspot: {{fields: {{{example.entity}: "
        f"{{{example.field}: <property>}}}}}}}}",
        unfed=unfed,
    )
