with contacts as (

    select * from {{ source('hubspot', 'contacts') }}

),

final as (

    select
        id as contact_id,
        email,
        hs_additional_emails as additional_emails,
        firstname as first_name,
        lastname as last_name,
        phone,
        company as company_name,
        jobtitle as job_title,
        country,
        associatedcompanyid as company_id,
        hubspot_owner_id as owner_id,
        hubspot_owner_assigneddate as assigned_at,
        lifecyclestage as lifecycle_stage,
        hs_lead_status as lead_status,
        mapped_lead_score as lead_score,
        mapped_temperature as lead_temperature,
        mapped_disqualified_reason as disqualified_reason,
        coalesce(hs_email_optout, false) as is_opted_out,
        hs_legal_basis as legal_basis,
        -- The portal's own word says more where it has one: a fair is OFFLINE to HubSpot.
        coalesce(nullif(trim(mapped_channel), ''), hs_analytics_source) as channel,
        hs_analytics_first_touch_converting_campaign as campaign,
        hs_merged_object_ids as merged_ids,
        archived as is_archived,
        coalesce(createdate, created_at) as created_at,
        updated_at,
        _loaded_at as loaded_at
    from contacts

)

select * from final
