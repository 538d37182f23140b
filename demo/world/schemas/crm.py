"""World tables of the CRM: reps, companies, people, contacts, activities."""

from __future__ import annotations

from demo.world.schemas.spec import table

_ARCHIVE = {
    "merged_into": "merged_at",
    "merged_at": "merged_at",
    "deleted_at": "deleted_at",
    "restored_at": "restored_at",
}

CRM = (
    table(
        "teams",
        "One team. kind: sdr, ae, cs or marketing.",
        "team_id s, name s, kind s",
        "team_id",
    ),
    table(
        "reps",
        "One employee who works in the CRM or the help desk. role: SDR, AE, SM, CS. `tricks` and"
        " `looks_like` ('|'-joined names of `tricks.TRICKS`) are truth, never served.",
        "rep_id s, first_name s, last_name s, email s, role s, hubspot_owner_id s,"
        "hubspot_user_id s, zendesk_user_id s?, market s, active_from_on d, active_to_on d?,"
        "tricks s, looks_like s",
        "rep_id",
        {"active_to_on": "active_to_on"},
    ),
    table(
        "team_memberships",
        "Rep x team x validity, both days included; to_on null = still there. Planning sheet.",
        "rep_id s, team_id s, role s, from_on d, to_on d?",
        "rep_id from_on",
        {"to_on": "to_on"},
    ),
    table(
        "companies",
        "A company as it really is (truth only). second_name: the other name it goes by.",
        "company_id s, name s, second_name s?, domain s, country s, industry s, employees i,"
        "currency s, time_zone s",
        "company_id",
    ),
    table(
        "company_records",
        "A company object of the CRM; several may represent one company. owner_rep_id owns it.",
        "company_record_id s, company_id s, name s, domain s?, country s?, industry s?,"
        "employees i?, owner_rep_id s?, created_at t, merged_into s?, merged_at t?, deleted_at t?,"
        "restored_at t?, onboarded_at t?, onboarded_recorded_at t?",
        "company_record_id",
        {
            **_ARCHIVE,
            "onboarded_at": "onboarded_recorded_at",
            "onboarded_recorded_at": "onboarded_recorded_at",
        },
    ),
    table(
        "people",
        "A human as they really are (truth only). Support-only users are here too.",
        "person_id s, company_id s, first_name s, last_name s, email s, second_email s?, phone s?,"
        "job_title s, country s",
        "person_id",
    ),
    table(
        "contact_records",
        "A contact of the CRM. additional_emails as entered at creation; a merge adds the merged"
        " record's e-mail to the survivor (the server does it).",
        "contact_id s, person_id s, company_record_id s?, email s?, additional_emails s,"
        "first_name s, last_name s, phone s?, job_title s?, country s?, channel s, campaign_id s?,"
        "created_at t, merged_into s?, merged_at t?, deleted_at t?, restored_at t?, is_test b",
        "contact_id",
        _ARCHIVE,
    ),
    table(
        "contact_changes",
        "Contact x field x change; initial values are changes at creation. field: lifecycle_stage,"
        " lead_status, owner, score, subscribed, consent, temperature, disqualified_reason.",
        "change_id s, contact_id s, field s, old_value s?, new_value s?, changed_at t",
        "change_id",
    ),
    table(
        "activities",
        "One logged activity. outcome is the final one, known from outcome_recorded_at; before"
        " that a meeting is 'scheduled'. occurred_at may lie after recorded_at (booked meetings)"
        " or days before it (late logging).",
        "activity_id s, type s, direction s?, meeting_kind s?, rep_id s, contact_id s?,"
        "company_record_id s?, deal_id s?, booked_at t?, occurred_at t, cancelled_at t?,"
        "minutes f?, outcome s?, outcome_recorded_at t?, recorded_by s, import_id s?,"
        "deleted_at t?",
        "activity_id",
        {
            "outcome": "outcome_recorded_at",
            "outcome_recorded_at": "outcome_recorded_at",
            "cancelled_at": "cancelled_at",
            "deleted_at": "deleted_at",
        },
    ),
)
