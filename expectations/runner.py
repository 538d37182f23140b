"""Run suites over the warehouse: which apply, how long they may take, what a failure means."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from expectations.results import CheckResult, SuiteResult
from expectations.suite import Suite
from expectations.validator import Validator

#: A suite that takes longer, in seconds, is stopped; its blocking checks then block.
DEFAULT_TIMEOUT = 300.0


def run_suites(
    suites: Sequence[Suite],
    warehouse_path: Path,
    as_of: date,
    *,
    active_sources: Collection[str],
    fed_entities: Collection[str],
    timeout: float = DEFAULT_TIMEOUT,
    on_result: Callable[[SuiteResult], None] | None = None,
) -> list[SuiteResult]:
    """Run each suite once; return a result per suite.

    A suite of an inactive source, or of entities that no active source feeds, is skipped with
    its reason. A check that errors, times out or can't read its table has failed.

    Args:
        suites: what to run.
        warehouse_path: the warehouse's DuckDB file, opened for reading only.
        as_of: the last business day that the data knows.
        active_sources: the sources that are on.
        fed_entities: the base entities that they feed.
        timeout: seconds that one suite may take.
        on_result: called after each suite, for progress.
    """
    validator = Validator(warehouse_path)
    outcomes = []
    try:
        for suite in suites:
            reason = _why_skipped(suite, active_sources, fed_entities)
            if reason:
                outcome = SuiteResult(suite.table, skipped_because=reason)
            else:
                outcome = _run(validator, suite, as_of, timeout)
            outcomes.append(outcome)
            if on_result:
                on_result(outcome)
    finally:
        validator.close()
    return outcomes


def _why_skipped(
    suite: Suite, active_sources: Collection[str], fed_entities: Collection[str]
) -> str | None:
    if suite.source is not None and suite.source not in active_sources:
        return f"source {suite.source} is off in the company profile"
    missing = [entity for entity in suite.feeds_on if entity not in fed_entities]
    return f"no active source feeds {', '.join(missing)}" if missing else None


def _run(validator: Validator, suite: Suite, as_of: date, timeout: float) -> SuiteResult:
    """Run one suite in a thread of its own, so that a stuck query can be stopped."""
    found: list[CheckResult] = []
    failure: list[BaseException] = []

    def work() -> None:
        try:
            found.extend(validator.validate(suite, as_of))
        except Exception as error:  # noqa: BLE001 - any error of a check is that check's failure
            failure.append(error)

    worker = threading.Thread(target=work, name=f"suite {suite.table}", daemon=True)
    worker.start()
    worker.join(timeout)
    if worker.is_alive():
        # Great Expectations tries a failed query again by itself: interrupt until it gives up.
        while worker.is_alive():
            validator.interrupt()
            worker.join(0.2)
        return _all_failed(suite, f"stopped after {timeout:.0f} s without an answer")
    if failure:
        return _all_failed(suite, f"could not be checked: {failure[0]}")
    if len(found) < len(suite.checks):
        # A check without an answer has not passed, whatever the others found.
        reason = f"only {len(found)} of {len(suite.checks)} checks gave an answer"
        return _all_failed(suite, reason)
    return SuiteResult(suite.table, tuple(found))


def _all_failed(suite: Suite, reason: str) -> SuiteResult:
    now = datetime.now(UTC)
    return SuiteResult(
        suite.table,
        tuple(
            CheckResult(
                check_id=suite.check_id(check),
                table_name=suite.table,
                stage=suite.stage,
                severity=check.severity,
                success=False,
                reason=reason,
                checked_at=now,
            )
            for check in suite.checks
        ),
    )
