"""The portable subset of SQL that models keep to (DESIGN section 7), as checks on a model."""

from __future__ import annotations

from collections.abc import Iterator

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from tests.lint.allowed import ENGINES, SPARK, Engine
from tests.lint.rendering import DBT_CALL, Rendered, render
from tests.lint.syntax import refused_syntax
from tests.lint.violation import Violation
from tests.lint.written import called_names, refused_words, written_types

_CLOCKS = frozenset(
    {"now", "today", "current_date", "current_timestamp", "localtimestamp", "getdate", "sysdate"}
)


def model_violations(template: str, *, layer: str) -> list[Violation]:
    """Return every breach of the portable subset in one model, rendered for each engine.

    Args:
        template: the model as its file has it.
        layer: the folder under models/ (staging, conformed, marts, kpi, ...).
    """
    return sorted(
        {
            violation
            for engine in ENGINES
            for violation in violations(render(template, engine.name), layer=layer, engine=engine)
        }
    )


def violations(model: Rendered, *, layer: str, engine: Engine = SPARK) -> list[Violation]:
    """Return every breach in one model as it is rendered for `engine`."""
    if not model.sql.strip():
        return []  # written by a macro from what dbt knows only when it runs
    found = [*refused_words(model.sql, engine), *_layer_breaches(model, layer)]
    found += [*_functions(model.sql, engine), *_types(model.sql, engine)]
    try:
        tree = sqlglot.parse_one(model.sql, dialect=engine.name)
    except SqlglotError as error:
        return [*found, Violation("parse", f"{engine.name} cannot read it: {error}")]
    found += [*_foreign_tables(tree, model), *refused_syntax(tree, engine)]
    return sorted(set(found))


def _functions(sql: str, engine: Engine) -> Iterator[Violation]:
    for word in called_names(sql, engine.name):
        if word in _CLOCKS:
            yield Violation("clock", f"`{word}` makes a day impossible to run again; use as_of()")
        elif not word.startswith(DBT_CALL) and word not in engine.functions:
            yield Violation("function", f"{engine.name} is not known to have `{word}`")


def _types(sql: str, engine: Engine) -> Iterator[Violation]:
    for kind in written_types(sql, engine.name):
        if kind not in engine.types:
            yield Violation("type", f"{engine.name} has no type `{kind}` of the same meaning")


def _layer_breaches(model: Rendered, layer: str) -> Iterator[Violation]:
    # What runs note about the data is no data of a vendor.
    raw = sorted(name for name in model.sources if not name.startswith("quality."))
    if layer != "staging" and raw:
        yield Violation("layer", f"only staging reads sources: {', '.join(raw)}")
    if layer not in {"staging", "conformed"}:
        for ref in sorted(model.refs):
            if ref.startswith(("stg_", "int_")) and not ref.endswith("__unioned"):
                yield Violation("layer", f"a mart never reads a staging model: {ref}")


def _foreign_tables(tree: exp.Expression, model: Rendered) -> Iterator[Violation]:
    ctes = {cte.alias.lower() for cte in tree.find_all(exp.CTE)}
    known = ctes | model.refs | {s.replace(".", "__") for s in model.sources} | {"this_table"}
    for table in tree.find_all(exp.Table):
        if table.name and (table.name.lower() not in known or table.db):
            yield Violation("ref", f"`{table.sql('duckdb')}` is read without ref() or source()")
