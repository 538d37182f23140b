"""What follows a run, however it ended and whoever started it: a report, a message if it failed."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import dagster as dg
import duckdb

from orchestration.company.folder import OtherCompanyError
from orchestration.company.reserve import is_full_disk, release_reserve
from orchestration.company.settings import Settings, load_settings
from orchestration.history.retention import remove_old
from orchestration.reporting.causes import cause_of_exception
from orchestration.reporting.dictionary import DICTIONARY_FILE, dictionary_text
from orchestration.reporting.history_of_run import collect
from orchestration.reporting.notify import notify
from orchestration.reporting.plain_history import forget_planned_checks
from orchestration.reporting.readers import what_readers_have
from orchestration.reporting.reports import RunReport, replace, write

log = logging.getLogger(__name__)
#: On an error that was reported: it may pass through several places that report.
_REPORTED = "accord_reported"


def report_run(instance: dg.DagsterInstance, run_id: str) -> tuple[RunReport, Path]:
    """Write a run's report and notify of a failure; return the report and where it lies.

    It may be asked for several times, by the run's own process and by the daemon's sensors: there
    is one report and one message. Of a run that was cancelled nobody is notified: whoever stopped
    it knows.
    """
    settings = load_settings()
    report = collect(settings, instance, run_id)
    if not report.succeeded:
        forget_planned_checks(instance, run_id)
    path = deliver(settings, report)
    for name in remove_old(settings, instance):
        log.info("kept for %s days, now removed: %s", settings.keep_days, name)
    return report, path


def report_lost(
    instance: dg.DagsterInstance, run_id: str, error: Exception
) -> tuple[RunReport, Path]:
    """End a run that an error outside of its steps has ended, and report it with that reason.

    A run history that can't be written any more, for instance: the run itself could not say it.

    Raises:
        Exception: the error, when there is no such run yet.
    """
    if is_full_disk(error):
        release_reserve(load_settings().data_dir)
    run = instance.get_run_by_id(run_id)
    if run is None:
        raise error
    log.error("the run was lost", exc_info=error)
    if not run.is_finished:
        instance.report_run_failed(run, message=cause_of_exception(error))
    return report_run(instance, run_id)


def deliver(settings: Settings, report: RunReport) -> Path:
    """Write the report unless it is there, and notify unless that was done.

    People hear of a failure, and of what a vendor gave before and refuses now.

    A disk that is full stops neither: what was kept aside is used, and a message needs no disk.
    """
    path = settings.reports_dir / f"{report.run_id}.md"
    if not path.is_file():
        try:
            _write(settings, report)
        except OSError:
            log.exception("the report can't be written: %s", report.headline)
        if report.published:
            _write_dictionary(settings)
    is_news = report.has_failed or report.newly_left_out
    if is_news and _is_first(path.with_suffix(".notified")):
        notify(settings, report)
    return path


@contextmanager
def reported(job: str, partition: str | None = None, *, once_a_day: bool = False) -> Iterator[None]:
    """Report and notify when what is done before Dagster's run exists fails; then raise it on.

    A refused data folder, an upgrade that failed, definitions that can't be loaded, a damaged run
    history: no run would ever show them. With `once_a_day`, the same error is reported no more
    often: each of Dagster's processes meets it.
    """
    try:
        yield
    except Exception as error:
        if not vars(error).get(_REPORTED):
            vars(error)[_REPORTED] = True
            _report_error(job, partition, error, once_a_day)
        raise


def _report_error(job: str, partition: str | None, error: Exception, once_a_day: bool) -> None:
    try:
        settings = load_settings()
    except ValueError:
        # Without settings there is neither a place for a report nor an address.
        log.exception("can't be reported")
        return
    if is_full_disk(error):
        release_reserve(settings.data_dir)
    cause, now = cause_of_exception(error), datetime.now(UTC)
    of_today = f"{now:%Y%m%d}-{sha256(cause.encode()).hexdigest()[:8]}"
    report = RunReport(
        run_id=of_today if once_a_day else f"{now:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}",
        job=job,
        partition=partition,
        status="FAILURE",
        started_at=None,
        seconds=None,
        steps=(),
        failed_checks=(),
        published=False,
        cause=cause,
        readers=what_readers_have(settings.published_dir),
    )
    if isinstance(error, OtherCompanyError):
        # The folder is not ours to write to.
        notify(settings, report)
    else:
        deliver(settings, report)


def _write(settings: Settings, report: RunReport) -> None:
    try:
        write(settings, report)
    except OSError as error:
        if not (is_full_disk(error) and release_reserve(settings.data_dir)):
            raise
        write(settings, report)


def _write_dictionary(settings: Settings) -> None:
    """Write who fills what each KPI is made of, as it is published now."""
    published = settings.published_dir / "accord.duckdb"
    if not published.is_file():
        return
    try:
        replace(settings.reports_dir / DICTIONARY_FILE, dictionary_text(published))
    except (OSError, duckdb.Error):
        # The figures are published and the run is reported: neither waits for this page.
        log.exception("the dictionary can't be written")


def _is_first(claim: Path) -> bool:
    """Return whether nobody has notified yet; only one of several processes is the first."""
    try:
        claim.touch(exist_ok=False)
    except FileExistsError:
        return False
    except OSError:
        # A full disk: rather twice than never.
        log.warning("can't note that a message was sent")
    return True
