{#
    One row per deal, as it would be had it been entered at its first trace and its loss been declared. A
    deal that looked lost at the last end of a month on which it was open, and was not won, counts as lost
    on the day of its last activity; one that was logged late counts as entered with the first.
#}
with opportunities as (
    select * from {{ ref('fct_opportunities') }}
),

cycles as (
    select * from {{ ref('opportunity_cycles') }}
),

late_logged as (
    select * from {{ ref('late_logged_pipeline') }} where observed = 1 and first_seen_at < claimed_at
),

-- Looked at when a month is over: a figure of long ago is not another one every day.
month_ends as (
    select *
    from {{ ref('open_deal_states') }}
    where extract(day from {{ add_days_to_date('day_on', 1) }}) = 1
),

owners as (
    select * from {{ ref('opportunity_owners') }} where from_on < to_on
),

reps as (
    select * from {{ ref('reps') }}
),

last_states as (
    select
        *,
        row_number() over (partition by opportunity_key order by day_on desc) as state_rank
    from month_ends
),

losses as (
    select opportunity_key, quiet_since as lost_on
    from last_states
    where state_rank = 1 and is_undeclared = 1 and cleared_by is null
),

adjusted as (
    select
        opportunities.*,
        losses.lost_on,
        coalesce(late_logged.first_seen_at, opportunities.created_at) as entered_at,
        case
            when late_logged.record_key is null then opportunities.first_contact_at
            -- Contact or not: its first trace is when the work on it began.
            when cycles.opportunity_key is not null
                then least(
                    coalesce(cycles.contacted_at, late_logged.first_seen_at), late_logged.first_seen_at
                )
        end as cycle_began_at
    from opportunities
    left join losses on opportunities.opportunity_key = losses.opportunity_key
    left join late_logged on opportunities.opportunity_key = late_logged.record_key
    left join cycles on opportunities.opportunity_key = cycles.opportunity_key
),

owned as (
    select
        adjusted.*,
        case
            when adjusted.lost_on is null then adjusted.owner_key
            else coalesce(owners.owner_key, 'unknown')
        end as counted_owner_key
    from adjusted
    left join owners
        on
            adjusted.opportunity_key = owners.opportunity_key
            and adjusted.lost_on >= owners.from_on
            and adjusted.lost_on < owners.to_on
),

final as (
    select
        owned.opportunity_key,
        owned.pipeline_key,
        owned.entered_at,
        {{ business_date('owned.entered_at') }} as entered_on,
        owned.created_at,
        owned.created_on,
        coalesce(owned.lost_on, owned.closed_on) as closed_on,
        owned.counted_owner_key as owner_key,
        case when owned.lost_on is null then owned.team_key else coalesce(reps.team_key, 'unknown') end
            as team_key,
        owned.is_won,
        cast(case when owned.lost_on is null then owned.is_closed else 1 end as bigint) as is_closed,
        {{ flag('owned.lost_on is not null') }} as is_undeclared_loss,
        {{ flag('owned.entered_at < owned.created_at') }} as is_late_logged,
        case
            when owned.is_won = 1 and owned.cycle_began_at <= owned.closed_at
                then cast(
                    {{ days_between('owned.cycle_began_at', 'owned.closed_at') }} as {{ type_double() }}
                )
        end as cycle_days,
        {{ flag('owned.is_won = 1 and owned.cycle_began_at <= owned.closed_at') }} as is_cycle
    from owned
    left join reps
        on
            owned.counted_owner_key = reps.rep_key
            and owned.lost_on between reps.valid_from and reps.valid_to
)

select * from final
