select
    'fixture' as source, '1' as source_id, 'fixture:1' as source_key, cast('2025-01-01' as timestamp) as loaded_at,
    false as is_deleted, 'revenue' as kpi_id, cast('2025-08-01' as date) as period_start_on, 'month' as grain,
    'August is weak.' as text_en, 'Août est faible.' as text_fr, 'ann@us.example' as author
