"""The only Great Expectations plumbing: one context over one warehouse file, answers as results."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from expectations.results import EVIDENCE_ROWS, CheckResult
from expectations.suite import Check, Suite

#: How many rows offend, not which. Offending values may be personal: none is kept.
_COUNTS = {
    "result_format": "BASIC",
    "partial_unexpected_count": 0,
    "exclude_unexpected_values": True,
}


def _keys(suite: Suite) -> dict[str, Any]:
    """Return the result format that lists failing rows by their key."""
    return {
        **_COUNTS,
        "result_format": "COMPLETE",
        "partial_unexpected_count": EVIDENCE_ROWS,
        "unexpected_index_column_names": list(suite.key),
    }


class Validator:
    """One Great Expectations context over one warehouse file."""

    def __init__(self, warehouse_path: Path) -> None:
        """Open the warehouse for reading."""
        # Imported here: it takes seconds, and only a run of checks needs it.
        from expectations import dialect
        from expectations.great import import_great_expectations

        gx = import_great_expectations()
        dialect.register()
        self._dialect = dialect
        self._gx = gx
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = {"globally": False}
        self._address = f"duckdb:///{warehouse_path}"
        self._tables = _columns_by_table(warehouse_path)

    def validate(self, suite: Suite, as_of: date) -> list[CheckResult]:
        """Run the checks of `suite`; one result per check, in their order."""
        self._require_table(suite)
        schema, table = suite.table.split(".")
        batch = (
            self._source(schema)
            .add_table_asset(suite.table, table_name=table)
            .add_batch_definition_whole_table(suite.table)
        )
        definition = self._context.validation_definitions.add(
            self._gx.ValidationDefinition(
                name=suite.table, data=batch, suite=self._expectations(suite, as_of)
            )
        )
        # Two passes under one run id, the second in the place of the first: on sound data, the
        # counts of all checks are one query, and each check's rows another.
        run_id = self._gx.RunIdentifier(run_time=datetime.now(UTC))
        outcome = definition.run(result_format=_COUNTS, run_id=run_id)
        if any(item.result.get("unexpected_count") for item in outcome.results):
            outcome = definition.run(result_format=_keys(suite), run_id=run_id)
        by_name = {item.expectation_config.meta["check"]: item for item in outcome.results}
        return [_result(suite, check, by_name[check.name]) for check in suite.checks]

    def _require_table(self, suite: Suite) -> None:
        columns = self._tables.get(suite.table)
        if columns is None:
            raise LookupError(f"{suite.table} is not in the warehouse")
        absent = set(suite.key) - columns
        if absent:
            raise LookupError(f"{suite.table} has no column {', '.join(sorted(absent))}")

    def _source(self, schema: str) -> Any:
        """Return the data source of a schema; Great Expectations wants one for each."""
        if schema in self._context.data_sources.all():
            return self._context.data_sources.get(schema)
        return self._context.data_sources.add_sql(
            schema,
            connection_string=self._address,
            create_temp_table=False,
            kwargs={"connect_args": {"read_only": True, "schema": schema}},
        )

    def _expectations(self, suite: Suite, as_of: date) -> Any:
        return self._context.suites.add(
            self._gx.ExpectationSuite(
                name=suite.table,
                expectations=[self._expectation(check, as_of) for check in suite.checks],
            )
        )

    def _expectation(self, check: Check, as_of: date) -> Any:
        words = check.expectation.split("_")
        kind = getattr(self._gx.expectations, "".join(word.capitalize() for word in words))
        arguments = {
            name: value(as_of) if callable(value) else value
            for name, value in check.arguments.items()
        }
        return kind(**arguments, meta={"check": check.name, "notes": check.why})

    def interrupt(self) -> None:
        """Stop what is running."""
        self._dialect.interrupt()

    def close(self) -> None:
        """Free the warehouse file."""
        self._dialect.close()


def _columns_by_table(warehouse_path: Path) -> dict[str, set[str]]:
    with duckdb.connect(str(warehouse_path), read_only=True) as connection:
        rows = connection.execute(
            """
            select table_schema || '.' || table_name, list(column_name)
            from information_schema.columns
            group by all
            """
        ).fetchall()
    return {table: set(columns) for table, columns in rows}


def _result(suite: Suite, check: Check, outcome: Any) -> CheckResult:
    error = _error_text(outcome.exception_info)
    details: Mapping[str, Any] = outcome.result
    offending = details.get("unexpected_count")
    observed = details.get("observed_value")
    if error:
        reason = f"could not be checked: {error}"
    elif outcome.success and not offending:
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
