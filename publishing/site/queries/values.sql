-- How many periods of each grain the pages carry, of the overall figure and of each member.
with limits as (
    select * from (
        values ('day', 62, 0), ('week', 53, 27), ('month', 37, 25), ('quarter', 13, 9), ('year', 6, 4)
    ) as limits (grain, most, most_of_member)
),

begun as (
    select distinct grain, period_start
    from kpi.kpi_values
    where dimension = 'total' and period_start <= getvariable('as_of')
),

horizon as (
    select
        grain,
        period_start,
        row_number() over (partition by grain order by period_start desc) as recency
    from begun
),

kept as (
    select kpi_values.*
    from kpi.kpi_values
    inner join horizon using (grain, period_start)
    inner join limits using (grain)
    where
        (dimension = 'total' and recency <= most)
        or (
            list_contains(getvariable('slices'), dimension)
            and variant = '' and recency <= most_of_member
        )
)

select
    kpi_id,
    variant,
    grain,
    dimension,
    dimension_value,
    period_start,
    period_end,
    short(value) as value,
    short(numerator) as numerator,
    short(denominator) as denominator,
    short(previous_value) as previous_value,
    short(previous_year_value) as previous_year_value,
    short(baseline_value) as baseline_value,
    short(target_value) as target_value,
    short(target_attainment) as target_attainment,
    coalesce(trend, '') as trend,
    coalesce(status, 'none') as status,
    coalesce(quality, 'ok') as quality,
    is_complete,
    case when dimension = 'total' then coalesce(status_reason, '') else '' end as reason_en,
    case
        when dimension = 'total' then coalesce(status_reason_fr, status_reason, '') else ''
    end as reason_fr
from kept
order by kpi_id, variant, grain, dimension, dimension_value, period_start
