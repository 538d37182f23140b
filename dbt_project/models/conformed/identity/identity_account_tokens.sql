{# What a company record can be recognised by: its domain, unless anyone can have an address there. #}
with accounts as (
    select * from {{ ref('int_accounts__unioned') }}
),

records as (
    select
        source_key,
        merged_source_keys,
        {{ normalised_domain('domain') }} as domain,
        row_number() over (order by created_at nulls last, source_key) as label
    from accounts
    where not coalesce(is_deleted, false)
),

merged_keys as (
    {{ split_to_rows(['source_key', 'label'], 'merged_source_keys', '|', 'records') }}
),

tokens as (
    select source_key, label, 'self' as kind, source_key as token from records
    union all
    select source_key, label, 'merge' as kind, trim(part) as token from merged_keys
    union all
    select source_key, label, 'domain' as kind, domain as token
    from records
    where domain not in ({{ sql_list(var('free_mail_domains')) }})
),

final as (
    select distinct source_key as node, kind, token, label
    from tokens
    where token is not null and token <> ''
)

select * from final
