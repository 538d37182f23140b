{#
    Rule selective_prospecting: one row per cold lead, or lead of a new market, whose window has closed,
    and whether nobody touched it. Who was assigned no other leads in the quarter chose nothing.
#}
with leads as (
    select * from {{ ref('lead_prospecting') }} where window_closes_at < {{ as_of_end() }}
),

days as (
    select * from {{ ref('calendar_days') }}
),

counted as (
    select
        leads.*,
        sum(case when leads.temperature <> 'cold' and leads.is_new_market = 0 then 1 else 0 end) over (
            partition by leads.owner_key, days.quarter_start_on
        ) as easy_leads
    from leads
    inner join days on leads.assigned_on = days.day_on
),

judged as (
    select
        *,
        case
            when is_untouched = 0 then null
            when easy_leads = 0 then 'cold_territory'
            when not is_reachable then 'unreachable'
            when disqualified_at <= window_closes_at then 'disqualified'
            when left_on < {{ business_date('window_closes_at') }} then 'left'
        end as cleared_by
    from counted
    where temperature = 'cold' or is_new_market = 1
),

final as (
    select
        'selective_prospecting' as rule,
        'lead' as record_kind,
        lead_key as record_key,
        owner_key,
        team_key,
        assigned_on as counted_on,
        case when temperature = 'cold' then 'cold' else 'new_market' end as stratum,
        cast(case when cleared_by is null then is_untouched else 0 end as {{ type_double() }}) as observed,
        cast(null as {{ type_double() }}) as expected,
        cleared_by,
        assigned_at as claimed_at,
        cast(null as timestamp) as recorded_at,
        first_touch_at as first_seen_at,
        cast(null as {{ type_double() }}) as amount,
        'Assigned on ' || cast(assigned_on as string) || ', ' || temperature
        || case when is_new_market = 1 then ', in the new market ' || market_key else '' end
        || ', untouched until ' || cast(window_closes_on as string) as evidence_en,
        'Attribué le ' || cast(assigned_on as string) || ', '
        || case temperature
            when 'cold' then 'froid' when 'warm' then 'tiède' when 'hot' then 'chaud' else temperature
        end
        || case when is_new_market = 1 then ', sur le nouveau marché ' || market_key else '' end
        || ', pas contacté avant le ' || cast(window_closes_on as string) as evidence_fr
    from judged
)

select * from final
