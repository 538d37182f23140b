{%- set shift = var('fiscal_year_start_month') - 1 %}
with days as (
    select cast(d as date) as date_day
    from range(timestamp '2024-07-01', cast('{{ var("as_of") }}' as timestamp) + interval 1 day, interval 1 day) as t(d)
)

select
    date_day,
    cast(date_trunc('week', date_day) as date) as week_start_on,
    cast(date_trunc('month', date_day) as date) as month_start_on,
    cast(date_trunc('quarter', date_day - interval '{{ shift }} months') + interval '{{ shift }} months' as date) as quarter_start_on,
    cast(date_trunc('year', date_day - interval '{{ shift }} months') + interval '{{ shift }} months' as date) as year_start_on
from days
