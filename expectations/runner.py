"""The only Great Expectations plumbing: run suites over the warehouse, write the data docs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import text

from expectations.results import EVIDENCE_ROWS, CheckResult, SuiteResult
from expectations.suite import Check, Suite

#: A suite that takes longer, in seconds, is stopped; its blocking checks then block.
DEFAULT_TIMEOUT = 300.0


def run_suites(
    suites: Sequence[Suite],
    warehouse_path: Path,
    as_of: date,
    docs_dir: Path,
    *,
    active_sources: Collection[str],
    fed_entities: Collection[str],
    timeout: float = DEFAULT_TIMEOUT,
    on_result: Callable[[SuiteResult], None] | None = None,
) -> list[SuiteResult]:
    """Run each suite once and write one data-docs site; return a result per suite.

    A suite of an inactive source, or of entities that no active source feeds, is skipped with
    its reason. A check that errors, times out or can't read its table has failed.

    Args:
        suites: what to run.
        warehouse_path: the warehouse's DuckDB file, opened for reading only.
        as_of: the last business day that the data knows.
        docs_dir: where the data-docs site is written (`index.html` in it).
        active_sources: the sources that are on.
        fed_entities: the base entities that they feed.
        timeout: seconds that one suite may take.
        on_result: called after each suite, for progress.
    """
    validator = _Validator(warehouse_path, docs_dir)
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
        validator.write_docs()
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


def _run(validator: _Validator, suite: Suite, as_of: date, timeout: float) -> SuiteResult:
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


class _Validator:
    """One Great Expectations context over one warehouse file."""

    def __init__(self, warehouse_path: Path, docs_dir: Path) -> None:
        # Imported here: it takes seconds, and only a run of checks needs it.
        import great_expectations as gx

        from expectations import dialect

        dialect.register()
        self._dialect = dialect
        self._gx = gx
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = {"globally": False}
        self._source = self._context.data_sources.add_sql(
            "warehouse",
            connection_string=f"duckdb:///{warehouse_path}",
            create_temp_table=False,
            kwargs={"connect_args": {"read_only": True}},
        )
        self._engine = self._source.get_engine()
        self._context.add_data_docs_site(
            site_name="accord",
            site_config={
                "class_name": "SiteBuilder",
                "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
                "store_backend": {
                    "class_name": "TupleFilesystemStoreBackend",
                    "base_directory": str(docs_dir),
                },
            },
        )

    def validate(self, suite: Suite, as_of: date) -> list[CheckResult]:
        """Run the checks of `suite`; one result per check, in their order."""
        self._require_table(suite)
        schema, table = suite.table.split(".")
        batch = self._source.add_query_asset(
            suite.table,
            query=f'select * from "{schema}"."{table}"',  # noqa: S608
        ).add_batch_definition_whole_table(suite.table)
        expectations = self._context.suites.add(self._gx.ExpectationSuite(name=suite.table))
        for check in suite.checks:
            expectations.add_expectation(self._expectation(check, as_of))
        definition = self._context.validation_definitions.add(
            self._gx.ValidationDefinition(name=suite.table, data=batch, suite=expectations)
        )
        outcome = definition.run(
            result_format={
                "result_format": "COMPLETE",
                "unexpected_index_column_names": list(suite.key),
                # Offending values may be personal; their row's key is evidence enough.
                "exclude_unexpected_values": True,
            }
        )
        by_name = {item.expectation_config.meta["check"]: item for item in outcome.results}
        return [_result(suite, check, by_name[check.name]) for check in suite.checks]

    def _require_table(self, suite: Suite) -> None:
        schema, table = suite.table.split(".")
        with self._engine.connect() as connection:
            found = connection.execute(
                text(
                    "select column_name from information_schema.columns "
                    "where table_schema = :schema and table_name = :table"
                ),
                {"schema": schema, "table": table},
            ).fetchall()
        absent = set(suite.key) - {name for (name,) in found}
        if not found:
            raise LookupError(f"{suite.table} is not in the warehouse")
        if absent:
            raise LookupError(f"{suite.table} has no column {', '.join(sorted(absent))}")

    def _expectation(self, check: Check, as_of: date) -> Any:
        words = check.expectation.split("_")
        kind = getattr(self._gx.expectations, "".join(word.capitalize() for word in words))
        arguments = {
            name: value(as_of) if callable(value) else value
            for name, value in check.arguments.items()
        }
        return kind(**arguments, meta={"check": check.name, "notes": check.why})

    def write_docs(self) -> None:
        """Write the data-docs site of what has run."""
        self._context.build_data_docs(site_names=["accord"])

    def interrupt(self) -> None:
        """Stop what is running."""
        self._dialect.interrupt()

    def close(self) -> None:
        """Free the warehouse file."""
        self._dialect.close()


def _result(suite: Suite, check: Check, outcome: Any) -> CheckResult:
    error = _error_text(outcome.exception_info)
    details: Mapping[str, Any] = outcome.result
    offending = details.get("unexpected_count")
    observed = details.get("observed_value")
    if error:
        reason = f"could not be checked: {error}"
    elif outcome.success:
        reason = ""
    elif offending is not None:
        reason = f"{check.why} ({offending} of {details.get('element_count')} rows)"
    else:
        reason = f"{check.why} (found {observed})"
    return CheckResult(
        check_id=suite.check_id(check),
        table_name=suite.table,
        stage=suite.stage,
        severity=check.severity,
        success=bool(outcome.success) and not error,
        reason=reason,
        checked_at=datetime.now(UTC),
        checked_rows=details.get("element_count"),
        offending_rows=offending,
        observed=None if observed is None else str(observed),
        evidence=_evidence(suite, details),
    )


def _error_text(exception_info: Any) -> str:
    """Return the first error of a check, or nothing; it is flat or nested by metric."""
    infos = [exception_info] if "raised_exception" in exception_info else exception_info.values()
    for info in infos:
        if info["raised_exception"]:
            return str(info["exception_message"]).splitlines()[0]
    return ""


def _evidence(suite: Suite, details: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys of the first offending rows; the details hold a list per key column."""
    grouped = details.get("unexpected_index_list") or []
    keys = (key for group in grouped for key in zip(*(group[c] for c in suite.key), strict=True))
    return tuple("|".join(map(str, key)) for key in islice(keys, EVIDENCE_ROWS))
