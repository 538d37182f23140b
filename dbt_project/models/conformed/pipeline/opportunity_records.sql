{{ config(materialized='view') }}

{#
    One row per deal that ever counted, deleted ones included: what was believed before the deletion
    keeps them. Test and merged-away records are left out.
#}
with records as (
    select * from {{ ref('int_opportunities__unioned') }} where not coalesce(is_test, false)
),

identity as (
    select * from {{ ref('identity_opportunities') }}
),

account_identity as (
    select * from {{ ref('identity_accounts') }}
),

accounts as (
    select * from {{ ref('accounts') }}
),

reps as (
    select * from {{ ref('identity_reps') }}
),

stages as (
    select * from {{ ref('opportunity_stages') }}
),

closing_dates as (
    select * from {{ ref('opportunity_closing_dates') }}
),

first_traces as (
    select * from {{ ref('opportunity_first_traces') }}
),

named as (
    select
        records.*,
        records.source_key as opportunity_key,
        {{ known('account_identity.account_key') }} as account_key,
        {{ known('reps.rep_key') }} as owner_key,
        {{ known(slug('records.pipeline')) }} as pipeline_key,
        {{ known(stage_key('records.stage')) }} as stage_key
    from records
    left join identity on records.source_key = identity.source_key
    left join account_identity on records.account_source_key = account_identity.source_key
    left join reps on records.owner_source_key = reps.source_key
    where identity.is_record or (identity.source_key is null and records.is_deleted)
),

judged as (
    select
        named.*,
        coalesce(
            named.outcome,
            case when stages.is_won then 'won' when stages.is_closed then 'lost' else 'open' end
        ) as final_outcome
    from named
    left join stages on named.pipeline_key = stages.pipeline_key and named.stage_key = stages.stage_key
),

final as (
    select
        judged.opportunity_key,
        judged.account_key,
        judged.owner_key,
        judged.pipeline_key,
        judged.stage_key,
        {{ carried_fields(
            'opportunities', 'judged',
            but=[
                'pipeline', 'stage', 'outcome', 'created_at', 'closed_at', 'currency', 'type', 'channel', 'campaign',
                'market'
            ]
        ) }}
        judged.final_outcome as outcome,
        case
            when judged.created_at is not null then judged.created_at
            when judged.final_outcome = 'open' then first_traces.open_created_at
            else first_traces.closed_created_at
        end as created_at,
        case
            when judged.created_at is not null then 'created_date'
            when judged.final_outcome = 'open' then first_traces.open_basis
            else first_traces.closed_basis
        end as created_at_basis,
        case when judged.final_outcome <> 'open' then closing_dates.closed_at end as closed_at,
        case when judged.final_outcome <> 'open' then closing_dates.closed_at_basis end as closed_at_basis,
        nullif(upper(trim(judged.currency)), '') as currency,
        {{ known('judged.type') }} as type,
        {{ channel_key('judged.channel') }} as channel_key,
        {{ campaign_key('judged.campaign') }} as campaign_key,
        -- The deal's own market counts only where it has no account.
        coalesce(accounts.market_key, nullif(upper(trim(judged.market)), ''), 'unknown') as market_key,
        coalesce(accounts.segment_key, 'unknown') as segment_key,
        coalesce(accounts.industry_key, 'unknown') as industry_key
    from judged
    inner join closing_dates on judged.opportunity_key = closing_dates.opportunity_key
    left join first_traces on judged.opportunity_key = first_traces.opportunity_key
    left join accounts on judged.account_key = accounts.account_key
)

select * from final
