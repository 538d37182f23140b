"""A warehouse with a few figures that were worked out by hand, for the tests of the pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from publishing import publish
from publishing.site import SiteSettings

AS_OF = date(2026, 4, 15)
SETTINGS = SiteSettings("Example & Co", "EUR", "Europe/Paris")

_CATALOG = """
create schema kpi; create schema marts;
create table kpi.kpi_catalog as
select
    *, label_en || ' means' as description_en, label_fr || ' veut dire' as description_fr,
    'a formula' as formula_en, 'une formule' as formula_fr,
    null::varchar as numerator_en, null::varchar as numerator_fr,
    null::varchar as denominator_en, null::varchar as denominator_fr,
    'closing' as counted_at_en, 'clôture' as counted_at_fr,
    'Act on ' || kpi_id as decision_en, 'Agir sur ' || kpi_id as decision_fr,
    'outcome' as type, 'lag' as lead_lag, ''::varchar as variant_units,
    'Head of sales' as owner, date '2026-12-31' as review_date,
    null::varchar as inactive_reason, null::varchar as missing_en, null::varchar as missing_fr
from (values
    ('revenue', 'Revenue', 'Chiffre d''affaires', 'money', 'higher_is_better', 'result', 'full',
     'month, quarter', 'win_rate'),
    ('win_rate', 'Win rate <b>', 'Taux de closing', 'rate', 'higher_is_better', 'efficiency',
     'none', 'month', ''),
    ('nps', 'NPS', 'NPS', 'score', 'higher_is_better', 'loyalty', 'none', null, null),
    ('churn', 'Churn', 'Attrition', 'rate', 'lower_is_better', 'loyalty', 'none', 'month', '')
) as kpis (kpi_id, label_en, label_fr, unit, direction, family, additivity, grains, guardrails);
update kpi.kpi_catalog set inactive_reason = 'nobody feeds surveys' where kpi_id = 'nps';
"""

#: kpi, month, member, value, a period before, a year before, baseline, target, status, quality.
_FIGURES = [
    *[
        ("revenue", "2026-01-01", "total", 100000, None, None, None, None, "none", "ok"),
        ("revenue", "2026-02-01", "total", 120000, 100000, 80000, 100000, 110000, "green", "ok"),
        ("revenue", "2026-03-01", "total", 90000.5, 120000, 100000, 100000, 125000, "red", "ok"),
        ("revenue", "2026-04-01", "total", 40000, 90000.5, None, 100000, 126000, "orange", "ok"),
    ],
    ("revenue", "2026-03-01", "north", 60000.25, 50000, None, None, None, "none", "ok"),
    ("revenue", "2026-03-01", "south", 30000.25, 70000, None, None, None, "none", "ok"),
    ("win_rate", "2026-03-01", "total", 0.25, 0.30, 0.20, None, None, "none", "partial"),
    ("churn", "2026-03-01", "total", None, 0.02, None, None, None, "none", "distrusted"),
]


def figures_sql(march: float) -> str:
    """Return SQL for kpi.kpi_values, with another revenue of March."""
    rows = ",\n".join(
        str(
            tuple(march if value == 90000.5 and row[2] == "total" else value for value in row)
        ).replace("None", "null")
        for row in _FIGURES
    )
    return f"""
create or replace table kpi.kpi_values as
select
    kpi_id, '' as variant, 'month' as grain, cast(start as date) as period_start,
    last_day(cast(start as date)) as period_end,
    case when member = 'total' then 'total' else 'team' end as dimension,
    member as dimension_value, cast(value as double) as value,
    null::double as numerator, null::double as denominator,
    cast(previous as double) as previous_value, cast(year_before as double) as previous_year_value,
    cast(baseline as double) as baseline_value, cast(target as double) as target_value,
    cast(value as double) / cast(target as double) as target_attainment,
    'flat' as trend, status, quality, start < '2026-04-01' as is_complete,
    'because of ' || kpi_id as status_reason, 'à cause de ' || kpi_id as status_reason_fr
from (values {rows}) as figures
    (kpi_id, start, member, value, previous, year_before, baseline, target, status, quality);
"""


_REST = """
create table kpi.scorecards as
select *, 'Head of sales' as owner, '' as variant, 'M' as rhythm, 'month' as grain
from (values
    ('headline', 'Headline', 'L''essentiel', 'headline', 1, 'revenue', 'line'),
    ('sales_manager', 'Sales manager scorecard', 'Tableau de bord responsable', 'role', 1,
     'revenue', 'bar'),
    ('sales_manager', 'Sales manager scorecard', 'Tableau de bord responsable', 'role', 2,
     'win_rate', 'line'),
    ('sales_manager', 'Sales manager scorecard', 'Tableau de bord responsable', 'role', 3,
     'churn', 'line')
) as cards (scorecard, label_en, label_fr, kind, place, kpi_id, chart),
(values ('What it is for', 'À quoi il sert')) as said (description_en, description_fr);
create table kpi.kpi_targets as
select 'revenue' as kpi_id, '' as variant, 'total' as dimension, 'total' as dimension_value,
    100000.0::double as baseline_value, 150000.0::double as target_value,
    date '2026-01-31' as start_on, date '2026-12-31' as due_on,
    null::varchar as warning, null::varchar as warning_fr;
