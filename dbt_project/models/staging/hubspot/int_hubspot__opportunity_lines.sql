with line_items as (

    select * from {{ ref('stg_hubspot__line_items') }}

),

links as (

    select * from {{ ref('stg_hubspot__links') }} where from_type = 'line_items' and to_type = 'deals'

),

merged_deals as (

    select * from {{ ref('stg_hubspot__merged_records') }} where object_type = 'deals'

),

deals_of_lines as (

    select
        links.from_id as line_item_id,
        min(coalesce(merged_deals.survivor_id, links.to_id)) as deal_id
    from links
    left join merged_deals on links.to_id = merged_deals.merged_id
    group by links.from_id

),

opportunities as (

    select * from {{ ref('int_hubspot__opportunities') }}

),

deals as (

    select * from {{ ref('stg_hubspot__deals') }}

),

-- A recurring line that does not say when it begins does so with its deal.
started as (

    select
        line_items.*,
        deals_of_lines.deal_id,
        coalesce(
            line_items.starts_on,
            case
                when line_items.billing_period <> 'one_off' and opportunities.outcome = 'won'
                    then {{ business_date('opportunities.closed_at') }}
            end
        ) as began_on
    from line_items
    left join deals_of_lines on line_items.line_item_id = deals_of_lines.line_item_id
    left join opportunities on deals_of_lines.deal_id = opportunities.source_id

),

-- The last day of service follows from the term; an end of billing that says otherwise counts.
ended as (

    select
        *,
        case
            when term_months + term_days >= 1
                then {{ add_days_to_date(add_months('began_on', 'term_months'), 'term_days - 1') }}
        end as term_ends_on,
        case
            when starts_on is null and began_on is not null
                then 'begins on the day the deal was won'
        end as assumption
    from started

),

of_line_items as (

    select
        line_item_id as source_id,
        loaded_at,
        is_archived as is_deleted,
        deal_id,
        sku as product,
        product_name,
        quantity,
        list_amount,
        discount,
        amount,
        cost,
        currency,
        billing_period,
        recurring_amount,
        began_on as starts_on,
        case
            when billing_ends_on between term_ends_on and {{ add_days_to_date('term_ends_on', 1) }}
                then term_ends_on
            else coalesce(billing_ends_on, term_ends_on)
        end as ends_on,
        refund_amount,
        refunded_at,
        created_at,
        assumption
    from ended

),

-- A deal without line items may say itself what it is worth: a month, a year, or by its contract.
said_by_deals as (

    select
        deals.*,
        case when deals.mrr > 0 then 'hs_mrr' when deals.arr > 0 then 'hs_arr' end as recurring_by,
        case
            when deals.amount is null and deals.tcv > 0 then 'hs_tcv'
            when deals.amount is null and deals.acv > 0 then 'hs_acv'
        end as amount_by
    from deals
    left join deals_of_lines on deals.deal_id = deals_of_lines.deal_id
    where deals_of_lines.deal_id is null

),

of_deals as (

    select
        'deal:' || deals.deal_id as source_id,
        deals.loaded_at,
        opportunities.is_deleted,
        deals.deal_id,
        cast(null as string) as product,
        cast(null as string) as product_name,
        cast(null as {{ type_double() }}) as quantity,
        opportunities.list_price as list_amount,
        opportunities.discount,
        opportunities.amount,
        opportunities.cost,
        opportunities.currency,
        case deals.recurring_by when 'hs_mrr' then 'monthly' when 'hs_arr' then 'annually' else 'one_off' end
            as billing_period,
        case deals.recurring_by when 'hs_mrr' then deals.mrr when 'hs_arr' then deals.arr end
            as recurring_amount,
        case
            when deals.recurring_by is not null and opportunities.outcome = 'won'
                then {{ business_date('opportunities.closed_at') }}
        end as starts_on,
        cast(null as date) as ends_on,
        cast(null as decimal(18, 2)) as refund_amount,
        cast(null as timestamp) as refunded_at,
        opportunities.created_at,
        'no line items'
        || coalesce(': ' || deals.recurring_by || ' of the deal, from the day it was won and without end', '')
        || coalesce(', no amount: ' || deals.amount_by || ' of the deal', '') as assumption
    from said_by_deals as deals
    inner join opportunities on deals.deal_id = opportunities.source_id
    where deals.recurring_by is not null or deals.amount_by is not null

),

lines as (

    select * from of_line_items
    union all
    select * from of_deals

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(source_id as string) as source_id,
        cast('hubspot:' || source_id as string) as source_key,
        cast(loaded_at as timestamp) as loaded_at,
        cast(is_deleted as boolean) as is_deleted,
        cast('hubspot:' || deal_id as string) as opportunity_source_key,
        cast(product as string) as product,
        cast(product_name as string) as product_name,
        cast(quantity as {{ type_double() }}) as quantity,
        cast(list_amount as decimal(18, 2)) as list_amount,
        cast(discount as decimal(18, 2)) as discount,
        cast(amount as decimal(18, 2)) as amount,
        cast(cost as decimal(18, 2)) as cost,
        cast(currency as string) as currency,
        cast(billing_period as string) as billing_period,
        cast(recurring_amount as decimal(18, 2)) as recurring_amount,
        cast(starts_on as date) as starts_on,
        cast(ends_on as date) as ends_on,
        cast(refund_amount as decimal(18, 2)) as refund_amount,
        cast(refunded_at as timestamp) as refunded_at,
        cast(created_at as timestamp) as created_at,
        cast(assumption as string) as assumption
    from lines

)

select * from final
