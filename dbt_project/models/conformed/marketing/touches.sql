{#
    One row per act of a person (or visitor) in a channel. Several records may be about one act: a
    form fill that makes a contact is in the form and in the contact's origin.
    An origin may say no more than that no visit with a name brought the record: that is no channel
    of the act beside it.
#}
{%- set same_act_seconds = 60 %}
{%- set vague_origins = ['offline', 'other'] %}
with records as (
    select * from {{ ref('int_touches__unioned') }} where not coalesce(is_deleted, false)
),

person_identity as (
    select * from {{ ref('identity_people') }}
),

people as (
    select * from {{ ref('people') }}
),

given as (
    select
        records.source_key,
        person_identity.person_key,
        -- A visitor's cookie is personal: one visitor stays one, and nobody reads which.
        {{ dbt.hash('records.anonymous_id') }} as anonymous_id,
        -- Records of nobody are acts of their own.
        coalesce(
            person_identity.person_key,
            'visitor:' || records.anonymous_id,
            'record:' || records.source_key
        ) as actor,
        -- What follows the path of a page may name its visitor.
        nullif({{ replace_pattern('records.content', '[?#].*$', '') }}, '') as content,
        records.occurred_at,
        coalesce(records.is_origin, false) as is_origin,
        nullif({{ channel_key('records.channel') }}, 'unknown') as channel_key,
        nullif({{ campaign_key('records.campaign') }}, 'unknown') as campaign_key,
        coalesce(
            records.is_origin
            and {{ channel_key('records.channel') }} in ({{ sql_list(vague_origins) }}),
            false
        ) as is_vague
    from records
    left join person_identity on records.person_source_key = person_identity.source_key
),

-- A system writes down how a record came a moment after the act that made it.
origin_acts as (
    select
        origins.source_key,
        min(acts.occurred_at) as act_at
    from given as origins
    inner join given as acts
        on
            origins.actor = acts.actor
            and acts.occurred_at between {{ add_seconds('origins.occurred_at', -same_act_seconds) }}
            and {{ add_seconds('origins.occurred_at', same_act_seconds) }}
            and (
                origins.channel_key = acts.channel_key
                or origins.channel_key is null
                or origins.is_vague
                or acts.channel_key is null
            )
    where origins.is_origin and not acts.is_origin
    group by origins.source_key
),

dated as (
    select
        given.*,
        coalesce(origin_acts.act_at, given.occurred_at) as act_at
    from given
    left join origin_acts on given.source_key = origin_acts.source_key
),

-- Who did something tells more of the act than how the record of them came.
ranked as (
    select
        *,
        row_number() over (partition by actor, act_at order by is_origin, source_key) as telling
    from dated
),

named as (
    select
        *,
        min(case when channel_key is not null then telling end) over (
            partition by actor, act_at
        ) as naming
    from ranked
),

-- What names no channel tells of the act that another record of the instant names.
placed as (
    select
        *,
        coalesce(
            case when not is_vague then channel_key end,
            max(case when telling = naming then channel_key end) over (partition by actor, act_at),
            'unknown'
        ) as act_channel
    from named
),

acts as (
    select
        actor,
        act_at,
        act_channel,
        min_by(source_key, telling) as touch_key,
        min_by(person_key, telling) as person_key,
        min_by(anonymous_id, telling) as anonymous_id,
        {{ first_known('content', 'telling') }} as content,
        {{ first_known('campaign_key', 'telling') }} as campaign_key
    from placed
    group by actor, act_at, act_channel
),

final as (
    select
        acts.touch_key,
        {{ known('people.person_key') }} as person_key,
        coalesce(people.account_key, 'unknown') as account_key,
        acts.anonymous_id,
        acts.content,
        acts.act_at as occurred_at,
        acts.act_channel as channel_key,
        coalesce(acts.campaign_key, 'unknown') as campaign_key,
        coalesce(people.market_key, 'unknown') as market_key,
        coalesce(people.segment_key, 'unknown') as segment_key,
        coalesce(people.industry_key, 'unknown') as industry_key
    from acts
    left join people on acts.person_key = people.person_key
)

select * from final
