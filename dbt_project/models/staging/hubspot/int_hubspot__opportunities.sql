with deals as (

    select * from {{ ref('stg_hubspot__deals') }}

),

stages as (

    select * from {{ ref('stg_hubspot__pipeline_stages') }} where object_type = 'deals'

),

companies as (

    select * from {{ ref('int_hubspot__primary_companies') }} where from_type = 'deals'

),

-- One row, also where the account's details are not known.
account_details as (

    select max(company_currency) as company_currency
    from {{ ref('stg_hubspot__account_details') }}

),

merged_deals as (

    select * from {{ ref('stg_hubspot__merged_records') }} where object_type = 'deals'

),

merge_survivors as (

    select * from {{ ref('int_hubspot__merge_survivors') }} where object_type = 'deals'

),

line_item_links as (

    select * from {{ ref('stg_hubspot__links') }} where from_type = 'line_items' and to_type = 'deals'

),

deals_with_lines as (

    select distinct coalesce(merged_deals.survivor_id, line_item_links.to_id) as deal_id
    from line_item_links
    left join merged_deals on line_item_links.to_id = merged_deals.merged_id

),

last_expectations as (

    select
        deal_id,
        close_at as expected_at,
        row_number() over (
            partition by deal_id
            order by changed_at desc, recorded_at desc, value desc
        ) as recency_rank
    from {{ ref('int_hubspot__close_dates') }}
    where not is_closing

),

judged as (

    select
        deals.*,
        -- Without line items and amount, the deal's own contract values say what it is worth.
        case
            when deals.amount is not null then deals.amount
            when deals_with_lines.deal_id is not null then null
            when deals.tcv > 0 then deals.tcv
            when deals.acv > 0 then deals.acv
        end as known_amount,
        coalesce(stages.is_closed, deals.is_closed) as is_in_closed_stage,
        coalesce(stages.is_won, deals.is_won) as is_in_won_stage,
        last_expectations.expected_at,
        companies.company_id,
        account_details.company_currency,
        coalesce(merge_survivors.created_at, deals.created_at) as first_created_at,
        coalesce(merge_survivors.recorded_at, deals.recorded_created_at) as first_recorded_at
    from deals
    cross join account_details
    left join stages
        on
            deals.pipeline_id = stages.pipeline_id
            and deals.stage_id = stages.stage_id
    left join last_expectations
        on deals.deal_id = last_expectations.deal_id and last_expectations.recency_rank = 1
    left join companies on deals.deal_id = companies.from_id
    left join deals_with_lines on deals.deal_id = deals_with_lines.deal_id
    left join merge_survivors on deals.deal_id = merge_survivors.survivor_id
    left join merged_deals on deals.deal_id = merged_deals.merged_id
    where merged_deals.merged_id is null

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(deal_id as string) as source_id,
        cast('hubspot:' || deal_id as string) as source_key,
        cast(loaded_at as timestamp) as loaded_at,
        cast(is_archived as boolean) as is_deleted,
        cast('hubspot:' || company_id as string) as account_source_key,
        cast('hubspot:' || owner_id as string) as owner_source_key,
        cast(pipeline_id as string) as pipeline,
        cast(stage_id as string) as stage,
        cast(known_amount as decimal(18, 2)) as amount,
        cast(coalesce(nullif(trim(currency), ''), company_currency) as string) as currency,
        cast(list_price as decimal(18, 2)) as list_price,
        cast(discount as decimal(18, 2)) as discount,
        cast(cost as decimal(18, 2)) as cost,
        cast(probability as {{ type_double() }}) as probability,
        cast(first_created_at as timestamp) as created_at,
        cast(first_recorded_at as timestamp) as recorded_created_at,
        -- The vendor keeps the expected and the real day in one field: the stage says which.
        cast(
            coalesce(
                expected_close_on,
                case when not is_in_closed_stage then {{ business_date('close_at') }} end,
                {{ business_date('expected_at') }}
            ) as date
        ) as expected_close_on,
        cast(case when is_in_closed_stage then close_at end as timestamp) as closed_at,
        cast(
            case
                when is_in_won_stage then 'won'
                when is_in_closed_stage then 'lost'
                else 'open'
            end as string
        ) as outcome,
        cast(loss_reason as string) as loss_reason,
        cast(competitor as string) as competitor,
        cast(deal_type as string) as type,
        cast(channel as string) as channel,
        cast(campaign as string) as campaign,
        cast(null as string) as market,
        cast(is_test as boolean) as is_test,
        cast(
            'hubspot:' || replace(nullif(merged_ids, ''), ';', '|hubspot:') as string
        ) as merged_source_keys,
        cast(updated_at as timestamp) as updated_at,
        cast(case when is_archived then archived_at end as timestamp) as deleted_at
    from judged

)

select * from final
