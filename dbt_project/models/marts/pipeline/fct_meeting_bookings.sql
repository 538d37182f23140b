{# One row per meeting, at the instant it was booked, with the rep's team of that day. #}
with meetings as (
    select
        *,
        coalesce(booked_at, recorded_at) as booking_at,
        {{ business_date('coalesce(booked_at, recorded_at)') }} as booking_on
    from {{ ref('fct_activities') }}
    where type = 'meeting' and coalesce(booked_at, recorded_at) < {{ as_of_end() }}
),

buyers as (
    select * from {{ ref('buyers') }}
),

reps as (
    select * from {{ ref('reps') }}
),

final as (
    select
        meetings.activity_key,
        meetings.person_key,
        meetings.account_key,
        meetings.booking_at as booked_at,
        meetings.booking_on as booked_on,
        meetings.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        meetings.channel_key,
        meetings.campaign_key,
        meetings.market_key,
        meetings.segment_key,
        meetings.industry_key,
        -- Who has not bought by then; nobody knows of an unknown company that it has.
        {{ flag(
            "(meetings.person_key <> 'unknown' or meetings.account_key <> 'unknown') "
            ~ "and (companies.first_won_at is null or companies.first_won_at > meetings.booking_at) "
            ~ "and (persons.first_won_at is null or persons.first_won_at > meetings.booking_at)"
        ) }} as is_with_prospect
    from meetings
    left join buyers as companies on meetings.account_key = companies.buyer_key
    left join buyers as persons on meetings.person_key = persons.buyer_key
    left join reps
        on
            meetings.owner_key = reps.rep_key
            and meetings.booking_on between reps.valid_from and reps.valid_to
)

select * from final
