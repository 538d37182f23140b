"""The macros in dbt's own words: `python -m tests.lint.macro_docs` writes a properties file.

A comment is where the macro is read; dbt's documentation and editors want a properties file.
So the file is written from the comment above each macro, and from the words for arguments below.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MACROS = Path(__file__).parents[2] / "dbt_project" / "macros"
PROPERTIES = MACROS / "macros.yml"

_HEAD = (
    "# Written by `python -m tests.lint.macro_docs` from the comment above each macro.\nmacros:\n"
)
_MACRO = re.compile(
    r"(?:\{#-?(?P<comment>(?:(?!#\}).)*)#\}\s*)?"
    r"\{%-?\s*macro\s+(?P<name>\w+)\s*\((?P<arguments>[^)]*)\)",
    re.DOTALL,
)
#: What an argument is, by its name or by `<macro>.<name>`.
_ARGUMENTS = {
    "assumed": "By need: the figures that are one without it, as (kpi_id, variant).",
    "a": "Expression of the earlier value.",
    "amount": "Expression of an amount.",
    "arguments": "What dbt gives an incremental strategy.",
    "b": "Expression of the later value.",
    "bound": "Expression of the figure to compare with.",
    "bounds": "First and last day to compute, as kpi_bounds() gives them.",
    "but": "Columns that are left out.",
    "changed_rows.name": "Name of the relation with the new rows.",
    "character": "One character.",
    "clock": "Column of the time by which changes are ordered.",
    "column": "Column of the period's first day.",
    "columns": "Columns to keep beside the part.",
    "condition": "A SQL condition.",
    "custom_schema_name": "The schema that the configuration names.",
    "data_type": "A type as a contract names it.",
    "day": "Expression of a date.",
    "day_a": "Expression of the business day of the earlier instant.",
    "day_b": "Expression of the business day of the later instant.",
    "days": "Relation with a row per day.",
    "of_closes.columns": "The columns: {name: type}.",
    "of_closes.table": "Name of the table in schema `closes`.",
    "kpi_add_tables.kpi_id": "Id of a KPI.",
    "kpi_add_tables.rows": "The rows found so far.",
    "kpi_add_tables.variant": "Variant that alone is made of them; '*' where all are.",
    "kpi_explained.hidden": "Whether those that are hidden from all are wanted, or the others.",
    "kpi_history_words.begins": "Column that says in which period the history begins.",
    "kpi_pace_words.gone": "Column of the share that is due by now, in percent, as text.",
    "kpi_pace_words.reached": "Column of the share that is reached, in percent, as text.",
    "kpi_pace_words.status": "Column of the colour.",
    "kpi_pace_words.target_days": "Column of what the target is spread over.",
    "direction": "Expression of up, down or range.",
    "edges": "Relation of the links between nodes.",
    "employees": "Expression of the number of employees.",
    "entities": "Names of base entities.",
    "entity": "Name of a base entity.",
    "expression": "A SQL expression.",
    "expressions": "SQL expressions.",
    "figure": "Expression of a figure.",
    "figures": "Columns of figures.",
    "filled": "By field the condition that it is present and valid.",
    "first_day": "Expression of the first date.",
    "for_columns": "Whether the columns' descriptions are kept.",
    "for_relation": "Whether the relation's description is kept.",
    "grain": "day, week, month, quarter or year.",
    "grains": "Grains of periods.",
    "industry_key": "Expression of the industry.",
    "inputs": "Facts and entities by KPI.",
    "is_latest_stage": "Condition: the deal is in that stage today.",
    "key": "Columns that identify a row.",
    "keys": "Columns that identify a row.",
    "listed_rows.columns": "Names of the columns, with their types.",
    "listed_rows.rows": "Lists of values, one per row, in the order of the columns.",
    "kpi_add_carried.used": "What figures ask, as (kpi_id, variant, question, grains, dimensions).",
    "kpi_lacking.used": "What figures ask, as (kpi_id, variant, question, grains, dimensions).",
    "kpi_member_of.dimensions": "The dimensions of the places.",
    "kpi_needs.needed": "By need: its words (en, fr), and the part of the profile that feeds it.",
    "kpi_needs.terms": "What feeds each need, as `terms_of` of kpis/needs.py gives it.",
    "kpi_filled.terms": "What feeds each need, as `terms_of` of kpis/needs.py gives it.",
    "kpi_unknown_costs.used": "What figures wait for, as (kpi_id, variant, kind, grains).",
    "kpi_needs.used": "What figures need, as (kpi_id, variant, need[, setting]).",
    "kpi_label.kpi": "Id of a KPI.",
    "language": "en or fr.",
    "label": "Expression of a name.",
    "labels": "Names by key: {key: [English, French]}.",
    "hint": "Expression of what tells rows of one name apart, or null.",
    "unambiguous.key": "Expression of the key.",
    "month_start": "Expression of the first day of a month.",
    "nth_name.names": "The names, in order.",
    "nth_name.number": "Expression of a number, from 1.",
    "part": "year, month or day.",
    "quarter_start": "Expression of the first day of a quarter.",
    "year_start": "Expression of the first day of a year.",
    "last_day": "Expression of the last date.",
    "mapping": "The words and what each becomes.",
    "market_key": "Expression of the market.",
    "medium": "Expression of the utm_medium.",
    "members": "Column of the member by dimension.",
    "model": "The model's node.",
    "monthly_amount.period": "Expression of a billing period.",
    "n": "A number.",
    "name": "A name.",
    "next_start": "Expression of the first day of the period after.",
    "node": "A node of dbt's graph.",
    "nodes": "The nodes found so far.",
    "of_stage": "Expression of the stage's probability.",
    "names": "Expression of what the words name.",
    "one": "Alias of a relation of figures.",
    "order_by": "Expression to order by.",
    "other": "Alias of another relation of figures.",
    "other_clock": "Column of the time when a change was recorded.",
    "others": "The words for what is not named.",
    "own": "Expression of the deal's own probability then.",
    "pattern": "A regular expression.",
    "period": "Name of a period: week, month, quarter or year.",
    "places": "Decimal places.",
    "probability": "Expression of a probability between 0 and 1.",
    "missing": "Name of the relation with rows of kpi__missing.",
    "data_trust": "Name of the relation with rows of data_trust.",
    "doubtful": "Name of the relation with rows of kpi__doubtful.",
    "question": "A mart, its flag and words, as kpis/lacks has them, and the places that ask.",
    "questions": "By name: what is asked, and of which rows.",
    "rank": "Expression to order by: the first known wins.",
    "rate": "Expression of the currency rate.",
    "reading": "A reading of the clock as the profile has it: HH:MM.",
    "reason": "Text of the reason.",
    "relation": "A relation.",
    "relation_key": "Columns of the relation that hold the key.",
    "replacement": "What takes the pattern's place.",
    "required": "The fields that the profile asks of the kind of record.",
    "rounds": "How often labels travel along the links.",
    "separator": "The text between two parts.",
    "setting": "Name of a window.",
    "share": "Expression of a share between 0 and 1.",
    "slices": "Dimensions, or sets of them.",
    "raw": "Name of the dbt source that declares a source's raw tables.",
    "source": "Expression of the utm_source.",
    "source_name": "Name of a source.",
    "subject": "Expression of the word.",
    "targets": "Alias of a relation of targets.",
    "text": "Expression of a text.",
    "time_column": "Column of the metric time.",
    "today": "Expression of the deal's probability today.",
    "tolerance": "Share of the way by which a figure may miss.",
    "ts": "Expression of an instant in UTC.",
    "type": "A SQL type.",
    "unit": "Expression of the unit.",
    "value": "A text.",
    "values": "A list of texts.",
    "var.name": "Name of the variable; a second argument is its default.",
    "weights": "The weight of each part.",
    "word": "Expression of a word.",
    "kpi_lacking_words.words": "The words of a lack.",
    "zone": "Expression of the IANA name of a time zone.",
}


@dataclass(frozen=True)
class Macro:
    """A macro: its name, the comment above it, and its arguments' names."""

    name: str
    comment: str
    arguments: tuple[str, ...]


