select
    'a' || i as activity_key, cast('2025-01-01' as date) + cast(i % 500 as integer) as occurred_on,
    'rep' || (i % 3) as owner_key, 'team' || (i % 2) as team_key, 'email' as channel_key, 'unknown' as campaign_key,
    'FR' as market_key, 'unknown' as segment_key, 'retail' as industry_key,
    case when i % 2 = 0 then 1 else 0 end as is_outbound_call, case when i % 3 = 0 then 1 else 0 end as is_meeting_held
from range(700) as t(i)
where occurred_on <= cast('{{ var("as_of") }}' as date)
