"""Agents, end users and organisations of the help desk, made from the world."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from demo.server.zendesk.ids import present, rows_in_seconds, stamp, whole_number
from demo.world.tables import end_of_day

if TYPE_CHECKING:
    from demo.server.state import SandboxState

Row = dict[str, Any]


@dataclass(frozen=True)
class Directory:
    """Users and organisations, each with `_at`: the second at which it last changed.

    Attributes:
        users: agents and requesters; one requester per e-mail address that wrote.
        organizations: one per company that a requester belongs to.
        agents: rep id of the world -> user id.
    """

    users: list[Row]
    organizations: list[Row]
    agents: dict[str, int]


def user_number(email: str) -> int:
    """Id of the end user who writes from `email`."""
    return whole_number("user", email.strip().lower())


def organization_number(company_id: str) -> int:
    """Id of the organisation that represents a company."""
    return whole_number("organization", company_id)


def build(state: SandboxState, tickets: list[Row], as_of: date) -> Directory:
    """The directory as at `as_of`; `tickets` are the world's ticket rows known by then."""
    reps = [rep for rep in rows_in_seconds(state.visible("reps")) if rep["zendesk_user_id"]]
    companies = {row["company_id"]: row for row in state.visible("companies").to_pylist()}
    people = {row["person_id"]: row for row in state.visible("people").to_pylist()}
    first_heard: dict[str, Row] = {}
    for ticket in sorted(tickets, key=lambda row: (row["recorded_at"], row["ticket_id"])):
        first_heard.setdefault(ticket["requester_email"].strip().lower(), ticket)
    members: dict[str, int] = {}
    for ticket in first_heard.values():
        if ticket["company_id"] is not None:
            members.setdefault(ticket["company_id"], ticket["recorded_at"])
    requesters = [
        _requester(row, people[row["requester_person_id"]]) for row in first_heard.values()
    ]
    return Directory(
        users=[*(_agent(rep, as_of) for rep in reps), *requesters],
        organizations=[_organization(companies[key], at) for key, at in members.items()],
        agents={rep["rep_id"]: int(rep["zendesk_user_id"]) for rep in reps},
    )


def _agent(rep: Row, as_of: date) -> Row:
    has_left = rep["active_to_on"] is not None and rep["active_to_on"] < as_of
    left_at = int(end_of_day(rep["active_to_on"]).timestamp()) if has_left else None
    changed = left_at or rep["recorded_at"]
    return {
        "id": int(rep["zendesk_user_id"]),
        "name": f"{rep['first_name']} {rep['last_name']}",
        "email": rep["email"],
        "role": "agent",
        "active": True,
        "suspended": has_left,
        "verified": True,
        "iana_time_zone": "Europe/Paris",
        "created_at": stamp(rep["recorded_at"]),
        "updated_at": stamp(changed),
        "_at": changed,
    }


def _requester(ticket: Row, person: Row) -> Row:
    heard = ticket["recorded_at"]
    return present(
        {
            "id": user_number(ticket["requester_email"]),
            "name": f"{person['first_name']} {person['last_name']}",
            "email": ticket["requester_email"],
            "phone": person["phone"],
            "role": "end-user",
            "active": True,
            "suspended": False,
            "verified": True,
            "organization_id": organization_number(ticket["company_id"])
            if ticket["company_id"] is not None
            else None,
            "created_at": stamp(heard),
            "updated_at": stamp(heard),
            "_at": heard,
        }
    )


def _organization(company: Row, heard: int) -> Row:
    # Support knows a company by the other name it goes by: only its domain identifies it.
    return {
        "id": organization_number(company["company_id"]),
        "name": company["second_name"] or company["name"],
        "domain_names": [company["domain"]],
        "shared_tickets": False,
        "shared_comments": False,
        "tags": [],
        "created_at": stamp(heard),
        "updated_at": stamp(heard),
        "_at": heard,
    }
