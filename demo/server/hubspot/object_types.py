"""The CRM object types that the sandbox serves: names, ids, properties, associations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, cast

PropertyType = Literal["string", "number", "datetime", "date", "enumeration", "bool"]


@dataclass(frozen=True)
class ObjectType:
    """One CRM object type.

    name: as in paths; type_id: as in `/crm/v3/objects/0-3`; singular: as in association types;
    modified: the property that says when it was last touched; default: the properties served when
    none is asked for; tracked: property -> the `field` of the change table behind its history;
    associated: object types that it can be associated with; custom: the properties that the
    company made itself.
    """

    name: str
    type_id: str
    singular: str
    properties: dict[str, PropertyType]
    default: tuple[str, ...]
    associated: tuple[str, ...]
    modified: str = "hs_lastmodifieddate"
    tracked: dict[str, str] = field(default_factory=dict)
    custom: frozenset[str] = frozenset()


def _type(
    names: str,
    properties: str,
    associated: str,
    default: str = "hs_createdate hs_lastmodifieddate hs_object_id",
    modified: str = "hs_lastmodifieddate",
    tracked: dict[str, str] | None = None,
    custom: str = "",
) -> ObjectType:
    name, type_id, singular = names.split()
    typed: dict[str, PropertyType] = {"hs_object_id": "number", modified: "datetime"}
    for entry in [*properties.split(), *custom.split()]:
        label, _, kind = entry.partition(":")
        typed[label] = cast(PropertyType, kind or "string")
    return ObjectType(
        name,
        type_id,
        singular,
        typed,
        tuple(default.split()),
        tuple(associated.split()),
        modified,
        tracked or {},
        frozenset(entry.partition(":")[0] for entry in custom.split()),
    )


SALES_STAGES = ("discovery", "demo", "proposal", "negotiation", "closedwon", "closedlost")
RENEWAL_STAGES = ("renewal_open", "renewal_negotiation", "renewalwon", "renewallost")
CLOSED_STAGES = ("closedwon", "closedlost", "renewalwon", "renewallost")

# Stage -> label, state: HubSpot's own pipeline of support, with its numbers.
TICKET_STAGES = {
    "1": ("New", "OPEN"),
    "2": ("Waiting on contact", "OPEN"),
    "3": ("Waiting on us", "OPEN"),
    "4": ("Closed", "CLOSED"),
}

_CONTACTS = _type(
    "contacts 0-1 contact",
    "email hs_additional_emails firstname lastname phone jobtitle company country"
    " createdate:datetime hs_createdate:datetime lifecyclestage:enumeration"
    " hs_lead_status:enumeration"
    " hubspot_owner_id:enumeration hubspot_owner_assigneddate:datetime hubspotscore:number"
    " hs_email_optout:bool hs_legal_basis:enumeration"
    " hs_analytics_source:enumeration hs_analytics_source_data_1"
    " hs_analytics_first_touch_converting_campaign associatedcompanyid:number"
    " hs_merged_object_ids hs_calculated_merged_vids",
    "companies deals calls emails meetings tasks notes communications leads feedback_submissions"
    " tickets",
    "createdate email firstname hs_object_id lastmodifieddate lastname",
    "lastmodifieddate",
    {
        "lifecyclestage": "lifecycle_stage",
        "hs_lead_status": "lead_status",
        "hubspot_owner_id": "owner",
        "hubspotscore": "score",
        "hs_email_optout": "subscribed",
        "hs_legal_basis": "consent",
        "lead_temperature": "temperature",
        "disqualified_reason": "disqualified_reason",
    },
    custom="lead_temperature:enumeration disqualified_reason lead_source:enumeration",
)
_COMPANIES = _type(
    "companies 0-2 company",
    "name domain country industry numberofemployees:number hubspot_owner_id:enumeration"
    " createdate:datetime hs_createdate:datetime hs_merged_object_ids",
    "contacts deals calls emails meetings tasks notes communications tickets",
    "createdate domain hs_lastmodifieddate hs_object_id name",
    custom="onboarded_at:datetime",
)
_DEALS = _type(
    "deals 0-3 deal",
    "dealname pipeline:enumeration dealstage:enumeration dealtype:enumeration amount:number"
    " deal_currency_code:enumeration hs_deal_stage_probability:number closedate:datetime"
    " hubspot_owner_id:enumeration closed_lost_reason createdate:datetime"
    " hs_createdate:datetime hs_is_closed:bool hs_is_closed_won:bool"
    " hs_analytics_source:enumeration hs_analytics_source_data_1 hs_campaign"
    " hs_mrr:number hs_arr:number hs_tcv:number hs_acv:number hs_merged_object_ids "
    + " ".join(
        f"hs_v2_date_entered_{stage}:datetime" for stage in (*SALES_STAGES, *RENEWAL_STAGES)
    ),
    "contacts companies line_items quotes calls emails meetings tasks notes communications",
    "amount closedate createdate dealname dealstage hs_lastmodifieddate hs_object_id pipeline",
    tracked={
        "dealstage": "stage",
        "amount": "amount",
        "hs_deal_stage_probability": "probability",
        "expected_close_date": "expected_close_on",
        "hubspot_owner_id": "owner",
        "closed_lost_reason": "loss_reason",
        "competitor": "competitor",
        "list_price": "list_price",
        "discount_amount": "discount",
        "deal_cost": "cost",
        "closedate": "closed_at",
    },
    custom="expected_close_date:date competitor list_price:number discount_amount:number"
    " deal_cost:number lead_source:enumeration",
)
_LEADS = _type(
    "leads 0-136 lead",
    "hs_lead_name hs_lead_label:enumeration hs_pipeline:enumeration hs_pipeline_stage:enumeration"
    " hubspot_owner_id:enumeration hs_createdate:datetime hs_primary_contact_id:number",
    "contacts",
)
_ACTIVITY = (
    "hs_timestamp:datetime hs_createdate:datetime hubspot_owner_id:enumeration"
    " hs_created_by_user_id:number hs_object_source:enumeration hs_object_source_id "
)
_ACTIVITY_LINKS = "contacts companies deals"
_CALLS = _type(
    "calls 0-48 call",
    _ACTIVITY + "hs_call_title hs_call_direction:enumeration hs_call_disposition:enumeration"
    " hs_call_status:enumeration hs_call_duration:number",
    _ACTIVITY_LINKS,
)
_EMAILS = _type(
    "emails 0-49 email",
    _ACTIVITY + "hs_email_subject hs_email_direction:enumeration hs_email_status:enumeration",
    _ACTIVITY_LINKS,
)
_MEETINGS = _type(
    "meetings 0-47 meeting_event",
    _ACTIVITY + "hs_meeting_title hs_meeting_start_time:datetime hs_meeting_end_time:datetime"
    " hs_meeting_outcome:enumeration hs_activity_type:enumeration",
    _ACTIVITY_LINKS,
    custom="activity_direction:enumeration meeting_booked_at:datetime"
    " meeting_cancelled_at:datetime",
)
_TASKS = _type(
    "tasks 0-27 task",
    _ACTIVITY + "hs_task_subject hs_task_status:enumeration hs_task_type:enumeration"
    " hs_task_completion_date:datetime",
    _ACTIVITY_LINKS,
)
_NOTES = _type("notes 0-46 note", _ACTIVITY + "hs_note_body", _ACTIVITY_LINKS)
_COMMUNICATIONS = _type(
    "communications 0-18 communication",
    _ACTIVITY + "hs_communication_channel_type:enumeration hs_communication_logged_from:enumeration"
    " hs_communication_body",
    _ACTIVITY_LINKS,
    custom="activity_direction:enumeration",
)
_LINE_ITEMS = _type(
    "line_items 0-8 line_item",
    "name hs_sku hs_product_id:number quantity:number price:number hs_pre_discount_amount:number"
    " hs_total_discount:number amount:number hs_cost_of_goods_sold:number hs_tcv:number"
    " hs_recurring_billing_period"
    " hs_line_item_currency_code:enumeration recurringbillingfrequency:enumeration"
    " hs_recurring_billing_start_date:date hs_recurring_billing_end_date:date"
    " createdate:datetime hs_createdate:datetime",
    "deals",
    "createdate hs_lastmodifieddate hs_object_id name",
    custom="line_cost:number recurring_amount:number refund_amount:number refunded_at:datetime",
)
_PRODUCTS = _type(
    "products 0-7 product",
    "name hs_sku price:number hs_cost_of_goods_sold:number"
    " recurringbillingfrequency:enumeration createdate:datetime hs_createdate:datetime",
    "",
    "createdate hs_lastmodifieddate hs_object_id name",
)
_TICKETS = _type(
    "tickets 0-5 ticket",
    "hs_pipeline:enumeration hs_pipeline_stage:enumeration hs_ticket_priority:enumeration"
    " hs_ticket_category:enumeration source_type:enumeration createdate:datetime"
    " hs_createdate:datetime closed_date:datetime first_agent_reply_date:datetime"
    " time_to_close:number time_to_first_agent_reply:number hubspot_owner_id:enumeration"
    " hs_merged_object_ids",
    "contacts companies",
    "createdate hs_lastmodifieddate hs_object_id hs_pipeline hs_pipeline_stage",
    tracked={"hs_pipeline": "pipeline", "hs_pipeline_stage": "stage", "hubspot_owner_id": "owner"},
)
_QUOTES = _type(
    "quotes 0-14 quote",
    "hs_title hs_quote_amount:number hs_currency:enumeration hs_status:enumeration"
    " hs_createdate:datetime",
    "deals",
    custom="quote_sent_at:datetime",
)
_FEEDBACK = _type(
    "feedback_submissions 0-19 feedback_submission",
    "hs_survey_type:enumeration hs_survey_channel:enumeration hs_value:number"
    " hs_response_group:enumeration hs_submission_timestamp:datetime hs_createdate:datetime",
    "contacts",
    custom="response_scale_max:number",
)

OBJECT_TYPES: dict[str, ObjectType] = {
    kind.name: kind
    for kind in (
        _CONTACTS,
        _COMPANIES,
        _DEALS,
        _LEADS,
        _CALLS,
        _EMAILS,
        _MEETINGS,
        _TASKS,
        _NOTES,
        _COMMUNICATIONS,
        _LINE_ITEMS,
        _PRODUCTS,
        _QUOTES,
        _TICKETS,
        _FEEDBACK,
    )
}


def find_type(name: str) -> ObjectType | None:
    """The object type of a path segment: plural name, singular name or type id."""
    for kind in OBJECT_TYPES.values():
        if name in (kind.name, kind.type_id, kind.singular):
            return kind
    return None
