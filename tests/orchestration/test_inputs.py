"""When a build may be used again: the fingerprint of what it is made from."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from orchestration.build.gate import Gate
from orchestration.build.inputs import inputs_fingerprint
from orchestration.company.context import Company, load_company


@pytest.fixture
def company(tmp_path: Path) -> Company:
    found = load_company()
    company = replace(found, settings=found.settings.model_copy(update={"data_dir": tmp_path}))
    load(
        company,
        """
        create schema raw_crm;
        create table raw_crm.deals (id integer, amount integer, _loaded_at timestamp);
        insert into raw_crm.deals values (1, 100, '2026-11-21'), (2, 200, '2026-11-21');
        create table raw_crm._dlt_loads (load_id varchar);
        """,
    )
    return company


def load(company: Company, sql: str) -> None:
    path = company.settings.warehouse_path
    with gate(company).phase("load crm"), duckdb.connect(str(path)) as connection:
        connection.execute(sql)


def gate(company: Company) -> Gate:
    return Gate(company.settings.warehouse_path, ("load crm", "build"), "run-1")


def inputs(company: Company) -> str:
    return inputs_fingerprint(company, gate(company).records())


@pytest.mark.parametrize(
    "sql",
    [
        "update raw_crm.deals set _loaded_at = '2026-11-22'",
        "insert into raw_crm._dlt_loads values ('1')",
        "create or replace table raw_crm.deals as from raw_crm.deals order by id desc",
    ],
    ids=["loaded again", "a load was noted", "in another order"],
)
def test_the_same_records_are_the_same_inputs(company: Company, sql: str) -> None:
    before = inputs(company)
    load(company, sql)
    assert inputs(company) == before


@pytest.mark.parametrize(
    "sql",
    [
        "update raw_crm.deals set amount = 101 where id = 1",
        "update raw_crm.deals set amount = 300 - amount",
        "delete from raw_crm.deals where id = 2",
        "insert into raw_crm.deals select * from raw_crm.deals",
        "alter table raw_crm.deals add column stage varchar",
        "create table raw_crm.leads (id integer)",
    ],
)
def test_any_other_record_is_another_input(company: Company, sql: str) -> None:
    before = inputs(company)
    load(company, sql)
    assert inputs(company) != before


def test_another_day_or_profile_is_another_input(company: Company) -> None:
    before = inputs(company)
    tomorrow = replace(company.clock, as_of=company.as_of + timedelta(days=1))
    assert inputs(replace(company, clock=tomorrow)) != before
    renamed = company.profile.model_copy(update={"name": "Another company"})
    assert inputs(replace(company, profile=renamed)) != before
