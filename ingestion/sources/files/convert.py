"""Turn the rows of a relation into typed columns; rows that can't be are refused, with reasons."""

# ruff: noqa: S608 (SQL is made here; names and texts go through `quote` and `literal`)

from __future__ import annotations

import duckdb
from duckdb import DuckDBPyConnection

from ingestion.sources.files.errors import MappingError
from ingestion.sources.files.mapping import Column, Formats
from ingestion.sources.files.refusals import Refusals
from ingestion.sources.files.target import refusal_reason, typed_value
from ingestion.sources.files.text import FILE, LINE
from ingestion.sources.files.values import cleaned, converted, literal, mapped, quote
from ingestion.sources.files.verdict import Counts, Job, keep_rows, refuse_rows


def convert(connection: DuckDBPyConnection, job: Job, refusals: Refusals) -> Counts:
    """Create table `typed_<label>`: __row, __id, _file, _line and the targets, good rows only.

    Raises:
        MappingError: an SQL expression of the mapping can't be run ('<field>: why').
    """
    _stage(connection, job)
    types = {str(row[0]): str(row[1]) for row in connection.execute("describe staged").fetchall()}
    _judge(connection, job, types)
    bad = refuse_rows(connection, job, refusals)
    counts = keep_rows(connection, job, bad, refusals)
    connection.execute("drop table staged; drop table judged; drop table refused_rows")
    return counts


def expression(column: Column) -> str:
    """Return the SQL that reads what the column declares."""
    if column.column is not None:
        return quote(column.column)
    if column.sql is not None:
        return f"({column.sql}\n)"
    return f"cast({literal(column.constant)} as varchar)"


def check_single_select(connection: DuckDBPyConnection, sql: str) -> None:
    """Refuse anything but one SELECT.

    Raises:
        ValueError: with the reason.
    """
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise ValueError(f"not valid SQL: {first_line(error)}") from error
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise ValueError("must be one SELECT, nothing else")


def _stage(connection: DuckDBPyConnection, job: Job) -> None:
    """Evaluate every expression once, and number the rows in the order of the file."""
    parts = [
        f"{expression(target.column)} as {quote(name)}" for name, target in job.targets.items()
    ]
    if job.key != ("line",):
        parts += [f"{quote(column)} as {quote(f'__key{at}')}" for at, column in enumerate(job.key)]
    where = f" where ({job.where}\n)" if job.where else ""
    select = (
        f'select row_number() over () as __row, "{FILE}", "{LINE}", '
        f"{', '.join(parts) or 'null as __nothing'} from {quote(job.relation)}{where}"
    )
    try:
        check_single_select(connection, select)
        connection.execute(f"create or replace table staged as {select}")
    except (duckdb.Error, ValueError) as error:
        raise MappingError(_culprit(connection, job) or first_line(error)) from error


def _culprit(connection: DuckDBPyConnection, job: Job) -> str | None:
    """Find the expression that fails, so that the error can name its field."""
    tries = {f"fields.{name}": expression(target.column) for name, target in job.targets.items()}
    if job.key != ("line",):
        tries["key"] = ", ".join(map(quote, job.key))
    if job.where:
        tries["where"] = f"({job.where}\n)"
    for place, sql in tries.items():
        try:
            select = f"select hash({sql}) as x from {quote(job.relation)}"
            check_single_select(connection, select)
            connection.execute(f"select max(x) from ({select})").fetchall()
        except (duckdb.Error, ValueError) as error:
            hint = "; use try_cast for values that may not fit" if _is_cast(error) else ""
            return f"{place}: {first_line(error)}{hint}"
    return None


def _judge(connection: DuckDBPyConnection, job: Job, types: dict[str, str]) -> None:
    """Create `judged`: for each target its text, typed value and reason of refusal (or null)."""
    clean, looked_up, typed, reasons = [], [], [], []
    for name, target in job.targets.items():
        given = quote(f"{name}__given")
        clean.append(f"{cleaned(quote(name), types[name], target.formats)} as {given}")
        looked_up.append(f"{mapped(given, target.column)} as {quote(f'{name}__value')}")
        value = typed_value(name, target, types[name], job.native, job.neutralise)
        typed.append(f"{value} as {quote(name)}")
        reason = refusal_reason(name, target, types[name], job.neutralise)
        reasons.append(f"{reason} as {quote(f'{name}__reason')}")
    judged = ["*", *reasons]
    judged += [f"({rule.when}\n) as {quote(f'__rule{at}')}" for at, rule in enumerate(job.rules)]
    row = ["__row", f'"{FILE}"', f'"{LINE}"', f"{_id(job, types)} as __id"]
    sql = f"""
        create or replace table judged as
        with cleaned as (select {", ".join([*row, *clean])} from staged),
        looked_up as (select {", ".join(["*", *looked_up])} from cleaned),
        typed as (select {", ".join(["*", *typed])} from looked_up)
        select {", ".join(judged)} from typed
        """
    try:
        for rule in job.rules:
            check_single_select(connection, f"select ({rule.when}\n)")
        connection.execute(sql)
    except (duckdb.Error, ValueError) as error:
        if not job.rules:
            raise
        raise MappingError(f"refuse: {first_line(error)}") from error


def _id(job: Job, types: dict[str, str]) -> str:
    if job.key == ("line",):
        return f"""coalesce("{FILE}", '') || ':' || "{LINE}" """
    parts = []
    for at in range(len(job.key)):
        name = f"__key{at}"
        text = cleaned(quote(name), types[name], Formats())
        parts.append(converted(f"({text})", types[name], "varchar", Formats(), native=False))
    return " || ':' || ".join(parts)


def _is_cast(error: Exception) -> bool:
    return isinstance(error, duckdb.ConversionException | duckdb.InvalidInputException)


def first_line(error: Exception) -> str:
    """Return what an engine's error says in one line, with the columns it knows."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    bindings = next((line for line in lines if line.startswith("Candidate")), "")
    return f"{lines[0]} {bindings}".strip()
