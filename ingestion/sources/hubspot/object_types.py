"""Which CRM objects are read, with which properties, history and associations.

Properties are written as the columns of a `RawTable` are: `name:type`, text without a type.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ingestion.personal import NOBODY, Personal

#: Properties that a portal may never have had: those that a company makes itself.
MAY_LACK = frozenset(
    [
        "competitor",
        "list_price",
        "discount_amount",
        "deal_cost",
        "expected_close_date",
        "lead_temperature",
        "disqualified_reason",
        "is_test_record",
        "onboarded_at",
        "meeting_direction",
        "meeting_booked_at",
        "meeting_cancelled_at",
        "communication_direction",
        "line_cost",
        "recurring_amount",
        "refund_amount",
        "refunded_at",
        "quote_sent_at",
        "response_scale_max",
    ]
)


@dataclass(frozen=True)
class ObjectType:
    """One CRM object type as we read it.

    Attributes:
        name: as in paths and as the raw table is called.
        properties: its properties, as columns.
        history: properties whose versions are kept.
        links: object types whose associations are read.
        modified: the property that says when it was last touched.
        personal: which properties say who a person is.
    """

    name: str
    properties: str
    history: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    modified: str = "hs_lastmodifieddate"
    personal: Personal = NOBODY

    @cached_property
    def property_names(self) -> list[str]:
        """The properties without their types."""
        return [column.partition(":")[0] for column in self.properties.split()]


def _type(
    name: str,
    properties: str,
    history: str = "",
    links: str = "",
    modified: str = "hs_lastmodifieddate",
    personal: Personal = NOBODY,
) -> ObjectType:
    return ObjectType(
        name, properties, tuple(history.split()), tuple(links.split()), modified, personal
    )


_ACTIVITY = (
    "hs_timestamp:t hs_createdate:t hubspot_owner_id hs_created_by_user_id hs_object_source"
    " hs_object_source_id "
)
_ACTIVITY_LINKS = "contacts companies deals"

CRM_OBJECTS: tuple[ObjectType, ...] = (
    _type(
        "contacts",
        "email hs_additional_emails firstname lastname phone jobtitle company country createdate:t"
        " hs_createdate:t lifecyclestage hs_lead_status hubspot_owner_id"
        " hubspot_owner_assigneddate:t hubspotscore:f hs_email_optout:b hs_legal_basis"
        " lead_temperature disqualified_reason hs_analytics_source hs_analytics_source_data_1"
        " hs_analytics_first_touch_converting_campaign associatedcompanyid hs_merged_object_ids"
        " is_test_record:b",
        "lifecyclestage hs_lead_status hubspot_owner_id hubspotscore hs_email_optout"
        " hs_legal_basis lead_temperature disqualified_reason",
        "companies",
        "lastmodifieddate",
        Personal(
            is_person=True,
            about="id:id email:email",
            mentions="hs_additional_emails:email hs_merged_object_ids:id",
            names="firstname lastname",
            details="phone jobtitle company",
        ),
    ),
    _type(
        "companies",
        "name domain country industry numberofemployees:i hubspot_owner_id createdate:t"
        " hs_createdate:t onboarded_at:t hs_merged_object_ids",
    ),
    _type(
        "deals",
        "dealname pipeline dealstage dealtype amount:f deal_currency_code"
        " hs_deal_stage_probability:f closedate:t expected_close_date:d hubspot_owner_id"
        " closed_lost_reason competitor list_price:f discount_amount:f deal_cost:f createdate:t"
        " hs_createdate:t hs_is_closed:b hs_is_closed_won:b hs_analytics_source"
        " hs_analytics_source_data_1 hs_campaign hs_merged_object_ids is_test_record:b",
        "dealstage amount hs_deal_stage_probability closedate expected_close_date hubspot_owner_id",
        "contacts companies",
        personal=Personal(texts="dealname"),
    ),
    _type(
        "leads",
        "hs_lead_name hs_lead_label hs_pipeline hs_pipeline_stage hubspot_owner_id hs_createdate:t"
        " hs_primary_contact_id",
        personal=Personal(about="hs_primary_contact_id:id", details="hs_lead_name"),
    ),
    _type(
        "calls",
        _ACTIVITY + "hs_call_title hs_call_direction hs_call_disposition hs_call_status"
        " hs_call_duration:f",
        links=_ACTIVITY_LINKS,
        personal=Personal(texts="hs_call_title"),
    ),
    _type(
        "emails",
        _ACTIVITY + "hs_email_direction hs_email_status",
        links=_ACTIVITY_LINKS,
        personal=Personal(others="hs_email_direction hs_email_status"),
    ),
    _type(
        "meetings",
        _ACTIVITY + "hs_meeting_title hs_meeting_start_time:t hs_meeting_end_time:t"
        " hs_meeting_outcome hs_activity_type meeting_direction meeting_booked_at:t"
        " meeting_cancelled_at:t",
        links=_ACTIVITY_LINKS,
        personal=Personal(texts="hs_meeting_title"),
    ),
    _type(
        "tasks",
        _ACTIVITY + "hs_task_status hs_task_type hs_task_completion_date:t",
        links=_ACTIVITY_LINKS,
    ),
    _type("notes", _ACTIVITY, links=_ACTIVITY_LINKS),
    _type(
        "communications",
        _ACTIVITY + "hs_communication_channel_type hs_communication_logged_from"
        " communication_direction",
        links=_ACTIVITY_LINKS,
    ),
    _type(
        "line_items",
        "name hs_sku hs_product_id quantity:f price:f hs_pre_discount_amount:f hs_total_discount:f"
        " amount:f line_cost:f hs_line_item_currency_code recurringbillingfrequency"
        " recurring_amount:f hs_recurring_billing_start_date:d hs_recurring_billing_end_date:d"
        " refund_amount:f refunded_at:t createdate:t hs_createdate:t",
        links="deals",
    ),
    _type(
        "products",
        "name hs_sku price:f hs_cost_of_goods_sold:f hs_price_currency recurringbillingfrequency"
        " createdate:t hs_createdate:t",
    ),
    _type(
        "quotes",
        "hs_title hs_quote_amount:f hs_currency hs_status hs_createdate:t quote_sent_at:t",
        links="deals",
        personal=Personal(texts="hs_title"),
    ),
    _type(
        "feedback_submissions",
        "hs_survey_type hs_survey_channel hs_value:f response_scale_max:f"
        " hs_submission_timestamp:t hs_createdate:t",
        links="contacts",
    ),
)
