"""`accord` on a company of one table and a dbt project of three models: the order of things only.

What a run meets is set by MINI: `fine`, `refused` (the vendor refuses the token), `down` (the
vendor answers 503 once), `empty` (no rows: a blocking check fails), `unreadable` (a check's table
is gone), `wrong` (a dbt test fails), `broken` (the last dbt model fails), `hang` (dbt never ends),
`vendor` (a real load from the address and with the token of HubSpot's settings; `vendor raises`
fails with it in the error), `disk full` (the load fills the disk), `doubled` (a contact comes
twice: a blocking check fails with rows), `silent` (Great Expectations runs no check), `killed
publishing` (between the two renames), `slow` (the vendor does not answer for minutes).
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

import expectations.suites
import expectations.validator
import ingestion.registry
import ingestion.run
import orchestration.dbt.command
import orchestration.dbt.kpi_build
import publishing.versions
from expectations.suite import Suite, between, not_empty, unique
from ingestion.errors import AuthenticationError, ResponseError
from ingestion.http import RestClient
from ingestion.raw_table import RawTable, built_source
from ingestion.registry import SourceConfig, SourceSpec, find_config
from ingestion.run import LoadSummary

HERE = Path(__file__).parent
MODE = os.environ.get("MINI", "fine")
attempts: list[str] = []
# Its vendor takes any token, and a run wants one.
os.environ.setdefault("ACCORD_HUBSPOT_TOKEN", "any-token")


def _no_source(*_: Any) -> Any:
    raise AssertionError("the mini company has no vendor")


def _vendor(config: Any, _as_of: date) -> Any:
    """Return a source of one page: what the vendor answers."""
    contacts = RawTable("contacts", "contact_id:i created_on:d is_slow:b note", ("contact_id",))
    token = config.token.get_secret_value()
    client = RestClient(config.base_url, {"Authorization": f"Bearer {token}"}, max_attempts=1)

    def pages() -> Iterator[Any]:
        if MODE == "vendor raises":
            raise ValueError(f"no idea what to do with {token}")
        yield contacts.arrow(client.get("contacts"))

    return built_source("hubspot", [contacts.resource(pages)])


VENDOR = SourceSpec("hubspot", ("people",), ("contacts",), find_config("hubspot"), _vendor)
SPEC = SourceSpec("hubspot", ("people",), ("contacts",), SourceConfig, _no_source)
SUITES = (
    Suite(
        "marts.fct_funnel",
        ("person_key",),
        (not_empty(), between("lead_on", date(2020, 1, 1), date(2020, 2, 1))),
    ),
    Suite("raw_hubspot.contacts", ("contact_id",), (not_empty(), unique("contact_id"))),
)


def load_source(name: str, *_: Any) -> LoadSummary:
    """Load three contacts, or do what MODE says."""
    attempts.append(name)
    if MODE == "refused":
        raise AuthenticationError("401, token refused")
    if MODE == "disk full":
        _fill_disk(Path(os.environ["ACCORD_DATA_DIR"]))
    if MODE == "slow":
        time.sleep(600)
    if MODE == "down" and len(attempts) == 1:
        raise ResponseError("503: be back soon", 503)
    with duckdb.connect(os.environ["ACCORD_DATA_DIR"] + "/warehouse.duckdb") as connection:
        connection.execute("create schema if not exists raw_hubspot")
        connection.execute("drop table if exists raw_hubspot.contacts")
        if MODE != "unreadable":
            rows = 0 if MODE == "empty" else 3
            contact = {"wrong": "null", "doubled": "range // 2"}.get(MODE, "range")
            connection.execute(
                f"create table raw_hubspot.contacts as select {contact} as contact_id, "
                f"date '2026-11-01' as created_on, {MODE == 'hang'} as is_slow from range({rows})"
            )
    return LoadSummary(name, {"contacts": 3}, 0.1)


def _fill_disk(folder: Path) -> None:
    """Write until there is no room, and then what there still is room for."""
    for size in (1 << 20, 1 << 10, 1):
        with suppress(OSError), (folder / "filler").open("ab", buffering=0) as filler:
            while filler.write(bytes(size)):
                pass


def _kill_between_the_renames() -> None:
    """Die when the published file is the new one, and the pointer to its Parquet the old one."""
    publishing.versions._point = lambda *_: os.kill(os.getpid(), signal.SIGKILL)


def install() -> None:
    """Put the mini company in the place of everything that it doesn't have."""
    ingestion.registry.discover = lambda: {"hubspot": SPEC}  # type: ignore[assignment]
    if MODE.startswith("vendor"):
        ingestion.run.find_source = lambda _name: VENDOR
    else:
        ingestion.run.load_source = load_source  # type: ignore[assignment]
    if MODE == "silent":
        expectations.validator.Validator.validate = lambda *_: []  # type: ignore[assignment]
    if MODE == "killed publishing":
        _kill_between_the_renames()
    expectations.suites.all_suites = lambda: SUITES  # type: ignore[assignment]
    orchestration.dbt.command.DBT_PROJECT_DIR = HERE / "mini_dbt"
    orchestration.dbt.kpi_build.compile_kpis = lambda _company: {}


if __name__ == "__main__":
    install()
    from orchestration.cli import main

    main(sys.argv[1:])
