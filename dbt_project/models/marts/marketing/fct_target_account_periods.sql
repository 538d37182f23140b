{#
    One row per quarter or year and target account that was listed by its end (of the running period:
    by as_of): whether a rep touched it in the twelve months before.
#}
with targets as (
    select * from {{ ref('int_target_accounts__unioned') }} where not coalesce(is_deleted, false)
),

account_records as (
    select * from {{ ref('int_accounts__unioned') }}
),

account_identity as (
    select * from {{ ref('identity_accounts') }} where is_record
),

accounts as (
    select * from {{ ref('accounts') }}
),

activities as (
    select * from {{ ref('fct_activities') }}
),

periods as (
    select grain, period_start, least(period_end, {{ as_of() }}) as ends_on
    from {{ ref('dim_periods') }}
    where grain in ('quarter', 'year')
),

domains as (
    select
        {{ normalised_domain('account_records.domain') }} as domain,
        min(account_identity.account_key) as account_key
    from account_records
    inner join account_identity on account_records.source_key = account_identity.source_key
    group by {{ normalised_domain('account_records.domain') }}
),

-- The same company may be listed twice: it is one target since its first day on the list.
named_targets as (
    select
        {{ normalised_domain('domain') }} as domain,
        {{ market_key('market') }} as market_key,
        added_on,
        row_number() over (
            partition by {{ normalised_domain('domain') }} order by added_on, source_key
        ) as target_rank
    from targets
    where added_on <= {{ as_of() }}
),

known_targets as (
    select
        named_targets.domain,
        named_targets.added_on,
        named_targets.market_key,
        coalesce(accounts.account_key, 'unknown') as account_key,
        coalesce(accounts.segment_key, 'unknown') as segment_key,
        coalesce(accounts.industry_key, 'unknown') as industry_key
    from named_targets
    left join domains on named_targets.domain = domains.domain
    left join accounts on domains.account_key = accounts.account_key
    where named_targets.target_rank = 1 and named_targets.domain is not null
),

touched_days as (
    select distinct account_key, occurred_on
    from activities
    where account_key <> 'unknown' and (is_outbound_touch = 1 or is_meeting_held = 1)
),

covered as (
    select distinct known_targets.domain, periods.ends_on
    from known_targets
    inner join touched_days on known_targets.account_key = touched_days.account_key
    inner join periods
        on
            touched_days.occurred_on <= periods.ends_on
            and touched_days.occurred_on > {{ add_months('periods.ends_on', -12) }}
),

final as (
    select
        periods.grain || ':' || cast(periods.period_start as string) || ':' || known_targets.domain
            as target_account_period_key,
        periods.grain as period_grain,
        periods.period_start as period_start_on,
        known_targets.account_key,
        known_targets.market_key,
        known_targets.segment_key,
        known_targets.industry_key,
        cast(1 as bigint) as is_target,
        {{ flag('covered.domain is not null') }} as is_covered
    from known_targets
    inner join periods on known_targets.added_on <= periods.ends_on
    left join covered on known_targets.domain = covered.domain and periods.ends_on = covered.ends_on
)

select * from final
