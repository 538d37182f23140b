"""Ad accounts, their campaigns and daily figures, with field names of the query language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demo.server.google_ads.gaql import Gaql, QueryError

if TYPE_CHECKING:
    from demo.server.state import SandboxState

Row = dict[str, Any]
_MICROS = 1_000_000
METRICS = ("metrics.cost_micros", "metrics.impressions", "metrics.clicks")
FIELDS = {
    "customer.id",
    "customer.descriptive_name",
    "customer.currency_code",
    "customer.time_zone",
    "campaign.resource_name",
    "campaign.id",
    "campaign.name",
    "campaign.status",
    "campaign.advertising_channel_type",
    "campaign.start_date_time",
    "campaign.end_date_time",
    "campaign.tracking_url_template",
    "campaign.final_url_suffix",
    "segments.date",
    *METRICS,
    "customer_client.id",
    "customer_client.descriptive_name",
    "customer_client.status",
    "customer_client.manager",
    "customer_client.level",
    "customer_client.currency_code",
    "customer_client.time_zone",
}


class AdsStore:
    """What the ad accounts report at one `as_of`: the last word on each day holds."""

    def __init__(self, state: SandboxState) -> None:
        spend = sorted(state.visible("ad_spend").to_pylist(), key=lambda row: row["recorded_at"])
        latest = {
            (row["customer_id"], row["google_ads_campaign_id"], row["day"]): row for row in spend
        }
        accounts = {row["currency"]: row["customer_id"] for row in spend}
        self.customers = sorted(set(accounts.values()))
        # No account here is a manager: below each there is only itself.
        self._accounts = {key: _account(key, currency) for currency, key in accounts.items()}
        self._campaigns = {
            row["google_ads_campaign_id"]: _campaign(row, accounts[row["currency"]], state)
            for row in state.visible("campaigns").to_pylist()
            if row["google_ads_campaign_id"] is not None and row["currency"] in accounts
        }
        self._days = [
            {**self._campaigns[campaign], **_figures(row)}
            for (_, campaign, _), row in sorted(latest.items())
            if campaign in self._campaigns
        ]

    def search(self, customer_id: str, query: Gaql) -> list[Row]:
        """The rows of a query over one account, metrics summed over what is not selected.

        Raises:
            QueryError: it asks for another resource than campaigns and accounts.
        """
        if query.resource == "customer_client":
            return [{name: self._accounts[customer_id][name] for name in query.fields}]
        if query.resource not in ("campaign", "customer"):
            raise QueryError("BAD_RESOURCE_TYPE_IN_FROM_CLAUSE", f"'{query.resource}' is not here.")
        is_daily = any(name.startswith(("metrics.", "segments.")) for name in query.fields)
        source = self._days if is_daily else list(self._campaigns.values())
        own = (row for row in source if row["customer.id"] == customer_id)
        kept = [row for row in own if all(condition(row) for condition in query.conditions)]
        found = _summed(kept, query.fields)
        for name in reversed(query.order):
            found.sort(key=lambda row, by=name: str(row[by]))  # type: ignore[misc]
        return found[: query.limit]


def _campaign(row: Row, customer_id: str, state: SandboxState) -> Row:
    number, slug = row["google_ads_campaign_id"], row["utm_campaign"]
    is_over = row["ends_on"] < state.as_of
    return {
        "customer.id": customer_id,
        "customer.descriptive_name": f"Accord {row['currency']}",
        "customer.currency_code": row["currency"],
        "customer.time_zone": "Europe/Paris",
        "campaign.resource_name": f"customers/{customer_id}/campaigns/{number}",
        "campaign.id": number,
        "campaign.name": slug,
        "campaign.status": "PAUSED" if is_over else "ENABLED",
        "campaign.advertising_channel_type": "SEARCH",
        "campaign.start_date_time": f"{row['starts_on']} 00:00:00",
        "campaign.end_date_time": f"{row['ends_on']} 23:59:59",
        "campaign.tracking_url_template": "{lpurl}",
        "campaign.final_url_suffix": f"utm_source=google&utm_medium=cpc&utm_campaign={slug}",
    }


def _account(key: str, currency: str) -> Row:
    return {
        "customer_client.id": key,
        "customer_client.descriptive_name": f"Accord {currency}",
        "customer_client.status": "ENABLED",
        "customer_client.manager": False,
        "customer_client.level": "0",
        "customer_client.currency_code": currency,
        "customer_client.time_zone": "Europe/Paris",
    }


def _figures(row: Row) -> Row:
    return {
        "segments.date": row["day"].isoformat(),
        "metrics.cost_micros": round(row["cost"] * _MICROS),
        "metrics.impressions": row["impressions"],
        "metrics.clicks": row["clicks"],
    }


def _summed(rows: list[Row], fields: list[str]) -> list[Row]:
    measures = [name for name in fields if name in METRICS]
    keys = [name for name in fields if name not in METRICS]
    groups: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        key = tuple(row[name] for name in keys)
        group = groups.setdefault(key, dict(zip(keys, key, strict=True)))
        for name in measures:
            group[name] = group.get(name, 0) + row[name]
    return list(groups.values())