def macros() -> list[Macro]:
    """Return the project's macros by name; what an engine has instead of another is left out."""
    found = {
        macro.name: macro
        for path in sorted(MACROS.rglob("*.sql"))
        for macro in _macros(path.read_text(encoding="utf-8"))
    }
    return [
        found[name]
        for name in sorted(found)
        if "__" not in name or name.split("__", 1)[1] not in found
    ]


def undescribed(macro: Macro) -> list[str]:
    """Return what of a macro has no words: its name, its arguments."""
    unknown = [f"{macro.name}.{name}" for name in macro.arguments if not _words(macro, name)]
    return ([] if macro.comment else [macro.name]) + unknown


def properties() -> str:
    """Return the properties file."""
    text = _HEAD
    for macro in macros():
        text += f"  - name: {macro.name}\n    description: {json.dumps(macro.comment)}\n"
        text += "    arguments:\n" if macro.arguments else ""
        for name in macro.arguments:
            text += f"      - {{name: {name}, description: {json.dumps(_words(macro, name))}}}\n"
    return text


def _macros(text: str) -> Iterator[Macro]:
    for match in _MACRO.finditer(text):
        arguments = (part.partition("=")[0].strip() for part in match["arguments"].split(","))
        comment = " ".join((match["comment"] or "").split()).strip("- ")
        yield Macro(match["name"], comment, tuple(name for name in arguments if name))


def _words(macro: Macro, argument: str) -> str:
    return _ARGUMENTS.get(f"{macro.name}.{argument}") or _ARGUMENTS.get(argument, "")


if __name__ == "__main__":
    PROPERTIES.write_text(properties(), encoding="utf-8")
