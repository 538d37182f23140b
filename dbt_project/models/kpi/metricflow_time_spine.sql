{# The days that MetricFlow joins on: quarters and years follow the fiscal year of the company. #}
{{ config(materialized='view') }}
with dates as (
    select * from {{ ref('dim_date') }}
),

final as (
    select date_day, quarter_start_on, year_start_on from dates
)

select * from final
