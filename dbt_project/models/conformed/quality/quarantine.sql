{{ config(schema='quality', materialized='view') }}

{#
    One row per refused row or value of a source, whether it was refused while loading or for what
    others say.
#}
with repeated_costs as (
    select * from {{ ref('repeated_costs') }}
),

-- Such a line counts in revenue: only how often it recurs is refused.
periodless_lines as (
    select 'opportunity_lines' as entity, source, source_id, billing_period, loaded_at
    from {{ ref('int_opportunity_lines__unioned') }}
    where
        recurring_amount is not null
        and not coalesce(is_deleted, false)
        and coalesce({{ billing_period('billing_period') }}, 'unknown') = 'unknown'
    union all
    -- Where the deals' own lines are there, these are the same.
    select 'subscriptions' as entity, source, source_id, billing_period, loaded_at
    from {{ ref('int_subscriptions__unioned') }}
    where
        recurring_amount is not null
        and opportunity_source_key is null
        and not coalesce(is_deleted, false)
        and coalesce({{ billing_period('billing_period') }}, 'unknown') = 'unknown'
),

-- Such a deal is in the mart, and in no period.
undated_deals as (
    select
        records.source,
        records.source_id,
        records.loaded_at,
        opportunities.outcome
    from {{ ref('opportunities') }} as opportunities
    inner join {{ ref('int_opportunities__unioned') }} as records
        on opportunities.opportunity_key = records.source_key
    where opportunities.outcome in ('won', 'lost') and opportunities.closed_at is null
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
        loaded_at,
        loaded_at as first_seen_at,
        cast(null as string) as record_key
    from repeated_costs
    union all
    select
        source,
        null as file,
        null as line,
        entity,
        'billing_period' as field,
        billing_period as value,
        'says not how often line ' || source_id || ' recurs: left out of MRR' as reason,
        loaded_at,
        loaded_at as first_seen_at,
        null as record_key
    from periodless_lines
    union all
    select
        source,
        null as file,
        null as line,
        'opportunities' as entity,
        'closed_at' as field,
        cast(null as string) as value,
        outcome || ', and nothing says when: counted in no period' as reason,
        loaded_at,
        loaded_at as first_seen_at,
        source_id as record_key
    from undated_deals
    {%- for source in var('active_sources') %}
    union all
    select
        source, file, line, entity, field, value, reason, loaded_at, first_seen_at,
        {{ 'null as record_key' if source in var('conformed_sources') else 'record_key' }}
    from {{ ref('stg_' ~ source ~ '__quarantine') }}
    {%- endfor %}
)

select * from final
