"""Which columns of the base entities say who a person is; a company's own export fills the same."""

from __future__ import annotations

from ingestion.personal import ALL, Personal
from ingestion.sources.files.refusals import QUARANTINE

_OF_A_PERSON = Personal(about="person_source_key:key")
_WITH_A_PERSON = Personal(mentions="person_source_key:key")

#: By entity, and the quarantine; the company's own people have `staff`.
PERSONAL = {
    "people": Personal(
        is_person=True,
        about="source_key:key email:email",
        mentions="secondary_emails:email merged_source_keys:key",
        names="full_name",
        details="phone company_name job_title",
        ids="source_id",
    ),
    "person_changes": _OF_A_PERSON,
    "lead_stage_events": _OF_A_PERSON,
    "opportunity_people": _OF_A_PERSON,
    "touches": Personal(about="person_source_key:key", ids="anonymous_id"),
    # Its `email` is the message that was sent.
    "email_events": Personal(about="person_source_key:key", others="email"),
    "activities": _WITH_A_PERSON,
    "survey_answers": _WITH_A_PERSON,
    "tickets": Personal(mentions="requester_source_key:key"),
    "ticket_events": Personal(mentions="actor_source_key:key"),
    "reps": Personal(about="email:email", names="full_name", staff=ALL),
    "quotas": Personal(about="rep_email:email", staff=ALL),
    "targets": Personal(about="owner:email dimension_value:email", staff=ALL),
    "annotations": Personal(about="author:email", staff=ALL),
    QUARANTINE: Personal(texts="value reason"),
}
