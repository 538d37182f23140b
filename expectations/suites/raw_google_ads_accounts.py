"""The ad accounts that the credentials reach, and why some are not read."""

from expectations.suite import Check, Suite, same_time_zone

SUITE = Suite(
    table="raw_google_ads.accounts",
    key=("id",),
    checks=(
        Check(
            "expect_column_values_to_be_in_set",
            "warn",
            "ad accounts can't be read (their past spend stays); enable "
            "them, or name those that count in ACCORD_GOOGLE_ADS_CUSTOMER_ID",
            {
                "column": "left_out_because",
                "value_set": ["a manager account has no spend of its own"],
            },
            label="accounts_left_out",
        ),
        same_time_zone(),
    ),
)
