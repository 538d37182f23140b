with users as (
    select * from {{ ref('stg_zendesk__users') }}
),

-- Agents are reps; here are only those who ask.
end_users as (
    select * from users where role = 'end_user'
),

final as (
    select
        'zendesk' as source,
        user_id as source_id,
        'zendesk:' || user_id as source_key,
        loaded_at,
        is_deleted,
        email,
        cast(null as string) as secondary_emails,
        full_name,
        phone,
        cast(null as string) as company_name,
        cast(null as string) as job_title,
        'zendesk:' || organization_id as account_source_key,
        cast(null as string) as owner_source_key,
        cast(null as timestamp) as assigned_at,
        cast(null as string) as temperature,
        cast(null as string) as market,
        cast(null as string) as channel,
        cast(null as string) as campaign,
        cast(null as {{ type_double() }}) as lead_score,
        cast(null as string) as lifecycle_stage,
        cast(null as string) as lead_status,
        cast(null as timestamp) as disqualified_at,
        cast(null as string) as disqualified_reason,
        cast(null as boolean) as is_subscribed,
        cast(null as string) as consent,
        false as is_lead,
        false as is_test,
        cast(null as string) as merged_source_keys,
        created_at,
        updated_at
    from end_users
)

select * from final
