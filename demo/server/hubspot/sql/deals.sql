-- Deals in force: one row per deal that was never merged, or that merges made.
with
values_in_force as (
    select
        deal_id,
        max(value) filter (where field = 'stage') as stage,
        max(value) filter (where field = 'amount') as amount,
        max(value) filter (where field = 'probability') as probability,
        max(value) filter (where field = 'expected_close_on') as expected_close_on,
        max(value) filter (where field = 'owner') as owner,
        max(value) filter (where field = 'loss_reason') as loss_reason,
        max(value) filter (where field = 'competitor') as competitor,
        max(value) filter (where field = 'list_price') as list_price,
        max(value) filter (where field = 'discount') as discount,
        max(value) filter (where field = 'cost') as cost,
        max(value) filter (where field = 'closed_at') as closed_at,
        max(recorded_at) as last_change_at
    from deal_latest
    group by deal_id
),

entered as (
    select
        deal_id,
        max(recorded_at) filter (where new_value = 'discovery') as discovery,
        max(recorded_at) filter (where new_value = 'demo') as demo,
        max(recorded_at) filter (where new_value = 'proposal') as proposal,
        max(recorded_at) filter (where new_value = 'negotiation') as negotiation,
        max(recorded_at) filter (where new_value = 'closedwon') as closedwon,
        max(recorded_at) filter (where new_value = 'closedlost') as closedlost,
        max(recorded_at) filter (where new_value = 'renewal_open') as renewal_open,
        max(recorded_at) filter (where new_value = 'renewal_negotiation') as renewal_negotiation,
        max(recorded_at) filter (where new_value = 'renewalwon') as renewalwon,
        max(recorded_at) filter (where new_value = 'renewallost') as renewallost
    from deal_changes
    where field = 'stage'
    group by deal_id
),

members as (
    select
        deals.*,
        coalesce(winners.winner_id, deals.deal_id) as survivor_id,
        deals.deal_id = coalesce(winners.primary_id, deals.deal_id) as is_own,
        winners.merged_at as passed_on_at,
        winners.merged_ids
    from deals
    left join deal_winners as winners on winners.loser_id = deals.deal_id
),

passed_on as (
    select
        survivor_id,
        min(created_at) as created_at,
        max(passed_on_at) as merged_at
    from members
    group by survivor_id
),

contracts as (
    select
        coalesce(winners.winner_id, order_lines.deal_id) as deal_id,
        sum(order_lines.recurring_amount / billing_months(order_lines.billing_period)) as mrr,
        sum(order_lines.amount) as tcv,
        -- What is charged once counts in the value of a year, too.
        sum(case
            when order_lines.recurring_amount is null then order_lines.amount
            else least(
                order_lines.amount,
                order_lines.recurring_amount / billing_months(order_lines.billing_period) * 12
            )
        end) as acv
    from order_lines
    left join deal_winners as winners on winners.loser_id = order_lines.deal_id
    group by coalesce(winners.winner_id, order_lines.deal_id)
),

people as (
    select
        coalesce(winners.winner_id, deal_people.deal_id) as deal_id,
        max(greatest(deal_people.recorded_at, contacts.merged_at)) as last_linked_at
    from deal_people
    left join deal_winners as winners on winners.loser_id = deal_people.deal_id
    left join contact_winners as contacts on contacts.loser_id = deal_people.contact_id
    group by coalesce(winners.winner_id, deal_people.deal_id)
)

select
    own.survivor_id as id,
    iso(passed_on.created_at) as created,
    iso(greatest(
        own.recorded_at, in_force.last_change_at, passed_on.merged_at, people.last_linked_at,
        own.deleted_at, own.restored_at, company.merged_at
    )) as updated,
    case when is_away(own.deleted_at, own.restored_at) then iso(own.deleted_at) end as archived_at,
    case when own.is_test then 'TEST ' else '' end
    || coalesce(account.name, 'Unknown company') || ' - ' || own.type as dealname,
    own.pipeline,
    in_force.stage as dealstage,
    case own.type
        when 'new' then 'newbusiness'
        when 'expansion' then 'existingbusiness'
        else own.type
    end as dealtype,
    in_force.amount,
    own.currency as deal_currency_code,
    in_force.probability as hs_deal_stage_probability,
    case
        when closed_stages.stage is not null then iso(cast(in_force.closed_at as timestamp))
        else iso(cast(in_force.expected_close_on as timestamp))
    end as closedate,
    in_force.expected_close_on as expected_close_date,
    reps.hubspot_owner_id,
    in_force.loss_reason as closed_lost_reason,
    in_force.competitor,
    in_force.list_price,
    in_force.discount as discount_amount,
    in_force.cost as deal_cost,
    money(contracts.mrr) as hs_mrr,
    money(contracts.mrr * 12) as hs_arr,
    money(contracts.tcv) as hs_tcv,
    money(contracts.acv) as hs_acv,
    iso(passed_on.created_at) as createdate,
    iso(coalesce(own.passed_on_at, own.recorded_at)) as hs_createdate,
    cast(closed_stages.stage is not null as varchar) as hs_is_closed,
    cast(coalesce(closed_stages.is_won, false) as varchar) as hs_is_closed_won,
    source_of(own.channel) as hs_analytics_source,
    source_detail_of(own.channel) as hs_analytics_source_data_1,
    lead_source_of(own.channel) as lead_source,
    campaigns.utm_campaign as hs_campaign,
    own.merged_ids as hs_merged_object_ids,
    iso(entered.discovery) as hs_v2_date_entered_discovery,
    iso(entered.demo) as hs_v2_date_entered_demo,
    iso(entered.proposal) as hs_v2_date_entered_proposal,
    iso(entered.negotiation) as hs_v2_date_entered_negotiation,
    iso(entered.closedwon) as hs_v2_date_entered_closedwon,
    iso(entered.closedlost) as hs_v2_date_entered_closedlost,
    iso(entered.renewal_open) as hs_v2_date_entered_renewal_open,
    iso(entered.renewal_negotiation) as hs_v2_date_entered_renewal_negotiation,
    iso(entered.renewalwon) as hs_v2_date_entered_renewalwon,
    iso(entered.renewallost) as hs_v2_date_entered_renewallost
from members as own
inner join passed_on on passed_on.survivor_id = own.survivor_id
left join values_in_force as in_force on in_force.deal_id = own.deal_id
left join closed_stages on closed_stages.stage = in_force.stage
left join entered on entered.deal_id = own.deal_id
left join people on people.deal_id = own.survivor_id
left join contracts on contracts.deal_id = own.survivor_id
left join reps on reps.rep_id = in_force.owner
left join campaigns on campaigns.campaign_id = own.campaign_id
left join company_records as account on account.company_record_id = own.company_record_id
left join company_winners as company on company.loser_id = own.company_record_id
where own.is_own
