{# One row per market that data has. #}
with markets as (
    select market_key from {{ ref('people') }}
    union distinct
    select market_key from {{ ref('accounts') }}
    union distinct
    select market_key from {{ ref('opportunities') }}
    union distinct
    select market_key from {{ ref('ad_spend') }}
    union distinct
    select market_key from {{ ref('costs') }}
    union distinct
    select {{ market_key('market') }} as market_key from {{ ref('int_target_accounts__unioned') }}
    union distinct
    select slice_value as market_key from {{ ref('web_traffic') }} where slice = 'market'
    union distinct
    select {{ market_key('market') }} as market_key from {{ ref('int_market_sizes__unioned') }}
    union distinct
    select 'unknown' as market_key
),

final as (
    select
        market_key,
        {{ label_of('market_key', 'en', market_labels()) }} as label_en,
        {{ label_of('market_key', 'fr', market_labels()) }} as label_fr
    from markets
)

select * from final
