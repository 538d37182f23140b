{#
    One row per record and last day of a month, or as_of: open deals as they were that day, leads and
    accounts that were there by then as they are today, for nobody keeps what they were. How many of the
    required fields are present and valid.
#}
{%- set required = var('integrity').required_fields %}
{%- set crms = var('entity_sources').get('opportunities', []) %}
with month_ends as (
    select
        date_day as day_on,
        {{ is_period_end('date_day', add_months('month_start_on', 1)) }} as is_month_end,
        {{ is_period_end('date_day', add_months('quarter_start_on', 3)) }} as is_quarter_end,
        {{ is_period_end('date_day', add_months('year_start_on', 12)) }} as is_year_end
    from {{ ref('dim_date') }}
    where date_day <= {{ as_of() }}
),

open_days as (
    select * from {{ ref('fct_opportunity_days') }} where is_month_end = 1
),

opportunities as (
    select * from {{ ref('fct_opportunities') }}
),

opportunity_people as (
    select distinct opportunity_key from {{ ref('opportunity_people') }}
),

people as (
    select * from {{ ref('people') }} where lead_at < {{ as_of_end() }}
),

person_identity as (
    select * from {{ ref('identity_people') }} where is_record
),

person_records as (
    select * from {{ ref('int_people__unioned') }} where coalesce(is_lead, false)
),

person_owners as (
    select * from {{ ref('person_owners') }}
),

-- A company that only the help desk knows is no record of the CRM: that is where deals are.
crm_accounts as (
    select distinct identity.account_key
    from {{ ref('identity_accounts') }} as identity
    inner join {{ ref('int_accounts__unioned') }} as account_records
        on identity.source_key = account_records.source_key
    where identity.is_record{% if crms %} and account_records.source in ({{ sql_list(crms) }}){% endif %}
),

accounts as (
    select accounts.*
    from {{ ref('accounts') }} as accounts
    inner join crm_accounts on accounts.account_key = crm_accounts.account_key
    where accounts.created_at < {{ as_of_end() }}
),

reps as (
    select * from {{ ref('reps') }}
),

-- Of each lead: whether any of its records has the field.
person_fields as (
    select
        person_identity.person_key,
        max(case when {{ normalised_email('person_records.email') }} is not null then 1 else 0 end)
            as has_email,
        max(case when nullif(trim(person_records.phone), '') is not null then 1 else 0 end) as has_phone,
        max(case when nullif(trim(person_records.job_title), '') is not null then 1 else 0 end)
            as has_job_title,
        max(case when nullif(trim(person_records.market), '') is not null then 1 else 0 end) as has_market
    from person_identity
    inner join person_records on person_identity.source_key = person_records.source_key
    group by person_identity.person_key
),

deal_rows as (
    select
        'opportunity' as record_kind,
        open_days.opportunity_key as record_key,
        open_days.day_on,
        opportunities.created_on,
        open_days.owner_key,
        {{ required_fields(required.opportunities, {
            'account': "opportunities.account_key <> 'unknown'",
            'owner': "open_days.owner_key <> 'unknown'",
            'amount': 'open_days.amount > 0',
            'expected_close_on': 'open_days.expected_close_on is not null',
            'people': 'opportunity_people.opportunity_key is not null',
        }) }}
    from open_days
    inner join opportunities on open_days.opportunity_key = opportunities.opportunity_key
    left join opportunity_people on open_days.opportunity_key = opportunity_people.opportunity_key
),

leads as (
    select
        people.person_key,
        people.account_key,
        people.channel_key,
        {{ business_date('people.lead_at') }} as created_on,
        person_fields.has_email,
        person_fields.has_phone,
        person_fields.has_job_title,
        person_fields.has_market
    from people
    inner join person_fields on people.person_key = person_fields.person_key
),

owner_days as (
    select
        person_key,
        owner_key,
        {{ business_date('valid_from') }} as from_on,
        {{ business_date('valid_to') }} as to_on
    from person_owners
),

lead_days as (
    select leads.*, month_ends.day_on
    from leads
    inner join month_ends on leads.created_on <= month_ends.day_on
    where month_ends.is_month_end = 1
),

lead_rows as (
    select
        'lead' as record_kind,
        lead_days.person_key as record_key,
        lead_days.day_on,
        lead_days.created_on,
        coalesce(owner_days.owner_key, 'unknown') as owner_key,
        {{ required_fields(required.leads, {
            'owner': "coalesce(owner_days.owner_key, 'unknown') <> 'unknown'",
            'email': 'lead_days.has_email = 1',
            'phone': 'lead_days.has_phone = 1',
            'job_title': 'lead_days.has_job_title = 1',
            'account': "lead_days.account_key <> 'unknown'",
            'market': 'lead_days.has_market = 1',
            'channel': "lead_days.channel_key <> 'unknown'",
        }) }}
    from lead_days
    left join owner_days
        on
            lead_days.person_key = owner_days.person_key
            and lead_days.day_on >= owner_days.from_on
            and lead_days.day_on < owner_days.to_on
),

account_rows as (
    select
        'account' as record_kind,
        accounts.account_key as record_key,
        month_ends.day_on,
        {{ business_date('accounts.created_at') }} as created_on,
        accounts.owner_key,
        {{ required_fields(required.accounts, {
            'owner': "accounts.owner_key <> 'unknown'",
            'domain': "coalesce(accounts.domain, '') <> ''",
            'industry': "accounts.industry_key <> 'unknown'",
            'employees': 'accounts.employees > 0',
            'market': "accounts.market_key <> 'unknown'",
        }) }}
    from accounts
    inner join month_ends on {{ business_date('accounts.created_at') }} <= month_ends.day_on
    where month_ends.is_month_end = 1
),

records as (
    select * from deal_rows
    union all
    select * from lead_rows
    union all
    select * from account_rows
),

final as (
    select
        records.record_kind || ':' || records.record_key || ':' || cast(records.day_on as string)
            as record_day_key,
        records.record_kind,
        records.record_key,
        records.day_on,
        records.created_on,
        records.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        records.required_fields,
        records.filled_fields,
        records.missing_fields,
        month_ends.is_month_end,
        month_ends.is_quarter_end,
        month_ends.is_year_end
    from records
    inner join month_ends on records.day_on = month_ends.day_on
    left join reps
        on
            records.owner_key = reps.rep_key
            and records.day_on between reps.valid_from and reps.valid_to
)

select * from final
