"""What Dagster loads: everything in `defs/`, with what is said of every asset."""

from __future__ import annotations

import warnings
from pathlib import Path

import dagster as dg

from orchestration.company.settings import load_settings
from orchestration.history.dagster_home import require_own_home
from orchestration.history.in_use import hold_open_as_server
from orchestration.reporting.after_run import reported
from orchestration.reporting.outlets import guard_dagster, guard_process
from orchestration.reporting.plain_history import name_reasons

# Dagster calls its code references beta.
warnings.filterwarnings("ignore", category=dg.BetaWarning, message=".*[Cc]ode_?[Rr]eference")


def _definitions() -> dg.Definitions:
    """Return them; in a function, as Dagster wants one `Definitions` in a module, not two."""
    # Imported here: they read the company's profile, which may be what is broken.
    from orchestration.defs.columns import with_columns
    from orchestration.defs.freshness import with_freshness

    found = dg.load_from_defs_folder(path_within_project=Path(__file__).parent)
    assets = [asset for asset in found.assets or () if isinstance(asset, dg.AssetsDefinition)]
    return dg.Definitions(
        assets=dg.with_source_code_references(
            dg.map_asset_specs(lambda spec: with_columns(with_freshness(spec)), assets)
        ),
        asset_checks=found.asset_checks,
        jobs=found.jobs,
        schedules=found.schedules,
        sensors=found.sensors,
        resources=found.resources,
        # Steps share one process: a process for each costs seconds, and there is one writer.
        executor=dg.in_process_executor,
    )


guard_process()
# A Dagster with another history is no failure of this company's: it is not reported as one.
require_own_home()
hold_open_as_server(load_settings().data_dir)
guard_dagster()
name_reasons()
# Dagster's daemon runs no sensor of ours when they can't be loaded.
with reported("definitions", once_a_day=True):
    defs = _definitions()
