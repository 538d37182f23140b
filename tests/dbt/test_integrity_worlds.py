"""The made-up companies of the statistics see records as the marts do: one rule, written twice."""

from __future__ import annotations

import duckdb
import jinja2
import numpy as np
import pytest

from company.profile import Profile
from tests.dbt.warehouse import PROJECT
from tests.integrity_worlds.facts import Company, forecasts, forecasts_seen
from tests.integrity_worlds.judging import asked
from tests.integrity_worlds.reps import RULES, Rep


def rendered(model: str) -> str:
    """The SQL of an integrity mart on DuckDB, its inputs under their own names."""
    path = PROJECT / "models" / "marts" / "integrity" / f"{model}.sql"
    variables = {"integrity": Profile.model_construct().integrity.model_dump()}
    return (
        jinja2.Environment(autoescape=False)
        .from_string(path.read_text("utf-8"))
        .render(
            ref=lambda name: name,
            var=lambda name: variables[name],
            text=lambda words: "'" + words.replace("'", "''") + "'",
            type_double=lambda: "double",
            as_of=lambda: "date '2026-11-21'",
            add_months=lambda day, months: f"cast({day} + interval ({months}) month as date)",
        )
    )


@pytest.mark.parametrize(("rule", "sign"), [("happy_ears", 1), ("sandbagging", -1)])
@pytest.mark.parametrize("does", [True, False])
def test_forecasts_are_seen_as_the_mart_sees_them(rule: str, sign: int, *, does: bool) -> None:
    rep = Rep(key="ada", team="ae", habit=0.3, does=does, looks=False)
    deals = forecasts(sign, np.random.default_rng(7), rep, Company(usual=0.1, share=0.25), 300)
    seen = forecasts_seen(sign, deals)
    stages = [("proposal", "negotiation")[stage] for stage in deals.stage]
    keys = [f"{at:03}" for at in range(300)]
    usual, entered = deals.usual.tolist(), deals.entered.tolist()
    rows = list(zip(keys, stages, entered, usual, deals.won.astype(int).tolist(), strict=True))
    with duckdb.connect() as connection:
        connection.execute(
            "create table integrity_forecasts (opportunity_key varchar, stage_key varchar, "
            "probability double, usual_probability double, is_won integer, "
            "is_decisive integer default 1, owner_key varchar default 'ada', team_key varchar, "
            "closed_on date default '2026-10-10', closed_at timestamp, entered_at timestamp, "
            "raised_at timestamp, amount_reporting decimal(18, 2))"
        )
        connection.executemany(
            "insert into integrity_forecasts "
            "(opportunity_key, stage_key, probability, usual_probability, is_won) "
            "values (?, ?, ?, ?, ?)",
            rows,
        )
        found = connection.execute(
            "select stratum, observed, round(expected, 2) "
            f"from ({rendered(rule)}) order by record_key"
        ).fetchall()
    assert seen.expected is not None
    assert found == list(
        zip(seen.stratum, map(float, seen.observed), map(float, seen.expected), strict=True)
    )
    assert {observed for _, observed, _ in found} == {0.0, 1.0}


def test_the_worlds_ask_of_each_rule_what_the_mart_asks() -> None:
    with duckdb.connect() as connection:
        connection.execute(
            "create table integrity_records (rule varchar, owner_key varchar, team_key varchar, "
            "counted_on date, stratum varchar, expected double, observed double)"
        )
        connection.executemany(
            "insert into integrity_records values (?, 'ada', 'ae', '2026-10-10', '', null, 1)",
            [(rule,) for rule in RULES],
        )
        connection.execute(
            "create table calendar_days as select cast(day as date) as day_on, "
            "cast(date_trunc('quarter', day) as date) as quarter_start_on from "
            "range(date '2025-01-01', date '2027-01-01', interval 1 day) as days(day)"
        )
        found = connection.execute(
            "select rule, grain, min_records, false_discovery_rate, min_excess "
            f"from ({rendered('integrity_counts')})"
        ).fetchall()
    assert len(found) == 2 * len(RULES)
    for rule, grain, *least in found:
        own = asked(rule, is_year=grain == "last_four_quarters")
        assert least == [own.min_records, own.false_discovery_rate, own.min_excess], (rule, grain)
