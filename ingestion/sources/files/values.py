"""SQL that turns what an export holds into the types of the base entities.

Every expression gives null where the value can't be read; the caller refuses those rows.
"""

from __future__ import annotations

import re

from ingestion.sources.files.dates import strptime_format
from ingestion.sources.files.mapping import Column, Formats

# What a `type:` of an input's own column becomes.
TYPES = {
    "text": "varchar",
    "number": "double",
    "integer": "bigint",
    "money": "decimal(18,2)",
    "date": "date",
    "timestamp": "timestamptz",
    "boolean": "boolean",
}
EMPTY = ("", "NULL", "null", "\\N")

_TRUE = "('true', 't', 'yes', 'y', '1', 'oui', 'o', 'vrai', 'ja', 'j', 'x')"
_FALSE = "('false', 'f', 'no', 'n', '0', 'non', 'faux', 'nein')"
_BLANKS = r"[\s\x{00A0}\x{202F}]"
_MACHINE_NUMBER = r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?"
_ISO = r"^\d{4}-\d{1,2}-\d{1,2}([T ]\d|$)"
_OFFSET = r"\d([zZ]|\s*[+-]\d{2}(:?\d{2})?)$"
# What a spreadsheet would run when a text cell begins with it; a phone number is none of it.
_FORMULA = r"^\s*(=|[+@-][0-9+*/.-]*[A-Za-z_.]+[0-9]*[(|!])"


