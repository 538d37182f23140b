"""The audit compares with the publication before: what is lost needs a cause, or an operator."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from publishing import Comparison, Feeds, PublishError, publish

#: 400 won deals, one a day; each its own revenue of 100.
FEEDS = Feeds(("raw_crm.deals",), ("windows",), True)
RULES = Comparison(
    settings={"windows": "30", "trend": "12"},
    tables={"marts.fct_deals": FEEDS, "marts.fct_open": FEEDS, "kpi.kpi_values": FEEDS},
    kpis={"revenue": FEEDS, "win_rate": FEEDS},
    may_be_empty=frozenset({"marts.fct_open"}),
)
#: Whatever is lost may go.
LENIENT = replace(RULES, max_loss=1.0, max_period_loss=1.0)
BUILD = """
create schema if not exists kpi; create schema if not exists marts;
create schema if not exists raw_crm; create schema if not exists conformed;
create or replace table raw_crm.deals as
    select range as id, date '2025-01-01' + range::integer as won_on, 100.0::double as amount,
        false as archived
    from range(400);
create or replace table conformed.fx_rates_daily as
    select date '2025-01-01' + range::integer as day_on, 'USD' as currency, 1.10::double as rate
    from range(400);
create or replace table kpi.kpi_catalog as
    select kpi_id, 1 as version from (values ('revenue'), ('win_rate')) as known (kpi_id);
create or replace table marts.fct_funnel as select 'p_1' as person_key;
create or replace table marts.fct_open as select 1 as id from range(3);
"""
#: What a build makes of the raw deals.
FIGURES = """
create or replace table marts.fct_deals as select * from raw_crm.deals where not archived;
create or replace table kpi.kpi_values as
select
    kpi_id, '' as variant, grain, period_start,
    'total' as dimension, 'total' as dimension_value,
    case kpi_id when 'revenue' then sum(amount) else 0.5 end as value,
    case kpi_id when 'revenue' then null else count(*)::double end as denominator,
    period_start < date '2026-02-01' as is_complete
