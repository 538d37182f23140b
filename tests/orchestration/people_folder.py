"""A data folder with a person everywhere that a person can be: made by hand, without a run."""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from company import Profile
from ingestion.registry import discover
from orchestration.build.checks import build_phases
from orchestration.build.gate import Gate
from orchestration.company.clock import CompanyClock
from orchestration.company.context import Company
from orchestration.company.folder import claim_data_dir, note_loaded
from orchestration.company.release import require_current
from orchestration.company.settings import Settings
from publishing import publish

DAY = date(2026, 11, 21)
#: In HubSpot contact 101, with 202 merged into it; in Zendesk user 7.
ADDRESS, SECOND = "c.anary@nest.example", "cleo@home.example"
NAME, PHONE = "Cleo Anary", "+33612345678"
WORDS = (ADDRESS, SECOND, NAME, PHONE)
_RAW = {
    "raw_hubspot.contacts": [
        {"id": "101", "email": ADDRESS, "hs_additional_emails": SECOND, "firstname": "Cleo",
         "lastname": "Anary", "phone": PHONE, "hs_merged_object_ids": "202"},
        {"id": "102", "email": "b@nest.example", "firstname": "Bo", "lastname": "Ost"},
    ],
    "raw_hubspot.contacts_property_history": [
        {"object_id": "101", "property": "lifecyclestage", "value": "lead"},
        {"object_id": "202", "property": "lifecyclestage", "value": "lead"},
        {"object_id": "102", "property": "lifecyclestage", "value": "lead"},
    ],
    "raw_hubspot.leads": [
        {"id": "1", "hs_lead_name": NAME, "hs_primary_contact_id": "101"},
        {"id": "2", "hs_lead_name": "Bo Ost", "hs_primary_contact_id": "102"},
    ],
    "raw_hubspot.calls": [{"id": "31", "hs_call_title": f"Call with {NAME}"}],
    "raw_hubspot.calls_to_contacts": [
        {"from_id": "31", "to_id": "101"}, {"from_id": "31", "to_id": "102"},
    ],
    "raw_hubspot.email_events": [
        {"id": "e1", "recipient": SECOND}, {"id": "e2", "recipient": "b@nest.example"},
    ],
    "raw_hubspot.form_submissions": [
        {"form_id": "f", "conversion_id": "c1", "email": SECOND, "page_url": "/"},
        {"form_id": "f", "conversion_id": "c2", "email": "b@nest.example",
         "page_url": f"/?from={ADDRESS}&to={ADDRESS.replace('@', '%40')}"},
    ],
    "raw_hubspot.owners": [{"id": "5", "email": "rep@us.example"}],
    "raw_zendesk.users": [
        {"id": 7, "name": NAME, "email": ADDRESS.upper(), "phone": PHONE, "role": "end-user"},
        {"id": 8, "name": "An Agent", "email": "agent@us.example", "role": "agent"},
    ],
    "raw_zendesk.tickets": [
        {"id": 70, "requester_id": 7, "submitter_id": 8}, {"id": 71, "requester_id": 8},
    ],
}  # fmt: skip
_REST = f"""
create schema snapshots; create schema conformed; create schema marts; create schema kpi;
create schema mine;
create table snapshots.snapshot_people as
    select 'p_' || md5('hubspot:101') as person_key, md5('{ADDRESS}') as email_hash,
        'hubspot:101' as lead_source_key
    union all select 'p_2', md5('b@nest.example'), 'hubspot:102';
create table conformed.int_people__unioned as select '{ADDRESS}' as email, '{NAME}' as full_name;
create table conformed.identity_people as
    select unnest(['hubspot:101', 'zendesk:7', 'hubspot:102']) as source_key,
        unnest(['p_1', 'p_1', 'p_2']) as person_key;
create table mine.notes as select 'of my own' as note;
create table quality.check_evidence as select 'hubspot:101 {ADDRESS}' as row_key;
create table quality.check_results as select 'run-1' as run_id, 'passed' as outcome;
create table kpi.kpi_catalog as select 'revenue' as kpi_id;
create table kpi.kpi_values as select 'revenue' as kpi_id, 1.0::double as value;
create table marts.fct_funnel as select 'p_' || md5('hubspot:101') as person_key;
"""


