"""What a figure leaves out is counted at each place that leaves something out, and at no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import jinja2
import pytest

from kpis.render import question_of

MACROS = Path(__file__).parents[2] / "dbt_project" / "macros"
FILES = ("kpi/lacking.sql", "kpi/words.sql", "slices.sql", "money.sql")


def rows_of(columns: dict[str, str], name: str = "listed", caller: Any = None) -> str:
    return f"(values {caller()}) as {name} ({', '.join(columns)})"


@pytest.fixture
def count() -> Callable[..., str]:
    return counting(fx_carry_last_rate=False)


def counting(**settings: Any) -> Callable[..., str]:
    """The macro, with what dbt gives it."""
    names = {
        "ref": lambda name: name,
        "text": lambda words: "'" + words.replace("'", "''") + "'",
        "rows_of": rows_of,
        "type_double": lambda: "double",
        "var": {"reporting_currency": "EUR", **settings}.__getitem__,
        "as_of": lambda: "date '2026-10-20'",
        "string_list_agg": lambda text, between, order: (
            f"string_agg({text}, '{between}' order by {order})"
        ),
    }
    environment = jinja2.Environment(extensions=["jinja2.ext.do"], autoescape=False)
    environment.globals.update(names)
    source = "\n".join((MACROS / name).read_text(encoding="utf-8") for name in FILES)
    macro: Callable[..., str] = environment.from_string(source).module.kpi_lacking
    return macro


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """Won lines of October: nobody knows what three of five cost, one of them Bob's only one."""
    with duckdb.connect() as connection:
        connection.execute(
            """
            create table calendar_days as
            select day::date as day_on, date_trunc('week', day)::date as week_start_on,
                date_trunc('month', day)::date as month_start_on,
                date_trunc('quarter', day)::date as quarter_start_on,
                date_trunc('year', day)::date as year_start_on
            from range(date '2026-01-01', date '2027-01-01', interval 1 day) as days (day);
            create table kpi__definitions as
            select * from (values ('margin', false), ('attained', true))
                as rows (kpi_id, variant_is_kpi);
            create table lines as
            select * from (values
                (date '2026-09-30', 'ada', 'new', 'EUR', 10, 1, 0),
                (date '2026-10-01', 'ada', 'new', 'EUR', 40, 1, 0),
                (date '2026-10-05', 'ada', 'new', 'USD', 10, 1, 1),
                (date '2026-10-05', 'ada', 'renewal', 'CHF', 10, 1, 1),
                (date '2026-10-06', 'bob', 'new', 'GBP', 20, 1, 1),
                (date '2026-10-07', 'eve', 'new', 'EUR', 20, 1, 0),
                (date '2026-10-08', 'ada', 'new', 'EUR', 99, 0, 0),
                (date '2026-10-21', 'ada', 'new', 'EUR', 99, 1, 1)
            ) as rows (closed_on, owner_key, type, currency, won_amount, is_won, is_cost_missing);
            create table fx_rates_daily as
            select * from (values
                ('EUR', date '2026-10-20', 1), ('USD', date '2026-09-02', 0.5),
                ('USD', date '2026-09-03', 0.8), ('USD', date '2026-12-01', 9),
                ('GBP', date '2026-09-03', 1.2)
            ) as rows (currency, day_on, rate)
            """
        )
        yield connection


def question(**more: Any) -> dict[str, Any]:
    return {
        "model": "lines",
        "day": "closed_on",
        "flag": "is_cost_missing",
        "rows": "is_won",
        "where": "1 = 1",
        "named": "currency",
        "amount": "",
        "source_amount": "",
        "amount_left_out": "",
        "en": "cost of {lacking} of {rows} lines in {names} not known",
        "fr": "{lacking} sur {rows} ({names})",
        "condition": "",
        "variant_of": "",
        "grains": ["month", "year"],
        "dimensions": ["owner"],
        **more,
    }


USED = [["margin", "", "lack_0", "|month|", "|total|owner|"]]


def answers(connection: duckdb.DuckDBPyConnection, statement: str) -> dict[tuple[Any, ...], Any]:
    rows = connection.execute(statement).fetchall()
    found = {row[:6]: row[6:] for row in rows}
    assert len(found) == len(rows)
    return found


