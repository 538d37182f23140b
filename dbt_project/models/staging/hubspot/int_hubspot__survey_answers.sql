with answers as (

    select * from {{ ref('stg_hubspot__feedback_submissions') }}

),

links as (

    select *
    from {{ ref('stg_hubspot__links') }}
    where
        from_type = 'feedback_submissions'
        and to_type = 'contacts'

),

people as (

    select * from {{ ref('int_hubspot__people') }}

),

merged_contacts as (

    select * from {{ ref('stg_hubspot__merged_records') }} where object_type = 'contacts'

),

respondents as (

    select
        links.from_id as feedback_submission_id,
        min(coalesce(merged_contacts.survivor_id, links.to_id)) as contact_id
    from links
    left join merged_contacts on links.to_id = merged_contacts.merged_id
    group by links.from_id

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(answers.feedback_submission_id as string) as source_id,
        cast('hubspot:' || answers.feedback_submission_id as string) as source_key,
        cast(answers.loaded_at as timestamp) as loaded_at,
        cast(answers.is_archived as boolean) as is_deleted,
        cast(answers.survey_type as string) as kind,
        cast(answers.survey_channel as string) as channel,
        cast(answers.score as {{ type_double() }}) as score,
        cast(answers.scale_max as {{ type_double() }}) as scale_max,
        cast(null as string) as ticket_source_key,
        cast('hubspot:' || respondents.contact_id as string) as person_source_key,
        cast(people.account_source_key as string) as account_source_key,
        cast(answers.answered_at as timestamp) as answered_at
    from answers
    left join respondents on answers.feedback_submission_id = respondents.feedback_submission_id
    left join people on respondents.contact_id = people.source_id

)

select * from final
