with people as (

    select * from {{ ref('int_hubspot__people') }} where channel is not null

),

form_submissions as (

    select * from {{ ref('stg_hubspot__form_submissions') }}

),

clicks as (

    select *
    from {{ ref('int_hubspot__email_events') }}
    where
        kind = 'clicked'
        and not is_machine

),

addresses as (

    select * from {{ ref('int_hubspot__addresses') }}

),

origins as (

    select
        'origin:' || source_id as touch_id,
        loaded_at,
        is_deleted,
        source_key as person_source_key,
        channel,
        campaign,
        cast(null as string) as content,
        cast(null as string) as utm_source,
        cast(null as string) as utm_medium,
        campaign as utm_campaign,
        created_at as occurred_at,
        true as is_origin
    from people

),

submissions as (

    select
        'form:' || form_submissions.form_id || ':' || form_submissions.submission_id as touch_id,
        form_submissions.loaded_at,
        false as is_deleted,
        addresses.person_source_key,
        form_submissions.channel,
        form_submissions.utm_campaign as campaign,
        form_submissions.page_url as content,
        form_submissions.utm_source,
        form_submissions.utm_medium,
        form_submissions.utm_campaign,
        form_submissions.submitted_at as occurred_at,
        false as is_origin
    from form_submissions
    left join addresses on form_submissions.email = addresses.email

),

email_clicks as (

    select
        'click:' || source_id as touch_id,
        loaded_at,
        is_deleted,
        person_source_key,
        'EMAIL_MARKETING' as channel,
        campaign,
        cast(null as string) as content,
        cast(null as string) as utm_source,
        cast(null as string) as utm_medium,
        campaign as utm_campaign,
        occurred_at,
        false as is_origin
    from clicks

),

unioned as (

    select * from origins
    union all
    select * from submissions
    union all
    select * from email_clicks

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(touch_id as string) as source_id,
        cast('hubspot:' || touch_id as string) as source_key,
        cast(loaded_at as timestamp) as loaded_at,
        cast(is_deleted as boolean) as is_deleted,
        cast(person_source_key as string) as person_source_key,
        cast(null as string) as anonymous_id,
        cast(channel as string) as channel,
        cast(campaign as string) as campaign,
        cast(content as string) as content,
        cast(utm_source as string) as utm_source,
        cast(utm_medium as string) as utm_medium,
        cast(utm_campaign as string) as utm_campaign,
        cast(occurred_at as timestamp) as occurred_at,
        cast(is_origin as boolean) as is_origin
    from unioned

)

select * from final
