-- MRR at the end of each month is MRR at the end of the one before plus its movements, to the cent,
-- in total and per market; both ends are what the lines active on those days are worth.
{{ config(meta={'dagster': {'ref': {'name': 'fct_mrr_movements'}}}) }}
with months as (
    select period_start, previous_start
    from {{ ref('dim_periods') }}
    where grain = 'month' and period_start <= {{ as_of() }}
),

markets as (
    select market_key from {{ ref('dim_markets') }}
    union all
    select 'total' as market_key
),

sliced_lines as (
    select market_key, period_start_on, mrr from {{ ref('fct_mrr') }} where period_grain = 'month'
    union all
    select 'total' as market_key, period_start_on, mrr from {{ ref('fct_mrr') }} where period_grain = 'month'
),

stocks as (
    select market_key, period_start_on, sum(mrr) as mrr
    from sliced_lines
    group by market_key, period_start_on
),

sliced_movements as (
    select market_key, month_start_on, new_mrr, expansion_mrr, contraction_mrr, churned_mrr, reactivated_mrr
    from {{ ref('fct_mrr_movements') }}
    union all
    select
        'total' as market_key, month_start_on, new_mrr, expansion_mrr, contraction_mrr, churned_mrr,
        reactivated_mrr
    from {{ ref('fct_mrr_movements') }}
),

movements as (
    select
        market_key,
        month_start_on,
        sum(new_mrr + expansion_mrr - contraction_mrr - churned_mrr + reactivated_mrr) as explained
    from sliced_movements
    group by market_key, month_start_on
),

compared as (
    select
        markets.market_key,
        months.period_start,
        coalesce(stocks.mrr, 0) as mrr,
        coalesce(earlier_stocks.mrr, 0) as previous_mrr,
        coalesce(movements.explained, 0) as explained
    from months
    inner join months as earlier_months on months.previous_start = earlier_months.period_start
    cross join markets
    left join stocks
        on markets.market_key = stocks.market_key and months.period_start = stocks.period_start_on
    left join stocks as earlier_stocks
        on
            markets.market_key = earlier_stocks.market_key
            and months.previous_start = earlier_stocks.period_start_on
    left join movements
        on markets.market_key = movements.market_key and months.period_start = movements.month_start_on
)

select *
from compared
where mrr - previous_mrr <> explained
