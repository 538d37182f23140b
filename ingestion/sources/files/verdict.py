"""Which converted rows stay, and why the others are rejected."""

# ruff: noqa: S608 (SQL is made here; names and texts go through `quote` and `literal`)

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from ingestion.sources.files.mapping import Rule
from ingestion.sources.files.refusals import Refusal, Refusals
from ingestion.sources.files.shapes import PERSONAL_FIELDS
from ingestion.sources.files.target import Target
from ingestion.sources.files.text import FILE, LINE
from ingestion.sources.files.values import literal, quote

_SHOWN = 80


@dataclass(frozen=True)
class Job:
    """One relation to convert.

    Attributes:
        label: entity or input, for messages. relation: a table or view.
        targets: columns to make, by name. key: columns that make a row unique, or ('line',).
        native: the file format has numbers and dates of its own.
        where: which rows count. duplicates: refuse, first or last.
        rules: further reasons to refuse a row, over the targets.
        neutralise: put an apostrophe before formula-looking text instead of refusing its row.
    """

    label: str
    relation: str
    targets: Map[str, Target]
    native: bool
    key: tuple[str, ...] = ("line",)
    where: str | None = None
    duplicates: str = "refuse"
    neutralise: bool = False
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Counts:
    """Rows that came in, stayed, were refused, and gave way to another of the same key."""

    read: int
    loaded: int
    refused: int
    superseded: int


def refuse_rows(connection: DuckDBPyConnection, job: Job, refusals: Refusals) -> int:
    """Note every reason in `refusals`; return how many rows have one."""
    selects = [
        f'select __row, "{FILE}", "{LINE}", {literal(name)} as field, '
        f"cast({quote(f'{name}__given')} as varchar) as value, "
        f"{quote(f'{name}__reason')} as reason "
        f"from judged where {quote(f'{name}__reason')} is not null"
        for name in job.targets
    ]
    fields = literal(", ".join(job.key))
    selects.append(
        f'select __row, "{FILE}", "{LINE}", {fields} as field, cast(null as varchar) as value, '
        "'the key is empty' as reason from judged where __id is null"
    )
    selects += [
        f'select __row, "{FILE}", "{LINE}", {literal(rule.field)} as field, '
        f"cast({quote(rule.field) if rule.field else 'null'} as varchar) as value, "
        f"{literal(rule.because)} as reason from judged where {quote(f'__rule{at}')}"
        for at, rule in enumerate(job.rules)
    ]
    union = " union all ".join(selects)
    connection.execute(f"create or replace table refused_rows as {union}")
    rows = connection.execute("select * from refused_rows order by __row, field").fetchall()
    refusals.extend(
        Refusal(file, line, job.label, field, shown(field, value), reason)
        for _, file, line, field, value, reason in rows
    )
    return len({row[0] for row in rows})


def shown(field: str, value: str | None) -> str | None:
    """Return `value` cut short, or its length alone when it may be personal."""
    if value is None:
        return None
    if field in PERSONAL_FIELDS or "@" in value:
        return f"(redacted, {len(value)} characters)"
    return value[:_SHOWN]


def keep_rows(connection: DuckDBPyConnection, job: Job, bad: int, refusals: Refusals) -> Counts:
    """Create `typed_<label>` with one row per key."""
    table = quote(f"typed_{job.label}")
    order = "desc" if job.duplicates == "last" else "asc"
    columns = ", ".join(["__row", "__id", f'"{FILE}"', f'"{LINE}"', *map(quote, job.targets)])
    connection.execute(
        f"""
        create or replace table {table} as
        with good as (
            select * from judged
            where __row not in (select __row from refused_rows)
        ),
        ranked as (
            select *, row_number() over (partition by __id order by __row {order}) as __rank
            from good
        )
        select {columns}, __rank from ranked
        """
    )
    doubles = connection.execute(
        f"""
        select __id, "{FILE}", "{LINE}" from {table} where __rank > 1 order by __row
        """
    ).fetchall()
    if job.duplicates == "refuse":
        key = ", ".join(job.key)
        reason = "duplicate key: an earlier row has it; see `duplicates` and `key`"
        refusals.extend(
            Refusal(file, line, job.label, key, shown(key, value), reason)
            for value, file, line in doubles
        )
    connection.execute(f"delete from {table} where __rank > 1")
    connection.execute(f"alter table {table} drop column __rank")
    read, loaded = connection.execute(
        f"select (select count(*) from judged), (select count(*) from {table})"
    ).fetchone()
    superseded = 0 if job.duplicates == "refuse" else len(doubles)
    return Counts(read, loaded, bad + len(doubles) - superseded, superseded)
