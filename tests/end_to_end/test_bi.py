"""What docs/bi.md promises to a BI developer."""

from __future__ import annotations

import re

import duckdb
import pytest

from tests.end_to_end.pipeline import ROOT, Pipeline

QUERIES = re.findall(
    r"```sql\n(.*?)```",
    (ROOT / "docs/bi.md").read_text(encoding="utf-8") + (ROOT / "README.md").read_text("utf-8"),
    flags=re.DOTALL,
)


@pytest.mark.e2e
@pytest.mark.parametrize("sql", QUERIES, ids=range(len(QUERIES)))
def test_the_documented_queries_answer(tiny: Pipeline, sql: str) -> None:
    assert tiny.query(sql)


@pytest.mark.e2e
def test_parquet_holds_what_duckdb_holds(tiny: Pipeline) -> None:
    parquet = tiny.data_dir / "published/parquet/kpi/kpi_values.parquet"
    [(in_parquet,)] = duckdb.execute(f"select count(*) from '{parquet}'").fetchall()
    assert tiny.query("select count(*) from kpi.kpi_values") == [(in_parquet,)]


@pytest.mark.e2e
def test_every_published_column_is_described(tiny: Pipeline) -> None:
    undescribed = tiny.query(
        "select schema_name, table_name, column_name from duckdb_columns() "
        "where schema_name in ('kpi', 'marts') and coalesce(comment, '') = ''"
    )
    assert undescribed == []


@pytest.mark.e2e
def test_one_row_per_address(tiny: Pipeline) -> None:
    doubles = tiny.query(
        "select kpi_id, variant, grain, period_start, dimension, dimension_value "
        "from kpi.kpi_values group by all having count(*) > 1"
    )
    assert doubles == []


def _query(beginning: str) -> str:
    """The documented query that begins so, after `select`."""
    [found] = [sql for sql in QUERIES if beginning in sql]
    return found


@pytest.mark.e2e
def test_the_documented_revenue_is_that_of_the_deals(tiny: Pipeline) -> None:
    documented = {row[0]: row[1] for row in tiny.query(_query("value as revenue,")) if row[1]}
    won = tiny.query(
        "select date_trunc('month', closed_on)::date, sum(won_amount)::double "
        "from marts.fct_opportunities where is_won = 1 "
        "and closed_on >= (select history_from from kpi.settings) "
        "group by 1 having sum(won_amount) > 0"
    )
    assert documented == pytest.approx(dict(won))


@pytest.mark.e2e
def test_the_documented_win_rates_are_of_all_deals_closed(tiny: Pipeline) -> None:
    rows = tiny.query(_query("value as win_rate,"))
    assert len({row[0] for row in rows}) == len(rows)
    [(won, closed)] = tiny.query(
        "select numerator, denominator from kpi.kpi_latest where kpi_id = 'win_rate' "
        "and variant = '' and grain = 'quarter' and dimension = 'total' and which = 'running'"
    )
    assert (sum(row[2] for row in rows), sum(row[3] for row in rows)) == (won, closed)


@pytest.mark.e2e
def test_the_documented_funnel_counts_what_the_kpis_count(tiny: Pipeline) -> None:
    """Each customer once: one lead brought it, however many people decided on its deals."""
    rows = tiny.query(_query("as new_customers"))
    for place, kpi in ((1, "leads_generated"), (2, "mqls"), (3, "sqls")):
        by_channel = tiny.query(
            f"select dimension_label, sum(value) from kpi.kpi_values where kpi_id = '{kpi}' "
            "and variant = '' and grain = 'year' and dimension = 'channel' "
            "group by 1 having sum(value) > 0"
        )
        assert {row[0]: row[place] for row in rows if row[place]} == dict(by_channel), kpi
    customers = sum(row[5] for row in rows)
    [(distinct,)] = tiny.query(
        "select count(distinct coalesce(nullif(account_key, 'unknown'), person_key)) "
        "from marts.fct_funnel where customer_at = account_customer_at"
    )
    [(new_customers,)] = tiny.query(
        "select sum(value) from kpi.kpi_totals "
        "where kpi_id = 'new_customers' and variant = '' and grain = 'year'"
    )
    assert 0 < customers == distinct <= new_customers


@pytest.mark.e2e
def test_the_documented_outlook_is_of_the_open_deals_and_quotas(tiny: Pipeline) -> None:
    rows = tiny.query(_query("from marts.fct_outlook"))
    [(open_amount,)] = tiny.query(
        "select sum(amount_reporting)::double from marts.fct_opportunities "
        "where is_open = 1 and expected_close_on is not null"
    )
    assert sum(row[1] for row in rows) == pytest.approx(open_amount)
    [(asked,)] = tiny.query(
        "select sum(quota_reporting) from marts.fct_quota_days where day_on >= "
        "(select date_trunc('month', known_until) from kpi.settings)"
    )
    [(running,)] = tiny.query(
        "select sum(quota) from marts.fct_outlook where month_start_on <= "
        "(select max(day_on) from marts.fct_quota_days)"
    )
    assert running == pytest.approx(asked)


@pytest.mark.e2e
def test_the_documented_competitors_are_those_of_the_kpi(tiny: Pipeline) -> None:
    documented = {row[0]: row[1] + row[2] for row in tiny.query(_query("as amount_lost"))}
    by_kpi = tiny.query(
        "select variant, sum(value) from kpi.kpi_values where kpi_id = 'win_loss_reasons' "
        "and grain = 'year' and dimension = 'total' and variant like 'vs\\_%' escape '\\' "
        "and not contains(variant, ':') group by variant having sum(value) > 0"
    )
    assert documented == dict(by_kpi)


