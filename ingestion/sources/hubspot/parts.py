"""Which parts of a portal may be missing, and what HubSpot asks for each."""

from __future__ import annotations

from ingestion.parts import Part
from ingestion.sources.hubspot.object_types import CRM_OBJECTS, ObjectType
from ingestion.sources.hubspot.tables import history_table, link_table

#: Without these there is no portal to speak of: their refusal stops the load.
REQUIRED = frozenset(["contacts", "owners"])

_ACTIVITIES = "calls emails meetings tasks notes communications"
#: Entities that rows or fields of an object type go to.
_ENTITIES = {
    "contacts": "people",
    "companies": "accounts",
    "deals": "opportunities opportunity_changes opportunity_people opportunity_lines subscriptions",
    "leads": "lead_stage_events",
    **dict.fromkeys(_ACTIVITIES.split(), "activities"),
    "line_items": "opportunity_lines subscriptions",
    "products": "opportunity_lines",
    "quotes": "proposals",
    "tickets": "tickets ticket_events",
    "feedback_submissions": "survey_answers",
}
_TIERS = {
    "leads": " (Sales Hub Professional or Enterprise)",
    "feedback_submissions": " (Service Hub Professional or Enterprise)",
}
#: Activities are read with the scope of the contacts that they are about.
_SCOPES = {**dict.fromkeys(_ACTIVITIES.split(), "crm.objects.contacts.read")}
_SCOPES["tickets"] = "tickets"
_SCOPES["emails"] = "crm.objects.contacts.read and sales-email-read"


def _scope(kind: str) -> str:
    scope = _SCOPES.get(kind, f"crm.objects.{kind}.read")
    return f"scope {scope}{_TIERS.get(kind, '')}."


def _object(kind: ObjectType) -> Part:
    history = (history_table(kind).name,) if kind.history else ()
    links = (link_table(kind, to).name for to in kind.links)
    tables = (kind.name, *history, *links)
    return Part(kind.name, tables, tuple(_ENTITIES[kind.name].split()), _scope(kind.name))


def _link(kind: ObjectType, to: str) -> Part:
    name = link_table(kind, to).name
    return Part(name, (name,), tuple(_ENTITIES[kind.name].split()), _scope(to), (kind.name, to))


def _pipelines(kind: str, table: str, entities: str) -> Part:
    return Part(f"pipelines_of_{kind}", (table,), tuple(entities.split()), _scope(kind), (kind,))


def _other(name: str, entities: str, needs: str, *tables: str) -> Part:
    return Part(name, tables or (name,), tuple(entities.split()), needs)


PARTS = (
    *(_object(kind) for kind in CRM_OBJECTS if kind.name not in REQUIRED),
    *(_link(kind, to) for kind in CRM_OBJECTS for to in kind.links),
    _pipelines("deals", "pipeline_stages", "opportunity_stages opportunities opportunity_changes"),
    _pipelines("leads", "leads", "lead_stage_events"),
    _pipelines("tickets", "tickets", "tickets ticket_events"),
    _other(
        "campaigns",
        "campaigns",
        "scope marketing.campaigns.read (Marketing Hub Professional or Enterprise).",
    ),
    # A click in a marketing e-mail is a touch.
    _other("marketing_emails", "email_events touches", "scope content (Marketing Hub)."),
    _other("email_events", "email_events touches", "scope content (Marketing Hub)."),
    _other("email_campaigns", "email_events touches", "scope content (Marketing Hub)."),
    _other("blog_posts", "contents", "scope content (Content Hub).", "contents"),
    _other("landing_pages", "contents", "scope content (Marketing or Content Hub).", "contents"),
    _other("site_pages", "contents", "scope content (Content Hub).", "contents"),
    _other("forms", "touches", "scope forms.", "forms", "form_submissions"),
)
