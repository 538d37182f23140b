{{ config(materialized='ephemeral', tags=['kpi', 'kpi_generated']) }}
-- Compiled from the metric files by `python -m kpis compile`: do not edit.
select kpi_id, above, below, note_en, note_fr
from (values
    ('ltv_to_cac_ratio', cast(5.0 as double), cast(null as double), 'under-investing?', 'sous-investissement ?'),
    ('reps_at_quota_rate', cast(null as double), cast(0.6 as double), 'review the quotas', 'revoir les quotas'),
    (cast(null as string), cast(null as double), cast(null as double), cast(null as string), cast(null as string))
) as rows (kpi_id, above, below, note_en, note_fr)
