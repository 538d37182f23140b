{# What a person record can be recognised by. Deleted and test records take no part. #}
with people as (
    select * from {{ ref('int_people__unioned') }}
),

addressed as (
    select
        source_key,
        merged_source_keys,
        secondary_emails,
        created_at,
        {{ normalised_email('email') }} as email,
        {{ normalised_domain(dbt.split_part('email', "'@'", 2)) }} as email_domain
    from people
    where not coalesce(is_deleted, false) and not coalesce(is_test, false)
),

records as (
    select
        source_key,
        merged_source_keys,
        secondary_emails,
        email,
        row_number() over (order by created_at nulls last, source_key) as label
    from addressed
    where email_domain is null or email_domain not in ({{ sql_list(var('test_email_domains')) }})
),

merged_keys as (
    {{ split_to_rows(['source_key', 'label'], 'merged_source_keys', '|', 'records') }}
),

secondary_emails as (
    {{ split_to_rows(['source_key', 'label', 'email'], 'secondary_emails', '|', 'records') }}
),

tokens as (
    select source_key, label, 'self' as kind, source_key as token from records
    union all
    select source_key, label, 'merge' as kind, trim(part) as token from merged_keys
    union all
    select source_key, label, 'email' as kind, email as token from records
    union all
    select source_key, label, 'secondary_email' as kind, {{ normalised_email('part') }} as token
    from secondary_emails
    -- An address listed twice is not shared with anyone.
    where email is null or {{ normalised_email('part') }} <> email
),

final as (
    select distinct
        source_key as node,
        kind,
        -- The token is an e-mail address or a key: only its hash is kept.
        {{ dbt.hash('token') }} as token,
        case when kind = 'merge' then token end as merged_source_key,
        label
    from tokens
    where token is not null and token <> ''
)

select * from final
