"""Values that were read and may mean something else: dates, amounts, words."""

# ruff: noqa: S608 (SQL is made here; names go through `quote`)

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from company.profile import slug
from ingestion.sources.files.dates import NAMED
from ingestion.sources.files.findings import Export, Finding, Known
from ingestion.sources.files.mapping import Column
from ingestion.sources.files.territories import is_market, territories
from ingestion.sources.files.values import literal, quote

#: So many rows say something of all others.
_ENOUGH = 20
#: A date further than this from those around it is another year's, or a typing error.
_FAR, _NEAR = "interval 180 days", "interval 90 days"
#: Half of a company's dates lie closer together; nothing happened so long before or after them.
_AGES = "interval 20 years"
#: Dates that lie ahead by their nature.
_AHEAD = frozenset(
    {"due_at", "due_on", "expected_close_on", "ends_on", "active_to", "period_end_on"}
    | {"holiday_on", "starts_on", "period_start_on", "active_from"}
)
_MONEY = ("amount", "recurring_amount", "cost")
_WORDS_SHOWN = 8


def dates(export: Export, known: Known) -> Iterator[Finding]:
    """Yield dates whose days and months may be exchanged, or which can't be right."""
    del known
    for entity, field, column, kind in _mapped(export):
        if kind not in ("DATE", "TIMESTAMP"):
            continue
        value = quote(field)
        if _has_pattern(export, entity, column):
            yield from _exchanged(export, entity, field, kind)
        if field not in _AHEAD:
            of = export.count(entity, f"{value} is not null")
            if rows := export.count(entity, f"{value} > cast(now() as timestamp) + interval 1 day"):
                words = "a day that is still to come"
                fix = "Is the year right, or `date_format`? `as_of` takes no notice of it"
                yield Finding("warning", entity, field, words, fix, rows, of, spoils=True)
        yield from _before_those_around(export, entity, field)
        yield from _out_of_reach(export, entity, field)


def _exchanged(export: Export, entity: str, field: str, kind: str) -> Iterator[Finding]:
    value = quote(field)
    if kind == "TIMESTAMP":
        value = f"({value} at time zone 'UTC' at time zone {literal(export.time_zone)})"
    row = export.connection.execute(
        f"""
        select count({value}), max(day({value})), count(distinct day({value}))
        from {quote(f"typed_{entity}")}
        """
    ).fetchone()
    rows, latest, different = row if row else (0, 0, 0)
    if rows >= _ENOUGH and latest <= 12 and different > 3:
        words = f"all {rows:,} days are 12 or below: are day and month exchanged"
        fix = "Compare a date with the file; `date_format` says which comes first"
        yield Finding("warning", entity, field, words, fix, rows, rows, spoils=True)


def _before_those_around(export: Export, entity: str, field: str) -> Iterator[Finding]:
    """Yield dates long before those of the lines around them, where these lie close together."""
    value, table = quote(field), quote(f"typed_{entity}")
    row = export.connection.execute(
        f"""
        with dated as (
            select __row, cast({value} as timestamp) as found from {table} where {value} is not null
        ),
        around as (
            select
                found,
                quantile_disc(found, 0.2) over neighbours as low,
                quantile_disc(found, 0.8) over neighbours as high,
                count(*) over neighbours as near
            from dated
            window neighbours as (order by __row rows between 5 preceding and 5 following)
        )
        select count(*) filter (
            where near > 5 and high - low < {_NEAR} and found < low - {_FAR}
        ), count(*)
        from around
        """
    ).fetchone()
    rows, of = row if row else (0, 0)
    if rows:
        words = "long before the dates of the lines around it"
        fix = "Is the year right?"
        yield Finding("warning", entity, field, words, fix, rows, of, spoils=True)


def _out_of_reach(export: Export, entity: str, field: str) -> Iterator[Finding]:
    """Yield dates decades from nearly all others: the epoch of a program, or a wrong century."""
    value = f"cast({quote(field)} as timestamp)"
    row = export.connection.execute(
        f"""
        with most as (
            select
                quantile_disc({value}, 0.25) as low,
                quantile_disc({value}, 0.75) as high,
                count({value}) as of
            from {quote(f"typed_{entity}")}
        )
        select
            count(*) filter (where {value} < most.low - {_AGES} or {value} > most.high + {_AGES}),
            any_value(most.of)
        from {quote(f"typed_{entity}")}
        cross join most
        where most.of >= {_ENOUGH} and most.high - most.low < {_AGES}
        """
    ).fetchone()
    rows, of = row if row else (0, 0)
    if rows:
        words = "decades from nearly all other dates"
        fix = "Is the year right? A spreadsheet writes 1900 or 1970 where it has none"
        yield Finding("warning", entity, field, words, fix, rows, of, spoils=True)


