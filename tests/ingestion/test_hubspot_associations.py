"""Associations that change without their record being touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from demo.server.app import build_app
from demo.server.state import SandboxState
from demo.world.world import World
from tests.ingestion.conftest import AS_OF, Sandbox, Warehouse, serving

DAY = AS_OF - timedelta(days=330)
LINKS = ("deals_to_companies", "deals_to_contacts", "contacts_to_companies", "calls_to_contacts")


@pytest.fixture
def small(tiny_world: World, reading: Callable[..., None]) -> Iterator[Sandbox]:
    """The tiny company's first months, of which deals, contacts and calls are loaded."""
    reading("deals", "contacts", "calls")
    state = SandboxState(dict(tiny_world), DAY)
    with serving(build_app(state)) as port:
        yield Sandbox(state, port)


def relink(sandbox: Sandbox, table: str, where: str, key: Any, column: str, to: str | None) -> None:
    """Change one association in the world, without anything that touches the record."""
    rows = sandbox.state.world[table]
    here, field = pc.equal(rows[where], key), rows.schema.field(column)
    changed = pc.if_else(here, pa.scalar(to, field.type), rows[column])
    at = rows.column_names.index(column)
    sandbox.state.world[table] = rows.set_column(at, field, changed)  # type: ignore[index]
    sandbox.state.move_to(sandbox.state.as_of)


def test_changed_associations_are_read_with_the_comparison_of_ids(
    small: Sandbox, warehouse: Warehouse
) -> None:
    warehouse.load_hubspot(small)
    before = {table: warehouse.rows(table) for table in LINKS}
    stamps = warehouse.query("select id, updated_at from raw_hubspot.deals order by id")
    (deal, company), (lonely, _) = warehouse.query(
        "select from_id, to_id from raw_hubspot.deals_to_companies order by from_id limit 2"
    )
    [(other,)] = warehouse.query(
        f"select min(to_id) from raw_hubspot.deals_to_companies where to_id != '{company}'"
    )
    [(contact,)] = warehouse.query("select max(from_id) from raw_hubspot.contacts_to_companies")
    [(call, caller)] = warehouse.query(
        "select from_id, to_id from raw_hubspot.calls_to_contacts order by from_id limit 1"
    )
    relink(small, "deals", "deal_id", deal, "company_record_id", other)
    relink(small, "deals", "deal_id", lonely, "company_record_id", None)
    relink(small, "contact_records", "contact_id", contact, "company_record_id", other)
    relink(small, "activities", "activity_id", call, "contact_id", contact)
    assert caller != contact

    warehouse.load_hubspot(small, reconcile_days=7)
    assert {table: warehouse.rows(table) for table in LINKS} == before, "not before it is due"

    small.state.move_to(DAY + timedelta(days=7))
    warehouse.load_hubspot(small, reconcile_days=7)

    after = warehouse.query("select id, updated_at from raw_hubspot.deals order by id")
    touched = {key for key, _ in set(after) - set(stamps)}
    assert not touched & {deal, lonely}
    assert linked(warehouse, "deals_to_companies", deal) == [other]
    assert linked(warehouse, "deals_to_companies", lonely) == []
    assert linked(warehouse, "contacts_to_companies", contact) == [other]
    assert linked(warehouse, "calls_to_contacts", call) == [contact]
    # Nothing else was replaced, and nothing lost.
    changed = {deal, lonely, contact, call, *touched}
    for table in ("deals_to_companies", "deals_to_contacts"):
        kept = {row for row in before[table] if row[0] not in changed}
        assert kept <= warehouse.rows(table)


def linked(warehouse: Warehouse, table: str, origin: str) -> list[str]:
    rows = warehouse.query(
        f"select to_id from raw_hubspot.{table} where from_id = '{origin}' order by to_id"
    )
    return [to for (to,) in rows]
