"""The demo company's figures from accounts that differ: of another portal, or that refuse a part.

What a run does, without Dagster and dbt around it, as `tests/breakages` does with exports: loads
and checks are the product's, the models' SQL is dbt's own. A run would take minutes for each.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb

from demo.server.process import SandboxProcess
from expectations.results import store_results
from ingestion.registry import find_config
from ingestion.run import load_source
from orchestration.company.context import Company
from orchestration.company.demo import demo_settings
from tests.breakages.machine import Outcome, company_of, compiled_nodes, computed, keep_empty
from tests.end_to_end.conftest import AS_OF
from tests.end_to_end.pipeline import ROOT, Pipeline

_RUN = "accounts"


class Accounts:
    """Computes the tiny company anew, with other answers of HubSpot.

    Args:
        world: the tiny company, simulated.
        server: what answers in the vendors' place.
        folder: where its data go.
        profile: its profile.
    """

    def __init__(
        self,
        world: Pipeline,
        server: SandboxProcess,
        planning: Path,
        folder: Path,
        profile: Path = ROOT / "company.yml",
    ) -> None:
        """Load all its sources once."""
        self._server, self._planning, self._profile = server, planning, profile
        self._folder = folder
        self._base, self.data = folder / "base", folder / "data"
        for name in ("sandbox", "dbt"):
            shutil.copytree(world.data_dir / name, self._base / name)
        self._variables = {
            "ACCORD_SANDBOX_SIZE": world.size,
            "ACCORD_SANDBOX_SEED": str(world.seed),
            "ACCORD_AS_OF": AS_OF.isoformat(),
        }
        self._nodes: dict[str, Any] = {}
        with company_of(profile, self._base, **self._variables) as company:
            for source in company.sources:
                self._load(company, source, company.settings.warehouse_path, folder / "dlt")
            store_results(company.settings.warehouse_path, _RUN, [])
            self._nodes = compiled_nodes(company)

    def outcome(self, faults: Iterable[Mapping[str, Any]] = ()) -> Outcome:
        """Load HubSpot for the first time from a portal with these faults; compute all figures.

        Raises:
            SourceError: the load ends.
            StoppedError: a check would keep the run from publishing.
        """
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.copytree(self._base, self.data, ignore=shutil.ignore_patterns("dbt"))
        fresh = self._folder / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        with company_of(self._profile, self.data, **self._variables) as company:
            self._server.misbehave(list(faults))
            self._load(company, "hubspot", fresh / "hubspot.duckdb", fresh / "dlt")
            self._server.misbehave([])
            _take_over(company.settings.warehouse_path, fresh / "hubspot.duckdb")
            outcome = computed(company, self._nodes)
            keep_empty(company.settings.warehouse_path, self._base / "warehouse.duckdb")
            return outcome

    def _load(self, company: Company, source: str, warehouse: Path, scratch: Path) -> None:
        settings = demo_settings(
            find_config(source), self._server.base_url(source), self._server.token, self._planning
        )
        load_source(source, company.profile, settings, warehouse, scratch, company.as_of)


def _take_over(warehouse: Path, fresh: Path) -> None:
    """Put the tables of a fresh load in the place of those of the base."""
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(f"attach '{fresh}' as fresh (read_only)")
        tables = {
            database: {name for found, name in _hubspot_tables(connection) if found == database}
            for database in ("warehouse", "fresh")
        }
        # A table that the load left out would keep its rows here.
        assert tables["warehouse"] <= tables["fresh"], tables["warehouse"] - tables["fresh"]
        for table in tables["fresh"]:
            name = f'raw_hubspot."{table}"'
            connection.execute(f"create or replace table {name} as from fresh.{name}")


def _hubspot_tables(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = connection.execute(
        "select database_name, table_name from duckdb_tables() where schema_name = 'raw_hubspot'"
    ).fetchall()
    return found
