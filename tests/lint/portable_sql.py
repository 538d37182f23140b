"""The portable subset of SQL that models keep to (DESIGN section 7), as checks on a model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.tokens import Token, TokenType

from tests.lint.rendering import Rendered, engine_macros

# What every engine of DESIGN section 7 knows by this name. All else goes into macros/engine.
_PORTABLE = """
    abs avg cast ceil coalesce concat count date_trunc dense_rank exp extract first_value floor
    greatest lag last_value lead least length ln lower lpad max max_by min min_by mod ntile nullif
    percentile_cont percent_rank power rank replace round row_number sqrt stddev_samp substring
    sum trim upper
"""
_KEYWORDS = """
    all and any as between by case decimal distinct else exists filter from group having if in
    inner interval is join lateral like not on or over partition select then union using
    string values when where with within
"""
PORTABLE_FUNCTIONS = frozenset(_PORTABLE.split())
_CLOCKS = frozenset(
    {"now", "today", "current_date", "current_timestamp", "localtimestamp", "getdate", "sysdate"}
)


@dataclass(frozen=True)
class Violation:
    """One breach: which rule, and what to write instead."""

    rule: str
    message: str


def violations(model: Rendered, *, layer: str) -> list[Violation]:
    """Return every breach of the portable subset in one rendered model.

    Args:
        model: the model as SQL, with what it refers to.
        layer: the folder under models/ (staging, conformed, marts, kpi, ...).
    """
    if not model.sql.strip():
        return []  # written by a macro from what dbt knows only when it runs
    tree = sqlglot.parse_one(model.sql, dialect="duckdb")
    found = [*_token_breaches(model.sql), *_tree_breaches(tree), *_layer_breaches(model, layer)]
    found += _foreign_tables(tree, model)
    return sorted(set(found), key=lambda violation: (violation.rule, violation.message))


def _token_breaches(sql: str) -> Iterator[Violation]:
    tokens = sqlglot.tokenize(sql, dialect="duckdb")
    known = PORTABLE_FUNCTIONS | engine_macros() | set(_KEYWORDS.split())
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        word = token.text.lower()
        if token.token_type is TokenType.DCOLON:
            yield Violation("cast", "`::` is not portable; write cast(x as type)")
        elif token.token_type is TokenType.STRING:
            continue
        elif word in _CLOCKS:
            yield Violation("clock", f"`{word}` makes a day impossible to run again; use as_of()")
        elif _opens_call(token, following) and word not in known:
            yield Violation("function", f"`{word}` is not portable; put it into macros/engine")


def _opens_call(token: Token, following: Token | None) -> bool:
    return (
        following is not None
        and following.token_type is TokenType.L_PAREN
        and following.start == token.end + 1
        and re.fullmatch(r"[a-z_]\w*", token.text.lower()) is not None
    )


def _tree_breaches(tree: exp.Expression) -> Iterator[Violation]:
    for node in tree.walk():
        if isinstance(node, exp.Qualify):
            yield Violation("qualify", "rank in a CTE and filter in the next one")
        elif isinstance(node, exp.DataType) and node.this is exp.DataType.Type.FLOAT:
            yield Violation("float", "`float` has another width on every engine; use double")
        elif isinstance(node, exp.Div) and not _is_safe_divisor(node.expression):
            yield Violation("division", f"divide by nullif(..., 0): {node.sql('duckdb')[:60]}")
        elif isinstance(node, exp.Group):
            yield from _group_breaches(node)
        elif isinstance(node, exp.Distinct) and node.args.get("on"):
            yield Violation("distinct on", "rank in a CTE and filter in the next one")
        elif isinstance(node, exp.Star) and any(node.args.values()):
            yield Violation("star", "name the columns: `* exclude` and `* replace` are DuckDB's")
        elif isinstance(node, exp.DateTrunc | exp.TimestampTrunc) and not _is_cast_to_date(node):
            yield Violation("date_trunc", "its type differs: write cast(date_trunc(...) as date)")
        elif isinstance(node, exp.Select):
            yield from _alias_breaches(node)


def _is_safe_divisor(divisor: exp.Expression) -> bool:
    while isinstance(divisor, exp.Paren | exp.Cast):
        divisor = divisor.this
    return isinstance(divisor, exp.Nullif) or (
        isinstance(divisor, exp.Literal) and not divisor.is_string
    )


def _is_cast_to_date(node: exp.Expression) -> bool:
    parent = node.parent
    return isinstance(parent, exp.Cast) and parent.is_type(exp.DataType.Type.DATE)


def _group_breaches(group: exp.Group) -> Iterator[Violation]:
    if group.args.get("all"):
        yield Violation("group by", "name the columns instead of `group by all`")
    if any(isinstance(key, exp.Literal) for key in group.expressions):
        yield Violation("group by", "name the columns instead of their positions")


def _alias_breaches(select: exp.Select) -> Iterator[Violation]:
    aliases = {
        projection.alias.lower()
        for projection in select.expressions
        if isinstance(projection, exp.Alias) and not _shadows_a_column(projection)
    }
    clauses = [select.args.get(name) for name in ("where", "having", "qualify")]
    for expression in [*select.expressions, *(clause for clause in clauses if clause)]:
        for column in expression.find_all(exp.Column):
            is_own = column.find_ancestor(exp.Select) is select
            if is_own and not column.table and column.name.lower() in aliases:
                yield Violation("alias", f"`{column.name}` is an alias of the same select")


def _shadows_a_column(projection: exp.Alias) -> bool:
    """Say whether an alias keeps the name of a column it is made of: then the column is meant."""
    name = projection.alias.lower()
    return any(column.name.lower() == name for column in projection.find_all(exp.Column))


def _layer_breaches(model: Rendered, layer: str) -> Iterator[Violation]:
    if layer != "staging" and model.sources:
        yield Violation("layer", f"only staging reads sources: {', '.join(sorted(model.sources))}")
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
