{# One row per lead: whether it can be worked, who ruled it out and why, and whether it fits. #}
{%- set window = var('windows').lead_qualification_days %}
with people as (
    select * from {{ ref('people') }} where lead_at is not null
),

lead_stages as (
    select * from {{ ref('lead_stages') }} where stage in ('qualified', 'disqualified')
),

accounts as (
    select * from {{ ref('accounts') }}
),

stated as (
    select
        person_key,
        max(case when stage = 'qualified' then reached_at end) as qualified_at,
        max(case when stage = 'disqualified' then reached_at end) as disqualified_at,
        max(case when stage = 'disqualified' then reason end) as disqualified_reason
    from lead_stages
    group by person_key
),

-- Where the source says what a lead is today, that holds: who was ruled out may be taken up again.
ruled_out as (
    select
        people.person_key,
        people.account_key,
        people.lead_at,
        people.is_reachable,
        stated.qualified_at,
        coalesce(
            people.disqualified_at, case when people.lead_status is null then stated.disqualified_at end
        ) as disqualified_at,
        coalesce(
            people.disqualified_reason,
            case when people.lead_status is null then stated.disqualified_reason end
        ) as disqualified_reason
    from people
    left join stated on people.person_key = stated.person_key
),

final as (
    select
        ruled_out.person_key,
        -- Exploitable: there is a way to reach the person, and nobody ruled the person out.
        coalesce(
            ruled_out.qualified_at,
            case when ruled_out.is_reachable and ruled_out.disqualified_at is null then ruled_out.lead_at end
        ) as qualified_at,
        ruled_out.disqualified_at,
        ruled_out.disqualified_reason,
        case
            when ruled_out.is_reachable and ruled_out.disqualified_at is null then 1
            when
                ruled_out.is_reachable
                and ruled_out.disqualified_at > {{ add_days('ruled_out.lead_at', window) }}
                then 1
            else 0
        end as is_qualified_in_window,
        coalesce(accounts.is_ideal_customer, 0) as is_ideal_customer,
        coalesce(accounts.is_fit_unknown, 1) as is_fit_unknown
    from ruled_out
    left join accounts on ruled_out.account_key = accounts.account_key
)

select * from final
