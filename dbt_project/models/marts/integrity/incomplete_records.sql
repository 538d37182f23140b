{#
    Rule incomplete_records: one row per open deal, lead and account, and whether a required field is
    missing: a deal when it was last seen open, a lead and an account in the month in which they came.
#}
with records as (
    select
        *,
        row_number() over (
            partition by record_kind, record_key
            order by case when record_kind = 'opportunity' then day_on end desc nulls last, day_on asc
        ) as day_rank
    from {{ ref('record_completeness') }}
    where required_fields > 0
),

judged as (
    select
        *,
        case when owner_key = 'unknown' then 'no_owner' end as cleared_by,
        substring(missing_fields, 1, greatest(length(missing_fields) - 2, 0)) as missing_words
    from records
    where day_rank = 1
),

final as (
    select
        'incomplete_records' as rule,
        record_kind,
        record_key,
        owner_key,
        team_key,
        day_on as counted_on,
        record_kind as stratum,
        cast(
            case when cleared_by is null and filled_fields < required_fields then 1 else 0 end
            as {{ type_double() }}
        ) as observed,
        cast(null as {{ type_double() }}) as expected,
        cleared_by,
        {{ day_start('created_on') }} as claimed_at,
        cast(null as timestamp) as recorded_at,
        cast(null as timestamp) as first_seen_at,
        cast(null as {{ type_double() }}) as amount,
        cast(required_fields - filled_fields as string) || ' of ' || cast(required_fields as string)
        || ' required fields missing or not valid: ' || missing_words as evidence_en,
        cast(required_fields - filled_fields as string) || ' champs requis sur '
        || cast(required_fields as string) || ' absents ou invalides : ' || missing_words as evidence_fr
    from judged
)

select * from final
