"""Every model keeps to the portable subset; and the lint sees what it is there to see."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lint.portable_sql import violations
from tests.lint.rendering import PROJECT, Rendered, render

MODELS = sorted(
    path for path in (PROJECT / "models").rglob("*.sql") if "generated" not in path.parts
)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_model_is_portable(path: Path) -> None:
    layer = path.relative_to(PROJECT / "models").parts[0]
    breaches = violations(render(path.read_text(encoding="utf-8")), layer=layer)
    assert not breaches, "\n".join(f"{breach.rule}: {breach.message}" for breach in breaches)


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ("select a::date as b from t", "cast"),
        ("select now() as b from t", "clock"),
        ("select current_date as b from t", "clock"),
        ("select list_value(a) as b from t", "function"),
        ("select arg_max(a, b) as c from t", "function"),
        ("select a from t qualify row_number() over (order by a) = 1", "qualify"),
        ("select a / b as c from t", "division"),
        ("select a as b, b + 1 as c from t", "alias"),
        ("select a + 1 as b from t where b > 2", "alias"),
        ("select date_trunc('month', a) as b from t", "date_trunc"),
        ("select cast(a as float) as b from t", "float"),
        ("select a, count(*) as b from t group by all", "group by"),
        ("select a, count(*) as b from t group by 1", "group by"),
        ("select distinct on (a) a, b from t", "distinct on"),
        ("select * exclude (a) from t", "star"),
        ("select a from raw_hubspot.contacts", "ref"),
    ],
)
def test_breach_is_seen(sql: str, rule: str) -> None:
    breaches = violations(Rendered(sql=sql, refs={"t"}), layer="marts")
    assert rule in {breach.rule for breach in breaches}


def test_mart_may_not_read_staging() -> None:
    rendered = render("select a from {{ ref('stg_hubspot__contacts') }}")
    assert {breach.rule for breach in violations(rendered, layer="marts")} == {"layer"}


@pytest.mark.parametrize(
    "sql",
    [
        "select min(created_at) as created_at, max(created_at) as last_at from t",
        "select a / nullif(b, 0) as c, d / 3 as e from t",
        "select cast(date_trunc('month', a) as date) as b from t",
        "select ':: now()' as b from t",
        "select max(a) filter (where b = 1) as c from t group by d",
    ],
)
def test_portable_sql_passes(sql: str) -> None:
    assert violations(Rendered(sql=sql, refs={"t"}), layer="marts") == []
