"""A period that ends after its costs are known has no figure, and says to which day they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import jinja2
import pytest

from kpis.problems import CompileError
from kpis.semantics import read_semantics

MACRO = Path(__file__).parents[2] / "dbt_project" / "macros" / "kpi" / "unknown_costs.sql"
PERIODS = """
    create table dim_periods as
    select * from (values
        ('month', date '2025-10-01', date '2025-10-31', date '2025-09-01', date '2024-10-01'),
        ('month', date '2026-08-01', date '2026-08-31', date '2026-07-01', date '2025-08-01'),
        ('month', date '2026-09-01', date '2026-09-30', date '2026-08-01', date '2025-09-01'),
        ('month', date '2026-10-01', date '2026-10-31', date '2026-09-01', date '2025-10-01'),
        ('month', date '2026-11-01', date '2026-11-30', date '2026-10-01', date '2025-11-01'),
        ('day', date '2026-11-19', date '2026-11-19', date '2026-11-18', date '2025-11-20'),
        ('year', date '2026-01-01', date '2026-12-31', date '2025-01-01', date '2025-01-01')
    ) as rows (grain, period_start, period_end, previous_start, previous_year_start)
"""
USED = [
    ["cac", "", "ads", "|month|year|"],
    ["cac", "", "tools", "|month|year|"],
    ["cpc", "", "ads", "|day|month|year|"],
    ["hits", "", "tools", "|month|"],
]
Answers = dict[tuple[Any, ...], tuple[Any, ...]]


def rows_of(columns: dict[str, str], caller: Callable[[], str]) -> str:
    return f"(values {caller()}) as listed ({', '.join(columns)})"


@pytest.fixture
def unknown() -> Callable[..., Answers]:
    """The answers as at 20 November, by KPI, variant, grain and first day."""
    names = {
        "ref": lambda name: name,
        "text": lambda words: "'" + words.replace("'", "''") + "'",
        "rows_of": rows_of,
        "as_of": lambda: "date '2026-11-20'",
        "add_days_to_date": lambda day, days: f"cast({day} + cast({days} as integer) as date)",
        "string_list_agg": lambda text, between, order: (
            f"string_agg({text}, '{between}' order by {order})"
        ),
    }
    environment = jinja2.Environment(extensions=["jinja2.ext.do"], autoescape=False)
    environment.globals.update(names)
    macros: Any = environment.from_string(MACRO.read_text(encoding="utf-8")).module

    def ask(used: list[list[str]], known: dict[str, str]) -> Answers:
        with duckdb.connect() as connection:
            connection.execute(PERIODS)
            connection.execute(
                """
                create table kpi__definitions as
                select *, cast(null as varchar) as inactive_reason
                from (values
                    ('cac', '', false, 0), ('cpc', '', false, 0), ('hits', '', false, 30),
                    ('attained', '', true, 0)
                ) as rows (kpi_id, variant, variant_is_kpi, window_days)
                """
            )
            connection.execute("create table cost_kinds (kind varchar, known_on date)")
            for row in known.items():
                connection.execute("insert into cost_kinds values (?, ?)", row)
            found = connection.execute(macros.kpi_unknown_costs(used)).fetchall()
        assert len({row[:4] for row in found}) == len(found)
        return {row[:4]: row[4:] for row in found}

    return ask


def test_a_month_that_ends_after_its_last_costs_is_not_known(
    unknown: Callable[..., Answers],
) -> None:
    """Tools are known to September: October and November have no CAC, nor has the year so far."""
    found = unknown(USED[:3], {"ads": "2026-11-20", "tools": "2026-09-30"})
    november = ("month", date(2026, 11, 1))
    words = "costs known to 2026-09-30 (tools)"
    assert {place[2:]: row[:3] for place, row in found.items() if place[0] == "cac"} == {
        ("month", date(2026, 10, 1)): (False, False, words),
        november: (True, False, words),
        ("year", date(2026, 1, 1)): (False, False, words),
    }
    assert found["attained", "cac", *november] == found["cac", "", *november]
    assert {place[0] for place in found} == {"cac", "attained"}


def test_costs_known_so_far_are_enough_for_a_period_that_runs(
    unknown: Callable[..., Answers],
) -> None:
    assert unknown(USED[:3], {"ads": "2026-11-20", "tools": "2026-12-31"}) == {}


def test_every_kind_that_is_not_known_is_named(unknown: Callable[..., Answers]) -> None:
    found = unknown(USED[:3], {"ads": "2026-10-10", "tools": "2026-09-30"})
    october = ("", "month", date(2026, 10, 1))
    assert found["cac", *october][2] == "costs known to 2026-09-30 (ads, tools)"
    assert found["cpc", *october][2] == "costs known to 2026-10-10 (ads)"
    assert found["cpc", *october][3] == "coûts connus jusqu'au 2026-10-10 (ads)"
    assert ("cpc", "", "day", date(2026, 11, 19)) in found


def test_a_year_ago_is_not_known_either_where_costs_end_before(
    unknown: Callable[..., Answers],
) -> None:
    found = unknown(USED[:2], {"tools": "2025-10-30"})
    assert found["cac", "", "month", date(2026, 10, 1)][:2] == (True, True)
    assert found["cac", "", "month", date(2026, 8, 1)][:2] == (False, False)


def test_a_cohort_waits_for_the_costs_of_its_window(unknown: Callable[..., Answers]) -> None:
    """30 days after September: 30 October. After October all that is past must be known."""
    found = unknown([USED[3]], {"tools": "2026-10-31"})
    assert {place[3] for place in found if place[0] == "hits"} == {
        date(2026, 10, 1),
        date(2026, 11, 1),
    }


def test_a_kind_that_a_company_never_had_is_not_waited_for(
    unknown: Callable[..., Answers],
) -> None:
    assert unknown(USED[:3], {"ads": "2026-11-20"}) == {}
    assert unknown([], {"ads": "2026-10-31"}) == {}


def test_a_kind_of_costs_that_is_none_is_refused(tmp_path: Path) -> None:
    measure = {
        "name": "spent",
        "expr": None,
        "agg_time_dimension": None,
        "config": {"meta": {"accord": {"cost_kinds": ["ads", "wages"]}}},
    }
    model = {
        "name": "spend",
        "node_relation": {"alias": "fct_spend", "relation_name": "fct_spend"},
        "config": {"meta": {"accord": {"entities": ["costs"]}}},
        "defaults": {"agg_time_dimension": "day_on"},
        "entities": [],
        "dimensions": [{"name": "day_on", "expr": None}],
        "measures": [measure],
    }
    metric = {
        "name": "spend",
        "type": "simple",
        "type_params": {"input_measures": [{"name": "spent"}]},
    }
    path = tmp_path / "semantic_manifest.json"
    path.write_text(json.dumps({"metrics": [metric], "semantic_models": [model]}))
    with pytest.raises(CompileError, match="waits for costs of wages; the kinds are ads, "):
        read_semantics(path).cost_kinds_of("spend")
