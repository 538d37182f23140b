"""Conformed fields that a portal keeps in properties of its own: which may be mapped, and where.

HubSpot has no standard property for them, or one that some portals keep otherwise. The profile
says which property holds one (`sources.hubspot.fields`), and what the portal's own lifecycle
stages mean (`lifecycle_stages`); nothing is guessed from names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, get_args

#: Conformed entity -> conformed field -> the portal's internal name of the property.
FieldMap = Mapping[str, Mapping[str, str]]

#: HubSpot's stages, whose ids are their names. `other` means none of the funnel.
Stage = Literal[
    "subscriber",
    "lead",
    "marketingqualifiedlead",
    "salesqualifiedlead",
    "opportunity",
    "customer",
    "evangelist",
    "other",
]
STAGES: tuple[Stage, ...] = get_args(Stage)

_PROPERTY = re.compile(r"[A-Za-z0-9_]+")


@dataclass(frozen=True)
class MappableField:
    """One conformed field that may be mapped.

    Attributes:
        entity: the conformed entity, as the profile names it.
        field: its field.
        objects: the CRM object types whose records carry it.
        kind: the type of its column, as a `RawTable` writes it.
        history: whether the versions of the property are kept.
        standard: HubSpot's own property, which is read where the profile says nothing.
        is_fed: staging then has it from other properties of HubSpot's own.
    """

    entity: str
    field: str
    objects: tuple[str, ...]
    kind: str = ""
    history: bool = False
    standard: str | None = None
    is_fed: bool = False

    @property
    def column(self) -> str:
        """Its column in the raw tables of its objects: null where nothing is mapped."""
        return f"mapped_{self.field}"

    @property
    def typed_column(self) -> str:
        """The column as a `RawTable` writes it."""
        return f"{self.column}:{self.kind}" if self.kind else self.column


def _fields(
    entity: str, objects: str, names: str, history: str = "", fed: str = "", **standard: str
) -> list[MappableField]:
    made = []
    for entry in names.split():
        name, _, kind = entry.partition(":")
        kept = name in history.split()
        made.append(
            MappableField(
                entity,
                name,
                tuple(objects.split()),
                kind,
                kept,
                standard.get(name),
                name in fed.split(),
            )
        )
    return made


MAPPABLE: tuple[MappableField, ...] = (
    *_fields(
        "people",
        "contacts",
        "temperature lead_score:f disqualified_reason channel",
        history="temperature lead_score",
        lead_score="hubspotscore",
        channel="hs_analytics_source",
    ),
    *_fields("accounts", "companies", "onboarded_at:t"),
    *_fields(
        "opportunities",
        "deals",
        "expected_close_on:d competitor list_price:f discount:f cost:f channel",
        history="expected_close_on",
        fed="expected_close_on",
        channel="hs_analytics_source",
    ),
    *_fields(
        "opportunity_lines",
        "line_items",
        "cost:f recurring_amount:f refund_amount:f refunded_at:t",
        fed="cost recurring_amount",
    ),
    *_fields("proposals", "quotes", "sent_at:t", fed="sent_at"),
    *_fields("activities", "meetings", "booked_at:t cancelled_at:t"),
    *_fields("activities", "meetings communications", "direction"),
    *_fields("survey_answers", "feedback_submissions", "scale_max:f"),
)


class MappingError(ValueError):
    """A mapping that can't be used; the message says what is wrong and what could be meant."""


def check_names(fields: FieldMap) -> None:
    """Refuse a mapping of fields that may not be mapped, or to what is no property name.

    Raises:
        MappingError: with the near names and the list of those that there are.
    """
    known = {entity: _names(entity) for entity in dict.fromkeys(one.entity for one in MAPPABLE)}
    for entity, mapped in fields.items():
        if entity not in known:
            raise MappingError(_unknown(entity, "entity whose fields can be mapped", known))
        for name, given in mapped.items():
            if name not in known[entity]:
                what = f"field of {entity} that can be mapped"
                raise MappingError(_unknown(name, what, known[entity]))
            if not _PROPERTY.fullmatch(given):
                raise MappingError(
                    f"{entity}.{name}: {given!r} is no internal name of a property; write the one "
                    "in HubSpot under Settings > Properties (letters, digits and _; no wildcards)"
                )


def of_object(name: str) -> tuple[MappableField, ...]:
    """Return the fields that the records of an object type may carry."""
    return tuple(one for one in MAPPABLE if name in one.objects)


def mapped_of(name: str, fields: FieldMap) -> dict[MappableField, str]:
    """Return what an object type's mappable fields are read from; those from nothing are absent."""
    found = {}
    for one in of_object(name):
        source = fields.get(one.entity, {}).get(one.field) or one.standard
        if source is not None:
            found[one] = source
    return found


def unmapped(fields: FieldMap) -> dict[str, tuple[str, ...]]:
    """Return by entity the mappable fields that nothing feeds, neither a mapping nor HubSpot."""
    missing: dict[str, list[str]] = {}
    for one in MAPPABLE:
        is_fed = one.is_fed or one.standard is not None
        if not is_fed and one.field not in fields.get(one.entity, {}):
            names = missing.setdefault(one.entity, [])
            if one.field not in names:
                names.append(one.field)
    return {entity: tuple(names) for entity, names in missing.items()}


def near(name: str, known: Collection[str]) -> str:
    """Return ` (did you mean a, b?)` of names that resemble `name`; empty without any."""
    found = get_close_matches(name, list(known), n=3, cutoff=0.6)
    return f" (did you mean {', '.join(found)}?)" if found else ""


def _names(entity: str) -> tuple[str, ...]:
    return tuple(one.field for one in MAPPABLE if one.entity == entity)


def _unknown(name: str, what: str, known: Collection[str]) -> str:
    return f"{name}: no {what}{near(name, known)}; there are {', '.join(known)}"
