"""Standard properties of HubSpot's objects, of those that a source may ask for.

HubSpot's descriptions do not list them. These are the names of its API guides and of its pages on
default properties; `hs_price_currency` and `hs_time_to_first_agent_reply`, for two, are not among
them. What is not here is taken for a property that somebody made: add only what such a page names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_EVERYWHERE = """
    hs_object_id createdate hs_createdate hs_lastmodifieddate lastmodifieddate
    hubspot_owner_id hubspot_owner_assigneddate hubspot_team_id hs_merged_object_ids
    hs_created_by_user_id hs_updated_by_user_id hs_object_source hs_object_source_id
    hs_object_source_label hs_object_source_detail_1 hs_object_source_user_id
    hs_all_owner_ids hs_all_team_ids hs_was_imported"""
_ANALYTICS = "hs_analytics_source hs_analytics_source_data_1 hs_analytics_source_data_2"
_LATEST = "hs_latest_source hs_latest_source_data_1 hs_latest_source_data_2"
_RECURRING = """
    recurringbillingfrequency hs_recurring_billing_period hs_recurring_billing_start_date
    hs_recurring_billing_end_date hs_recurring_billing_number_of_payments hs_mrr hs_arr
    hs_tcv hs_acv"""
STANDARD: Mapping[str, str] = {
    "contacts": f"""
        email hs_additional_emails firstname lastname phone mobilephone jobtitle company
        country state city zip industry numemployees annualrevenue lifecyclestage
        hs_lead_status hubspotscore hs_email_optout hs_legal_basis hs_persona
        associatedcompanyid website hs_linkedin_url
        hs_analytics_first_touch_converting_campaign
        hs_analytics_last_touch_converting_campaign first_conversion_date
        first_conversion_event_name recent_conversion_date hs_buying_role
        hs_marketable_status hs_country_region_code hs_predictivescoringtier {_ANALYTICS}
        {_LATEST}""",
    "companies": f"""
        name domain country state city zip industry numberofemployees annualrevenue
        lifecyclestage hs_lead_status hs_parent_company_id hs_is_target_account
        hs_ideal_customer_profile closedate type phone website description {_ANALYTICS}
        {_LATEST}""",
    "deals": f"""
        dealname pipeline dealstage dealtype amount amount_in_home_currency
        deal_currency_code hs_deal_stage_probability hs_forecast_amount
        hs_forecast_probability hs_manual_forecast_category closedate closed_lost_reason
        closed_won_reason hs_is_closed hs_is_closed_won hs_is_closed_lost hs_closed_amount
        hs_campaign hs_projected_amount hs_primary_associated_company hs_priority hs_mrr
        hs_arr hs_tcv hs_acv hs_exchange_rate hs_closed_won_date hs_is_deal_split
        num_associated_contacts {_ANALYTICS} {_LATEST}""",
    "leads": """
        hs_lead_name hs_lead_label hs_lead_type hs_lead_source hs_pipeline hs_pipeline_stage
        hs_primary_contact_id hs_primary_company_id hs_lead_disqualification_reason
        hs_lead_disqualification_note hs_associated_contact_email""",
    "calls": """
        hs_timestamp hs_call_title hs_call_body hs_call_direction hs_call_disposition
        hs_call_status hs_call_duration hs_call_source hs_call_to_number hs_call_from_number
        hs_activity_type""",
    "emails": """
        hs_timestamp hs_email_direction hs_email_status hs_email_subject hs_email_thread_id
        hs_email_from_email hs_email_to_email hs_email_headers""",
    "meetings": """
        hs_timestamp hs_meeting_title hs_meeting_start_time hs_meeting_end_time
        hs_meeting_outcome hs_meeting_source hs_meeting_location hs_activity_type
        hs_meeting_created_from_link_id hs_meeting_calendar_event_hash""",
    "tasks": """
        hs_timestamp hs_task_subject hs_task_status hs_task_type hs_task_priority
        hs_task_completion_date""",
    "notes": "hs_timestamp hs_note_body hs_attachment_ids",
    "communications": """
        hs_timestamp hs_communication_channel_type hs_communication_logged_from
        hs_communication_body""",
    "line_items": f"""
        name hs_sku hs_product_id quantity price amount discount hs_discount_percentage
        hs_pre_discount_amount hs_total_discount hs_cost_of_goods_sold
        hs_line_item_currency_code hs_term_in_months hs_effective_unit_price hs_margin
        hs_product_type {_RECURRING}""",
    "products": f"""
        name hs_sku price hs_cost_of_goods_sold hs_folder_id hs_product_type description
        {_RECURRING}""",
    "quotes": """
        hs_title hs_quote_amount hs_currency hs_status hs_expiration_date hs_quote_number
        hs_public_url_key hs_quote_link hs_esign_enabled hs_esign_date hs_approver_id
        hs_language hs_sender_email hs_template_type hs_proposal_domain hs_locked
        hs_payment_status hs_payment_date""",
    "feedback_submissions": """
        hs_survey_id hs_survey_name hs_survey_type hs_survey_channel hs_value
        hs_response_group hs_content hs_submission_timestamp hs_submission_name hs_sentiment
        hs_ingestion_id""",
    "tickets": """
        subject content hs_pipeline hs_pipeline_stage hs_ticket_priority hs_ticket_category
        source_type closed_date first_agent_reply_date last_reply_date time_to_close
        time_to_first_agent_reply hs_resolution hs_ticket_id hs_last_message_received_at""",
}
#: Of each pipeline stage there is a family of these.
_STAGES = ("hs_v2_date_entered_", "hs_v2_date_exited_", "hs_v2_cumulative_time_in_")
#: Campaigns have properties, too, asked for in the same way.
CAMPAIGN = """
    hs_name hs_start_date hs_end_date hs_notes hs_audience hs_currency_code
    hs_campaign_status hs_utm hs_owner hs_color_hex hs_created_by_user_id hs_object_id
    hs_budget_items_sum_amount hs_spend_items_sum_amount hs_goal"""


def custom_properties(
    path: str, query: Mapping[str, Sequence[str]], body: Mapping[str, Any] | None
) -> Iterator[str]:
    """The properties that a request asks for and that no portal has by itself, as `type.name`."""
    given = body or {}
    asked = [
        name
        for key in ("properties", "propertiesWithHistory")
        for text in [*query.get(key, ()), *given.get(key, ())]
        for name in text.split(",")
    ]
    if asked:
        kind, known = _known(path)
        for name in asked:
            if name not in known and not name.startswith(_STAGES):
                yield f"{kind}.{name}"


def _known(path: str) -> tuple[str, set[str]]:
    kinds = [part for part in path.split("/") if part in STANDARD]
    if "campaigns" in path.split("/"):
        return "campaigns", set(CAMPAIGN.split())
    kind = kinds[-1] if kinds else path
    return kind, {*_EVERYWHERE.split(), *STANDARD.get(kind, "").split()}
