"""Owners and pipelines: small, read whole at every load."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pyarrow as pa

from ingestion.arrow import TIMESTAMP, to_arrow
from ingestion.sources.hubspot.api import HubSpotApi
from ingestion.sources.hubspot.tables import MarkedTable, TableBuffer, schema

OWNERS = MarkedTable(
    "owners",
    schema(
        "id",
        ("email", pa.string()),
        ("first_name", pa.string()),
        ("last_name", pa.string()),
        ("user_id", pa.string()),
        ("type", pa.string()),
        ("team_names", pa.string()),
        ("archived", pa.bool_()),
        ("created_at", TIMESTAMP),
        ("updated_at", TIMESTAMP),
    ),
)
PIPELINE_STAGES = MarkedTable(
    "pipeline_stages",
    schema(
        "object_type pipeline_id stage_id",
        ("pipeline_label", pa.string()),
        ("label", pa.string()),
        ("display_order", pa.int64()),
        ("probability", pa.float64()),
        ("is_closed", pa.bool_()),
        ("archived", pa.bool_()),
    ),
    ("object_type", "pipeline_id", "stage_id"),
)

_OWNERS_LIMIT = 100


def owners(api: HubSpotApi, loaded_at: datetime) -> Iterator[Any]:
    """Owners, those who left included (`archived`)."""
    buffer = TableBuffer(OWNERS)
    for archived in ("false", "true"):
        for page in api.pages("/crm/v3/owners", {"limit": _OWNERS_LIMIT, "archived": archived}):
            rows = [
                {
                    "id": owner["id"],
                    "email": owner.get("email"),
                    "first_name": owner.get("firstName"),
                    "last_name": owner.get("lastName"),
                    "user_id": owner.get("userIdIncludingInactive") or owner.get("userId"),
                    "type": owner["type"],
                    "team_names": "|".join(team["name"] for team in owner.get("teams") or ()),
                    "archived": owner["archived"],
                    "created_at": owner["createdAt"],
                    "updated_at": owner["updatedAt"],
                }
                for owner in page
            ]
            yield from buffer.add(OWNERS, to_arrow(rows, OWNERS.schema, loaded_at))
    yield from buffer.flush()


def pipeline_stages(api: HubSpotApi, loaded_at: datetime) -> Iterator[Any]:
    """Stages of the deal and lead pipelines, with what each says of the outcome."""
    buffer = TableBuffer(PIPELINE_STAGES)
    for object_type in ("deals", "leads"):
        rows = [
            {
                "object_type": object_type,
                "pipeline_id": pipeline["id"],
                "stage_id": stage["id"],
                "pipeline_label": pipeline["label"],
                "label": stage["label"],
                "display_order": stage["displayOrder"],
                "probability": stage["metadata"].get("probability"),
                "is_closed": stage["metadata"].get("isClosed"),
                "archived": stage["archived"],
            }
            for pipeline in api.get(f"/crm/v3/pipelines/{object_type}")["results"]
            for stage in pipeline["stages"]
        ]
        table = to_arrow(rows, PIPELINE_STAGES.schema, loaded_at)
        yield from buffer.add(PIPELINE_STAGES, table)
    yield from buffer.flush()
