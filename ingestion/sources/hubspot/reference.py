"""Account details, owners and pipelines: small, read whole at every load."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import dlt

from ingestion.answers import member
from ingestion.parts import Offer
from ingestion.personal import ALL, Personal
from ingestion.raw_table import UNAVAILABLE, Page, RawTable
from ingestion.sources.hubspot.api import HubSpotApi

ACCOUNT_DETAILS = RawTable(
    "account_details",
    "portal_id account_type time_zone company_currency additional_currencies",
    key=("portal_id",),
)
OWNERS = RawTable(
    "owners",
    "id email first_name last_name user_id type team_names primary_team archived:b created_at:t"
    " updated_at:t",
    personal=Personal(about="email:email", names="first_name last_name", staff=ALL),
)
PIPELINE_STAGES = RawTable(
    "pipeline_stages",
    "object_type pipeline_id stage_id pipeline_label label display_order:i probability:f"
    " is_closed:b ticket_state archived:b",
    key=("object_type", "pipeline_id", "stage_id"),
)

#: Object types that have pipelines.
STAGED = ("deals", "leads", "tickets")

_OWNERS_LIMIT = 100


def account_details(api: HubSpotApi, loaded_at: datetime) -> Iterator[Page]:
    """The portal itself: one row. Amounts without a currency are in its company currency."""
    path = api.path("account")
    answer = api.get(path)
    row = {
        "portal_id": str(member(answer, "portalId", int, path)),
        "account_type": member(answer, "accountType", str, path),
        "time_zone": member(answer, "timeZone", str, path),
        "company_currency": member(answer, "companyCurrency", str, path),
        "additional_currencies": "|".join(member(answer, "additionalCurrencies", list, path)),
    }
    yield ACCOUNT_DETAILS, ACCOUNT_DETAILS.arrow([row], loaded_at)


def owners(api: HubSpotApi, loaded_at: datetime) -> Iterator[Page]:
    """Owners, those who left included (`archived`)."""
    for archived in ("false", "true"):
        for page in api.pages(api.path("owners"), {"limit": _OWNERS_LIMIT, "archived": archived}):
            rows = [
                {
                    "id": owner["id"],
                    "email": owner.get("email"),
                    "first_name": owner.get("firstName"),
                    "last_name": owner.get("lastName"),
                    "user_id": owner.get("userIdIncludingInactive") or owner.get("userId"),
                    "type": owner["type"],
                    "team_names": "|".join(team["name"] for team in owner.get("teams") or ()),
                    "primary_team": _primary_team(owner.get("teams") or ()),
                    "archived": owner["archived"],
                    "created_at": owner["createdAt"],
                    "updated_at": owner["updatedAt"],
                }
                for owner in page
            ]
            yield OWNERS, OWNERS.arrow(rows, loaded_at)


def _primary_team(teams: Sequence[Mapping[str, Any]]) -> str | None:
    """The team that is marked as the main one, or the only one."""
    main = [team["name"] for team in teams if team.get("primary") or len(teams) == 1]
    return main[0] if main else None


def pipeline_stages(api: HubSpotApi, loaded_at: datetime) -> Iterator[Page]:
    """Stages of the deal, lead and ticket pipelines, with what each says of the outcome."""
    states = dlt.current.resource_state(PIPELINE_STAGES.name).setdefault("types", {})
    for object_type in STAGED:
        state = states.setdefault(object_type, {})
        offer = Offer(f"pipelines_of_{object_type}", state)
        yield from offer.pages(partial(_stages, api, object_type, loaded_at))
        yield UNAVAILABLE, UNAVAILABLE.arrow(offer.rows())


def _stages(api: HubSpotApi, object_type: str, loaded_at: datetime) -> Iterator[Page]:
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
            "ticket_state": stage["metadata"].get("ticketState"),
            "archived": stage["archived"],
        }
        for pipeline in _pipelines(api, object_type)
        for stage in pipeline["stages"]
    ]
    yield PIPELINE_STAGES, PIPELINE_STAGES.arrow(rows, loaded_at)


def _pipelines(api: HubSpotApi, object_type: str) -> list[dict[str, Any]]:
    path = api.path("pipelines", type=object_type)
    found: list[dict[str, Any]] = member(api.get(path), "results", list, path)
    return found
