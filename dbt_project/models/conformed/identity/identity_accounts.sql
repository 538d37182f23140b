{# Which account each company record is: records that share a domain or that the vendor merged are one. #}
with tokens as (
    select * from {{ ref('identity_account_tokens') }}
),

{{ propagate_labels('tokens', rounds=8) }},

sharing as (
    select node, kind, count(*) over (partition by token) as records_with_token from tokens
),

methods as (
    select
        node,
        max(case when kind = 'domain' and records_with_token > 1 then 1 else 0 end) as is_by_domain,
        max(case when kind in ('self', 'merge') and records_with_token > 1 then 1 else 0 end) as is_by_merge
    from sharing
    group by node
),

earliest as (
    select label, min(node) as first_source_key from tokens group by label
),

resolved as (
    select
        final_labels.node as source_key,
        'a_' || {{ dbt.hash('earliest.first_source_key') }} as account_key,
        case
            when methods.is_by_merge = 1 then 'merge'
            when methods.is_by_domain = 1 then 'domain'
            else 'single'
        end as method
    from final_labels
    inner join earliest on final_labels.label = earliest.label
    inner join methods on final_labels.node = methods.node
),

merged_away as (
    select tokens.token as source_key, min(resolved.account_key) as account_key
    from tokens
    inner join resolved on tokens.node = resolved.source_key
    left join resolved as own on tokens.token = own.source_key
    where tokens.kind = 'merge' and own.source_key is null
    group by tokens.token
),

crosswalk as (
    select source_key, account_key, method, true as is_record from resolved
    union all
    select source_key, account_key, 'merge' as method, false as is_record from merged_away
),

final as (
    select
        source_key,
        account_key,
        method,
        case method when 'domain' then 0.95 else 1.0 end as confidence,
        is_record
    from crosswalk
)

select * from final
