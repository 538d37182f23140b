{# One row per company. Of each attribute: what the earliest record that has it says. #}
with records as (
    select * from {{ ref('int_accounts__unioned') }}
),

identity as (
    select * from {{ ref('identity_accounts') }} where is_record
),

reps as (
    select * from {{ ref('identity_reps') }}
),

ranked as (
    select
        identity.account_key,
        records.name,
        {{ normalised_domain('records.domain') }} as domain,
        {{ slug('records.industry') }} as industry_key,
        records.employees,
        nullif(upper(trim(records.market)), '') as market_key,
        reps.rep_key as owner_key,
        records.onboarded_at,
        records.customer_since,
        records.lost_at,
        records.created_at,
        records.updated_at,
        row_number() over (
            partition by identity.account_key order by records.created_at nulls last, records.source_key
        ) as record_rank
    from records
    inner join identity on records.source_key = identity.source_key
    left join reps on records.owner_source_key = reps.source_key
),

known as (
    select
        account_key,
        {{ first_known('name', 'record_rank') }} as name,
        {{ first_known('domain', 'record_rank') }} as domain,
        {{ first_known('industry_key', 'record_rank') }} as industry_key,
        {{ first_known('employees', 'record_rank') }} as employees,
        {{ first_known('market_key', 'record_rank') }} as market_key,
        {{ first_known('owner_key', 'record_rank') }} as owner_key,
        min(onboarded_at) as onboarded_at,
        min(customer_since) as customer_since,
        max(lost_at) as lost_at,
        min(created_at) as created_at,
        max(updated_at) as updated_at,
        count(*) as records
    from ranked
    group by account_key
),

final as (
    select
        account_key,
        name,
        domain,
        {{ known('industry_key') }} as industry_key,
        employees,
        {{ segment_key('employees') }} as segment_key,
        {{ known('market_key') }} as market_key,
        {{ known('owner_key') }} as owner_key,
        {{ flag(is_ideal_customer('employees', 'industry_key', 'market_key')) }} as is_ideal_customer,
        {{ flag(may_be_ideal_customer('employees', 'industry_key', 'market_key')) }} as is_fit_unknown,
        onboarded_at,
        customer_since,
        lost_at,
        created_at,
        updated_at,
        records
    from known
)

select * from final
