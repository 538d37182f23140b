-- Companies in force: one row per company that was never merged, or that merges made.
with
members as (
    select
        records.*,
        coalesce(winners.winner_id, records.company_record_id) as survivor_id,
        records.company_record_id = coalesce(winners.primary_id, records.company_record_id) as is_own,
        winners.merged_at as passed_on_at,
        winners.merged_ids
    from company_records as records
    left join company_winners as winners on winners.loser_id = records.company_record_id
),

passed_on as (
    select
        survivor_id,
        min(created_at) as created_at,
        max(passed_on_at) as merged_at
    from members
    group by survivor_id
)

select
    own.survivor_id as id,
    iso(passed_on.created_at) as created,
    iso(greatest(
        own.recorded_at, passed_on.merged_at, own.deleted_at, own.restored_at,
        own.onboarded_recorded_at
    )) as updated,
    case when is_away(own.deleted_at, own.restored_at) then iso(own.deleted_at) end as archived_at,
    own.name,
    own.domain,
    own.country,
    own.industry,
    cast(own.employees as varchar) as numberofemployees,
    reps.hubspot_owner_id,
    iso(passed_on.created_at) as createdate,
    iso(coalesce(own.passed_on_at, own.recorded_at)) as hs_createdate,
    iso(own.onboarded_at) as onboarded_at,
    own.merged_ids as hs_merged_object_ids
from members as own
inner join passed_on on passed_on.survivor_id = own.survivor_id
left join reps on reps.rep_id = own.owner_rep_id
where own.is_own
