select
    'q' || i || ':' || r as quota_day_key, cast('2025-01-01' as date) + cast(i as integer) as day_on, 'rep' || r as owner_key,
    'team' || r as team_key, cast(20 as double) as quota_reporting
from range(365) as t(i)
cross join range(2) as u(r)
where day_on <= cast('{{ var("as_of") }}' as date)
