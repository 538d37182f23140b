select 'leads_generated' as kpi_id, 'Leads generated' as label_en, 'higher_is_better' as direction
