{# One row per campaign that has started by as_of. #}
with campaigns as (
    select * from {{ ref('campaigns') }} where starts_on <= {{ as_of() }}
),

final as (
    select
        campaign_key,
        channel_key,
        starts_on as launched_on,
        ends_on,
        cast(1 as bigint) as is_launched
    from campaigns
)

select * from final
