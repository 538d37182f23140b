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
        nullif({{ replace_pattern('lower(trim(full_name))', ' +', ' ') }}, '') as full_name,
        nullif({{ replace_pattern(replace_pattern('phone', '[^0-9]', ''), '^00', '') }}, '') as phone,
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
        -- Who has another address too is known by it: by name and phone alone only who has none.
        case when coalesce(email, trim(secondary_emails), '') = '' then 1 else 0 end as is_without_email,
        -- A number so short is a placeholder.
        case when length(phone) >= 7 then full_name || '|' || phone end as name_and_phone,
        row_number() over (order by created_at nulls last, source_key) as label
    from addressed
    where email_domain is null or email_domain not in ({{ sql_list(var('test_email_domains')) }})
),

-- Where several addresses share a name and a phone, nobody knows whose the record without one is.
names_and_phones as (
    select
        name_and_phone,
        max(is_without_email) as has_record_without_email,
        count(distinct email) as emails
    from records
    where {{ '1 = 1' if var('join_by_name_and_phone') else '1 = 0' }} and name_and_phone is not null
    group by name_and_phone
),

named as (
    select records.source_key, records.label, records.name_and_phone
    from records
    inner join names_and_phones on records.name_and_phone = names_and_phones.name_and_phone
    where
        names_and_phones.has_record_without_email = 1
        and (records.is_without_email = 1 or names_and_phones.emails = 1)
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
    union all
    select source_key, label, 'name_and_phone' as kind, name_and_phone as token from named
),

final as (
    select distinct
        source_key as node,
        kind,
        -- The token is personal, or a key: only its hash is kept.
        {{ dbt.hash('token') }} as token,
        case when kind = 'merge' then token end as merged_source_key,
        label
    from tokens
    where token is not null and token <> ''
)

select * from final
