"""Google Analytics: the declared columns and key of the raw table."""

from __future__ import annotations

from ingestion.raw_table import RawTable

WEB_TRAFFIC = RawTable(
    "web_traffic",
    "property_id grain period_start:d slice slice_value sessions:i total_users:i"
    " screen_page_views:i engaged_sessions:i user_engagement_duration:f time_zone"
    " subject_to_thresholding:b data_loss_from_other_row:b is_removed:b",
    key=("property_id", "grain", "period_start", "slice", "slice_value"),
    replaces=("property_id", "grain", "period_start", "slice"),
    # A period that has lost every row of a slice comes with one of these.
    removed="is_removed",
)
#: What the vendor says of the report of each period, also of one without rows. By period and not by
#: report: the next load asks for other days, and what it hears again is no change.
REPORTS = RawTable(
    "reports",
    "property_id grain slice period_start:d rows:i time_zone company_time_zone currency_code"
    " is_thresholded:b is_total_thresholded:b has_other_row:b is_sampled:b samples_read:i"
    " sampling_space:i",
    key=("property_id", "grain", "slice", "period_start"),
)
METRICS = {
    "sessions": "sessions",
    "totalUsers": "total_users",
    "screenPageViews": "screen_page_views",
    "engagedSessions": "engaged_sessions",
    "userEngagementDuration": "user_engagement_duration",
}
#: Slice -> the dimension that tells its members; the total has none.
SLICES: dict[str, str | None] = {
    "total": None,
    "channel": "sessionDefaultChannelGroup",
    "campaign": "sessionCampaignName",
    "content": "landingPage",
    "market": "countryId",
}
