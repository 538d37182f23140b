{#
    One row per person. Of each attribute: what the earliest record that has it says, leads before
    support users. A person is a lead from the creation of the first lead record.
#}
with records as (
    select * from {{ ref('int_people__unioned') }}
),

identity as (
    select * from {{ ref('identity_people') }} where is_record
),

account_identity as (
    select * from {{ ref('identity_accounts') }}
),

accounts as (
    select * from {{ ref('accounts') }}
),

ranked as (
    select
        identity.person_key,
        records.source_key,
        coalesce(records.is_lead, false) as is_lead,
        account_identity.account_key,
        {{ dbt.hash(normalised_email('records.email')) }} as email_hash,
        nullif(trim(records.phone), '') as phone,
        records.temperature,
        nullif(upper(trim(records.market)), '') as market_key,
        nullif(trim(records.channel), '') as channel,
        nullif(trim(records.campaign), '') as campaign,
        records.lead_score,
        records.lifecycle_stage,
        records.lead_status,
        records.disqualified_at,
        records.disqualified_reason,
        records.is_subscribed,
        records.consent,
        records.assigned_at,
        records.created_at,
        records.updated_at,
        row_number() over (
            partition by identity.person_key
            order by
                case when records.is_lead then 0 else 1 end asc,
                records.created_at asc nulls last,
                records.source_key asc
        ) as record_rank
    from records
    inner join identity on records.source_key = identity.source_key
    left join account_identity on records.account_source_key = account_identity.source_key
),

known as (
    select
        person_key,
        {{ first_known('account_key', 'record_rank') }} as account_key,
        {{ first_known('email_hash', 'record_rank') }} as email_hash,
        max(case when email_hash is not null or phone is not null then 1 else 0 end) = 1 as is_reachable,
        {{ first_known('temperature', 'record_rank') }} as temperature,
        {{ first_known('market_key', 'record_rank') }} as market_key,
        {{ first_known('channel', 'record_rank') }} as channel,
        {{ first_known('campaign', 'record_rank') }} as campaign,
        max(lead_score) as lead_score,
        {{ first_known('lifecycle_stage', 'record_rank') }} as lifecycle_stage,
        {{ first_known('lead_status', 'record_rank') }} as lead_status,
        min(disqualified_at) as disqualified_at,
        {{ first_known('disqualified_reason', 'record_rank') }} as disqualified_reason,
        max(case when is_subscribed then 1 else 0 end) = 1 as is_subscribed,
        {{ first_known('consent', 'record_rank') }} as consent,
        {{ first_known('assigned_at', 'record_rank') }} as assigned_at,
        min(case when is_lead then created_at end) as lead_at,
        min(case when is_lead and record_rank = 1 then source_key end) as lead_source_key,
        min(created_at) as created_at,
        max(updated_at) as updated_at,
        count(*) as records
    from ranked
    group by person_key
),

final as (
    select
        known.person_key,
        {{ known('known.account_key') }} as account_key,
        known.email_hash,
        known.is_reachable,
        known.temperature,
        coalesce(known.market_key, accounts.market_key, 'unknown') as market_key,
        coalesce(accounts.segment_key, 'unknown') as segment_key,
        coalesce(accounts.industry_key, 'unknown') as industry_key,
        {{ channel_key('known.channel') }} as channel_key,
        {{ campaign_key('known.campaign') }} as campaign_key,
        known.lead_score,
        known.lifecycle_stage,
        known.lead_status,
        known.disqualified_at,
        known.disqualified_reason,
        known.is_subscribed,
        known.consent,
        known.assigned_at,
        known.lead_at,
        known.lead_source_key,
        known.created_at,
        known.updated_at,
        known.records
    from known
    left join accounts on known.account_key = accounts.account_key
)

select * from final
