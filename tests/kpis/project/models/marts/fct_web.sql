select
    p.grain || p.period_start || s.slice || s.value as web_key, p.grain, p.period_start as period_start_on, s.slice,
    case when s.slice = 'channel' then s.value else 'unknown' end as channel_key,
    case when s.slice = 'campaign' then s.value else 'unknown' end as campaign_key,
    case when s.slice = 'market' then s.value else 'unknown' end as market_key,
    s.visitors * date_diff('day', p.period_start, p.period_end + 1) as visitors
from {{ ref('dim_periods') }} as p
cross join (values ('total', 'total', 9), ('channel', 'email', 5), ('channel', 'event', 6), ('market', 'FR', 9)) as s(slice, value, visitors)
