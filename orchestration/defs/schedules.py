"""Jobs and schedules, made from `rhythm.CADENCES`, and the sensor for periods that are late."""

from datetime import UTC, datetime, timedelta

import dagster as dg

from orchestration.build.close_days import close_day
from orchestration.company.context import current_company, load_company
from orchestration.periods.day_states import day_states, ran_or_runs
from orchestration.periods.partitions import key, partitions
from orchestration.periods.rhythm import (
    CADENCES,
    DAILY,
    Cadence,
    decide,
    last_closed_period,
    tick_of,
    ticks,
)
from orchestration.translators import period_key

_company = load_company()
_PERIODS = tuple(cadence for cadence in CADENCES if cadence is not DAILY)
#: A demo company's clock does not move by itself, so that nothing is due until someone moves it.
_SCHEDULES_ARE = (
    dg.DefaultScheduleStatus.RUNNING if _company.clock.is_live else dg.DefaultScheduleStatus.STOPPED
)
_SENSORS_ARE = (
    dg.DefaultSensorStatus.RUNNING if _company.clock.is_live else dg.DefaultSensorStatus.STOPPED
)
#: The sensor leaves a period to its schedule for so long after the tick.
_SCHEDULES_FIRST = timedelta(minutes=10)

_of_period = {cadence: dg.AssetSelection.assets(period_key(cadence.name)) for cadence in _PERIODS}


def _selection(cadence: Cadence) -> dg.AssetSelection:
    """Return what a job runs: its own period's asset; the daily one, all that are of no other."""
    if cadence in _of_period:
        return _of_period[cadence]
    everything: dg.AssetSelection = dg.AssetSelection.all()
    for periods in _of_period.values():
        everything = everything - periods
    return everything


jobs = {
    cadence.name: dg.define_asset_job(
        cadence.name,
        selection=_selection(cadence),
        description=cadence.summary,
        partitions_def=partitions(_company, cadence.grain),
        executor_def=dg.in_process_executor,
        tags={"accord/cadence": cadence.name},
    )
    for cadence in CADENCES
}
job_list = list(jobs.values())


def _schedule(cadence: Cadence) -> dg.ScheduleDefinition:
    @dg.schedule(
        name=cadence.name,
        job=jobs[cadence.name],
        cron_schedule=ticks(cadence, _company.calendar, _company.profile.closes.working_day),
        execution_timezone=_company.profile.time_zone,
        default_status=_SCHEDULES_ARE,
        description=cadence.summary,
    )
    def tick(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        as_of = current_company().as_of
        start = last_closed_period(_company.calendar, cadence.grain, as_of)
        if ran_or_runs(context.instance, cadence, start):
            return dg.SkipReason(f"{cadence.name} {start} has run, or runs")
        if cadence.closes:
            end = _company.calendar.period_end(start, cadence.grain)
            if as_of + timedelta(days=1) < (due := close_day(_company)(end)):
                return dg.SkipReason(f"{cadence.name} {start} is closed on {due}")
        if cadence is not DAILY:
            decision = decide(_company.calendar, as_of, [cadence], day_states(context.instance))[0]
            if decision.action != "run":
                return dg.SkipReason(f"{decision.reason}; the sensor `periods` follows it up")
        return dg.RunRequest(run_key=f"{cadence.name}:{start}", partition_key=key(start))

    return tick


schedules = [_schedule(cadence) for cadence in CADENCES]


@dg.sensor(
    name="periods",
    jobs=job_list,
    minimum_interval_seconds=60,
    default_status=_SENSORS_ARE,
    description="Runs the weekly, monthly and quarterly periods whose daily partition came late, "
    "and launches that partition, once, when nothing else did.",
)
def periods(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Ask for what `decide` says, after the schedules have had their tick."""
    as_of, calendar = current_company().as_of, _company.calendar
    latest_tick = datetime.now(UTC) - _SCHEDULES_FIRST
    due = [
        cadence
        for cadence in _PERIODS
        if tick_of(cadence, calendar, as_of, close_day(_company)) < latest_tick
        and not ran_or_runs(
            context.instance, cadence, last_closed_period(calendar, cadence.grain, as_of)
        )
    ]
    requests, waiting = [], []
    for decision in decide(calendar, as_of, due, day_states(context.instance)):
        if decision.action == "wait":
            waiting.append(f"{decision.cadence.name}: {decision.reason}")
        else:
            runs = decision.action == "run"
            name = decision.cadence.name if runs else DAILY.name
            partition = key(decision.period_start if runs else decision.day)
            requests.append(
                dg.RunRequest(run_key=f"{name}:{partition}", job_name=name, partition_key=partition)
            )
    reason = "; ".join(waiting) or "every period that closed has run"
    return dg.SensorResult(requests, skip_reason=None if requests else reason)
