{#
    How long customers stay, per quarter or year, dimension and member: the time at the end of the
    period that a customer may expect, by Kaplan-Meier. Times still running are censored: they count
    as long as they have lasted, never as ended. The mean goes up to the longest time seen.
#}
{%- set members = ['owner', 'team', 'channel', 'campaign', 'market', 'segment', 'industry'] %}
with spells as (
    select * from {{ ref('customer_spells') }}
),

owners as (
    select * from {{ ref('customer_owners') }}
),

reps as (
    select * from {{ ref('reps') }}
),

periods as (
    {{ customer_periods(['quarter', 'year']) }}
),

lasted as (
    select
        periods.period_grain,
        periods.period_start_on,
        periods.period_end_on,
        owners.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        owners.channel_key,
        owners.campaign_key,
        owners.market_key,
        owners.segment_key,
        owners.industry_key,
        {{ flag('spells.lost_on <= periods.period_end_on') }} as is_ended,
        {{ whole_days_between(
            'spells.began_on',
            'least(coalesce(spells.lost_on, periods.period_end_on), periods.period_end_on)'
        ) }} as days
    from spells
    inner join periods on spells.began_on <= periods.period_end_on
    inner join owners
        on
            spells.customer_key = owners.customer_key
            and periods.period_end_on >= owners.from_on
            and periods.period_end_on < owners.to_on
    left join reps
        on
            owners.owner_key = reps.rep_key
            and periods.period_end_on between reps.valid_from and reps.valid_to
),

sliced as (
    select
        period_grain, period_start_on, period_end_on, 'total' as slice, 'total' as slice_value, is_ended,
        days
    from lasted
    {%- for member in members %}
    union all
    select
        period_grain, period_start_on, period_end_on, '{{ member }}' as slice,
        {{ member }}_key as slice_value, is_ended, days
    from lasted
    {%- endfor %}
),

lengths as (
    select
        period_grain,
        period_start_on,
        period_end_on,
        slice,
        slice_value,
        days,
        count(*) as spells,
        sum(is_ended) as ended_spells
    from sliced
    group by period_grain, period_start_on, period_end_on, slice, slice_value, days
),

at_risk as (
    select
        *,
        sum(spells) over (
            partition by period_grain, period_start_on, slice, slice_value order by days desc
            rows between unbounded preceding and current row
        ) as spells_at_risk,
        coalesce(
            lag(days) over (partition by period_grain, period_start_on, slice, slice_value order by days), 0
        ) as previous_days
    from lengths
),

survival as (
    select
        *,
        -- The product over the lengths before this one; the last one, where all may end, is never in it.
        coalesce(
            exp(sum(
                case
                    when ended_spells < spells_at_risk
                        then ln(1 - ended_spells / nullif(cast(spells_at_risk as {{ type_double() }}), 0))
                end
            ) over (
                partition by period_grain, period_start_on, slice, slice_value order by days
                rows between unbounded preceding and 1 preceding
            )), 1
        ) as share_alive
    from at_risk
),

summed as (
    select
        period_grain,
        period_start_on,
        period_end_on,
        slice,
        slice_value,
        sum(cast((days - previous_days) * share_alive as decimal(28, 12))) as expected_days,
        sum(days * ended_spells) as ended_days,
        sum(ended_spells) as ended_spells,
        sum(spells) as spells
    from survival
    group by period_grain, period_start_on, period_end_on, slice, slice_value
),

final as (
    select
        period_grain || ':' || cast(period_start_on as string) || ':' || slice || ':' || slice_value
            as relationship_length_key,
        period_grain,
        period_start_on,
        period_end_on,
        slice,
        slice_value
        {%- for member in members %},
        case when slice = '{{ member }}' then slice_value else 'unknown' end as {{ member }}_key
        {%- endfor %},
        cast(expected_days / 30.4375 as {{ type_double() }}) as expected_months,
        cast(ended_days / 30.4375 as {{ type_double() }}) as ended_months,
        cast(ended_spells as bigint) as ended_spells,
        cast(spells as bigint) as spells
    from summed
)

select * from final
