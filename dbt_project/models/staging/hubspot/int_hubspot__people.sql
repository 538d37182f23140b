with contacts as (

    select * from {{ ref('stg_hubspot__contacts') }}

),

merged_contacts as (

    select * from {{ ref('stg_hubspot__merged_records') }} where object_type = 'contacts'

),

merge_survivors as (

    select * from {{ ref('int_hubspot__merge_survivors') }} where object_type = 'contacts'

),

merged_companies as (

    select * from {{ ref('stg_hubspot__merged_records') }} where object_type = 'companies'

),

companies as (

    select * from {{ ref('int_hubspot__primary_companies') }} where from_type = 'contacts'

),

lifecycle_stages as (

    select * from {{ ref('stg_hubspot__lifecycle_stages') }}

),

status_changes as (

    select *
    from {{ ref('stg_hubspot__contact_property_history') }}
    where property = 'hs_lead_status'

),

disqualifications as (

    select
        contact_id,
        max(changed_at) as disqualified_at
    from status_changes
    where upper(value) = 'UNQUALIFIED'
    group by contact_id

),

survivors as (

    select contacts.*
    from contacts
    left join merged_contacts on contacts.contact_id = merged_contacts.merged_id
    where merged_contacts.merged_id is null

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(survivors.contact_id as string) as source_id,
        cast('hubspot:' || survivors.contact_id as string) as source_key,
        cast(survivors.loaded_at as timestamp) as loaded_at,
        cast(survivors.is_archived as boolean) as is_deleted,
        cast(survivors.email as string) as email,
        cast(replace(survivors.additional_emails, ';', '|') as string) as secondary_emails,
        cast(
            nullif(
                trim(coalesce(survivors.first_name, '') || ' ' || coalesce(survivors.last_name, '')), ''
            ) as string
        ) as full_name,
        cast(survivors.phone as string) as phone,
        cast(survivors.company_name as string) as company_name,
        cast(survivors.job_title as string) as job_title,
        cast(
            'hubspot:'
            || coalesce(merged_companies.survivor_id, survivors.company_id, companies.company_id) as string
        ) as account_source_key,
        cast('hubspot:' || survivors.owner_id as string) as owner_source_key,
        cast(survivors.assigned_at as timestamp) as assigned_at,
        cast(survivors.lead_temperature as string) as temperature,
        cast(survivors.country as string) as market,
        cast(survivors.channel as string) as channel,
        cast(survivors.campaign as string) as campaign,
        cast(survivors.lead_score as {{ type_double() }}) as lead_score,
        cast(
            coalesce(lifecycle_stages.meaning, survivors.lifecycle_stage) as string
        ) as lifecycle_stage,
        cast(survivors.lead_status as string) as lead_status,
        cast(
            case when upper(survivors.lead_status) = 'UNQUALIFIED' then disqualifications.disqualified_at end
            as timestamp
        ) as disqualified_at,
        cast(
            case when upper(survivors.lead_status) = 'UNQUALIFIED' then survivors.disqualified_reason end
            as string
        ) as disqualified_reason,
        cast(not survivors.is_opted_out as boolean) as is_subscribed,
        cast(survivors.legal_basis as string) as consent,
        cast(true as boolean) as is_lead,
        cast(false as boolean) as is_test,
        cast(
            'hubspot:' || replace(nullif(survivors.merged_ids, ''), ';', '|hubspot:') as string
        ) as merged_source_keys,
        cast(coalesce(merge_survivors.created_at, survivors.created_at) as timestamp) as created_at,
        cast(survivors.updated_at as timestamp) as updated_at
    from survivors
    left join merge_survivors on survivors.contact_id = merge_survivors.survivor_id
    left join merged_companies on survivors.company_id = merged_companies.merged_id
    left join companies on survivors.contact_id = companies.from_id
    left join lifecycle_stages on survivors.lifecycle_stage = lifecycle_stages.stage_id
    left join disqualifications on survivors.contact_id = disqualifications.contact_id

)

select * from final
