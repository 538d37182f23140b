"""Every model keeps to the portable subset; and the lint sees what it is there to see."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lint.allowed import ENGINES
from tests.lint.portable_sql import model_violations, violations
from tests.lint.rendering import (
    PROJECT,
    NotImplementedForEngineError,
    Rendered,
    macro_texts,
    render,
)
from tests.lint.violation import Violation

#: Models and tests of one statement; the layer is the first folder.
STATEMENTS = sorted(
    path
    for folder in ("models", "tests/identity", "tests/reconciliation")
    for path in (PROJECT / folder).rglob("*.sql")
)


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.stem)
def test_statement_is_portable(path: Path) -> None:
    layer = path.relative_to(PROJECT).parts[1]
    breaches = model_violations(path.read_text(encoding="utf-8"), layer=layer)
    assert not breaches, "\n".join(f"{breach.rule}: {breach.message}" for breach in breaches)


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ("select a::date as b from t", "cast"),
        ("select cast(a as varchar) as b from t", "type"),
        ("select cast(a as varchar(10)) as b from t", "type"),
        ("select cast(a as float) as b from t", "type"),
        ("select cast(a as real) as b from t", "type"),
        ("select now() as b from t", "clock"),
        ("select current_date as b from t", "clock"),
        ("select list_value(a) as b from t", "function"),
        ("select listagg(a, ',') as b from t", "function"),
        ("select string_agg(a, ',') as b from t", "function"),
        ("select all_that_is_dear(a) as b from t", "function"),
        ("select all_that_is_dear (a) as b from t", "function"),
        ("select arg_max(a, b) as c from t", "function"),
        ("select nvl(a, b) as c from t", "function"),
        ("select date_trunc('month', a) as b from t", "function"),
        ("select explode(a) as b from t", "function"),
        ("select a from t qualify row_number() over (order by a) = 1", "qualify"),
        ("select a / b as c from t", "division"),
        ("select a % 2 as c from t", "operator"),
        ("select a as b, b + 1 as c from t", "alias"),
        ("select a + 1 as b from t where b > 2", "alias"),
        ("select a, count(*) as b from t group by all", "group by"),
        ("select a, count(*) as b from t group by 1", "group by"),
        ("select count(*) filter (where a = 1) as b from t", "filter"),
        ("select percentile_cont(0.5) within group (order by a) as b from t", "bigquery"),
        ("select a from (values (1), (2)) as listed (a)", "bigquery"),
        ("select a from t union select b as a from t", "union"),
        ("select a from t where a ilike 'x%'", "ilike"),
        ("select count(distinct a, b) as c from t", "count distinct"),
        ("select 1 as a where 1 = 0", "where"),
        ("select a at time zone 'UTC' as b from t", "time zone"),
        ("select a + interval '1' day as b from t", "interval"),
        ("select sum(a) over w as b from t window w as (partition by c)", "window"),
        ("select trim(a, '_') as b from t", "trim"),
        ("select 'it''s' as b from t", "text"),
        ("select t.a from t left join t as u on t.a > u.a", "join"),
        ("select * exclude (a) from t", "star"),
        ("select * except (a) from t", "star"),
        ("select a from raw_hubspot.contacts", "ref"),
    ],
)
def test_breach_is_seen(sql: str, rule: str) -> None:
    assert rule in {breach.rule for breach in _breaches(sql)}


@pytest.mark.parametrize("engine", ["duckdb", "spark", "bigquery", "snowflake"])
def test_every_engine_macro_is_written_for(engine: str) -> None:
    refusals = {
        name.removeprefix("default__")
        for name, text in macro_texts().items()
        if name.startswith("default__") and "no_implementation(" in text
    }
    assert "hash_fraction" in refusals
    assert sorted(name for name in refusals if f"{engine}__{name}" not in macro_texts()) == []


def test_engine_without_an_implementation_is_refused_with_the_macro_to_write() -> None:
    with pytest.raises(NotImplementedForEngineError, match="oracle__hash_fraction in macros/eng"):
        render("{{ hash_fraction('a') }}", "oracle")


def test_mart_may_not_read_staging() -> None:
    breaches = model_violations("select a from {{ ref('stg_hubspot__contacts') }}", layer="marts")
    assert {breach.rule for breach in breaches} == {"layer"}


@pytest.mark.parametrize(
    "sql",
    [
        "select min(created_at) as created_at, max(created_at) as last_at from t",
        "select a / nullif(b, 0) as c, d / 3 as e from t",
        "select cast(a as decimal(18, 2)) as b, cast(c as string) as d from t",
        "select ':: now() filter (' as b from t",
        "select max(case when b = 1 then a end) as c from t group by d",
        "select sum(a) over (partition by b order by c) as e, max_by(a, b) as f from t group by d",
        "select a from t union distinct select b as a from t",
        "select t.a from t left join t as u on t.a = u.a and t.b > u.b",
    ],
)
def test_portable_sql_passes(sql: str) -> None:
    assert _breaches(sql) == []


def _breaches(sql: str) -> list[Violation]:
    """Return what is wrong with a statement over `t`, read as each engine reads it."""
    model = Rendered(sql=sql, refs={"t"})
    return [
        breach for engine in ENGINES for breach in violations(model, layer="marts", engine=engine)
    ]
