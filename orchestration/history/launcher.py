"""What Dagster starts and ends runs with: as its own does, and "Terminate" reaches terminals too.

Dagster's own launcher asks its code server to end a run, which only knows those it started. The
setting `run_launcher` in `dagster.yaml` names this one.
"""

from __future__ import annotations

import os
import signal

import dagster as dg

from orchestration.history.process import process_of


class AccordRunLauncher(dg.DefaultRunLauncher):
    """Ends a run whose process lives on this machine by a signal to it."""

    def terminate(self, run_id: str) -> bool:
        """Ask the run's process to end; return whether it was reached."""
        run = self._instance.get_run_by_id(run_id)
        process = process_of(run) if run is not None and not run.is_finished else None
        if run is None or process is None or not process.is_here or process.is_gone:
            reached: bool = super().terminate(run_id)  # type: ignore[no-untyped-call]
            return reached
        # Another user's process can't be signalled: said before the run is marked.
        os.kill(process.id, 0)
        self._instance.report_run_canceling(run, message="terminated in Dagster's UI")
        os.kill(process.id, signal.SIGTERM)
        return True
