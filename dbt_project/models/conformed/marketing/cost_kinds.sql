{#
    To which day the costs of each kind are known. Planned ones to the end of the period of their last
    row: a row of zero says that there were none. Advertising to as_of where an account is asked at each
    load, and to its last day where the company exports it itself. A kind without any row has none here.
#}
{%- set exports = var('conformed_sources') %}
with costs as (
    select *
    from {{ ref('int_costs__unioned') }}
    where not coalesce(is_deleted, false) and amount is not null and period_end_on >= period_start_on
),

ad_spend as (
    select * from {{ ref('int_ad_spend__unioned') }} where not coalesce(is_deleted, false)
),

advertised as (
    select
        source,
        -- Exports have the entities' columns already, an account has its vendor's.
        case when source in ({{ sql_list(exports) }}) then max(day) else {{ as_of() }} end as known_on
    from ad_spend
    group by source
),

final as (
    select
        lower(trim(kind)) as kind,
        max(period_end_on) as known_on
    from costs
    group by lower(trim(kind))
    union all
    -- Advertising is known in full where that of every source is.
    select
        'ads' as kind,
        min(known_on) as known_on
    from advertised
    having count(*) > 0
)

select * from final
