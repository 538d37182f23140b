{# Which deal each deal record is. Only the vendor's own merges make two records one deal. #}
with opportunities as (
    select * from {{ ref('int_opportunities__unioned') }}
),

records as (
    select source_key, merged_source_keys
    from opportunities
    where not coalesce(is_deleted, false) and not coalesce(is_test, false)
),

merged_keys as (
    {{ split_to_rows(['source_key'], 'merged_source_keys', '|', 'records') }}
),

merged_away as (
    select trim(part) as merged_source_key, min(source_key) as opportunity_key
    from merged_keys
    where trim(part) <> ''
    group by trim(part)
),

final as (
    select records.source_key, records.source_key as opportunity_key, true as is_record
    from records
    left join merged_away on records.source_key = merged_away.merged_source_key
    where merged_away.merged_source_key is null
    union all
    select merged_source_key as source_key, opportunity_key, false as is_record from merged_away
)

select * from final
