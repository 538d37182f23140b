"""One column to make: the SQL of its typed value and of the reason to refuse its row."""

from __future__ import annotations

from dataclasses import dataclass

from ingestion.sources.files.mapping import Column, Formats
from ingestion.sources.files.values import converted, is_formula, literal, quote

_WANTED = {
    "date": "a date in the declared format",
    "timestamp": "a date in the declared format",
    "timestamptz": "a date in the declared format",
    "boolean": "a yes or no",
    "bigint": "a whole number",
}


@dataclass(frozen=True)
class Target:
    """One column to make: where it comes from, its type, and what it may hold.

    Attributes:
        allowed: the words that it may hold, whatever their case; empty: any.
        rule: what it must not be, in which `{value}` stands for its value, and why.
    """

    column: Column
    kind: str
    formats: Formats
    required: bool = False
    allowed: tuple[str, ...] = ()
    rule: tuple[str, str] | None = None


def typed_value(name: str, target: Target, kind: str, native: bool, neutralise: bool) -> str:
    """Return the SQL of the target's value, from column `<name>__value`.

    Args:
        name: the target's name.
        target: what to make.
        kind: DuckDB type of what was read.
        native: the file format has numbers and dates of its own.
        neutralise: put an apostrophe before formula-looking text.
    """
    column, value = target.column, quote(f"{name}__value")
    constant = column.constant is not None
    # A constant is written in the mapping itself, in YAML's way, not in the export's.
    formats = Formats(time_zone=target.formats.time_zone) if constant else target.formats
    source = "VARCHAR" if column.values is not None else kind
    result = converted(value, source, target.kind, formats, native)
    if target.kind == "varchar" and neutralise and not constant:
        result = f"case when {is_formula(result)} then '''' || {result} else {result} end"
    if target.allowed:
        # The marts know each word in one spelling.
        cases = " ".join(
            f"when {literal(word.lower())} then {literal(word)}" for word in target.allowed
        )
        result = f"case lower({result}) {cases} else {result} end"
    if column.default is not None:
        # Like a constant it is written in YAML's way; a day is midnight in the zone of the field.
        zone = Formats(time_zone=target.formats.time_zone)
        default = converted(literal(column.default), "VARCHAR", target.kind, zone, native=False)
        result = f"case when {value} is null then {default} else {result} end"
    return result


def refusal_reason(name: str, target: Target, kind: str, neutralise: bool) -> str:
    """Return the SQL of why the row can't be taken because of this target; null when it can."""
    given, value, typed = quote(f"{name}__given"), quote(f"{name}__value"), quote(name)
    column = target.column
    cases: list[str] = []
    if column.strict and column.values is not None:
        keys = ", ".join(literal(key.strip().lower()) for key in column.values)
        why = literal(f"unknown {name}: not in the value map ({', '.join(column.values)})")
        cases.append(f"when lower(cast({given} as varchar)) not in ({keys}) then {why}")
    wanted = literal(f"not {_WANTED.get(target.kind, 'a number')}")
    cases.append(f"when {value} is not null and {typed} is null then {wanted}")
    text = target.kind == "varchar" and kind == "VARCHAR"
    if text and column.constant is None and not neutralise:
        cases.append(f"when {is_formula(given)} then 'looks like a spreadsheet formula'")
    if target.allowed:
        words = ", ".join(map(literal, target.allowed))
        why = literal(f"unknown {name}: must be one of {', '.join(target.allowed)} (`values` maps)")
        cases.append(f"when {typed} not in ({words}) then {why}")
    if target.rule:
        condition, why = target.rule
        cases.append(f"when {condition.format(value=typed)} then {literal(why)}")
    if target.required:
        cases.append(f"when {typed} is null then 'required, but empty'")
    return f"case {' '.join(cases)} end"
