"""World tables of support: tickets, their events, survey answers."""

from __future__ import annotations

from demo.world.schemas.spec import table

SUPPORT = (
    table(
        "tickets",
        "One ticket. requester_contact_id is null for people that the CRM does not know; type:"
        " question, incident, problem, task; is_complaint: carries the complaint tag.",
        "ticket_id s, requester_contact_id s?, requester_email s, requester_person_id s,"
        "company_id s?, type s, is_complaint b, priority s, assignee_rep_id s?, created_at t,"
        "deleted_at t?",
        "ticket_id",
        {"deleted_at": "deleted_at"},
    ),
    table(
        "ticket_events",
        "Ticket x event. kind: created, public_comment, internal_note, assigned, status_changed,"
        " solved, reopened, sla_set; actor_role: agent, end_user, system; status new, open,"
        " pending, hold, solved; sla_metric: first_reply_time, requester_wait_time;"
        " sla_seconds: the target of an sla_set, in calendar time.",
        "event_id s, ticket_id s, kind s, actor_role s, actor_rep_id s?, status s?, sla_metric s?,"
        "sla_seconds i?, occurred_at t",
        "event_id",
    ),
    table(
        "portal_tickets",
        "One ticket that the CRM itself keeps; the demo company's are in its help desk: none.",
        "ticket_id s, contact_id s?, company_record_id s?, category s?, priority s?, origin s,"
        "created_at t, first_reply_at t?, merged_into s?, merged_at t?, deleted_at t?",
        "ticket_id",
        {"first_reply_at": "first_reply_at", "deleted_at": "deleted_at"},
    ),
    table(
        "portal_ticket_changes",
        "portal_tickets x change. field: pipeline, stage, owner (a rep).",
        "change_id s, ticket_id s, field s, new_value s?, changed_at t",
        "change_id",
    ),
    table(
        "survey_answers",
        "One answer. kind: NPS (0-10), CSAT, CES; channel: zendesk (good 1 / bad 0, scale_max 1),"
        " hubspot, public_reviews.",
        "answer_id s, kind s, channel s, score f, scale_max f, ticket_id s?, contact_id s?,"
        "person_id s, company_id s, answered_at t",
        "answer_id",
    ),
)
