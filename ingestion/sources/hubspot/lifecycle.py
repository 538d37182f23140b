"""Lifecycle stages: HubSpot's own, and those that a portal adds, whose ids say nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from ingestion.answers import member
from ingestion.errors import MissingFieldError
from ingestion.raw_table import Page, RawTable
from ingestion.sources.hubspot.api import HubSpotApi
from ingestion.sources.hubspot.mapping import STAGES, Stage, near
from ingestion.sources.hubspot.object_types import CRM_OBJECTS

LIFECYCLE_STAGES = RawTable("lifecycle_stages", "id label meaning contacts:i")

_CONTACTS = next(kind for kind in CRM_OBJECTS if kind.name == "contacts")


def lifecycle_stages(
    api: HubSpotApi, meanings: Mapping[str, Stage], loaded_at: datetime
) -> Iterator[Page]:
    """The portal's stages with what each means; of the others how many contacts are in them.

    Raises:
        MissingFieldError: the profile names a stage that the portal does not have.
    """
    path = f"{api.path('properties', type='contacts')}/lifecyclestage"
    options: list[dict[str, Any]] = member(api.get(path), "options", list, path)
    labels = {str(option["value"]): option.get("label") for option in options}
    _refuse_unknown(meanings, labels)
    rows = []
    for stage, label in labels.items():
        meaning = meanings.get(stage) or (stage if stage in STAGES else None)
        counted = None if meaning else _contacts_in(api, stage)
        rows.append({"id": stage, "label": label, "meaning": meaning, "contacts": counted})
    yield LIFECYCLE_STAGES, LIFECYCLE_STAGES.arrow(rows, loaded_at)


def _refuse_unknown(meanings: Mapping[str, Stage], stages: Collection[str]) -> None:
    unknown = [f"{stage}{near(stage, stages)}" for stage in meanings if stage not in stages]
    if unknown:
        raise MissingFieldError(
            "sources.hubspot.lifecycle_stages: the portal has no stage "
            f"{', '.join(unknown)}; there are {', '.join(stages)}"
        )


def _contacts_in(api: HubSpotApi, stage: str) -> int:
    one = {"propertyName": "lifecyclestage", "operator": "EQ", "value": stage}
    body = {"filterGroups": [{"filters": [one]}], "limit": 1, "properties": []}
    total: int = member(api.find(_CONTACTS, body), "total", int, "contacts/search")
    return total