def test_rows_are_counted_by_period_and_member(
    count: Callable[..., str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    """Ada lacks 2 of 3, Bob his only one, in all 3 of 5; Eve and September lack nothing."""
    found = answers(warehouse, count(USED, {"lack_0": question()}))
    october = ("margin", "", "month", date(2026, 10, 1))
    attained = ("attained", "margin", "month", date(2026, 10, 1))
    total = "cost of 3 of 5 lines in CHF, USD and others not known"
    assert {place: (row[0], row[2]) for place, row in found.items()} == {
        (*october, "total", "total"): (0.6, total),
        (*october, "owner", "ada"): (
            pytest.approx(2 / 3),
            "cost of 2 of 3 lines in CHF, USD not known",
        ),
        (*october, "owner", "bob"): (1.0, "cost of 1 of 1 lines in GBP not known"),
        (*attained, "total", "total"): (0.6, total),
        (*attained, "owner", "ada"): (
            pytest.approx(2 / 3),
            "cost of 2 of 3 lines in CHF, USD not known",
        ),
        (*attained, "owner", "bob"): (1.0, "cost of 1 of 1 lines in GBP not known"),
    }
    assert found[*october, "total", "total"][3] == "3 sur 5 (CHF, USD et autres)"


def test_the_share_is_of_amounts_where_they_are_known(
    count: Callable[..., str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    """40 of 100 in October."""
    asked = question(
        amount="case when is_won = 1 then won_amount else 0 end",
        amount_left_out="case when is_cost_missing = 1 then won_amount else 0 end",
    )
    found = answers(warehouse, count(USED, {"lack_0": asked}))
    assert found["margin", "", "month", date(2026, 10, 1), "total", "total"][0] == 0.4


def test_what_lacks_a_rate_is_worth_about_what_it_was_at_the_last_known_one(
    count: Callable[..., str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    """20 GBP are about 24 EUR, beside 20 of Eve and 40 of Ada; of CHF nobody knows a rate."""
    asked = question(
        flag="case when currency = 'EUR' then 0 else 1 end",
        where="is_won = 1 and currency in ('EUR', 'GBP', 'USD')",
        amount="case when currency = 'EUR' then won_amount else 0 end",
        source_amount="won_amount",
        en="no rate for {names}: {lacking} of {rows}",
    )
    found = answers(warehouse, count(USED, {"lack_0": asked}))
    october = ("margin", "", "month", date(2026, 10, 1))
    # 10 USD at 0.8: a rate after as_of is none yet.
    assert found[*october, "owner", "ada"][:3] == (
        pytest.approx(8 / 48),
        8.0,
        "no rate for USD: 1 of 2, about 8 EUR",
    )
    assert found[*october, "total", "total"][:2] == (pytest.approx(32 / 92), 32.0)
    asked["where"] = "is_won = 1"
    found = answers(warehouse, count(USED, {"lack_0": asked}))
    assert found[*october, "owner", "ada"][:3] == (
        pytest.approx(2 / 3),
        None,
        "no rate for CHF, USD: 2 of 3",
    )


def test_what_is_counted_at_a_rate_carried_on_says_so(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """Nothing is left out of October; CHF has no rate at all, and is."""
    warehouse.execute(
        """
        create or replace table fx_rates_daily as
        select currency, day_on, rate, currency = 'USD' as is_carried
        from (values
            ('EUR', date '2026-10-05', 1), ('USD', date '2026-10-05', 0.8),
            ('GBP', date '2026-10-06', 1.2)
        ) as rows (currency, day_on, rate)
        """
    )
    asked = question(
        flag="case when currency = 'CHF' then 1 else 0 end",
        where="is_won = 1",
        amount="won_amount",
        source_amount="won_amount",
        en="no rate for {names}: {lacking} of {rows}",
        carried_en="last known rate of {names} for {lacking} of {rows}",
        carried_fr="dernier taux",
    )
    ask = counting(fx_carry_last_rate=True)
    found = answers(warehouse, ask([*USED], {"lack_0": asked}))
    october = ("margin", "", "month", date(2026, 10, 1))
    assert found[*october, "owner", "ada"][:3] == (
        pytest.approx(1 / 3),
        None,
        "last known rate of USD for 1 of 3; no rate for CHF: 1 of 3",
    )
    assert (*october, "owner", "bob") not in found
    asked["flag"] = "0"
    found = answers(warehouse, ask([*USED], {"lack_0": asked}))
    assert found[*october, "owner", "ada"][:2] == (0, None)


def test_a_metric_of_some_rows_asks_of_them_alone(
    count: Callable[..., str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    found = answers(warehouse, count(USED, {"lack_0": question(condition="type = 'renewal'")}))
    assert {place[5]: row[0] for place, row in found.items() if place[0] == "margin"} == {
        "total": 1.0,
        "ada": 1.0,
    }


def test_members_of_a_variant_dimension_are_variants(
    count: Callable[..., str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    used = [["margin", "amount", "lack_0", "|year|", "|total|"]]
    found = answers(warehouse, count(used, {"lack_0": question(variant_of="type")}))
    assert {place[1]: row[0] for place, row in found.items()} == {
        "new:amount": 0.4,
        "renewal:amount": 1.0,
    }


def test_lacks_of_one_figure_add_up_to_no_more_than_all(
    count: Callable[..., str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    used = [*USED, ["margin", "", "lack_1", "|month|", "|total|"]]
    other = question(en="again", flag="1 * is_cost_missing")
    found = answers(warehouse, count(used, {"lack_0": question(), "lack_1": other}))
    share, _, reason, _ = found["margin", "", "month", date(2026, 10, 1), "total", "total"]
    assert share == 1
    assert reason == "again; cost of 3 of 5 lines in CHF, USD and others not known"


def test_what_the_same_rows_lack_above_and_below_a_ratio_is_missing_once(
    count: Callable[..., str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    """40 of 100 below; above, of the new deals alone, 30 of 90."""
    used = [*USED, ["margin", "", "lack_1", "|month|", "|total|"]]
    amounts = {
        "amount": "case when is_won = 1 then won_amount else 0 end",
        "amount_left_out": "case when is_cost_missing = 1 then won_amount else 0 end",
    }
    above = question(en="above", condition="type = 'new'", **amounts)
    found = answers(warehouse, count(used, {"lack_0": question(**amounts), "lack_1": above}))
    october = found["margin", "", "month", date(2026, 10, 1), "total", "total"]
    assert october[:2] == (0.4, 40.0)


def test_without_a_question_nothing_is_left_out(
    count: Callable[..., str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    assert answers(warehouse, count([], {})) == {}


def test_contents_of_a_campaign_that_cannot_be_read_are_missing_in_its_slices_alone(
    count: Callable[..., str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    """Of the unknown campaign's three, two are of some campaign; one is of a known channel."""
    warehouse.execute(
        """
        create table fct_contents as
        select *, date '2026-10-05' as published_on from (values
            ('spring', 'email', 1, 0),
            ('unknown', 'unknown', 1, 1),
            ('unknown', 'email', 1, 1),
            ('unknown', 'unknown', 1, 0),
            ('unknown', 'unknown', 0, 1)
        ) as rows (campaign_key, channel_key, is_content, is_campaign_missing)
        """
    )
    places = {"condition": "", "variant_of": "", "grains": ["month"]}
    asked = {
        **question_of("campaigns_of_contents"),
        **places,
        "dimensions": ["channel", "campaign"],
    }
    used = [["published", "", "lack_0", "|month|", "|total|channel|campaign|"]]
    october = ("published", "", "month", date(2026, 10, 1))
    said = "contents are of a campaign that cannot be read"
    found = answers(warehouse, count(used, {"lack_0": asked}))
    assert {place: (row[0], row[2]) for place, row in found.items() if place[0] == "published"} == {
        (*october, "campaign", "unknown"): (pytest.approx(2 / 3), f"2 of 3 {said}"),
        (*october, "channel", "unknown"): (0.5, f"1 of 2 {said}"),
    }


def asked_of(lack: str) -> dict[str, Any]:
    """The question of a lack, of months and their totals."""
    return {
        **question_of(lack),
        "condition": "",
        "variant_of": "",
        "grains": ["month"],
        "dimensions": [],
    }


def test_growth_says_what_the_month_before_lacks(
    count: Callable[..., str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    """A line in francs has no rate at the end of September: October grew from too little."""
    warehouse.execute(
        """
        create table fct_mrr as
        select *, 'month' as period_grain, 'CHF' as currency,
            period_end_on + 1 as next_period_on, date '2027-09-01' as next_year_on
        from (values
            (date '2026-09-30', 1, 1), (date '2026-09-30', 1, 0), (date '2026-09-30', 0, 0),
            (date '2026-10-20', 1, 0)
        ) as rows (period_end_on, is_counted, is_fx_missing)
        """
    )
    used = [["growth", "", "lack_0", "|month|", "|total|"]]
    said = {
        lack: {
            place[3]: row[:1] + row[2:3]
            for place, row in answers(warehouse, count(used, {"lack_0": asked_of(lack)})).items()
        }
        for lack in ("rates_of_recurring_lines", "rates_of_recurring_lines_before")
    }
    words = "no exchange rate for CHF: 1 of 2 recurring lines"
    assert said == {
        "rates_of_recurring_lines": {date(2026, 9, 1): (0.5, f"{words} left out")},
        "rates_of_recurring_lines_before": {
            date(2026, 10, 1): (0.5, f"{words} of the period before left out")
        },
    }


def test_a_cost_without_an_amount_is_missing_where_it_is_summed(
    count: Callable[..., str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    """An ad of October without its cost, beside another and a salary, which is no marketing."""
    warehouse.execute(
        """
        create table fct_spend as
        select * from (values
            (date '2026-09-05', 'ads', 10), (date '2026-10-05', 'ads', null),
            (date '2026-10-06', 'ads', 10), (date '2026-10-06', 'salaries', 90)
        ) as rows (day_on, kind, cost)
        """
    )
    used = [["spend", "", "lack_0", "|month|", "|total|"]]
    found = answers(warehouse, count(used, {"lack_0": asked_of("amounts_of_marketing_costs")}))
    assert {place[3]: (row[0], row[2]) for place, row in found.items()} == {
        date(2026, 10, 1): (0.5, "amount of 1 of 2 daily costs not known")
    }


def said_by(
    count: Callable[..., str],
    warehouse: duckdb.DuckDBPyConnection,
    lack: str,
    dimension: str,
) -> dict[tuple[date, str], tuple[float, str]]:
    """By month and member: the share that is left out, and the words."""
    used = [["kpi", "", "lack_0", "|month|", f"|total|{dimension}|"]]
    asked = {**asked_of(lack), "dimensions": [dimension]}
    found = answers(warehouse, count(used, {"lack_0": asked}))
    return {(place[3], place[5]): (row[0], row[2]) for place, row in found.items()}


def test_wins_that_channels_share_count_once_in_total(
    count: Callable[..., str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    """Two channels share October's four wins, one without a rate: each channel's part lacks it."""
    warehouse.execute(
        """
        create table fct_channel_attribution as
        select *, 0 as unpriced_wins from (values
            (date '2026-10-01', 'email', 4, 1, 0), (date '2026-10-01', 'event', 4, 1, 1),
            (date '2026-10-01', 'unattributed', 6, 0, 1), (date '2026-09-01', 'email', 4, 0, 1)
        ) as rows (month_on, channel_key, wins, unrated_wins, is_counted_in_total)
        """
    )
    october = date(2026, 10, 1)
    assert said_by(count, warehouse, "rates_of_shared_revenue", "channel") == {
        (october, "total"): (0.1, "no exchange rate: 1 of 10 won deals left out"),
        (october, "email"): (0.25, "no exchange rate: 1 of 4 won deals left out"),
        (october, "event"): (0.25, "no exchange rate: 1 of 4 won deals left out"),
    }


def test_a_win_without_a_date_is_missing_in_each_period_that_it_may_belong_to(
    count: Callable[..., str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    """Ada won 30 that nobody dates, beside 90 of October; September had no other win."""
    warehouse.execute(
        """
        create table fct_won_periods as
        select 'month' as grain, * from (values
            (date '2026-10-01', 'ada', 30, 1), (date '2026-10-01', 'bob', 90, 0),
            (date '2026-09-01', 'ada', 30, 1)
        ) as rows (period_start_on, owner_key, win_amount, is_undated)
        """
    )
    words = "closing date of 1 of {} won deals not known: in no period"
    october, september = date(2026, 10, 1), date(2026, 9, 1)
    assert said_by(count, warehouse, "days_of_won_deals", "owner") == {
        (october, "total"): (0.25, words.format(2)),
        (october, "ada"): (1.0, words.format(1)),
        (september, "total"): (1.0, words.format(1)),
        (september, "ada"): (1.0, words.format(1)),
    }


def test_what_changed_hands_without_a_rate_is_missing_for_both(
    count: Callable[..., str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    """A line in francs went from Ada to Bob: in total nothing is transferred, so nothing lacks."""
    warehouse.execute(
        """
        create table fct_mrr as
        select *, date '2026-10-20' as period_end_on, 'month' as period_grain, 'CHF' as currency
        from (values ('ada', 1, 1), ('bob', 1, 1), ('bob', 1, 0), ('eve', 1, 0), ('ada', 0, 0))
            as rows (owner_key, is_handed, is_handed_fx_missing)
        """
    )
    words = "no exchange rate for CHF: 1 of {} recurring lines that changed hands left out"
    october = date(2026, 10, 1)
    assert said_by(count, warehouse, "rates_of_handed_lines", "owner") == {
        (october, "ada"): (1.0, words.format(1)),
        (october, "bob"): (0.5, words.format(2)),
    }


def test_a_deal_without_a_probability_is_missing_in_a_forecast(
    count: Callable[..., str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    """Its stage is in no list: 40 of 100 weigh nothing. One without an amount lacks that alone."""
    warehouse.execute(
        """
        create table fct_forecasts as
        select date '2026-10-01' as period_start_on, 'month' as grain, *
        from (values (0.5, 60), (null, 40), (null, null)) as rows (probability, amount_reporting)
        """
    )
    used = [["forecast", "", "lack_0", "|month|", "|total|"]]
    asked = {"lack_0": asked_of("probabilities_of_forecast_deals")}
    said = {(row[0], row[2]) for row in answers(warehouse, count(used, asked)).values()}
    assert said == {(0.4, "probability of 1 of 3 deals expected to close not known")}
