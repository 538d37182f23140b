{# One row per deal. Closed deals have the owner, the team and the rate of their closing day. #}
with opportunities as (
    select *
    from {{ ref('opportunities') }}
    where created_at < {{ as_of_end() }} or closed_at < {{ as_of_end() }}
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

cycles as (
    select * from {{ ref('opportunity_cycles') }}
),

accounts as (
    select * from {{ ref('accounts') }}
),

customers as (
    select * from {{ ref('opportunity_customers') }}
),

dated as (
    select
        opportunities.*,
        customers.customer_key,
        customers.is_customer_known,
        -- A closing day in the future has not happened yet.
        case when opportunities.closed_at < {{ as_of_end() }} then opportunities.closed_at end
            as counted_closed_at,
        {{ business_date('opportunities.created_at') }} as created_on
    from opportunities
    left join customers on opportunities.opportunity_key = customers.opportunity_key
),

counted as (
    select
        *,
        {{ business_date('counted_closed_at') }} as closed_on,
        outcome = 'won' and counted_closed_at is not null as is_counted_win,
        outcome = 'lost' and counted_closed_at is not null as is_counted_loss
    from dated
),

ranked as (
    select
        *,
        row_number() over (
            partition by customer_key, is_counted_win order by counted_closed_at, opportunity_key
        ) as win_rank,
        coalesce(closed_on, {{ as_of() }}) as rate_on
    from counted
),

owned as (
    select
        ranked.*,
        coalesce(closing_owners.owner_key, ranked.owner_key) as counted_owner_key,
        coalesce(creation_owners.owner_key, 'unknown') as created_owner_key
    from ranked
    left join owners as closing_owners
        on
            ranked.opportunity_key = closing_owners.opportunity_key
            and ranked.counted_closed_at >= closing_owners.valid_from
            and ranked.counted_closed_at < closing_owners.valid_to
    left join owners as creation_owners
        on
            ranked.opportunity_key = creation_owners.opportunity_key
            and ranked.created_at >= creation_owners.valid_from
            and ranked.created_at < creation_owners.valid_to
),

converted as (
    select
        owned.*,
        rates.rate as fx_rate,
        {{ in_reporting_currency('owned.amount', 'rates.rate') }} as amount_reporting
    from owned
    left join rates on owned.rate_on = rates.day_on and owned.currency = rates.currency
),

final as (
    select
        converted.opportunity_key,
        converted.account_key,
        converted.customer_key,
        converted.pipeline_key,
        converted.stage_key,
        converted.type,
        converted.outcome,
        converted.loss_reason,
        converted.competitor,
        converted.currency,
        converted.amount,
        converted.list_price,
        converted.discount,
        converted.cost,
        converted.probability,
        converted.created_at,
        converted.created_at_basis,
        converted.created_on,
        converted.recorded_created_at,
        converted.expected_close_on,
        converted.counted_closed_at as closed_at,
        converted.closed_at_basis,
        converted.closed_on,
        cycles.first_contact_at,
        {{ business_date('cycles.first_contact_at') }} as first_contact_on,
        cycles.sql_at,
        converted.fx_rate,
        converted.amount_reporting,
        {{ fx_missing('converted.amount', 'converted.fx_rate') }} as is_fx_missing,
        converted.counted_owner_key as owner_key,
        coalesce(closing_teams.team_key, 'unknown') as team_key,
        converted.created_owner_key,
        coalesce(creation_teams.team_key, 'unknown') as created_team_key,
        converted.channel_key,
        converted.campaign_key,
        converted.market_key,
        converted.segment_key,
        converted.industry_key,
        cast(1 as bigint) as is_created,
        cast(case when converted.outcome = 'open' then 1 else 0 end as bigint) as is_open,
        cast(case when converted.is_counted_win then 1 else 0 end as bigint) as is_won,
        cast(case when converted.is_counted_loss then 1 else 0 end as bigint) as is_lost,
        cast(case
            when converted.is_counted_win or converted.is_counted_loss then 1 else 0
        end as bigint) as is_closed,
        cast(case
            when converted.is_counted_win then coalesce(converted.amount_reporting, 0) else 0
        end as decimal(18, 2)) as won_amount,
        cast(case
            when converted.is_counted_loss then coalesce(converted.amount_reporting, 0) else 0
        end as decimal(18, 2)) as lost_amount,
        cast(case
            when converted.is_counted_win or converted.is_counted_loss
                then coalesce(converted.amount_reporting, 0)
            else 0
        end as decimal(18, 2)) as closed_amount,
        {{ flag('converted.is_counted_win and not converted.is_customer_known') }} as is_customer_unknown,
        {{ flag(
            'converted.is_counted_win and converted.win_rank = 1 and converted.is_customer_known'
        ) }} as is_new_customer,
        {{ flag(
            'converted.is_counted_win and converted.win_rank = 1 and converted.is_customer_known '
            ~ "and converted.account_key = 'unknown'"
        ) }} as is_new_person,
        {{ flag(
            'converted.is_counted_win and converted.win_rank = 1 and converted.is_customer_known '
            ~ "and converted.channel_key = 'referral'"
        ) }} as is_referred_customer,
        cast(case
            when
                converted.is_counted_win
                and converted.win_rank = 1
                and accounts.onboarded_at < {{ as_of_end() }}
                and accounts.onboarded_at >= converted.counted_closed_at
                and accounts.onboarded_at
                <= {{ add_days('converted.counted_closed_at', var('windows')['onboarding_days']) }}
                then 1
            else 0
        end as bigint) as is_onboarded_in_window,
        case
            when converted.is_counted_win
                then {{ days_between('cycles.first_contact_at', 'converted.counted_closed_at') }}
        end as cycle_days,
        cast(case
            when converted.is_counted_win and cycles.first_contact_at is not null then 1 else 0
        end as bigint) as is_cycle,
        case
            when converted.is_counted_win
                then {{ days_between('cycles.sql_at', 'converted.counted_closed_at') }}
        end as qualified_cycle_days,
        cast(case
            when converted.is_counted_win and cycles.sql_at is not null then 1 else 0
        end as bigint) as is_qualified_cycle
    from converted
    left join cycles on converted.opportunity_key = cycles.opportunity_key
    left join accounts on converted.account_key = accounts.account_key
    left join reps as closing_teams
        on
            converted.counted_owner_key = closing_teams.rep_key
            and coalesce(converted.closed_on, {{ as_of() }}) between closing_teams.valid_from
            and closing_teams.valid_to
    left join reps as creation_teams
        on
            converted.created_owner_key = creation_teams.rep_key
            and converted.created_on between creation_teams.valid_from and creation_teams.valid_to
)

select * from final
