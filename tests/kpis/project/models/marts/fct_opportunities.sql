with deals as (
    select i, cast('2025-01-06' as date) + cast((i * 11) % 420 as integer) as closed_on, i % 3 as outcome from range(90) as t(i)
)

select
    'o' || i as opportunity_key, case when outcome < 2 then closed_on end as closed_on,
    case i % 3 when 0 then 'new' when 1 then 'renewal' else 'expansion' end as type,
    'rep' || (i % 3) as owner_key, 'team' || (i % 2) as team_key, 'email' as channel_key, 'unknown' as campaign_key,
    case when i % 2 = 0 then 'FR' else 'DE' end as market_key, 'small' as segment_key, 'retail' as industry_key, 'sales' as pipeline_key,
    case when outcome = 0 then 1 else 0 end as is_won, case when outcome < 2 then 1 else 0 end as is_closed,
    cast(case when outcome = 0 then 100 + i {% if var('corrected', false) %}+ case when i = 9 then 1000 else 0 end{% endif %} else 0 end as decimal(18, 2)) as won_amount,
    cast(case when outcome < 2 then 100 + i else 0 end as decimal(18, 2)) as closed_amount,
    case when outcome = 0 and i % 2 = 0 then 1 else 0 end as is_new_customer,
    case when outcome = 0 then i / 4.0 end as cycle_days, case when outcome = 0 then 1 else 0 end as is_cycle,
    case when outcome = 0 and i % 2 = 0 then i / 8.0 end as qualified_cycle_days
from deals
where closed_on <= cast('{{ var("as_of") }}' as date)
