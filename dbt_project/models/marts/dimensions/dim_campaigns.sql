{# One row per campaign that is declared or that data names. #}
with campaigns as (
    select * from {{ ref('campaigns') }}
),

named as (
    select campaign_key from campaigns
    union distinct
    select campaign_key from {{ ref('people') }}
    union distinct
    select campaign_key from {{ ref('opportunities') }}
    union distinct
    select campaign_key from {{ ref('ad_spend') }}
    union distinct
    select campaign_key from {{ ref('costs') }}
    union distinct
    select campaign_key from {{ ref('touches') }}
    union distinct
    select campaign_key from {{ ref('contents') }}
    union distinct
    select campaign_key from {{ ref('email_events') }}
    union distinct
    select slice_value as campaign_key from {{ ref('web_traffic') }} where slice = 'campaign'
    union distinct
    select 'unknown' as campaign_key
    union distinct
    -- Revenue of the deals that no touch led to.
    select 'unattributed' as campaign_key
),

all_campaigns as (
    select
        named.campaign_key,
        coalesce(campaigns.name, named.campaign_key) as name,
        coalesce(campaigns.channel_key, 'unknown') as channel_key,
        campaigns.starts_on,
        campaigns.ends_on,
        campaigns.budget,
        campaigns.currency
    from named
    left join campaigns on named.campaign_key = campaigns.campaign_key
),

labelled as (
    select
        *,
        case
            when name = campaign_key then {{ label_of('name', 'en', word_labels()) }}
            else name
        end as name_en,
        case
            when name = campaign_key then {{ label_of('name', 'fr', word_labels()) }}
            else name
        end as name_fr
    from all_campaigns
),

final as (
    select
        campaign_key,
        name,
        channel_key,
        starts_on,
        ends_on,
        budget,
        currency,
        {{ unambiguous('name_en', 'null', 'campaign_key') }} as label_en,
        {{ unambiguous('name_fr', 'null', 'campaign_key') }} as label_fr
    from labelled
)

select * from final
