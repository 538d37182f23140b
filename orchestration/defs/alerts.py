"""After every run: a report; when a run failed, or something is late, also a message."""

import json
from datetime import UTC, datetime

import dagster as dg

from ingestion.registry import discover
from orchestration.build.close_days import close_day
from orchestration.company.context import current_company
from orchestration.company.settings import load_settings
from orchestration.history.abandoned import end_abandoned_runs
from orchestration.reporting.after_run import report_run
from orchestration.reporting.lateness import late_assets, late_periods, tell_changes
from orchestration.translators import PUBLICATION, raw_key


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
    # With the daemon's own pace, a killed run is reported within a minute.
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Ends runs whose process was killed, so that they hold no slot, and reports them.",
)
def abandoned_runs(context: dg.SensorEvaluationContext) -> dg.SkipReason:
    """Look for them; nothing is ever launched."""
    ended = end_abandoned_runs(context.instance)
    for run_id in ended:
        report_run(context.instance, run_id)
    return dg.SkipReason(f"ended {', '.join(ended)}" if ended else "every run's process lives")


@dg.sensor(
    name="lateness",
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Notifies ACCORD_NOTIFY_URLS of a source, a publication or a schedule that is "
    "late, once, and once when it is well again.",
)
def lateness(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Compare with what was late before, which the cursor keeps when the daemon is started anew."""
    company = current_company()
    if not company.clock.is_live:
        # A demo company's clock does not move by itself, so that nothing of it is ever late.
        return dg.SensorResult(skip_reason="this company's clock does not follow the real date")
    watched = [
        PUBLICATION,
        *(
            raw_key(name, table)
            for name in company.sources
            for table in discover()[name].raw_tables
        ),
    ]
    late = {
        **late_assets(context.instance, watched),
        **late_periods(
            context.instance,
            company.calendar,
            company.as_of,
            datetime.now(UTC),
            close_day(company),
        ),
    }
    tell_changes(load_settings(), json.loads(context.cursor or "{}"), late)
    return dg.SensorResult(
        skip_reason=f"late: {', '.join(late)}" if late else "nothing is late",
        cursor=json.dumps(late),
    )
