{#
    One row per deal and milestone that it reached: its creation, its first proposal sent, its first
    meeting held (R1), with what followed within the window, and the owner and team of that instant.
#}
{%- set windows = var('windows') %}
with opportunities as (
    select *
    from {{ ref('opportunities') }}
    where created_at < {{ as_of_end() }} or closed_at < {{ as_of_end() }}
),

proposals as (
    select * from {{ ref('proposals') }}
),

meetings as (
    select * from {{ ref('opportunity_meetings') }}
),

history as (
    select * from {{ ref('opportunity_history') }}
),

owners as (
    select * from {{ ref('opportunity_owners') }}
),

reps as (
    select * from {{ ref('reps') }}
),

rates as (
    select * from {{ ref('fx_rates_daily') }}
),

reached as (
    select
        opportunity_key,
        'created' as milestone,
        created_at as reached_at,
        cast(null as timestamp) as next_at
    from opportunities
    union all
    select opportunity_key, 'first_proposal' as milestone, min(sent_at) as reached_at, null as next_at
    from proposals
    where sent_at < {{ as_of_end() }}
    group by opportunity_key
    union all
    select
        opportunity_key,
        'first_meeting' as milestone,
        min(case when meeting_rank = 1 then occurred_at end) as reached_at,
        min(case when meeting_rank = 2 then occurred_at end) as next_at
    from meetings
    group by opportunity_key
),

-- What the deal was worth when somebody first said so.
first_amounts as (
    select
        opportunity_key,
        {{ first_known(safe_cast_to('field_value', 'decimal(18, 2)'), 'valid_from') }} as first_amount
    from history
    where field = 'amount' and field_value is not null and field_value <> ''
    group by opportunity_key
),

judged as (
    select
        reached.opportunity_key,
        reached.milestone,
        reached.reached_at,
        reached.next_at,
        {{ business_date('reached.reached_at') }} as reached_on,
        -- A deal has no owner before it exists: a first meeting before it has its first one.
        greatest(reached.reached_at, opportunities.created_at) as owned_at,
        {{ business_date('greatest(reached.reached_at, opportunities.created_at)') }} as owned_on,
        case reached.milestone
            when 'created' then {{ add_days('reached.reached_at', windows.opportunity_to_customer_days) }}
            when 'first_proposal' then {{ add_days('reached.reached_at', windows.win_after_proposal_days) }}
            else {{ add_days('reached.reached_at', windows.win_after_first_meeting_days) }}
        end as window_closes_at,
        case
            when opportunities.outcome = 'won' and opportunities.closed_at < {{ as_of_end() }}
                then opportunities.closed_at
        end as won_at,
        case when reached.milestone = 'created' then first_amounts.first_amount end as created_amount,
        {{ flag(
            "reached.milestone = 'created' and opportunities.created_at_basis in ('first_seen', 'unknown')"
        ) }} as is_begin_unknown,
        opportunities.currency,
        opportunities.account_key,
        opportunities.pipeline_key,
        opportunities.channel_key,
        opportunities.campaign_key,
        opportunities.market_key,
        opportunities.segment_key,
        opportunities.industry_key
    from reached
    inner join opportunities on reached.opportunity_key = opportunities.opportunity_key
    left join first_amounts on reached.opportunity_key = first_amounts.opportunity_key
),

converted as (
    select
        *,
        won_at between reached_at and window_closes_at as is_won_in_window
    from judged
),

final as (
    select
        converted.opportunity_key || ':' || converted.milestone as milestone_key,
        converted.opportunity_key,
        converted.account_key,
        converted.pipeline_key,
        converted.milestone,
        converted.reached_at,
        converted.reached_on,
        coalesce(owners.owner_key, 'unknown') as owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        converted.channel_key,
        converted.campaign_key,
        converted.market_key,
        converted.segment_key,
        converted.industry_key,
        converted.currency,
        converted.created_amount,
        {{ in_reporting_currency('converted.created_amount', 'rates.rate') }} as created_amount_reporting,
        {{ fx_missing('converted.created_amount', 'rates.rate') }} as is_fx_missing,
        {{ flag("converted.milestone = 'created'") }} as is_created,
        converted.is_begin_unknown,
        {{ flag("converted.milestone = 'created' and converted.is_won_in_window") }}
            as is_created_won_in_window,
        {{ flag("converted.milestone = 'first_proposal'") }} as is_first_proposal,
        {{ flag("converted.milestone = 'first_proposal' and converted.is_won_in_window") }}
            as is_proposal_won_in_window,
        {{ flag("converted.milestone = 'first_meeting'") }} as is_first_meeting,
        {{ flag("converted.milestone = 'first_meeting' and converted.is_won_in_window") }}
            as is_meeting_won_in_window,
        {{ flag(
            "converted.milestone = 'first_meeting' and converted.next_at <= "
            ~ add_days('converted.reached_at', windows.r1_to_r2_days)
        ) }} as is_second_meeting_in_window
    from converted
    left join owners
        on
            converted.opportunity_key = owners.opportunity_key
            and converted.owned_at >= owners.valid_from
            and converted.owned_at < owners.valid_to
    left join reps
        on
            owners.owner_key = reps.rep_key
            and converted.owned_on between reps.valid_from and reps.valid_to
    left join rates on converted.reached_on = rates.day_on and converted.currency = rates.currency
)

select * from final
