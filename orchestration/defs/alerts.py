"""After every run: a report; after a failed one also a message to whoever wants it."""

import dagster as dg

from orchestration.history.abandoned import end_abandoned_runs
from orchestration.reporting.after_run import report_run


@dg.run_failure_sensor(
    name="report_failure",
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Writes the report of a failed run and notifies ACCORD_NOTIFY_URLS.",
)
def report_failure(context: dg.RunFailureSensorContext) -> None:
    """Report and notify."""
    report_run(context.instance, context.dagster_run.run_id)


def _reporter(status: dg.DagsterRunStatus, name: str) -> dg.SensorDefinition:
    @dg.run_status_sensor(
        name=name,
        run_status=status,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description=f"Writes the report of a run that ended as {status.value.lower()}.",
    )
    def report(context: dg.RunStatusSensorContext) -> None:
        report_run(context.instance, context.dagster_run.run_id)

    return report


report_success = _reporter(dg.DagsterRunStatus.SUCCESS, "report_success")
report_cancelled = _reporter(dg.DagsterRunStatus.CANCELED, "report_cancelled")


@dg.sensor(
    name="abandoned_runs",
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Ends runs whose process was killed, so that they hold no slot.",
)
def abandoned_runs(context: dg.SensorEvaluationContext) -> dg.SkipReason:
    """Look for them; nothing is ever launched."""
    ended = end_abandoned_runs(context.instance)
    return dg.SkipReason(f"ended {', '.join(ended)}" if ended else "every run's process lives")
