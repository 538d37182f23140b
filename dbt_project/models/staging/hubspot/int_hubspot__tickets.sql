with tickets as (

    select * from {{ ref('stg_hubspot__tickets') }}

),

stages as (

    select * from {{ ref('stg_hubspot__pipeline_stages') }} where object_type = 'tickets'

),

contact_links as (

    select * from {{ ref('stg_hubspot__links') }} where from_type = 'tickets' and to_type = 'contacts'

),

companies as (

    select * from {{ ref('int_hubspot__primary_companies') }} where from_type = 'tickets'

),

merged_contacts as (

    select * from {{ ref('stg_hubspot__merged_records') }} where object_type = 'contacts'

),

merged_tickets as (

    select * from {{ ref('stg_hubspot__merged_records') }} where object_type = 'tickets'

),

merge_survivors as (

    select * from {{ ref('int_hubspot__merge_survivors') }} where object_type = 'tickets'

),

ticket_categories as (

    {{ split_to_rows(['ticket_id'], 'categories', ';', 'tickets') }}

),

complaints as (

    select ticket_id
    from ticket_categories
    where part <> '' and lower(trim(part)) in ({{ sql_list(var('complaint_tags')) }})
    group by ticket_id

),

-- No association says who asked: the contact that is oldest at the vendor, by its number.
ranked_contacts as (

    select
        contact_links.from_id as ticket_id,
        coalesce(merged_contacts.survivor_id, contact_links.to_id) as contact_id,
        row_number() over (
            partition by contact_links.from_id
            order by length(contact_links.to_id), contact_links.to_id
        ) as contact_rank
    from contact_links
    left join merged_contacts on contact_links.to_id = merged_contacts.merged_id

),

requesters as (

    select * from ranked_contacts where contact_rank = 1

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(tickets.ticket_id as string) as source_id,
        cast('hubspot:' || tickets.ticket_id as string) as source_key,
        cast(tickets.loaded_at as timestamp) as loaded_at,
        cast(tickets.is_archived as boolean) as is_deleted,
        cast(tickets.categories as string) as type,
        complaints.ticket_id is not null as is_complaint,
        cast(tickets.priority as string) as priority,
        cast('hubspot:' || requesters.contact_id as string) as requester_source_key,
        cast('hubspot:' || companies.company_id as string) as account_source_key,
        cast('hubspot:' || tickets.owner_id as string) as assignee_source_key,
        cast(coalesce(merge_survivors.created_at, tickets.created_at) as timestamp) as opened_at,
        cast(tickets.first_reply_at as timestamp) as first_reply_at,
        -- The portal keeps the last closing only: the first one is in the history of stages.
        cast(null as timestamp) as solved_at,
        cast(null as timestamp) as last_solved_at,
        cast(null as bigint) as reopened_count,
        cast(case when stages.is_closed then 'closed' else 'open' end as string) as status,
        cast(tickets.updated_at as timestamp) as updated_at,
        -- What was merged into another ticket is left out below; its id leads to nothing else here.
        false as is_merged,
        cast(null as string) as merged_into_source_key
    from tickets
    left join stages
        on
            tickets.pipeline_id = stages.pipeline_id
            and tickets.stage_id = stages.stage_id
    left join complaints on tickets.ticket_id = complaints.ticket_id
    left join requesters on tickets.ticket_id = requesters.ticket_id
    left join companies on tickets.ticket_id = companies.from_id
    left join merge_survivors on tickets.ticket_id = merge_survivors.survivor_id
    left join merged_tickets on tickets.ticket_id = merged_tickets.merged_id
    where merged_tickets.merged_id is null

)

select * from final
