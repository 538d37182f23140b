{# One row per account: companies, not persons. #}
with accounts as (
    select * from {{ ref('accounts') }}
),

first_wins as (
    select account_key, closed_on from {{ ref('fct_opportunities') }} where is_new_customer = 1
),

all_accounts as (
    select
        accounts.account_key,
        accounts.name,
        accounts.domain,
        accounts.employees,
        accounts.owner_key,
        accounts.market_key,
        accounts.segment_key,
        accounts.industry_key,
        {{ business_date('accounts.created_at') }} as created_on,
        {{ business_date('accounts.onboarded_at') }} as onboarded_on,
        first_wins.closed_on as customer_since_on
    from accounts
    left join first_wins on accounts.account_key = first_wins.account_key
    union all
    select
        'unknown' as account_key,
        'Unknown' as name,
        cast(null as string) as domain,
        cast(null as bigint) as employees,
        'unknown' as owner_key,
        'unknown' as market_key,
        'unknown' as segment_key,
        'unknown' as industry_key,
        cast(null as date) as created_on,
        cast(null as date) as onboarded_on,
        cast(null as date) as customer_since_on
),

final as (
    select
        *,
        {{ unambiguous('coalesce(name, domain, account_key)', 'domain', 'account_key') }} as label_en,
        {{ unambiguous('coalesce(name, domain, account_key)', 'domain', 'account_key') }} as label_fr
    from all_accounts
)

select * from final
