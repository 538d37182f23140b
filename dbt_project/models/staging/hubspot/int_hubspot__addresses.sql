with contacts as (

    select * from {{ ref('stg_hubspot__contacts') }} where not is_archived

),

merged_contacts as (

    select * from {{ ref('stg_hubspot__merged_records') }} where object_type = 'contacts'

),

living as (

    select
        contacts.contact_id,
        contacts.email,
        contacts.additional_emails
    from contacts
    left join merged_contacts on contacts.contact_id = merged_contacts.merged_id
    where merged_contacts.merged_id is null

),

others as (

    {{ split_to_rows(['contact_id'], 'additional_emails', ';', 'living') }}

),

pairs as (

    select
        contact_id,
        email,
        0 as is_additional
    from living
    union all
    select
        contact_id,
        part as email,
        1 as is_additional
    from others

),

ranked as (

    select
        lower(trim(email)) as email,
        contact_id,
        row_number() over (
            partition by lower(trim(email))
            order by is_additional, length(contact_id), contact_id
        ) as rank
    from pairs
    where trim(email) <> ''

),

final as (

    select
        email,
        'hubspot:' || contact_id as person_source_key
    from ranked
    where rank = 1

)

select * from final
