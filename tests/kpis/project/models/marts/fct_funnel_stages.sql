with people as (
    select
        i, cast('2025-01-01' as date) + cast((i * 7) % 400 as integer) as lead_on,
        case i % 4 when 0 then 'email' when 1 then 'event' when 2 then 'paid_search' else 'unknown' end as channel_key,
        'rep' || (i % 3) as owner_key
    from range(120) as t(i)
),

stages as (
    select i, channel_key, owner_key, 'lead' as stage, lead_on as reached_on, i % 5 = 0 as is_converted from people
    union all
    select i, channel_key, owner_key, 'mql', lead_on + 5, i % 4 = 0 from people where i % 2 = 0
    union all
    -- A lead that waits longer than the window is an SQL all the same.
    select i, channel_key, 'rep0', 'sql', lead_on + 5 + (case when i % 4 = 0 then 20 else 80 end), false from people where i % 2 = 0
    union all
    select i, channel_key, owner_key, 'opportunity', lead_on + 40, false from people where i % 5 = 0
)

select
    i || ':' || stage as funnel_stage_key, reached_on, owner_key, 'team0' as team_key, channel_key, 'unknown' as campaign_key,
    'FR' as market_key, 'small' as segment_key, 'retail' as industry_key,
    case when stage = 'lead' then 1 else 0 end as is_lead, case when stage = 'mql' then 1 else 0 end as is_mql,
    case when stage = 'sql' then 1 else 0 end as is_sql, case when stage = 'opportunity' then 1 else 0 end as is_opportunity,
    case when stage = 'mql' and is_converted then 1 else 0 end as is_sql_in_window,
    case when stage = 'lead' and is_converted then 1 else 0 end as is_opportunity_in_window
from stages
where reached_on <= cast('{{ var("as_of") }}' as date)
