select
    't' || i as ticket_key, case when i % 7 > 0 then cast('2025-01-01' as date) + cast((i * 5) % 390 as integer) end as first_reply_on,
    'rep' || (i % 2) as owner_key, 'team1' as team_key, 'email' as channel_key, 'unknown' as campaign_key, 'FR' as market_key,
    'small' as segment_key, 'retail' as industry_key, case when i % 7 > 0 then 1 else 0 end as is_replied,
    case when i % 7 > 0 then (i % 11) / 2.0 end as first_response_hours,
    case when i % 7 > 0 then (i % 11) / 4.0 end as first_response_business_hours
from range(140) as t(i)
where first_reply_on <= cast('{{ var("as_of") }}' as date)
