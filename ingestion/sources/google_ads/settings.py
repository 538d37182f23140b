"""Google Ads: its settings, and the declared columns and key of every raw table."""

from __future__ import annotations

from pydantic import SecretStr

from ingestion.google_auth import GoogleConfig
from ingestion.raw_table import RawTable

API_VERSION = "v25"


class GoogleAdsConfig(GoogleConfig):
    """The ad accounts of one company.

    Attributes:
        base_url: of the API.
        developer_token: of the manager account.
        customer_id: accounts to read, digits only, separated by commas; left out: every account
            that the credentials may read.
        login_customer_id: the manager account through which access goes.
        history_months: how far back the first load goes.
        lookback_days: Google restates spend (invalid clicks, late conversions): so many days are
            read again at every load.
    """

    base_url: str = "https://googleads.googleapis.com"
    developer_token: SecretStr
    customer_id: str | None = None
    login_customer_id: str | None = None
    history_months: int = 36
    lookback_days: int = 30

    def headers(self) -> dict[str, str]:
        """What every request carries."""
        headers = {
            "Authorization": self.authorization(),
            "developer-token": self.developer_token.get_secret_value(),
        }
        if self.login_customer_id is not None:
            headers["login-customer-id"] = self.login_customer_id.replace("-", "")
        return headers

    def customers(self) -> list[str]:
        """The accounts named in the settings, without dashes."""
        named = (self.customer_id or "").replace("-", "").split(",")
        return [customer.strip() for customer in named if customer.strip()]


AD_SPEND = RawTable(
    "campaign_days",
    "customer_id:s campaign_id:s segments_date:d currency_code:s time_zone:s cost_micros:i"
    " impressions:i clicks:i",
    key=("customer_id", "segments_date", "campaign_id"),
    replaces=("customer_id", "segments_date"),
)
CAMPAIGNS = RawTable(
    "campaigns",
    "customer_id:s id:s name:s status:s advertising_channel_type:s start_date_time:s"
    " end_date_time:s tracking_url_template:s final_url_suffix:s utm_campaign:s currency_code:s",
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
