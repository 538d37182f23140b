"""Web sessions of the world as the property's reports see them, in an in-memory DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import duckdb
import pyarrow as pa

if TYPE_CHECKING:
    from demo.server.state import SandboxState

NOT_SET = "(not set)"
TIME_ZONE = "Europe/Paris"
_CHANNEL_GROUPS = {
    "organic_search": "Organic Search",
    "paid_search": "Paid Search",
    "paid_social": "Paid Social",
    "organic_social": "Organic Social",
    "email": "Email",
    "referral": "Referral",
    "direct": "Direct",
    "partner": "Affiliates",
    "display": "Display",
    "video": "Organic Video",
}
_COUNTRIES = {
    "FR": "France",
    "DE": "Germany",
    "GB": "United Kingdom",
    "ES": "Spain",
    "IT": "Italy",
    "NL": "Netherlands",
    "BE": "Belgium",
    "CH": "Switzerland",
    "US": "United States",
}
_SESSIONS = f"""
create table sessions as
with local as (
    select *, cast(timezone('{TIME_ZONE}', started_at) as date) as day from web_sessions
),

days as (
    select
        day,
        strftime(day, '%Y%m%d') as date,
        strftime(day, '%G%V') as "isoYearIsoWeek",
        strftime(day, '%Y%m') as "yearMonth",
        strftime(day, '%Y') as year
    from (select distinct day from local)
)

select
    local.day,
    days.date,
    days."isoYearIsoWeek",
    days."yearMonth",
    days.year,
    coalesce(groups.label, 'Unassigned') as "sessionDefaultChannelGroup",
    coalesce(local.utm_campaign, '{NOT_SET}') as "sessionCampaignName",
    coalesce(pages.label, '{NOT_SET}') as "landingPage",
    local.country as "countryId",
    coalesce(countries.label, local.country) as country,
    local.visitor_id,
    local.views,
    local.is_engaged,
    local.seconds
from local
join days on local.day = days.day
left join groups on local.channel = groups.key
left join pages on local.landing_content_id = pages.key
left join countries on local.country = countries.key
"""  # noqa: S608 built from constants of this module


class WebStore:
    """The sessions known at one `as_of`; asked by SQL."""

    def __init__(self, state: SandboxState) -> None:
        self._database = duckdb.connect(config={"threads": 2})
        contents = state.visible("contents")
        paths = [urlsplit(url).path or "/" for url in contents["url"].to_pylist()]
        lookups = {
            "groups": _CHANNEL_GROUPS,
            "countries": _COUNTRIES,
            "pages": dict(zip(contents["content_id"].to_pylist(), paths, strict=True)),
        }
        for name, labels in lookups.items():
            columns = {"key": list(labels), "label": list(labels.values())}
            kinds = pa.schema([("key", pa.string()), ("label", pa.string())])
            self._database.register(name, pa.table(columns, schema=kinds))
        self._database.register("web_sessions", state.visible("web_sessions"))
        self._database.execute(_SESSIONS)

    def ask(self, sql: str, values: Sequence[Any]) -> pa.Table:
        """The answer to a query over the table `sessions`."""
        return self._database.execute(sql, list(values)).to_arrow_table()