def amounts(export: Export, known: Known) -> Iterator[Finding]:
    """Yield amounts of which half or more are missing."""
    del known
    for entity, field, column, _ in _mapped(export):
        if field not in _MONEY or column.constant is not None:
            continue
        of = export.count(entity)
        rows = export.count(entity, f"{quote(field)} is null")
        if of and rows * 2 >= of:
            words = "half of it or more is missing"
            fix = "Is it the right column? Figures are made of the other rows alone"
            yield Finding("warning", entity, field, words, fix, rows, of)


def single_values(export: Export, known: Known) -> Iterator[Finding]:
    """Yield texts that have one value in all rows."""
    del known
    for entity, field, column, kind in _mapped(export):
        if kind != "VARCHAR" or column.constant is not None or field == "currency":
            continue
        row = export.connection.execute(
            f"select count({quote(field)}), count(distinct {quote(field)}) "
            f"from {quote(f'typed_{entity}')}"
        ).fetchone()
        rows, different = row if row else (0, 0)
        if rows >= _ENOUGH and different == 1:
            words = "one value in all rows: does the column say what the field means"
            yield Finding("warning", entity, field, words, "Compare with the file", rows, rows)


def unknown_words(export: Export, known: Known) -> Iterator[Finding]:
    """Yield markets and channels that no definition knows, with the nearest that one does."""
    for entity, field, _, kind in _mapped(export):
        if kind != "VARCHAR" or field not in ("market", "channel") or entity == "mentions":
            continue
        counted = export.connection.execute(
            f"select {quote(field)}, count(*) as n from {quote(f'typed_{entity}')} "
            f"where {quote(field)} is not null group by all order by n desc, 1"
        ).fetchall()
        near = _market if field == "market" else (lambda word: _channel(word, known.channels))
        odd = [(word, count, hint) for word, count in counted if (hint := near(word)) is not None]
        if not odd:
            continue
        fix = (
            "A market is a country's code of two letters; `values` maps words"
            if field == "market"
            else "`channels` of company.yml maps your words; else each is a channel of its own"
        )
        yield Finding(
            "warning",
            entity,
            field,
            f"words that no definition knows: {_listed(odd)}",
            fix,
            sum(count for _, count, _ in odd),
            sum(count for _, count in counted),
        )


def _listed(odd: list[tuple[str, int, str]]) -> str:
    shown = ", ".join(
        f"{word!r} {count:,} x{f' ({hint}?)' if hint else ''}"
        for word, count, hint in odd[:_WORDS_SHOWN]
    )
    more = len(odd) - _WORDS_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _market(word: str) -> str | None:
    """Return the code that a word most likely means, "" for none; None where it is a code."""
    if is_market(word):
        return None
    _, names = territories()
    close = get_close_matches(word.strip().lower(), list(names), n=1, cutoff=0.8)
    return names[close[0]] if close else ""


def _channel(word: str, channels: frozenset[str]) -> str | None:
    """Return the channel that a word most likely means, "" for none; None where it is known."""
    found = slug(word)
    if found in channels or not found:
        return None
    close = get_close_matches(found, sorted(channels), n=1, cutoff=0.6)
    return close[0] if close else ""


def _has_pattern(export: Export, entity: str, column: Column) -> bool:
    """Return whether the field's dates are read by a pattern of days and months."""
    spec = export.mapping.entities[entity]
    source = export.mapping.inputs.get(spec.from_input or "")
    outer = source.over(export.mapping) if source else export.mapping
    formats = column.date_format or outer.date_format or ()
    return column.column is not None and any(one not in NAMED for one in formats)


def _mapped(export: Export) -> Iterator[tuple[str, str, Column, str]]:
    """Yield entity, field, where it comes from and DuckDB type of all that is mapped."""
    for entity, spec in export.mapping.entities.items():
        described = export.connection.execute(f"describe {quote(f'typed_{entity}')}").fetchall()
        kinds = {str(row[0]): str(row[1]) for row in described}
        for field, column in spec.fields.items():
            yield entity, field, column, kinds[field]
