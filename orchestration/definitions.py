"""What Dagster loads: everything in `defs/`, whatever it is."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from orchestration.build.resources import Vendors, Writer

defs = dg.Definitions.merge(
    dg.load_from_defs_folder(path_within_project=Path(__file__).parent),
    dg.Definitions(
        resources={"writer": Writer(), "vendors": Vendors()},
        # Steps share one process: a process per step costs seconds, and one writer is all there is.
        executor=dg.in_process_executor,
    ),
)
