"""A person of the demo company is forgotten, and the whole pipeline goes on without them."""

from __future__ import annotations

import shutil

import duckdb
import pytest

from ingestion.personal import NOBODY
from ingestion.registry import discover
from tests.end_to_end.conftest import AS_OF
from tests.end_to_end.pipeline import Pipeline
from tests.orchestration.sweep import places_with

#: A contact who has asked for help, and is part of a deal.
_SOMEBODY = """
select contacts.id, contacts.email, contacts.firstname || ' ' || contacts.lastname, users.phone
from raw_hubspot.contacts as contacts
inner join raw_zendesk.users as users on lower(contacts.email) = lower(users.email)
inner join raw_zendesk.tickets as tickets on users.id = tickets.requester_id
inner join raw_hubspot.deals_to_contacts as links on contacts.id = links.to_id
where users.phone is not null and contacts.firstname is not null
order by contacts.id
limit 1
"""


@pytest.mark.e2e
@pytest.mark.fault(39)
def test_every_raw_column_with_addresses_says_so(tiny: Pipeline) -> None:
    declared = {spec.dataset: spec.personal for spec in discover().values()}
    unsaid = []
    with duckdb.connect(str(tiny.warehouse), read_only=True) as connection:
        columns = connection.execute(
            "select schema_name, table_name, column_name from duckdb_columns() where not internal "
            "and schema_name like 'raw%' and not schema_name like '%staging' "
            "and data_type = 'VARCHAR' and not table_name like '\\_dlt%' escape '\\'"
        ).fetchall()
        assert len(columns) > 200
        for schema, table, column in columns:
            personal = declared[schema].get(table, NOBODY)
            # A rep's row is keyed by the address, and is of the company's own people.
            if column in personal.columns or personal.staff:
                continue
            found = connection.execute(
                f"select count(*) from {schema}.{table} where \"{column}\" like '%_@_%._%'"
            ).fetchall()
            if found != [(0,)]:
                unsaid.append(f"{schema}.{table}.{column}")
    assert unsaid == []


@pytest.mark.soak
@pytest.mark.fault(39)
def test_nothing_of_a_person_is_left_after_a_run_nor_comes_back_with_a_full_load(
    tiny: Pipeline, tmp_path_factory: pytest.TempPathFactory
) -> None:
    company = Pipeline(tmp_path_factory.mktemp("forgotten") / "data")
    shutil.copytree(tiny.data_dir, company.data_dir, symlinks=True)
    [(contact, *words)] = company.query(_SOMEBODY, path=company.warehouse)
    assert places_with(company.data_dir, words, {"sandbox"})
    before = company.query("select count(*) from marts.fct_funnel")
    done = company.accord("forget", f"hubspot:{contact}", ACCORD_AS_OF=AS_OF.isoformat())
    assert done.returncode == 0, done.stdout + done.stderr
    assert not any(word in done.stdout for word in words)
    company.run(AS_OF)
    # The vendors still have the person: that is theirs, and is in `sandbox`.
    assert places_with(company.data_dir, words, {"sandbox"}) == []
    assert company.query("select count(*) from marts.fct_funnel") == [(before[0][0] - 1,)]
    assert len(list((company.data_dir / "published" / "versions").iterdir())) == 1
    for name in ("warehouse.duckdb", "warehouse.seal.json"):
        (company.data_dir / name).unlink()
    shutil.rmtree(company.data_dir / "dlt")
    company.run(AS_OF)
    assert places_with(company.data_dir, words, {"sandbox"}) == []
    assert company.query("select count(*) from marts.fct_funnel") == [(before[0][0] - 1,)]
