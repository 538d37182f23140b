select
    'leads_generated' as kpi_id, 'Leads generated' as label_en, 'count' as unit,
    'higher_is_better' as direction, 'efficiency' as family,
    cast(null as varchar) as inactive_reason, date '2027-01-01' as review_date,
    'Head of marketing' as owner, false as is_targetable
