{# Which person each record is: records that share an address, that the vendor merged, or, where
    the profile asks for it, that share name and phone are one. #}
with tokens as (
    select * from {{ ref('identity_person_tokens') }}
),

{{ propagate_labels('tokens', rounds=8) }},

sharing as (
    select
        node,
        kind,
        count(*) over (partition by token) as records_with_token,
        count(case when kind = 'email' then 1 end) over (partition by token) as records_with_main_email
    from tokens
),

methods as (
    select
        node,
        max(case when kind = 'email' and records_with_main_email > 1 then 1 else 0 end) as is_by_email,
        max(case when kind = 'name_and_phone' and records_with_token > 1 then 1 else 0 end)
            as is_by_name_and_phone,
        max(case when kind like '%email' then 1 else 0 end) as has_email,
        max(case when kind like '%email' and records_with_token > 1 then 1 else 0 end) as is_by_other_email,
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
        'p_' || {{ dbt.hash('earliest.first_source_key') }} as person_key,
        case
            when methods.is_by_merge = 1 then 'merge'
            when methods.is_by_email = 1 then 'email'
            when methods.is_by_other_email = 1 then 'secondary_email'
            when methods.is_by_name_and_phone = 1 and methods.has_email = 0 then 'name_and_phone'
            else 'single'
        end as method
    from final_labels
    inner join earliest on final_labels.label = earliest.label
    inner join methods on final_labels.node = methods.node
),

merged_away as (
    select tokens.merged_source_key as source_key, min(resolved.person_key) as person_key
    from tokens
    inner join resolved on tokens.node = resolved.source_key
    left join resolved as own on tokens.merged_source_key = own.source_key
    where tokens.kind = 'merge' and own.source_key is null
    group by tokens.merged_source_key
),

crosswalk as (
    select source_key, person_key, method, true as is_record from resolved
    union all
    select source_key, person_key, 'merge' as method, false as is_record from merged_away
),

final as (
    select
        source_key,
        person_key,
        method,
        case method
            when 'email' then 0.98
            when 'secondary_email' then 0.9
            when 'name_and_phone' then 0.8
            else 1.0
        end as confidence,
        is_record
    from crosswalk
)

select * from final