@pytest.mark.e2e
def test_the_documented_cohorts_add_up_to_those_of_all_markets(tiny: Pipeline) -> None:
    sliced = tiny.query(
        "select cohort_month_on, months_since, sum(is_customer), sum(is_active) "
        "from marts.fct_customer_cohorts group by all order by all"
    )
    assert sliced == tiny.query(
        "select cohort_month_on, months_since, customers, active_customers "
        "from marts.fct_retention_cohorts order by all"
    )


@pytest.mark.e2e
def test_the_documented_hours_are_of_every_ticket(tiny: Pipeline) -> None:
    rows = tiny.query(_query("as hour"))
    [(tickets,)] = tiny.query("select count(*) from marts.fct_tickets")
    assert sum(row[3] for row in rows) == tickets
    differing = tiny.query(
        "select count(*) from marts.fct_tickets where opened_hour <> "
        "extract(hour from opened_at at time zone 'UTC' at time zone 'Europe/Paris')"
    )
    assert differing == [(0,)]


@pytest.mark.e2e
def test_every_series_and_every_member_has_a_name(tiny: Pipeline) -> None:
    assert (
        tiny.query(
            "select kpi_id, variant, dimension, dimension_value from kpi.kpi_values "
            "where kpi_label_en is null or kpi_label_fr is null or variant_label_en is null "
            "or variant_label_fr is null or dimension_label is null or unit is null "
            "or format is null limit 5"
        )
        == []
    )
    assert (
        tiny.query(
            "select kpi_id, variant from kpi.kpi_variants where least(length(description_en), "
            "length(description_fr), length(variant_label_en), length(variant_label_fr)) < 3"
        )
        == []
    )
    unnamed = tiny.query(
        "select dimension, dimension_value from kpi.dimension_members "
        "where label_en = dimension_value and dimension not in ('campaign', 'product')"
    )
    assert unnamed == []


@pytest.mark.e2e
def test_what_is_said_to_add_up_over_members_does(tiny: Pipeline) -> None:
    """Each figure is computed by itself: that members add up to the total is no tautology."""
    differing = tiny.query(
        """
        with members as (
            select kpi_id, variant, grain, period_start, dimension, sum(value) as value
            from kpi.kpi_values
            where is_complete and dimension <> 'total'
            group by all
        )

        select kpi_id, variant, members.dimension, count(*), min(members.value), min(totals.value)
        from members
        inner join kpi.kpi_totals as totals using (kpi_id, variant, grain, period_start)
        inner join kpi.kpi_variants as variants using (kpi_id, variant)
        where
            variants.adds_up_over_dimensions
            and abs(members.value - totals.value) > 0.01 + 1e-6 * abs(totals.value)
        group by kpi_id, variant, members.dimension
        order by all
        """
    )
    assert differing == []


@pytest.mark.e2e
def test_what_is_said_to_add_up_over_time_does(tiny: Pipeline) -> None:
    differing = tiny.query(
        """
        with months as (
            select kpi_id, variant, dates.quarter_start_on, sum(value) as value
            from kpi.kpi_totals
            inner join marts.dim_date as dates on kpi_totals.period_start = dates.date_day
            where kpi_totals.grain = 'month'
            group by all
        )

        select months.kpi_id, months.variant, months.quarter_start_on, months.value, quarters.value
        from months
        inner join kpi.kpi_totals as quarters
            on
                months.kpi_id = quarters.kpi_id
                and months.variant = quarters.variant
                and months.quarter_start_on = quarters.period_start
                and quarters.grain = 'quarter'
                -- The first one began before the history, whose months are not published.
                and quarters.is_complete
        inner join kpi.kpi_variants as variants
            on months.kpi_id = variants.kpi_id and months.variant = variants.variant
        where
            variants.adds_up_over_time
            and abs(months.value - quarters.value) > 0.01 + 1e-6 * abs(quarters.value)
        order by all
        """
    )
    assert differing == []


@pytest.mark.e2e
def test_the_web_by_day_adds_up_to_the_sessions_of_the_kpi(tiny: Pipeline) -> None:
    [(sessions,)] = tiny.query("select sum(sessions) from marts.fct_web_days")
    [(by_kpi,)] = tiny.query(
        "select sum(value) from kpi.kpi_totals "
        "where kpi_id = 'sessions' and variant = '' and grain = 'day'"
    )
    [(by_page,)] = tiny.query("select sum(sessions) from marts.fct_web_contents")
    [(mixed,)] = tiny.query("select sum(sessions) from marts.fct_web")
    assert sessions == by_kpi
    assert by_page <= sessions < mixed


@pytest.mark.e2e
def test_no_two_members_of_a_dimension_are_named_alike(tiny: Pipeline) -> None:
    for table in ("reps", "accounts", "campaigns", "products", "teams", "markets", "segments"):
        doubles = tiny.query(
            f"select label_en from marts.dim_{table} group by 1 having count(*) > 1"
        )
        assert doubles == [], table


@pytest.mark.e2e
def test_the_calendar_reaches_two_years_ahead(tiny: Pipeline) -> None:
    assert tiny.query(
        "select max(date_day) >= known_until + interval 2 year, "
        "count(*) = count(distinct date_day), "
        "max(date_day) - min(date_day) + 1 = count(*) "
        "from marts.dim_date, kpi.settings group by known_until"
    ) == [(True, True, True)]
    assert tiny.query("select count(*) > 0 from marts.dim_date where is_holiday") == [(True,)]