create table kpi.kpi_versions as
select 'revenue' as kpi_id, 1 as version, date '2026-01-01' as valid_from,
    'First version' as change_en;
create table kpi.kpi_annotations as
select 'revenue' as kpi_id, 'month' as grain, date '2026-03-01' as period_start,
    'A weak month' as text_en, 'Un mois faible' as text_fr, 'jane.doe' as author;
create table kpi.kpi_reviews as
select 'sales_manager' as scorecard, 'month' as grain, date '2026-03-01' as period_start,
    date '2026-03-31' as period_end, *, 'Look at it' as decision_en, 'Regardez' as decision_fr
from (values
    (1, 'false_success', 'revenue', 'A guardrail broke', 'Un garde-fou a rompu'),
    (2, 'weakest_link', null, 'No step is weak', 'Aucune étape faible'),
    (3, 'guardrail', 'revenue', 'It holds', 'Il tient')
) as findings (place, finding, kpi_id, words_en, words_fr);
create table marts.dim_teams as select * from (values
    ('north', 'North'), ('south', 'South')) as teams (team_key, name);
create table marts.dim_markets as select 'FR' as market_key;
create table marts.dim_channels as select 'email' as channel_key, 'Email' as label;
create table marts.dim_segments as select 'small' as segment_key;
create table marts.fct_funnel as
select 'p' || n as person_key, 'north' as team_key, 'FR' as market_key, 'email' as channel_key,
    'small' as segment_key, date '2026-03-05' as lead_on, 1 as is_lead,
    case when n <= 6 then timestamp '2026-03-06 10:00' end as mql_at,
    case when n <= 3 then timestamp '2026-03-07 10:00' end as sql_at,
    case when n <= 2 then timestamp '2026-03-08 10:00' end as first_opportunity_at,
    case when n <= 1 then timestamp '2026-03-09 10:00' end as customer_at
from range(1, 11) as people (n);
-- Deals: one stays and grows, one is won, one lost, one created, one deleted.
create table marts.fct_opportunity_days as
select *, 'north' as team_key, 'FR' as market_key, 'email' as channel_key,
    'small' as segment_key, 1 as is_month_end
from (values
    (date '2026-02-28', 'stays', 100.0), (date '2026-02-28', 'won', 200.0),
    (date '2026-02-28', 'lost', 50.0), (date '2026-02-28', 'gone', 25.0),
    (date '2026-03-31', 'stays', 130.0), (date '2026-03-31', 'new', 70.0)
) as days (day_on, opportunity_key, amount_reporting);
create table marts.fct_opportunities as
select * from (values
    ('stays', date '2026-01-10', null, 0, 0), ('won', date '2026-01-10', date '2026-03-10', 1, 0),
    ('lost', date '2026-01-10', date '2026-03-11', 0, 1), ('new', date '2026-03-12', null, 0, 0)
) as deals (opportunity_key, created_on, closed_on, is_won, is_lost);
create table marts.fct_retention_cohorts as
select date '2026-02-01' as cohort_month_on, 1 as months_since, 4 as customers,
    3 as active_customers;
create table marts.fct_forecast_slices as
select 'total' as slice, 'total' as member, 'month' as grain, date '2026-03-01' as period_start_on,
    80000.0 as forecast_amount, 60000.0 as forecast_p10, 110000.0 as forecast_p90,
    90000.5 as won_amount, 90000.5 as to_date_amount, 125000.0 as quota;
-- 23:30 UTC on a Sunday in winter is Monday, half past midnight, in Paris.
create table marts.fct_tickets as
select 't' as ticket_key, 'north' as team_key, 'FR' as market_key, 'email' as channel_key,
    'small' as segment_key, timestamp '2026-03-08 23:30' as opened_at,
    date '2026-03-09' as opened_on;
"""


def build(path: Path, march: float | None = 90000.5) -> Path:
    """Write the warehouse, or only its figures anew; without revenue of March, none at all."""
    is_new = not path.exists()
    with duckdb.connect(str(path)) as connection:
        if is_new:
            connection.execute(_CATALOG)
            connection.execute(_REST)
        connection.execute(figures_sql(march or 0.0))
        if march is None:
            connection.execute("truncate kpi.kpi_values")
    return path


def published(folder: Path, run: str = "run-1", march: float | None = 90000.5) -> Path:
    """Publish the warehouse with its pages; return the folder of the pages."""
    warehouse = build(folder / "warehouse.duckdb", march)
    publish(warehouse, folder / "published", run, AS_OF, site=SETTINGS)
    return folder / "published" / "site"
