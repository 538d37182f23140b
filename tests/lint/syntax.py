"""Constructs that DuckDB takes and another engine refuses, found on sqlglot's tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sqlglot import exp

from tests.lint.allowed import BIGQUERY, Engine
from tests.lint.violation import Violation

_ALWAYS: Mapping[type[exp.Expression], Violation] = {
    exp.Qualify: Violation("qualify", "rank in a CTE and filter in the next one"),
    exp.Filter: Violation("filter", "BigQuery has no `filter`: aggregate a case expression"),
    exp.ILike: Violation("ilike", "BigQuery has no `ilike`: write lower(x) like '...'"),
    exp.RegexpLike: Violation("pattern", "put the pattern into macros/engine"),
}


def refused_syntax(tree: exp.Expression, engine: Engine) -> Iterator[Violation]:
    """Return every construct of the tree that some engine refuses, or reads in another way."""
    checks = {**_CHECKS, **(_BIGQUERY_CHECKS if engine is BIGQUERY else _SPARK_CHECKS)}
    for node in tree.walk():
        if type(node) in _ALWAYS:
            yield _ALWAYS[type(node)]
        for kind, check in checks.items():
            if isinstance(node, kind):
                yield from check(node)


def _division(node: exp.Expression) -> Iterator[Violation]:
    divisor = node.expression
    while isinstance(divisor, exp.Paren | exp.Cast):
        divisor = divisor.this
    is_number = isinstance(divisor, exp.Literal) and not divisor.is_string
    if not is_number and not isinstance(divisor, exp.Nullif):
        yield Violation("division", f"divide by nullif(..., 0): {node.sql('duckdb')[:60]}")


def _group(group: exp.Expression) -> Iterator[Violation]:
    if group.args.get("all"):
        yield Violation("group by", "name the columns instead of `group by all`")
    if any(isinstance(key, exp.Literal) for key in group.expressions):
        yield Violation("group by", "name the columns instead of their positions")


def _distinct(node: exp.Expression) -> Iterator[Violation]:
    if node.args.get("on"):
        yield Violation("distinct on", "rank in a CTE and filter in the next one")
    if isinstance(node.parent, exp.Count) and len(node.expressions) > 1:
        yield Violation("count distinct", "BigQuery counts distinct values of one expression")


def _star(node: exp.Expression) -> Iterator[Violation]:
    if any(node.args.values()):
        yield Violation("star", "name the columns: `* exclude` and `* replace` are DuckDB's")


def _trim(node: exp.Expression) -> Iterator[Violation]:
    if node.expression and not node.args.get("position"):
        yield Violation("trim", "Spark takes the two texts the other way round: trim_character()")


def _refused(node: exp.Expression) -> Iterator[Violation]:
    yield Violation("bigquery", f"refuses this: {node.sql('duckdb')[:60]}")


def _time_zone(_node: exp.Expression) -> Iterator[Violation]:
    yield Violation("time zone", "use local_timestamp() or utc_timestamp()")


def _select(select: exp.Expression) -> Iterator[Violation]:
    yield from _aliases(select)
    if select.args.get("where") and not select.args.get("from_"):
        yield Violation("where", "BigQuery wants a `from` before a `where`")
    if select.args.get("windows"):
        yield Violation("window", "Snowflake has no named windows: write it in `over (...)`")


def _aliases(select: exp.Expression) -> Iterator[Violation]:
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


def _join(join: exp.Expression) -> Iterator[Violation]:
    condition = join.args.get("on")
    if join.side and condition and not any(_joins(one) for one in condition.find_all(exp.EQ)):
        yield Violation("join", "BigQuery wants an outer join on an equality of two tables")


def _joins(equality: exp.EQ) -> bool:
    return bool(equality.left.find(exp.Column) and equality.right.find(exp.Column))


_Checks = Mapping[type[exp.Expression], Callable[[exp.Expression], Iterator[Violation]]]
_CHECKS: _Checks = {
    exp.Div: _division,
    exp.Group: _group,
    exp.Distinct: _distinct,
    exp.Star: _star,
    exp.Select: _select,
    exp.Join: _join,
}
_SPARK_CHECKS: _Checks = {exp.Trim: _trim}
_BIGQUERY_CHECKS: _Checks = {
    exp.AtTimeZone: _time_zone,
    exp.Values: _refused,
    exp.WithinGroup: _refused,
}
