-- Every version of the tracked deal properties, newest first, each with the instant of its save. `closedate` is overloaded as in
-- HubSpot: the expected day while the deal is open, the closing instant after. Who reopens a deal
-- sets it to the day that is expected now.
with
stages as (
    select deal_id, new_value, recorded_at, changed_at
    from deal_changes
    where field = 'stage'
),

expected as (
    select deal_changes.*
    from deal_changes
    asof left join stages
        on stages.deal_id = deal_changes.deal_id and stages.recorded_at <= deal_changes.recorded_at
    where
        deal_changes.field = 'expected_close_on'
        and coalesce(stages.new_value not in (select stage from closed_stages), true)
),

reopened as (
    select deal_changes.* replace (expected.new_value as new_value)
    from deal_changes
    asof left join expected
        on expected.deal_id = deal_changes.deal_id and expected.recorded_at <= deal_changes.recorded_at
    where deal_changes.field = 'closed_at' and deal_changes.new_value is null
),

changes as (
    select deal_changes.*, tracked.property
    from deal_changes
    inner join tracked on tracked.field = deal_changes.field
    where tracked.property <> 'closedate' or deal_changes.new_value is not null

    union all

    select *, 'closedate' as property
    from expected

    union all

    select *, 'closedate' as property
    from reopened
)

select
    case when winners.primary_id = changes.deal_id then winners.winner_id else changes.deal_id end as id,
    changes.property,
    iso(changes.recorded_at) as saved,
    case
        when changes.field = 'owner' then reps.hubspot_owner_id
        when changes.property = 'closedate' then iso(cast(changes.new_value as timestamp))
        else changes.new_value
    end as value,
    case
        when changes.recorded_at > changes.changed_at + interval 1 day then 'IMPORT'
        else 'CRM_UI'
    end as source_type
from changes
left join deal_winners as winners on winners.loser_id = changes.deal_id
left join reps on reps.rep_id = changes.new_value
order by 1, 2, changes.recorded_at desc, changes.changed_at desc, changes.change_id desc
