"""Google Ads' cost per account, campaign and day as it was loaded."""

from expectations.suite import Suite, between, fresh, not_empty, required, unique

SUITE = Suite(
    table="raw_google_ads.campaign_days",
    key=("customer_id", "campaign_id", "segments_date"),
    checks=(
        # What the account refuses is left out, and said; it keeps nothing else from readers.
        not_empty("warn"),
        unique("customer_id", "campaign_id", "segments_date"),
        # A cost that was refused, too: the spend is published without it, and not trusted.
        required("cost_micros", "warn", what="the cost of ads"),
        required("currency_code"),
        between("cost_micros", 0, what="the cost of ads"),
        between("impressions", 0, what="how often ads were shown"),
        between("clicks", 0, what="how often ads were clicked"),
        # No campaign may run for some days: the mart's check looks closer at all spend.
        fresh("segments_date", days=14, what="the latest day of ads"),
    ),
)
