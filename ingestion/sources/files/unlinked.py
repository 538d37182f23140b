"""Rows that load and are in no figure, for they do not say of what or of what kind they are."""

from __future__ import annotations

from collections.abc import Iterator

from ingestion.sources.files.findings import Export, Finding, Known
from ingestion.sources.files.values import quote

#: By entity: keys without which a row is in no figure; `a|b` is one of both.
_LINKS = {
    "lead_stage_events": ("person_source_key",),
    "opportunity_changes": ("opportunity_source_key",),
    "opportunity_lines": ("opportunity_source_key",),
    "opportunity_people": ("opportunity_source_key", "person_source_key"),
    "person_changes": ("person_source_key",),
    "quotas": ("rep_email",),
    "ticket_events": ("ticket_source_key",),
    "touches": ("person_source_key|anonymous_id",),
}
#: By entity: the word that says in which figures a row is.
_NAMES = {
    "activities": "type",
    "costs": "kind",
    "email_events": "kind",
    "lead_stage_events": "stage",
    "opportunity_changes": "field",
    "person_changes": "field",
    "survey_answers": "kind",
    "ticket_events": "kind",
}


#: Of activities: which of them need a field, and what they are not in without it; where the field
#: is mapped, for many exports do not have it. Last the entity that those figures read, too.
_CONTACTS = "type in ('call', 'email', 'social', 'message', 'meeting')"
_ACTIVITIES = (
    ("direction", "type in ('call', 'email', 'social')", "it is no contact of a lead", ""),
    ("outcome", "type in ('call', 'meeting')", "nobody knows whether it took place", ""),
    ("person_source_key", _CONTACTS, "it is in no figure of leads and of deals", "people"),
)


def half_said(export: Export, known: Known) -> Iterator[Finding]:
    """Yield activities that lack what most of them say."""
    del known
    for field, which, words, beside in _ACTIVITIES:
        if not export.has("activities", "type", "occurred_at", field):
            continue
        # A meeting to come has no outcome yet.
        which = f"{which} and occurred_at <= cast(now() as timestamp)"
        if rows := export.count("activities", f"{which} and {quote(field)} is null"):
            yield Finding(
                "warning",
                "activities",
                field,
                f"empty: {words}",
                "Fill the cells where they come from",
                rows,
                export.count("activities", which),
                spoils=True,
                beside=beside,
            )


#: What is spent on ads is spent on a channel, and by a campaign where the platform says which.
_PLACES = {"ad_spend": ("channel", "campaign")}


def unplaced(export: Export, known: Known) -> Iterator[Finding]:
    """Yield rows that are in the total and in no member of a dimension, which is too small then."""
    del known
    for entity, fields in _PLACES.items():
        for field in fields:
            if not export.has(entity, field):
                continue
            if rows := export.count(entity, f"{quote(field)} is null"):
                yield Finding(
                    "warning",
                    entity,
                    field,
                    f"empty: what it cost is in the figures of no {field}",
                    "Fill the cells where they come from",
                    rows,
                    export.count(entity),
                    spoils=True,
                    by=field,
                )


def unlinked(export: Export, known: Known) -> Iterator[Finding]:
    """Yield rows without the key of what they are of."""
    del known
    for entity, links in _LINKS.items():
        for link in links if export.has(entity) else ():
            yield from _without(export, entity, link, "of what it is, nobody knows")


def unnamed(export: Export, known: Known) -> Iterator[Finding]:
    """Yield rows without the word that says in which figures they are."""
    del known
    for entity, field in _NAMES.items():
        if export.has(entity):
            yield from _without(export, entity, field, "of what kind it is, nobody knows")


def _without(export: Export, entity: str, either: str, words: str) -> Iterator[Finding]:
    fields = either.split("|")
    mapped = [field for field in fields if export.has(entity, field)]
    empty = " and ".join(f"{quote(field)} is null" for field in mapped) or "true"
    if rows := export.count(entity, empty):
        fix = "Fill the cells where they come from" if mapped else "Map the field"
        yield Finding(
            "warning",
            entity,
            fields[0],
            f"empty: {words}, so the row is in no figure",
            fix,
            rows,
            export.count(entity),
            spoils=True,
        )
