-- Contacts in force: one row per contact that was never merged, or that merges made, with what they
-- pass on.
with
stages(stage, position) as (
    values ('subscriber', 1), ('lead', 2), ('marketingqualifiedlead', 3),
        ('salesqualifiedlead', 4), ('opportunity', 5), ('customer', 6)
),

values_in_force as (
    select
        contact_id,
        max(value) filter (where field = 'lifecycle_stage') as lifecycle_stage,
        max(value) filter (where field = 'lead_status') as lead_status,
        max(value) filter (where field = 'owner') as owner,
        max(changed_at) filter (where field = 'owner') as owner_since,
        max(value) filter (where field = 'score') as score,
        max(value) filter (where field = 'subscribed') as subscribed,
        max(value) filter (where field = 'consent') as consent,
        max(value) filter (where field = 'temperature') as temperature,
        max(value) filter (where field = 'disqualified_reason') as disqualified_reason,
        max(recorded_at) as last_change_at
    from contact_latest
    group by contact_id
),

members as (
    select
        records.*,
        coalesce(winners.winner_id, records.contact_id) as survivor_id,
        records.contact_id = coalesce(winners.primary_id, records.contact_id) as is_own,
        winners.merged_at as passed_on_at,
        winners.merged_ids,
        winners.merged_vids,
        in_force.* exclude (contact_id),
        stages.position
    from contact_records as records
    left join contact_winners as winners on winners.loser_id = records.contact_id
    left join values_in_force as in_force on in_force.contact_id = records.contact_id
    left join stages on stages.stage = in_force.lifecycle_stage
),

passed_on as (
    select
        survivor_id,
        count(*) as records,
        min(created_at) as created_at,
        max_by(lifecycle_stage, position) as lifecycle_stage,
        max(passed_on_at) as merged_at,
        max(last_change_at) as last_change_at,
        array_to_string(
            list_sort(list_distinct(flatten(array_agg(
                string_split(additional_emails, '|')
                || case when not is_own then [coalesce(email, '')] else [] end
            )))),
            ';'
        ) as emails
    from members
    group by survivor_id
)

select
    own.survivor_id as id,
    iso(passed_on.created_at) as created,
    iso(greatest(
        own.recorded_at, passed_on.last_change_at, passed_on.merged_at, own.deleted_at,
        own.restored_at, company.merged_at
    )) as updated,
    case when is_away(own.deleted_at, own.restored_at) then iso(own.deleted_at) end as archived_at,
    own.email,
    nullif(ltrim(passed_on.emails, ';'), '') as hs_additional_emails,
    own.first_name as firstname,
    own.last_name as lastname,
    own.phone,
    own.job_title as jobtitle,
    own.country,
    iso(passed_on.created_at) as createdate,
    iso(coalesce(own.passed_on_at, own.recorded_at)) as hs_createdate,
    case when passed_on.records > 1 then passed_on.lifecycle_stage else own.lifecycle_stage end
        as lifecyclestage,
    upper(own.lead_status) as hs_lead_status,
    reps.hubspot_owner_id,
    case when own.owner is not null then iso(own.owner_since) end as hubspot_owner_assigneddate,
    own.score as hubspotscore,
    case own.subscribed when 'true' then 'false' when 'false' then 'true' end as hs_email_optout,
    legal_basis_of(own.consent) as hs_legal_basis,
    own.temperature as lead_temperature,
    own.disqualified_reason,
    source_of(own.channel) as hs_analytics_source,
    source_detail_of(own.channel) as hs_analytics_source_data_1,
    lead_source_of(own.channel) as lead_source,
    campaigns.utm_campaign as hs_analytics_first_touch_converting_campaign,
    coalesce(company.winner_id, own.company_record_id) as associatedcompanyid,
    own.merged_ids as hs_merged_object_ids,
    own.merged_vids as hs_calculated_merged_vids
from members as own
inner join passed_on on passed_on.survivor_id = own.survivor_id
left join reps on reps.rep_id = own.owner
left join campaigns on campaigns.campaign_id = own.campaign_id
left join company_winners as company on company.loser_id = own.company_record_id
where own.is_own
