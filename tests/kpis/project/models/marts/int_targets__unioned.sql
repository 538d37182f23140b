-- A target in each dimension; the tests of targets bring a sheet of their own.
{% set columns = 'kpi_id, dimension, dimension_value, baseline_value, target_value, start_on, due_on, owner, path, guardrail_kpi_id, guardrail_min' %}
with targets as (
    select {{ columns }} from (values
        {%- if var('targets_sheet', '') %}
        {{ var('targets_sheet') }}
        {%- else %}
        {%- for dimension, member in {
            'total': 'total', 'owner': 'rep0', 'team': 'team0', 'channel': 'email', 'market': 'FR',
            'segment': 'small', 'industry': 'retail', 'pipeline': 'sales',
        }.items() %}
        ('win_rate', '{{ dimension }}', '{{ member }}', 0.5, 0.6, '2025-01-01', '2025-12-31', 'ann@us.example',
            'linear', 'deals_won', 1),
        {%- endfor %}
        ('revenue', 'product', 'p0', 10, 20, '2025-01-01', '2025-12-31', 'Head of sales', 'stepped', null, null)
        {%- endif %}
    ) as sheet ({{ columns }})
)

select
    'fixture' as source, cast(row_number() over () as varchar) as source_id,
    'fixture:' || row_number() over () as source_key, cast('2025-01-01' as timestamp) as loaded_at,
    false as is_deleted, kpi_id, dimension, dimension_value, cast(baseline_value as double) as baseline_value,
    cast(target_value as double) as target_value, cast(start_on as date) as start_on, cast(due_on as date) as due_on,
    owner, path, cast(guardrail_kpi_id as varchar) as guardrail_kpi_id, cast(guardrail_min as double) as guardrail_min
from targets
