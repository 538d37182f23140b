"""dlt's trace files, which keep every error of a load: without the secrets in them."""

from __future__ import annotations

from typing import Any

from dlt.pipeline import trace

from ingestion.redaction import redaction


class _WithoutSecrets:
    """What dlt calls at each step of a load; see `SupportsTracking` of dlt."""

    def on_start_trace(self, *_: Any) -> None:
        """Nothing was kept yet."""

    def on_start_trace_step(self, *_: Any) -> None:
        """Nothing was kept yet."""

    def on_end_trace_step(self, kept: Any, step: Any, *_: Any) -> None:
        """Hide the secrets in what was kept of the step's error."""
        hide_in = redaction().hide_in
        kept.steps[-1] = step._replace(
            step_exception=hide_in(step.step_exception),
            exception_traces=hide_in(step.exception_traces),
        )

    def on_end_trace(self, *_: Any) -> None:
        """All was hidden step by step."""


_WITHOUT_SECRETS = _WithoutSecrets()


def hide_secrets_in_traces() -> None:
    """Have dlt call us before it writes a trace; it may be asked any number of times."""
    if _WITHOUT_SECRETS not in trace.TRACKING_MODULES:
        trace.TRACKING_MODULES.append(_WITHOUT_SECRETS)
