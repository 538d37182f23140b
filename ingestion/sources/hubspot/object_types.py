"""Which CRM objects are read, with which properties, history and associations.

Properties are written as the columns of a `RawTable` are: `name:type`, text without a type.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ingestion.personal import NOBODY, Personal
from ingestion.sources.hubspot.mapping import FieldMap, mapped_of, of_object


@dataclass(frozen=True)
class ObjectType:
    """One CRM object type as we read it.

    Attributes:
        name: as in paths and as the raw table is called.
        properties: HubSpot's own properties that are read, as columns.
        history: those whose versions are kept.
        links: object types whose associations are read.
        modified: the property that says when it was last touched.
        personal: which properties say who a person is.
        mapped: column of a mappable field -> the portal's property that it is read from.
        mapped_history: properties of the mapping whose versions are kept.
    """

    name: str
    properties: str
    history: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    modified: str = "hs_lastmodifieddate"
    personal: Personal = NOBODY
    mapped: Mapping[str, str] = field(default_factory=dict)
    mapped_history: tuple[str, ...] = ()

    @cached_property
    def standard_names(self) -> list[str]:
        """HubSpot's own properties, without their types."""
        return [column.partition(":")[0] for column in self.properties.split()]

    @cached_property
    def asked(self) -> dict[str, str]:
        """Column of the raw table -> the property that it is filled from."""
        return {**{name: name for name in self.standard_names}, **self.mapped}

    @cached_property
    def property_names(self) -> list[str]:
        """Every property that is asked for."""
        return list(dict.fromkeys(self.asked.values()))

    @cached_property
    def history_names(self) -> tuple[str, ...]:
        """Every property whose versions are asked for."""
        return tuple(dict.fromkeys([*self.history, *self.mapped_history]))

    @cached_property
    def columns(self) -> str:
        """The columns of its raw table: those of mappable fields are there, mapped or not."""
        mappable = (one.typed_column for one in of_object(self.name))
        return " ".join([self.properties, *dict.fromkeys(mappable)])

    def mapped_by(self, fields: FieldMap, portal: Collection[str] | None = None) -> ObjectType:
        """Return the type with what a mapping reads; `portal` says which properties there are."""
        found = {
            one: name
            for one, name in mapped_of(self.name, fields).items()
            if portal is None or name in portal
        }
        return replace(
            self,
            mapped={one.column: name for one, name in found.items()},
            mapped_history=tuple(name for one, name in found.items() if one.history),
        )


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
        " hubspot_owner_assigneddate:t hs_email_optout:b hs_legal_basis hs_analytics_source"
        " hs_analytics_first_touch_converting_campaign associatedcompanyid hs_merged_object_ids",
        "lifecyclestage hs_lead_status hubspot_owner_id hs_email_optout hs_legal_basis",
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
        " hs_createdate:t hs_merged_object_ids",
    ),
    _type(
        "deals",
        "dealname pipeline dealstage dealtype amount:f deal_currency_code"
        " hs_deal_stage_probability:f closedate:t hubspot_owner_id closed_lost_reason"
        " createdate:t hs_createdate:t hs_is_closed:b hs_is_closed_won:b hs_analytics_source"
        " hs_campaign hs_merged_object_ids hs_mrr:f hs_arr:f hs_tcv:f hs_acv:f",
        "dealstage pipeline amount hs_deal_stage_probability closedate hubspot_owner_id",
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
        " hs_meeting_outcome hs_activity_type",
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
        _ACTIVITY + "hs_communication_channel_type hs_communication_logged_from",
        links=_ACTIVITY_LINKS,
    ),
    _type(
        "line_items",
        "name hs_sku hs_product_id quantity:f price:f hs_cost_of_goods_sold:f"
        " hs_pre_discount_amount:f hs_total_discount:f amount:f hs_tcv:f"
        " hs_line_item_currency_code recurringbillingfrequency hs_recurring_billing_period"
        " hs_recurring_billing_start_date:d hs_recurring_billing_end_date:d createdate:t"
        " hs_createdate:t",
        links="deals",
    ),
    _type(
        "products",
        "name hs_sku price:f hs_cost_of_goods_sold:f recurringbillingfrequency"
        " createdate:t hs_createdate:t",
    ),
    _type(
        "quotes",
        "hs_title hs_quote_amount:f hs_currency hs_status hs_createdate:t",
        "hs_status",
        "deals",
        personal=Personal(texts="hs_title"),
    ),
    # Subject and text of a ticket are personal, and no KPI needs them.
    _type(
        "tickets",
        "hs_pipeline hs_pipeline_stage hs_ticket_priority hs_ticket_category source_type"
        " createdate:t hs_createdate:t closed_date:t first_agent_reply_date:t hubspot_owner_id"
        " hs_merged_object_ids",
        "hs_pipeline hs_pipeline_stage hubspot_owner_id",
        "contacts companies",
    ),
    _type(
        "feedback_submissions",
        "hs_survey_type hs_survey_channel hs_value:f hs_response_group hs_submission_timestamp:t"
        " hs_createdate:t",
        links="contacts",
    ),
)
