"""`/crm/v3/owners`: reps as owners, with the teams they are in at `as_of`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from demo.server.hubspot import requests
from demo.server.hubspot.errors import missing
from demo.server.hubspot.pages import offset_page
from demo.server.responses import JsonResponse
from demo.server.state import SandboxState

_PAGE, _DEFAULT_PAGE = 500, 100
# User ids are 32-bit numbers in the API; the macro `user_number` does the same.
_USER_IDS = 1_000_000_000


class Owners:
    """The endpoints over one state."""

    def __init__(self, state: SandboxState) -> None:
        self._state = state

    async def list_page(self, request: Request) -> Response:
        """`GET /crm/v3/owners`: those at work, or with `archived=true` those who left."""
        archived, email = requests.flag(request, "archived"), request.query_params.get("email")
        found = [
            owner
            for owner in self._all()
            if owner["archived"] == archived and email in (None, owner["email"])
        ]
        bounds = requests.offset(request), requests.limit(request, _DEFAULT_PAGE, _PAGE)
        return JsonResponse(offset_page(self._state, request, found, bounds, dict))

    async def one(self, request: Request) -> Response:
        """`GET /crm/v3/owners/{ownerId}`, by owner id or, with `idProperty=userId`, by user id."""
        by_user = request.query_params.get("idProperty") == "userId"
        archived = requests.flag(request, "archived")
        key: Callable[[dict[str, Any]], str] = (
            (lambda owner: str(owner["userIdIncludingInactive"]))
            if by_user
            else (lambda owner: str(owner["id"]))
        )
        for owner in self._all():
            if key(owner) == request.path_params["ownerId"] and owner["archived"] == archived:
                return JsonResponse(owner)
        raise missing()

    def _all(self) -> list[dict[str, Any]]:
        return self._state.cached(("hubspot", "owners"), self._read)

    def _read(self) -> list[dict[str, Any]]:
        names = {team["team_id"]: team["name"] for team in self._rows("teams")}
        teams: dict[str, list[dict[str, Any]]] = {}
        touched: dict[str, Any] = {}
        for entry in self._rows("team_memberships"):
            rep, as_of = entry["rep_id"], self._state.as_of
            touched[rep] = max(touched.get(rep, entry["recorded_at"]), entry["recorded_at"])
            if entry["from_on"] <= as_of and (entry["to_on"] is None or as_of <= entry["to_on"]):
                mine, team = teams.setdefault(rep, []), entry["team_id"]
                mine.append({"id": team, "name": names[team], "primary": not mine})
        return [_owner(rep, teams, touched) for rep in self._rows("reps")]

    def _rows(self, table: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._state.visible(table).to_pylist()
        return rows


def _owner(
    rep: dict[str, Any], teams: dict[str, list[dict[str, Any]]], touched: dict[str, Any]
) -> dict[str, Any]:
    left = rep["active_to_on"] is not None
    owner = {
        "id": rep["hubspot_owner_id"],
        "type": "PERSON",
        "email": rep["email"],
        "firstName": rep["first_name"],
        "lastName": rep["last_name"],
        "userIdIncludingInactive": int(rep["hubspot_user_id"]) % _USER_IDS,
        "createdAt": rep["recorded_at"],
        "updatedAt": max(rep["recorded_at"], touched.get(rep["rep_id"], rep["recorded_at"])),
        "archived": left,
        "teams": teams.get(rep["rep_id"], []),
    }
    # HubSpot names the user only while the account is active.
    return owner if left else {**owner, "userId": owner["userIdIncludingInactive"]}