def quote(name: str) -> str:
    """Return `name` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str | int | float | bool | None) -> str:
    """Return `value` as an SQL text literal, or null."""
    if value is None:
        return "null"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return "'" + text.replace("'", "''") + "'"


def is_formula(text: str) -> str:
    """Return the SQL condition: `text` looks like a spreadsheet formula."""
    return f"coalesce(regexp_matches({text}, {literal(_FORMULA)}), false)"


def cleaned(expression: str, kind: str, formats: Formats) -> str:
    """Return text without blanks around it, null when empty; other types as they are."""
    if kind != "VARCHAR":
        return expression
    empty = ", ".join(literal(text) for text in formats.empty or EMPTY)
    trimmed = rf"regexp_replace({expression}, '^{_BLANKS}+|{_BLANKS}+$', '', 'g')"
    return f"case when {trimmed} in ('', {empty}) then null else {trimmed} end"


def mapped(value: str, column: Column) -> str:
    """Return the value looked up in `values` (letter case apart); strict ones give null."""
    if column.values is None:
        return value
    text = f"cast({value} as varchar)"
    cases = " ".join(
        f"when {literal(key.strip().lower())} then cast({literal(to)} as varchar)"
        for key, to in column.values.items()
    )
    otherwise = "null" if column.strict else text
    return f"case lower({text}) {cases} else {otherwise} end"


def converted(value: str, kind: str, target: str, formats: Formats, native: bool) -> str:
    """Return `value` (of DuckDB type `kind`) as `target`, null when it can't be read.

    Args:
        value: an SQL expression, cheap to repeat (a column).
        kind: its DuckDB type.
        target: a type of the base contracts, or `timestamptz`.
        formats: how dates and numbers are written.
        native: the file format has numbers and dates of its own (XLSX, JSON Lines): these are
            read first, the declared formats only for its texts.
    """
    match target:
        case "varchar":
            return _text(value, kind)
        case "boolean":
            return value if kind == "BOOLEAN" else _boolean(f"cast({value} as varchar)")
        case "timestamptz":
            return _in_range(_instant(value, kind, formats, native))
        case "timestamp":
            return f"{_in_range(_instant(value, kind, formats, native))} at time zone 'UTC'"
        case "date":
            instant = _in_range(_instant(value, kind, formats, native))
            return f"cast({instant} at time zone {_zone(formats)} as date)"
        case _:
            return _number(value, kind, target, formats, native)


def _text(value: str, kind: str) -> str:
    # Parquet writers like to store whole numbers with holes as doubles: an id isn't '12.0'.
    if kind in ("DOUBLE", "FLOAT"):
        whole = f"cast(try_cast({value} as bigint) as varchar)"
        return f"case when {value} = trunc({value}) then {whole} else cast({value} as varchar) end"
    return f"cast({value} as varchar)"


def _boolean(text: str) -> str:
    lower = f"lower({text})"
    return f"case when {lower} in {_TRUE} then true when {lower} in {_FALSE} then false end"


def _zone(formats: Formats) -> str:
    return literal(formats.time_zone or "UTC")


def _in_range(instant: str) -> str:
    """Drop instants that no business has seen: a misread format gives year 20 or 9713."""
    return (
        f"case when {instant} between timestamptz '1900-01-01 00:00:00+00' "
        f"and timestamptz '2199-12-31 00:00:00+00' then {instant} end"
    )


def _instant(value: str, kind: str, formats: Formats, native: bool) -> str:
    zone = _zone(formats)
    if kind.startswith("TIMESTAMP WITH TIME ZONE"):
        return value
    if kind == "DATE" or kind.startswith("TIMESTAMP"):
        return f"timezone({zone}, cast({value} as timestamp))"
    text = f"cast({value} as varchar)"
    iso = (
        f"case when not regexp_matches({text}, '{_ISO}') then null "
        f"when regexp_matches({text}, '{_OFFSET}') and length({text}) > 10 "
        f"then try_cast({text} as timestamptz) "
        f"else timezone({zone}, try_cast({text} as timestamp)) end"
    )
    tries = [_parsed(text, pattern, zone, iso) for pattern in formats.date_format or ("iso",)]
    if native:
        tries.append(iso)
    return f"coalesce({', '.join(tries)})" if len(tries) > 1 else tries[0]


def _parsed(text: str, pattern: str, zone: str, iso: str) -> str:
    match pattern:
        case "iso":
            return iso
        case "epoch_s":
            return f"to_timestamp(try_cast({text} as double))"
        case "epoch_ms":
            return f"to_timestamp(try_cast({text} as double) / 1000)"
        case "excel":
            days = f"try_cast(round(try_cast({text} as double) * 86400) as bigint)"
            return f"timezone({zone}, timestamp '1899-12-30 00:00:00' + to_seconds({days}))"
    code = strptime_format(pattern)
    parsed = f"try_strptime({text}, {literal(code)})"
    return parsed if "%z" in code.lower() else f"timezone({zone}, {parsed})"


def _number(value: str, kind: str, target: str, formats: Formats, native: bool) -> str:
    text = f"cast({value} as varchar)"
    if kind == "VARCHAR":
        declared = _declared_number(text, formats)
        machine = f"regexp_full_match({text}, '{_MACHINE_NUMBER}')"
        number = f"case when {machine} then {text} else {declared} end" if native else declared
    else:
        number = text
    if target == "bigint":
        exact = f"try_cast({number} as decimal(38,9))"
        return f"case when {exact} = trunc({exact}) then try_cast({exact} as bigint) end"
    return f"try_cast({number} as {target})"


def _declared_number(text: str, formats: Formats) -> str:
    decimal = formats.decimal or "."
    mark = formats.thousands
    for unit in formats.strip or ():
        text = f"replace({text}, {literal(unit)}, '')"
    if formats.strip:
        text = f"regexp_replace({text}, '^{_BLANKS}+|{_BLANKS}+$', '', 'g')"
    fraction = rf"({re.escape(decimal)}\d+)?"
    group = {" ": r"[ \x{00A0}\x{202F}]", None: ""}.get(mark, re.escape(mark or ""))
    # Groups must be whole: with '.' for thousands, '1.23' is no 123 but a mistake.
    whole = rf"(\d+|\d{{1,3}}({group}\d{{3}})+)" if mark else r"\d+"
    pattern = rf"[+-]?{whole}{fraction}"
    if decimal == ".":
        pattern = rf"({pattern}|{_MACHINE_NUMBER})" if not mark else pattern
    plain = f"regexp_replace({text}, {literal(group)}, '', 'g')" if mark else text
    if decimal != ".":
        plain = f"replace({plain}, ',', '.')"
    return f"case when regexp_full_match({text}, {literal(pattern)}) then {plain} end"
