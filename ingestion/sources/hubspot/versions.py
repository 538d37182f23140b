"""Which path each endpoint has in each version of HubSpot's API, and how long a version is kept.

Nothing else of the source spells a path.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Version = Literal["2026-09", "2026-03", "v3"]
CURRENT: Version = "2026-09"

#: version -> the day on which the vendor's support for it ends: 18 months after it came out; `v3`
#: ends with the first of its numbered paths, the associations of v4.
SUPPORTED_UNTIL: Mapping[str, date] = {
    "v3": date(2027, 3, 30),
    "2026-03": date(2027, 9, 30),
    "2026-09": date(2028, 3, 8),
}
#: The other numbered paths, v1 to v3, live until then, whatever version is chosen.
NUMBERED_UNTIL = date(2027, 9, 1)
_WARNED_BEFORE = timedelta(days=180)


@dataclass(frozen=True)
class Endpoint:
    """An endpoint's path: with a number, and with a date where the vendor has it so.

    Attributes:
        numbered: the path in the numbered version.
        dated: the path with `{version}`; "" where it only has a number.
        newest: the newest dated version that has it; "" where all have.
    """

    numbered: str
    dated: str = ""
    newest: str = ""

    def path(self, version: str) -> str:
        """The path in a version of the API, or in the nearest that has the endpoint."""
        if version == "v3" or not self.dated:
            return self.numbered
        return self.dated.replace("{version}", self.newest or version)


#: What the source asks for. Forms have no dated path but in beta, submissions and the events of
#: marketing e-mails none at all.
ENDPOINTS: Mapping[str, Endpoint] = {
    "account": Endpoint("/account-info/v3/details", "/account-info/{version}/details"),
    "company_currency": Endpoint(
        "/settings/v3/currencies/company-currency",
        "/settings/currencies/{version}/company-currency",
    ),
    "objects": Endpoint("/crm/v3/objects/{type}", "/crm/objects/{version}/{type}"),
    "objects_read": Endpoint(
        "/crm/v3/objects/{type}/batch/read", "/crm/objects/{version}/{type}/batch/read"
    ),
    "objects_search": Endpoint(
        "/crm/v3/objects/{type}/search", "/crm/objects/{version}/{type}/search"
    ),
    "associations_read": Endpoint(
        "/crm/v4/associations/{type}/{to}/batch/read",
        "/crm/associations/{version}/{type}/{to}/batch/read",
    ),
    "owners": Endpoint("/crm/v3/owners", "/crm/owners/{version}"),
    "pipelines": Endpoint("/crm/v3/pipelines/{type}", "/crm/pipelines/{version}/{type}"),
    "properties": Endpoint("/crm/v3/properties/{type}", "/crm/properties/{version}/{type}"),
    "campaigns": Endpoint("/marketing/v3/campaigns", "/marketing/campaigns/{version}"),
    "marketing_emails": Endpoint("/marketing/v3/emails", "/marketing/emails/{version}"),
    "email_events": Endpoint("/email/public/v1/events"),
    "email_campaigns": Endpoint("/email/public/v1/campaigns/by-id"),
    "email_campaign": Endpoint("/email/public/v1/campaigns/{campaign}"),
    "forms": Endpoint("/marketing/v3/forms"),
    "form_submissions": Endpoint("/form-integrations/v1/submissions/forms/{form}"),
    "blog_posts": Endpoint("/cms/v3/blogs/posts", "/cms/blogs/{version}/posts"),
    "landing_pages": Endpoint(
        "/cms/v3/pages/landing-pages", "/cms/pages/{version}/landing-pages", "2026-03"
    ),
    "site_pages": Endpoint(
        "/cms/v3/pages/site-pages", "/cms/pages/{version}/site-pages", "2026-03"
    ),
}


def path_of(endpoint: str, version: str, **names: str) -> str:
    """The path of an endpoint of `ENDPOINTS`; `names` fill its placeholders.

    Raises:
        KeyError: there is no such endpoint, or a placeholder without a name.
    """
    return ENDPOINTS[endpoint].path(version).format_map(names)


def warnings_of(version: str, day: date) -> tuple[str, ...]:
    """What to say on `day` of the versions in use whose support ends within half a year."""
    return tuple(
        f"HubSpot {'no longer supports' if day >= until else 'will not support'} {what} "
        f"{'since' if day >= until else 'from'} {until.isoformat()}: {fix}"
        for what, until, fix in _uses(version)
        if day + _WARNED_BEFORE >= until
    )


def _uses(version: str) -> tuple[tuple[str, date, str], ...]:
    numbered = sorted(name for name, endpoint in ENDPOINTS.items() if not endpoint.dated)
    return (
        (
            f"version {version} of its API",
            SUPPORTED_UNTIL[version],
            f"set ACCORD_HUBSPOT_API_VERSION to {CURRENT}, or leave it out"
            if version != CURRENT
            else "a newer release of Accord is needed",
        ),
        (
            f"numbered paths ({', '.join(numbered)})",
            NUMBERED_UNTIL,
            "they have no dated path yet; a newer release of Accord is needed",
        ),
    )
