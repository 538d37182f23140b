{#
    One row per unbroken time for which a customer is one. A win without recurring line lasts
    the lapse time, a recurring line until it really ended; times that touch are one spell.
#}
with wins as (
    select * from {{ ref('fct_opportunities') }} where is_won = 1 and is_customer_unknown = 0
),

recurring_lines as (
    select * from {{ ref('recurring_lines') }}
),

recurring_wins as (
    select distinct opportunity_key from recurring_lines
),

times as (
    select
        wins.customer_key,
        wins.closed_on as from_on,
        {{ add_days_to_date('wins.closed_on', var('windows')['lapse_days']) }} as to_on
    from wins
    left join recurring_wins on wins.opportunity_key = recurring_wins.opportunity_key
    where recurring_wins.opportunity_key is null
    union all
    -- A subscription may be of an account without a deal.
    select
        recurring_lines.customer_key,
        least(recurring_lines.closed_on, recurring_lines.starts_on) as from_on,
        coalesce(recurring_lines.effective_ends_on, cast('9999-12-31' as date)) as to_on
    from recurring_lines
    left join wins on recurring_lines.opportunity_key = wins.opportunity_key
    where recurring_lines.account_key <> 'unknown' or wins.opportunity_key is not null
),

-- Lines of one contract share their times; twice the same would leave the order below to chance.
distinct_times as (
    select distinct customer_key, from_on, to_on from times where from_on < to_on
),

reached as (
    select
        customer_key,
        from_on,
        to_on,
        max(to_on) over (
            partition by customer_key order by from_on, to_on
            rows between unbounded preceding and 1 preceding
        ) as reached_on
    from distinct_times
),

numbered as (
    select
        customer_key,
        from_on,
        to_on,
        sum(case when from_on <= reached_on then 0 else 1 end) over (
            partition by customer_key order by from_on, to_on
            rows between unbounded preceding and current row
        ) as spell_number
    from reached
),

spells as (
    select
        customer_key,
        cast(spell_number as bigint) as spell_number,
        min(from_on) as began_on,
        max(to_on) as ends_on
    from numbered
    group by customer_key, spell_number
),

final as (
    select
        customer_key || ':' || cast(spell_number as string) as customer_spell_key,
        customer_key,
        spell_number,
        began_on,
        -- The end of a spell that is still to come may be put off: nobody is lost yet.
        case when ends_on <= {{ as_of() }} then ends_on end as lost_on
    from spells
)

select * from final
