{# One row per line of a deal that counts. #}
with lines as (
    select * from {{ ref('int_opportunity_lines__unioned') }} where not coalesce(is_deleted, false)
),

identity as (
    select * from {{ ref('identity_opportunities') }}
),

final as (
    select
        lines.source_key as order_line_key,
        identity.opportunity_key,
        {{ known('trim(lines.product)') }} as product_key,
        lines.product_name,
        lines.quantity,
        lines.list_amount,
        lines.discount,
        lines.amount,
        lines.cost,
        nullif(upper(trim(lines.currency)), '') as currency,
        -- Recurring without a word that says how often: nobody knows what it is worth a month.
        coalesce(
            {{ billing_period('lines.billing_period') }},
            case when lines.recurring_amount is not null then 'unknown' end
        ) as billing_period,
        lines.recurring_amount,
        lines.starts_on,
        lines.ends_on,
        lines.refund_amount,
        lines.refunded_at,
        lines.created_at,
        lines.assumption
    from lines
    inner join identity on lines.opportunity_source_key = identity.source_key
)

select * from final
