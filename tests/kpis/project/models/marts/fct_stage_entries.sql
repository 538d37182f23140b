select
    'e' || i as stage_entry_key, cast('2025-01-01' as date) + cast((i * 3) % 380 as integer) as entered_on,
    case i % 2 when 0 then 'demo' else 'proposal' end as stage_key,
    'rep' || (i % 3) as owner_key, 'team0' as team_key, 'email' as channel_key, 'unknown' as campaign_key, 'FR' as market_key,
    'small' as segment_key, 'retail' as industry_key, 'sales' as pipeline_key, 1 as is_entered,
    case when i % 5 < 2 then 1 else 0 end as is_converted_in_window
from range(150) as t(i)
where entered_on <= cast('{{ var("as_of") }}' as date)
