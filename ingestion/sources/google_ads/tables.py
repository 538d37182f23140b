"""Google Ads: the declared columns and key of every raw table."""

from __future__ import annotations

from ingestion.raw_table import RawTable

#: `left_out_because` is empty for an account that is read.
ACCOUNTS = RawTable(
    "accounts",
    "id descriptive_name status is_manager:b manager_id currency_code time_zone company_time_zone"
    " left_out_because",
)
#: Every name that a campaign was seen under, from which load on.
CAMPAIGN_NAMES = RawTable(
    "campaign_names",
    "customer_id id name seen_on:d",
    key=("customer_id", "id", "name"),
)
AD_SPEND = RawTable(
    "campaign_days",
    "customer_id campaign_id segments_date:d currency_code time_zone cost_micros:i"
    " impressions:i clicks:i is_removed:b",
    key=("customer_id", "segments_date", "campaign_id"),
    replaces=("customer_id", "segments_date"),
    # A day that has lost every row comes with one of these.
    removed="is_removed",
)
CAMPAIGNS = RawTable(
    "campaigns",
    "customer_id id name status advertising_channel_type start_date_time"
    " end_date_time tracking_url_template final_url_suffix utm_campaign currency_code",
    key=("customer_id", "id"),
)
#: Column -> field of the query language.
SPEND_FIELDS = {
    "customer_id": "customer.id",
    "currency_code": "customer.currency_code",
    "time_zone": "customer.time_zone",
    "campaign_id": "campaign.id",
    "segments_date": "segments.date",
    "cost_micros": "metrics.cost_micros",
    "impressions": "metrics.impressions",
    "clicks": "metrics.clicks",
}
CAMPAIGN_FIELDS = {
    "customer_id": "customer.id",
    "currency_code": "customer.currency_code",
    "id": "campaign.id",
    "name": "campaign.name",
    "status": "campaign.status",
    "advertising_channel_type": "campaign.advertising_channel_type",
    "start_date_time": "campaign.start_date_time",
    "end_date_time": "campaign.end_date_time",
    "tracking_url_template": "campaign.tracking_url_template",
    "final_url_suffix": "campaign.final_url_suffix",
}
ACCOUNT_FIELDS = {
    "id": "customer_client.id",
    "descriptive_name": "customer_client.descriptive_name",
    "status": "customer_client.status",
    "is_manager": "customer_client.manager",
    "currency_code": "customer_client.currency_code",
    "time_zone": "customer_client.time_zone",
}