from (
    select *, date_trunc(grain, won_on)::date as period_start
    from marts.fct_deals
    cross join (values ('day'), ('month')) as grains (grain)
) as deals
cross join (values ('revenue'), ('win_rate')) as kpis (kpi_id)
group by kpi_id, grain, period_start;
"""


def company(folder: Path) -> Path:
    path = folder / "warehouse.duckdb"
    sql(path, BUILD + FIGURES)
    publish(path, folder / "published", "run-1", date(2026, 2, 4), comparison=RULES)
    return path


def sql(path: Path, statements: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(statements)


def again(path: Path, rules: Comparison = RULES) -> str:
    """Publish again; return what the audit refused, empty when nothing."""
    try:
        publish(path, path.parent / "published", "run-2", date(2026, 2, 4), comparison=rules)
    except PublishError as error:
        return str(error)
    return ""


def accepted(path: Path) -> list[dict[str, object]] | None:
    with duckdb.connect(str(path.parent / "published/accord.duckdb"), read_only=True) as connection:
        rows = connection.execute("select accepted from kpi.publication").fetchall()
    assert len(rows) == 1
    return json.loads(rows[0][0]) if rows[0][0] else None


def test_the_same_again_is_published(tmp_path: Path) -> None:
    path = company(tmp_path)
    assert again(path) == ""
    assert accepted(path) is None


@pytest.mark.parametrize(
    ("variant", "refused"), [("adjusted", False), ("demo:adjusted", False), ("new", True)]
)
def test_adjusted_figures_of_former_months_may_fall(
    tmp_path: Path, variant: str, refused: bool
) -> None:
    """A loss that comes to light takes its deal from every month since it fell silent."""
    path = company(tmp_path)
    sql(path, f"update kpi.kpi_values set variant = '{variant}' where kpi_id = 'revenue'")
    publish(path, path.parent / "published", "run-2", date(2026, 2, 4), comparison=LENIENT)
    sql(path, "update kpi.kpi_values set value = 0 where kpi_id = 'revenue'")
    assert bool(again(path)) == refused


@pytest.mark.parametrize(
    ("lost", "problem"),
    [
        ("delete from marts.fct_deals", "marts.fct_deals: rows 0, 400 before (-100.0%)"),
        (
            "delete from marts.fct_deals where id < 200",
            "marts.fct_deals: rows 200, 400 before (-50.0%)",
        ),
        (
            "update kpi.kpi_values set value = 0 where kpi_id = 'revenue'",
            "revenue: value of 396 closed periods by day 0, 39,600 before (-100.0%)",
        ),
        (
            "update kpi.kpi_values set value = null where kpi_id = 'revenue' and grain = 'month'",
            "revenue: value of 13 closed periods by month 0, 39,600 before (-100.0%)",
        ),
        ("delete from kpi.kpi_values where kpi_id = 'win_rate'", "win_rate: value"),
        (
            "update kpi.kpi_values set denominator = 0.1 * denominator where kpi_id = 'win_rate'",
            "win_rate: denominator of 396 closed periods by day 39.6, 396 before (-90.0%)",
        ),
        (
            "update kpi.kpi_values set value = 0 where kpi_id = 'revenue' "
            "and date_trunc('month', period_start) = date '2025-11-01'",
            "revenue: value of 2025-11 0, 3,000 before (-100.0%)",
        ),
        ("delete from marts.fct_funnel", "marts.fct_funnel: rows 0, 1 before"),
    ],
)
def test_a_loss_without_a_cause_is_refused(tmp_path: Path, lost: str, problem: str) -> None:
    path = company(tmp_path)
    sql(path, lost)
    refused = again(path)
    assert problem in refused
    name = problem.split(":")[0]
    assert f"--accept {name}" in refused.split("accord run")[1]
    assert "nothing explains it" in refused
    assert again(path, replace(RULES, accepted=frozenset({"another"}))) != ""


def test_figures_that_rows_explain_go_with_them(tmp_path: Path) -> None:
    path = company(tmp_path)
    sql(path, "delete from raw_crm.deals where id >= 200;" + FIGURES)
    assert again(path) == ""


@pytest.mark.fault(39)
def test_persons_who_were_forgotten_explain_their_own_share_and_no_more(tmp_path: Path) -> None:
    path = company(tmp_path)
    # As many new rows have come: the raw table has lost none that could explain it.
    sql(path, "delete from raw_crm.deals where id < 80;" + FIGURES)
    sql(
        path,
        "insert into raw_crm.deals select 1000 + range, date '2026-02-04', 0.0, false "
        "from range(80)",
    )
    refused = again(path)
    assert "nothing explains it" in refused
    forgotten = replace(RULES, forgotten={"raw_crm.deals": 80})
    assert again(path, forgotten) == ""
    # Those of before are no cause of a loss since.
    sql(path, "delete from marts.fct_deals where id < 240")
    assert "nothing explains it" in again(path, forgotten)
    more = replace(RULES, forgotten={"raw_crm.deals": 100})
    assert "persons forgotten are 5.0% of raw_crm.deals" in again(path, more)


@pytest.mark.fault(14)
def test_a_deletion_in_the_source_is_a_loss_of_rows(tmp_path: Path) -> None:
    path = company(tmp_path)
    sql(path, "update raw_crm.deals set archived = true where id >= 200;" + FIGURES)
    assert again(path) == ""


def test_a_single_large_deal_may_be_deleted(tmp_path: Path) -> None:
    path = company(tmp_path)
    sql(path, "update raw_crm.deals set amount = 30_000 where id = 100;" + FIGURES)
    assert again(path) == ""
    # Nearly half of all revenue, but one record.
    sql(path, "update raw_crm.deals set archived = true where id = 100;" + FIGURES)
    assert again(path) == ""


def test_one_record_may_be_all_of_a_small_kpi(tmp_path: Path) -> None:
    path = company(tmp_path)
    only_one = "update kpi.kpi_values set value = 0 where kpi_id = 'win_rate' and period_start <> "
    sql(path, f"{only_one} date '2025-05-10'")
    assert again(path, replace(RULES, accepted=frozenset({"win_rate"}))) == ""
    # Its one customer is counted in another cohort now.
    sql(path, "update kpi.kpi_values set value = 0 where kpi_id = 'win_rate'")
    assert again(path) == ""


def test_restated_amounts_are_no_loss(tmp_path: Path) -> None:
    path = company(tmp_path)
    sql(path, "update raw_crm.deals set amount = 95 where id % 2 = 0;" + FIGURES)
    assert again(path) == ""


def test_a_cause_explains_its_own_share_only(tmp_path: Path) -> None:
    path = company(tmp_path)
    sql(path, "delete from raw_crm.deals where id >= 392;" + FIGURES)
    sql(path, "update kpi.kpi_values set value = 0.1 * value where kpi_id = 'revenue'")
    refused = again(path)
    assert "revenue: value" in refused
    assert "raw_crm.deals lost 2.0% of its rows explains no more than that" in refused


def test_rates_explain_what_they_changed(tmp_path: Path) -> None:
    path = company(tmp_path)
    sql(path, "update conformed.fx_rates_daily set rate = 0.8 * rate")
    sql(path, "update kpi.kpi_values set value = 0.8 * value where kpi_id = 'revenue'")
    assert again(path) == ""
    sql(path, "update conformed.fx_rates_daily set rate = 0.99 * rate")
    sql(path, "update kpi.kpi_values set value = 0.5 * value where kpi_id = 'revenue'")
    assert "exchange rates changed by up to 1.0%" in again(path)


def test_a_new_version_explains_its_own_kpi_alone(tmp_path: Path) -> None:
    path = company(tmp_path)
    sql(path, "update kpi.kpi_catalog set version = 2 where kpi_id = 'revenue'")
    sql(path, "update kpi.kpi_values set value = 0.1 * value")
    refused = again(path)
    assert "win_rate" in refused
    assert "revenue" not in refused


@pytest.mark.parametrize(("setting", "explains"), [("windows", True), ("trend", False)])
def test_the_profile_explains_what_reads_it(tmp_path: Path, setting: str, explains: bool) -> None:
    path = company(tmp_path)
    sql(path, "update kpi.kpi_values set value = 0 where kpi_id = 'revenue'")
    rules = replace(RULES, settings={**RULES.settings, setting: "another"})
    assert (again(path, rules) == "") is explains


def test_what_is_accepted_is_noted_once(tmp_path: Path) -> None:
    path = company(tmp_path)
    sql(path, "delete from marts.fct_deals where id < 100")
    rules = replace(RULES, accepted=frozenset({"fct_deals"}))
    assert again(path, rules) == ""
    assert accepted(path) == [
        {
            "name": "marts.fct_deals",
            "of": "rows",
            "before": 400,
            "now": 300,
            "lost": 0.25,
            "explained": 0.0,
            "run_id": "run-2",
        }
    ]
    assert again(path) == ""
    assert accepted(path) is None


def test_what_is_open_just_now_may_be_none(tmp_path: Path) -> None:
    path = company(tmp_path)
    sql(path, "delete from marts.fct_open")
    assert again(path) == ""


def test_a_share_is_a_setting(tmp_path: Path) -> None:
    path = company(tmp_path)
    sql(path, "delete from marts.fct_deals where id < 100")
    assert again(path, replace(RULES, max_loss=0.2)) != ""
    assert again(path, replace(RULES, max_loss=0.3)) == ""


def test_without_its_basis_nothing_explains_a_loss(tmp_path: Path) -> None:
    path = company(tmp_path)
    for basis in (tmp_path / "published").rglob("basis.json"):
        basis.unlink()
    sql(path, "delete from raw_crm.deals where id >= 200;" + FIGURES)
    assert "marts.fct_deals" in again(path)


def test_a_publication_of_an_earlier_accord_is_followed_by_any(tmp_path: Path) -> None:
    path = company(tmp_path)
    for basis in (tmp_path / "published").rglob("basis.json"):
        basis.unlink()
    sql(tmp_path / "published/accord.duckdb", "alter table kpi.publication drop column accepted")
    sql(path, "delete from marts.fct_deals")
    assert again(path) == ""


def test_nobody_writes_between_the_check_and_the_copy(tmp_path: Path) -> None:
    path = company(tmp_path)

    def changed() -> None:
        raise PublishError("somebody else wrote")

    with pytest.raises(PublishError, match="somebody else wrote"):
        publish(path, tmp_path / "published", "run-2", before_copy=changed)
    with duckdb.connect(str(tmp_path / "published/accord.duckdb"), read_only=True) as connection:
        assert connection.execute("select run_id from kpi.publication").fetchall() == [("run-1",)]


def test_what_was_reported_loses_no_row_and_what_is_restated_may_lose_all(tmp_path: Path) -> None:
    rules = replace(
        RULES,
        may_shrink=frozenset({"kpi.kpi_restatements"}),
        only_grow=frozenset({"kpi.kpi_values_as_reported"}),
    )
    path = company(tmp_path)
    sql(path, "create table kpi.kpi_values_as_reported as select range as id from range(1000)")
    sql(path, "create table kpi.kpi_restatements as select range as id from range(1000)")
    assert again(path, rules) == ""
    sql(path, "delete from kpi.kpi_restatements where id > 10")
    assert again(path, rules) == ""
    sql(path, "delete from kpi.kpi_values_as_reported where id = 7")
    assert "kpi.kpi_values_as_reported: rows 999, 1,000 before" in again(path, rules)
    sql(path, "insert into kpi.kpi_values_as_reported values (7), (1000)")
    assert again(path, rules) == ""
