"""Live through some days in one process: load and build the marts, check and publish nothing.

    python -m tests.end_to_end.quick_days 2026-11-22 2026-11-23

What a day leaves in the warehouse (raw tables, snapshots, incremental marts) is what a whole run
leaves; the figures are those of the next run that `accord run` does. The company is that of the
environment, as for `accord`.
"""

from __future__ import annotations

import os
import sys
from uuid import uuid4

from ingestion.run import load_source
from orchestration.build.checks import build_phases
from orchestration.build.gate import Gate
from orchestration.company.clock import keep_clock
from orchestration.company.context import Company, refresh_company
from orchestration.company.demo import SandboxServer
from orchestration.company.release import require_current
from orchestration.company.settings import load_settings
from orchestration.dbt.command import DbtCommand
from orchestration.dbt.kpi_build import KPI_SELECTION, WITHOUT_UNIT_TESTS

MARTS = ("build", "--exclude", *KPI_SELECTION.split(), *WITHOUT_UNIT_TESTS)


def live(day: str) -> None:
    """Load what the vendors have on `day` and build the marts of it."""
    os.environ["ACCORD_AS_OF"] = day
    load_settings.cache_clear()
    company = refresh_company()
    keep_clock(company.settings, company.profile, company.clock)
    require_current(company.settings.data_dir)
    server = SandboxServer(company)
    gate = Gate(company.settings.warehouse_path, build_phases(company), f"quick day {uuid4()}")
    try:
        for source in company.sources:
            with gate.phase(f"load {source}"):
                _load(company, server, source)
    finally:
        server.stop()
    # What is not checked is not passed on: a run checks, builds and publishes again.
    with gate.phase("build"):
        DbtCommand(company).run_quietly(MARTS)


def _load(company: Company, server: SandboxServer, source: str) -> None:
    load_source(
        source,
        company.profile,
        server.settings(source),
        company.settings.warehouse_path,
        company.settings.dlt_dir,
        company.as_of,
    )


if __name__ == "__main__":
    for one in sys.argv[1:]:
        live(one)
