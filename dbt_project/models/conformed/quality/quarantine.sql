{{ config(schema='quality', materialized='view') }}

{# One row per refused row of a source, whether it was refused while loading or for what others say. #}
with repeated_costs as (
    select * from {{ ref('repeated_costs') }}
),

final as (
    select
        source,
        case when source = 'planning' then {{ dbt.split_part('source_id', "':'", 1) }} end as file,
        case
            when source = 'planning' then {{ safe_cast_to(dbt.split_part('source_id', "':'", 2), 'bigint') }}
        end as line,
        'costs' as entity,
        'utm_campaign' as field,
        campaign_key as value,
        'repeats a connected ad account, which reports this campaign from '
        || cast(first_repeated_on as string) || ': remove the line' as reason,
        loaded_at
    from repeated_costs
    {%- for source in var('conformed_sources') %}
    union all
    select source, file, line, entity, field, value, reason, loaded_at
    from {{ ref('stg_' ~ source ~ '__quarantine') }}
    {%- endfor %}
)

select * from final
