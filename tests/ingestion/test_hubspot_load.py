from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pyarrow.compute as pc
import pytest

from demo.world.tables import as_known
from demo.world.world import World
from ingestion.errors import AuthenticationError
from ingestion.registry import discover
from tests.ingestion.conftest import AS_OF, Sandbox, Warehouse

RAW_TABLES = discover()["hubspot"].raw_tables
OF_RECORDS = "select id from raw_hubspot.{}"
LOST = "select unnest(string_split(hs_merged_object_ids, ';')) from raw_hubspot.{}"


def test_the_first_load_brings_every_record_once(
    sandbox: Sandbox, warehouse: Warehouse, tiny_world: World
) -> None:
    warehouse.load_hubspot(sandbox)

    for raw, table in (("contacts", "contact_records"), ("deals", "deals")):
        known = as_known(table, tiny_world[table], AS_OF)
        remaining = known.filter(pc.is_null(known["merged_into"]))
        [(rows, ids)] = warehouse.query(
            f"select count(*), count(distinct id) from raw_hubspot.{raw}"
        )
        assert rows == ids == remaining.num_rows
    [(archived,)] = warehouse.query("select count(*) from raw_hubspot.contacts where archived")
    assert archived > 0
    [(currency, zone)] = warehouse.query(
        "select company_currency, time_zone from raw_hubspot.account_details"
    )
    assert (currency, zone) == ("EUR", "Europe/Paris")
    # 5 is the vendor's number of a deal's primary company: each deal with companies has one.
    [(deals, primary)] = warehouse.query(
        "select count(distinct from_id), count(*) filter ('5' in string_split(type_ids, '|')) "
        "from raw_hubspot.deals_to_companies"
    )
    assert deals == primary > 0


@pytest.mark.fault(40)
def test_loading_again_changes_nothing(sandbox: Sandbox, warehouse: Warehouse) -> None:
    warehouse.load_hubspot(sandbox)
    before = {table: warehouse.rows(table) for table in RAW_TABLES}

    summary = warehouse.load_hubspot(sandbox)

    assert {table: warehouse.rows(table) for table in RAW_TABLES} == before
    assert summary.rows["contacts"] < len(before["contacts"]) / 10


@pytest.mark.fault(14, 40)
def test_day_by_day_gives_what_one_load_gives(sandbox: Sandbox, tmp_path: Path) -> None:
    daily, fresh = Warehouse(tmp_path / "daily"), Warehouse(tmp_path / "fresh")
    for days in (40, 2, 1, 0):
        sandbox.state.move_to(AS_OF - timedelta(days=days))
        daily.load_hubspot(sandbox)

    fresh.load_hubspot(sandbox)

    for kind in ("contacts", "companies", "deals"):
        # Records lost in a merge are gone at the vendor; those loaded before stay as they were.
        kept = f"id not in ({LOST.format(kind)} where hs_merged_object_ids is not null)"
        assert daily.rows(kind, kept) == fresh.rows(kind, kept), kind
    for kind in ("calls", "meetings", "emails", "line_items", "quotes", "owners", "email_events"):
        assert daily.rows(kind) == fresh.rows(kind), kind
    for kind in ("contacts", "deals"):
        live = f"object_id in ({OF_RECORDS.format(kind)} where not archived) and object_id not in ("
        live += f"{LOST.format(kind)} where hs_merged_object_ids is not null)"
        table = f"{kind}_property_history"
        assert daily.rows(table, live) == fresh.rows(table, live), kind
    for kind, to in (("calls", "contacts"), ("meetings", "deals"), ("line_items", "deals")):
        # Associations of a deleted record are not asked for; those loaded before stay.
        live = f"from_id in ({OF_RECORDS.format(kind)} where not archived)"
        table = f"{kind}_to_{to}"
        assert daily.rows(table, live) == fresh.rows(table, live), table


def test_a_token_without_access_is_refused(sandbox: Sandbox, warehouse: Warehouse) -> None:
    with pytest.raises(AuthenticationError) as raised:
        warehouse.load_hubspot(sandbox, token="wrong-secret")

    assert "wrong-secret" not in str(raised.value)
    assert warehouse.query("select count(*) from information_schema.tables") == [(0,)]
