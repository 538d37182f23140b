with lines as (

    select * from {{ ref('int_hubspot__opportunity_lines') }} where recurring_amount is not null

),

won_opportunities as (

    select * from {{ ref('int_hubspot__opportunities') }} where outcome = 'won'

),

final as (

    select
        lines.source,
        lines.source_id,
        lines.source_key,
        lines.loaded_at,
        cast(lines.is_deleted or won_opportunities.is_deleted as boolean) as is_deleted,
        won_opportunities.account_source_key,
        lines.opportunity_source_key,
        lines.product,
        lines.recurring_amount,
        lines.billing_period,
        lines.currency,
        lines.starts_on,
        lines.ends_on
    from lines
    inner join won_opportunities on lines.opportunity_source_key = won_opportunities.source_key

)

select * from final
