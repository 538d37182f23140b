select
    'n' || i as answer_key, cast('2025-01-01' as date) + cast((i * 13) % 390 as integer) as answered_on, 'rep' || (i % 2) as owner_key,
    'team1' as team_key, 'email' as channel_key, 'unknown' as campaign_key, 'FR' as market_key, 'small' as segment_key,
    'retail' as industry_key, case when i % 3 > 0 then 1 else 0 end as is_csat,
    case when i % 3 = 1 then 1 else 0 end as is_satisfied, case when i % 3 = 0 then 1 else 0 end as is_review,
    cast(case when i % 3 = 0 then i % 5 + 1 end as double) as review_score
from range(100) as t(i)
where answered_on <= cast('{{ var("as_of") }}' as date)
