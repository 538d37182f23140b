"""The portal's own list of properties: what is mapped must be there, and what was there stay."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import Any

from ingestion.errors import MissingFieldError, RefusedError
from ingestion.fields import Fields
from ingestion.raw_table import Page, RawTable
from ingestion.sources.hubspot.api import HubSpotApi
from ingestion.sources.hubspot.mapping import MAPPABLE, FieldMap, mapped_of, near, of_object
from ingestion.sources.hubspot.object_types import CRM_OBJECTS, ObjectType

MAPPED_FIELDS = RawTable(
    "mapped_fields", "entity field object_type property", key=("entity", "field", "object_type")
)


class Portal:
    """One portal with its mapping, which is held against its properties before anything is read.

    Args:
        api: the portal.
        fields: the profile's mapping.
        accepted: `table.property` that may be gone (setting `absent_fields`).
    """

    def __init__(self, api: HubSpotApi, fields: FieldMap, accepted: frozenset[str]) -> None:
        self.api = api
        self._fields = fields
        self._accepted = accepted
        self._lock = Lock()
        self._names: dict[str, frozenset[str]] = {}

    def check(self) -> None:
        """Hold every mapped property against the portal's list; at the first call only.

        Raises:
            MissingFieldError: a property that the profile names does not exist.
        """
        with self._lock:
            _ = self._checked

    def mapped(self, kind: ObjectType, state: MutableMapping[str, Any]) -> ObjectType:
        """Return an object type with what is mapped to it.

        Args:
            kind: as declared.
            state: what the last load left (the resource's state); this load's is put there.

        Raises:
            MissingFieldError: a mapped property does not exist, or one of HubSpot's own is not
                there, or was there at the load before.
        """
        self.check()
        there = self._there(kind.name)
        found = kind.mapped_by(self._fields, there)
        fields = Fields(
            kind.name,
            state,
            kind.mapped_by(self._fields).property_names,
            always=found.property_names,
            accepted=self._accepted,
        )
        fields.given(there)
        return found

    def mapped_fields(self, loaded_at: datetime) -> Iterator[Page]:
        """Every field that can be mapped, with the property that feeds it: null for none."""
        self.check()
        rows = [
            {
                "entity": one.entity,
                "field": one.field,
                "object_type": kind,
                "property": self._fed(kind).get(f"{one.entity}.{one.field}"),
            }
            for one in MAPPABLE
            for kind in one.objects
        ]
        yield MAPPED_FIELDS, MAPPED_FIELDS.arrow(rows, loaded_at)

    def _fed(self, kind: str) -> dict[str, str]:
        return {
            f"{one.entity}.{one.field}": name
            for one, name in mapped_of(kind, self._fields).items()
            if name in self._readable(kind)
        }

    @cached_property
    def _checked(self) -> bool:
        problems = [problem for kind in CRM_OBJECTS for problem in self.problems(kind.name)]
        if problems:
            listed = "\n".join(f"- {problem}" for problem in problems)
            raise MissingFieldError(
                "the profile maps properties that the portal does not have; nothing was read. "
                "Correct the name under `sources.hubspot.fields` (HubSpot shows internal names "
                f"under Settings > Properties), or leave the line out\n{listed}"
            )
        return True

    def problems(self, kind: str) -> Iterator[str]:
        """Yield what is mapped to an object type and is no property of it: a load stops."""
        said = [one for one in of_object(kind) if one.field in self._fields.get(one.entity, {})]
        # A type of which nothing is mapped is not asked for. Of one that the account refuses, its
        # own resource says so.
        there = self._readable(kind) if said else frozenset()
        for one in said:
            name = self._fields[one.entity][one.field]
            if there and name not in there:
                hint = near(name, there)
                yield f"{one.entity}.{one.field}: {kind} have no property {name}{hint}"

    def _readable(self, kind: str) -> frozenset[str]:
        """Return the properties of an object type; none where the account refuses it."""
        try:
            return self._there(kind)
        except RefusedError:
            return frozenset()

    def _there(self, kind: str) -> frozenset[str]:
        if kind not in self._names:
            pages = self.api.pages(self.api.path("properties", type=kind))
            self._names[kind] = frozenset(row["name"] for page in pages for row in page)
        return self._names[kind]
