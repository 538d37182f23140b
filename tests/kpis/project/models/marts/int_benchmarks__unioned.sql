select
    'fixture' as source, cast(i as varchar) as source_id, 'fixture:' || i as source_key,
    cast('2025-01-01' as timestamp) as loaded_at, false as is_deleted, 'win_rate' as kpi_id,
    i / 10.0 as value, 'survey' as benchmark_source, cast('2025-01-15' as date) + cast(i * 180 as integer) as as_of_on
from range(2) as t(i)
