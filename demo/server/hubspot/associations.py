"""Associations between objects: who is linked to whom, and the ids of the kinds of link."""

from __future__ import annotations

from typing import NamedTuple

from demo.server.hubspot.database import Database
from demo.server.hubspot.object_types import ObjectType


class Link(NamedTuple):
    """One association; `label` is the role given by the user, if any."""

    to_id: str
    label: str | None
    is_primary: bool = False


Links = dict[str, list[Link]]

# (from, to) -> table, column of the from side, column of the to side, column of the label.
_TABLES = {
    ("contacts", "companies"): ("contact_records", "contact_id", "company_record_id", "null"),
    ("deals", "contacts"): ("deal_people", "deal_id", "contact_id", "role"),
    ("deals", "companies"): ("deals", "deal_id", "company_record_id", "null"),
    ("line_items", "deals"): ("order_lines", "line_id", "deal_id", "null"),
    ("quotes", "deals"): ("quotes", "quote_id", "deal_id", "null"),
    ("feedback_submissions", "contacts"): ("survey_answers", "answer_id", "contact_id", "null"),
    ("tickets", "contacts"): ("portal_tickets", "ticket_id", "contact_id", "null"),
    ("tickets", "companies"): ("portal_tickets", "ticket_id", "company_record_id", "null"),
    ("leads", "contacts"): ("contact_records", "contact_id", "contact_id", "null"),
}
_ACTIVITIES = {
    "calls": "call",
    "emails": "email",
    "meetings": "meeting",
    "tasks": "task",
    "notes": "note",
    "communications": "social",
}
_ACTIVITY_SIDES = {
    "contacts": "contact_id",
    "companies": "company_record_id",
    "deals": "deal_id",
}
_WINNERS = {
    "contacts": "contact_winners",
    "companies": "company_winners",
    "deals": "deal_winners",
    "tickets": "ticket_winners",
}
_TYPE_IDS = {
    ("contacts", "companies"): (279, 280),
    ("deals", "contacts"): (3, 4),
    ("deals", "companies"): (341, 342),
    ("line_items", "deals"): (20, 19),
    ("quotes", "deals"): (64, 63),
    ("leads", "contacts"): (578, 579),
    ("feedback_submissions", "contacts"): (98, 99),
    ("tickets", "contacts"): (16, 15),
    ("tickets", "companies"): (339, 340),
    ("calls", "contacts"): (194, 193),
    ("emails", "contacts"): (198, 197),
    ("meetings", "contacts"): (200, 199),
    ("notes", "contacts"): (202, 201),
    ("tasks", "contacts"): (204, 203),
    ("communications", "contacts"): (81, 82),
    ("calls", "companies"): (182, 181),
    ("emails", "companies"): (186, 185),
    ("meetings", "companies"): (188, 187),
    ("notes", "companies"): (190, 189),
    ("tasks", "companies"): (192, 191),
    ("communications", "companies"): (87, 88),
    ("calls", "deals"): (206, 205),
    ("emails", "deals"): (210, 209),
    ("meetings", "deals"): (212, 211),
    ("notes", "deals"): (214, 213),
    ("tasks", "deals"): (216, 215),
    ("communications", "deals"): (85, 86),
}
# Of a record's companies one is the primary one, which has a kind of its own beside the plain one.
_PRIMARY = {
    ("contacts", "companies"): (1, "Contact with Primary Company"),
    ("companies", "contacts"): (2, "Primary Company of Contact"),
    ("deals", "companies"): (5, "Deal with Primary Company"),
    ("companies", "deals"): (6, "Primary Company of Deal"),
    ("tickets", "companies"): (26, "Ticket with Primary Company"),
    ("companies", "tickets"): (25, "Primary Company of Ticket"),
}
_LABEL_IDS = 1000  # user-defined labels are numbered from here, per pair of types


def type_name(kind: ObjectType, other: ObjectType) -> str:
    """The name of an association in lists of objects, as `deal_to_contact`."""
    return f"{kind.singular}_to_{other.singular}"


def type_id(kind: ObjectType, other: ObjectType) -> int:
    """HubSpot's number of the unlabelled association between two types."""
    forward = _TYPE_IDS.get((kind.name, other.name))
    return forward[0] if forward else _TYPE_IDS[other.name, kind.name][1]


def association_types(
    kind: ObjectType, other: ObjectType, label: str | None, is_primary: bool = False
) -> list[dict[str, object]]:
    """The kinds of one association, as v4 of the API has them: plain, primary, labelled."""
    kinds: list[dict[str, object]] = [
        {"category": "HUBSPOT_DEFINED", "typeId": type_id(kind, other)}
    ]
    if is_primary:
        number, name = _PRIMARY[kind.name, other.name]
        kinds.append({"category": "HUBSPOT_DEFINED", "typeId": number, "label": name})
    if label is not None:
        number = _LABEL_IDS + sum(label.encode()) % _LABEL_IDS
        kinds.append({"category": "USER_DEFINED", "typeId": number, "label": label})
    return kinds


def read_links(database: Database, kind: ObjectType, other: ObjectType) -> Links:
    """All associations between two types; merged records' go to the record they are now part of."""
    turned = (kind.name, other.name) not in _TYPE_IDS
    first, second = (other.name, kind.name) if turned else (kind.name, other.name)
    rows = database.query(_pairs(first, second))
    ends = ["to_id", "from_id"] if turned else ["from_id", "to_id"]
    columns = (rows[name].to_pylist() for name in (*ends, "label", "is_primary"))
    found: Links = {}
    for from_id, to_id, label, is_primary in zip(*columns, strict=True):
        found.setdefault(from_id, []).append(Link(to_id, label, is_primary))
    return found


def _pairs(first: str, second: str) -> str:
    """SQL for the distinct pairs (`from_id`, `to_id`, `label`, `is_primary`) in order of ids.

    The primary company is the record's own, or after a merge the first that one of them had.
    """
    condition = "true"
    if first in _ACTIVITIES:
        source = ("activities", "activity_id", _ACTIVITY_SIDES[second], "null")
        condition = f"links.type = '{_ACTIVITIES[first]}'"
    else:
        source = _TABLES[first, second]
    if first == "leads":
        condition = (
            "contact_id in (select contact_id from contact_changes where field = 'lead_status')"
        )
    table, from_column, to_column, label = source
    from_id, from_join = _resolved("origin", first, from_column)
    to_id, to_join = _resolved("target", second, to_column)
    is_own = f"coalesce(origin.primary_id = links.{from_column}, true)" if from_join else "true"
    primary = (
        "false"
        if (first, second) not in _PRIMARY
        else """row_number() over (
        partition by from_id order by is_own desc, length(origin_id), origin_id
    ) = 1"""
    )
    return f"""
        with pairs as (
            select
                {from_id} as from_id,
                {to_id} as to_id,
                max(cast({label} as varchar)) as label,
                max({is_own}) as is_own,
                arg_min(links.{from_column}, (length(links.{from_column}), links.{from_column}))
                    as origin_id
            from {table} as links
            {from_join}
            {to_join}
            where links.{to_column} is not null and {condition}
            group by 1, 2
        )
        select from_id, to_id, label, {primary} as is_primary
        from pairs order by length(from_id), from_id, length(to_id), to_id
    """  # noqa: S608


def _resolved(alias: str, kind: str, column: str) -> tuple[str, str]:
    if kind not in _WINNERS:
        return f"links.{column}", ""
    join = f"left join {_WINNERS[kind]} as {alias} on {alias}.loser_id = links.{column}"
    return f"coalesce({alias}.winner_id, links.{column})", join
