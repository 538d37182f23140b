"""What Dagster loads: everything in `defs/`, with what is said of every asset."""

from __future__ import annotations

import warnings
from pathlib import Path

import dagster as dg

from orchestration.defs.freshness import with_freshness

# Dagster calls its code references beta.
warnings.filterwarnings("ignore", category=dg.BetaWarning, message=".*code_references")

_found = dg.load_from_defs_folder(path_within_project=Path(__file__).parent)
_assets = [asset for asset in _found.assets or () if isinstance(asset, dg.AssetsDefinition)]
defs = dg.Definitions(
    assets=dg.with_source_code_references(dg.map_asset_specs(with_freshness, _assets)),
    asset_checks=_found.asset_checks,
    jobs=_found.jobs,
    schedules=_found.schedules,
    sensors=_found.sensors,
    resources=_found.resources,
    # Steps share one process: a process per step costs seconds, and one writer is all there is.
    executor=dg.in_process_executor,
)
