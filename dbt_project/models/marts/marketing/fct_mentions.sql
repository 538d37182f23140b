{# One row per mention of the brand. Its channel is where it was said, as the feed names it. #}
with mentions as (
    select * from {{ ref('int_mentions__unioned') }} where not coalesce(is_deleted, false)
),

named as (
    select
        source_key as mention_key,
        occurred_at,
        {{ business_date('occurred_at') }} as occurred_on,
        {{ known(slug('channel')) }} as channel_key,
        lower(trim(sentiment)) as sentiment
    from mentions
    where occurred_at < {{ as_of_end() }}
),

final as (
    select
        mention_key,
        occurred_at,
        occurred_on,
        channel_key,
        sentiment,
        cast(1 as bigint) as is_mention,
        cast(case sentiment
            when 'positive' then 1 when 'negative' then -1 else 0
        end as bigint) as net_positive
    from named
)

select * from final