def people_company(folder: Path) -> Company:
    """Return the company whose profile and data are in `folder`."""
    sources = {"hubspot": True, "zendesk": True}
    profile = Profile.model_validate({"name": "Real", "sources": sources})
    settings = Settings(
        company=folder / "company.yml",
        data_dir=folder / "data",
        dev_warehouse=folder / "dev" / "warehouse.duckdb",
    )
    return Company(settings, profile, CompanyClock(DAY, DAY, is_live=False))


def people_folder(folder: Path) -> Company:
    """Return a company with a publication, in whose data folder the person is everywhere."""
    company = people_company(folder)
    settings = company.settings
    settings.company.write_text("name: Real\nsources: {hubspot: true, zendesk: true}\n")
    settings.data_dir.mkdir()
    require_current(settings.data_dir)
    claim_data_dir(settings, company.profile, company.clock)
    note_loaded(settings, company.profile, company.clock)
    fill(company)
    for run_id in ("run-1", "run-2"):
        publish(settings.warehouse_path, settings.published_dir, run_id, DAY)
    _leave_traces(settings)
    return company


def fill(company: Company) -> None:
    """Load, build and check: every phase passes."""
    warehouse = company.settings.warehouse_path
    gate = Gate(warehouse, build_phases(company), "run-1")
    for source in company.sources:
        with gate.phase(f"load {source}"), duckdb.connect(str(warehouse)) as connection:
            for label, rows in _RAW.items():
                if label.startswith(f"raw_{source}."):
                    _create(connection, label, rows)
    for name in gate.order[len(company.sources) :]:
        with gate.phase(name):
            if name == "build":
                with duckdb.connect(str(warehouse)) as connection:
                    connection.execute(_REST)


def _create(
    connection: duckdb.DuckDBPyConnection, label: str, rows: list[dict[str, object]]
) -> None:
    """Make a raw table with all its declared columns."""
    source, table = label.removeprefix("raw_").split(".")
    module = __import__(f"ingestion.sources.{source}.source", fromlist=["RAW_TABLES"])
    (raw,) = (it for it in module.RAW_TABLES if it.name == table)
    assert table in discover()[source].raw_tables
    page = raw.arrow(rows, datetime(2026, 11, 20, tzinfo=UTC))
    connection.execute(f"create schema if not exists raw_{source}")
    connection.register("page", page)
    connection.execute(f"create table {label} as select * from page")
    connection.unregister("page")


def _leave_traces(settings: Settings) -> None:
    """Have the person in packages, logs, reports, history, data docs and the developer's copy."""
    data_dir = settings.data_dir
    package = data_dir / "dlt/hubspot/load/loaded/1/completed_jobs"
    package.mkdir(parents=True)
    with duckdb.connect() as connection:
        target = package / "contacts.1.0.parquet"
        connection.execute(f"copy (select '{ADDRESS}' as email) to '{target}'")
    (package / "state.insert_values.gz").write_bytes(gzip.compress(ADDRESS.encode()))
    for name, text in {
        "logs/run-1.log": f"said {ADDRESS}",
        "reports/latest.md": json.dumps({"why": f"{NAME} <{SECOND}>, {PHONE}"}),
        "docs/checks/index.html": f"<a href='mailto:{ADDRESS.replace('@', '%40')}'>",
    }.items():
        (data_dir / name).parent.mkdir(parents=True, exist_ok=True)
        (data_dir / name).write_text(text)
    (data_dir / "logs/old.log.gz").write_bytes(gzip.compress(f"said {ADDRESS.upper()}".encode()))
    (data_dir / "dbt").mkdir()
    (data_dir / "dbt/cache.pickle").write_bytes(b"\x80\xff" + ADDRESS.encode())
    history = settings.dagster_home / "history"
    history.mkdir(parents=True)
    with closing(sqlite3.connect(history / "runs.db")) as connection:
        connection.execute("create table event_logs (id integer, event text)")
        event = json.dumps({"error": f"no such contact: {ADDRESS}"})
        connection.execute("insert into event_logs values (1, ?), (2, 'fine')", [event])
        connection.commit()
    settings.dev_warehouse.parent.mkdir()
    settings.dev_warehouse.write_bytes(settings.warehouse_path.read_bytes())
