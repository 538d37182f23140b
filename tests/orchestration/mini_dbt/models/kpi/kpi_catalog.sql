select
    'leads_generated' as kpi_id, 'Leads generated' as label_en, 'count' as unit,
    'higher_is_better' as direction, 'efficiency' as family,
    cast(null as varchar) as inactive_reason
