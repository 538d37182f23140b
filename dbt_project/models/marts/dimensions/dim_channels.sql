{# One row per canonical channel that data has, and per place where the brand is mentioned. #}
with channels as (
    select channel_key from {{ ref('people') }}
    union distinct
    select channel_key from {{ ref('opportunities') }}
    union distinct
    select channel_key from {{ ref('campaigns') }}
    union distinct
    select channel_key from {{ ref('ad_spend') }}
    union distinct
    select channel_key from {{ ref('costs') }}
    union distinct
    select channel_key from {{ ref('touches') }}
    union distinct
    select channel_key from {{ ref('contents') }}
    union distinct
    select channel_key from {{ ref('fct_mentions') }}
    union distinct
    select slice_value as channel_key from {{ ref('web_traffic') }} where slice = 'channel'
    union distinct
    select 'email' as channel_key
    union distinct
    select 'unknown' as channel_key
    union distinct
    -- Revenue of the deals that no touch led to.
    select 'unattributed' as channel_key
),

final as (
    select
        channel_key,
        replace(channel_key, '_', ' ') as label,
        {{ label_of('channel_key', 'en', word_labels()) }} as label_en,
        {{ label_of('channel_key', 'fr', word_labels()) }} as label_fr
    from channels
)

select * from final
