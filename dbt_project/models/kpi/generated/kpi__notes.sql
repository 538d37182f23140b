{{ config(materialized='ephemeral', tags=['kpi', 'kpi_generated']) }}
-- Compiled from the metric files by `python -m kpis compile`: do not edit.
select kpi_id, above, below, note_en, note_fr
from
    {% call rows_of({"kpi_id": "string", "above": "double", "below": "double", "note_en": "string", "note_fr": "string"}) %}
    ('ltv_to_cac_ratio', cast(5.0 as {{ type_double() }}), cast(null as {{ type_double() }}), 'under-investing?', 'sous-investissement ?'),
    ('reps_at_quota_rate', cast(null as {{ type_double() }}), cast(0.6 as {{ type_double() }}), 'review the quotas', 'revoir les quotas'),
    (cast(null as string), cast(null as {{ type_double() }}), cast(null as {{ type_double() }}), cast(null as string), cast(null as string))
    {% endcall %}
