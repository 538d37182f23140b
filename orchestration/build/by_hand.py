"""`accord dbt --target prod …`: dbt on production, outside the phases of a run.

It waits for the run lock, and opens the gate from the first phase that it may change, so that
nothing of it is published before a run has built and checked it again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from orchestration.build.checks import build_phases
from orchestration.build.gate import Gate
from orchestration.build.lock import RunLock
from orchestration.company.context import Company
from orchestration.company.folder import require_folder
from orchestration.company.release import require_current
from orchestration.dbt.command import DbtCommand
from orchestration.dbt.kpi_build import KPI_SELECTION
from orchestration.dbt.manifest import manifest_path
from orchestration.dbt.metricflow import ask_production

#: dbt commands that leave the warehouse as it is.
_READS = ("compile", "debug", "docs", "list", "ls", "parse", "show", "source", "test")
_SELECTS = ("--select", "-s", "--models", "--model", "-m")


def dbt_on_production(company: Company, args: Sequence[str], on_wait: Callable[[str], None]) -> int:
    """Run `dbt <args>` on production while nobody else writes; return its exit code.

    Raises:
        RunLockError: a run kept writing for too long.
        UpgradeError: the data folder is not one of this release.
        OtherCompanyError, ClockError: it is not this company's, or of a later day.
    """
    require_folder(company.settings, company.profile, company.clock)
    with _lock(company, on_wait):
        require_current(company.settings.data_dir)
        manifest_path(company)
        phase = first_phase(args)
        if phase is not None:
            run_id = "accord dbt"
            gate = Gate(company.settings.warehouse_path, build_phases(company), run_id)
            gate.open_from(phase, f"`accord dbt --target prod {' '.join(args)}` wrote to it")
        return DbtCommand(company).run(args)


def metricflow_on_production(
    company: Company, args: Sequence[str], on_wait: Callable[[str], None]
) -> int:
    """Ask MetricFlow of production while nobody writes; return its exit code.

    Raises:
        RunLockError: a run kept writing for too long.
    """
    with _lock(company, on_wait):
        manifest_path(company)
        return ask_production(company, args)


def first_phase(args: Sequence[str]) -> str | None:
    """Return the first phase of a run whose tables `dbt <args>` may change; None: it only reads.

    `kpis` only when all that is selected is the KPI layer's own selection; `build` in doubt.
    """
    if args and args[0] in _READS:
        return None
    selected = _selected(args)
    return "kpis" if selected and selected <= set(KPI_SELECTION.split()) else "build"


def _selected(args: Sequence[str]) -> set[str]:
    found, is_selecting = set(), False
    for one in args:
        if one.startswith("-"):
            option, _, value = one.partition("=")
            is_selecting = option in _SELECTS
            found |= set(value.split()) if is_selecting else set()
        elif is_selecting:
            found |= set(one.split())
    return found


def _lock(company: Company, on_wait: Callable[[str], None]) -> RunLock:
    settings = company.settings
    return RunLock(settings.data_dir, "accord dbt", settings.lock_wait_seconds, on_wait)
