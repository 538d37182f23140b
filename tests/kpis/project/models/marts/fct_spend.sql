select
    's' || i as spend_key, cast('2025-01-01' as date) + cast(i as integer) as day_on,
    case i % 2 when 0 then 'paid_search' else 'event' end as channel_key, 'unknown' as campaign_key, 'FR' as market_key,
    cast(case i % 2 when 0 then 10.5 else 0 end as double) as ads_cost, cast(10.5 as double) as marketing_cost
from range(300) as t(i)
where day_on <= cast('{{ var("as_of") }}' as date)
