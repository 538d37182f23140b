"""The portals that the demo company may have: the same records, more or less of HubSpot.

`full` is one of the tiers that have everything that the source reads, with properties of the
company's own. `plain` is one of Starter tiers, as HubSpot gives it: no property of its own, and
what HubSpot's catalogue of products and services has from Professional on is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc
from starlette.requests import Request

from demo.server.hubspot.errors import Refusal
from demo.server.hubspot.object_types import ObjectType, find_type

_COMPANY_CURRENCY = "EUR"


@dataclass(frozen=True)
class PortalKind:
    """What a portal has.

    Attributes:
        has_custom: properties of the company's own are there.
        absent: object type -> properties of HubSpot's that only other portals have.
        names_company_currency: deals in the company currency say so; else they say nothing.
        pipeline_labels: what pipelines are called, by id, where it is not the usual name.
        refused: object types, and parts of a path, that the tiers do not have -> the scope.
    """

    has_custom: bool = True
    absent: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names_company_currency: bool = True
    pipeline_labels: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)

    def names(self, kind: ObjectType) -> list[str]:
        """The properties of an object type that this portal has."""
        hidden = self.absent.get(kind.name, frozenset())
        if not self.has_custom:
            hidden |= kind.custom
        return [name for name in kind.properties if name not in hidden]

    def shown(self, kind: ObjectType, table: pa.Table) -> pa.Table:
        """The records of an object type as this portal has them."""
        hidden = kind.properties.keys() - set(self.names(kind))
        table = table.drop_columns([name for name in table.column_names if name in hidden])
        if kind.name != "deals" or self.names_company_currency:
            return table
        at = table.column_names.index("deal_currency_code")
        currency = table[at]
        is_company = pc.equal(currency, _COMPANY_CURRENCY)
        unsaid = pc.if_else(is_company, pa.scalar(None, pa.string()), currency)
        return table.set_column(at, "deal_currency_code", unsaid)

    def check(self, request: Request) -> None:
        """Refuse what the portal's tiers do not have.

        Raises:
            Refusal: 403, as for a key that lacks the scope.
        """
        if not self.refused:
            return
        kind = find_type(str(request.path_params.get("objectType", "")))
        asked = {kind.name} if kind else set()
        found = [
            scope
            for what, scope in self.refused.items()
            if what in asked or ("/" in what and what in request.url.path)
        ]
        if found:
            raise Refusal(
                403,
                "MISSING_SCOPES",
                "This app hasn't been granted all required scopes to make this call. "
                f"Required: {', '.join(found)}.",
            )


PORTALS: Mapping[str, PortalKind] = {
    "full": PortalKind(),
    "plain": PortalKind(
        has_custom=False,
        # The score of old: portals that were made since July 2025 have none.
        absent={"contacts": frozenset(["hubspotscore"])},
        names_company_currency=False,
        pipeline_labels={"sales": "New business"},
        refused={
            # Leads: Sales Hub Professional. Feedback surveys: Service Hub Professional.
            "leads": "crm.objects.leads.read",
            "feedback_submissions": "crm.objects.feedback_submissions.read",
            # Campaigns: Marketing Hub Professional. Custom events: Enterprise.
            "/marketing/v3/campaigns": "marketing.campaigns.read",
            "/marketing/campaigns/": "marketing.campaigns.read",
            "/events/v3/": "business-intelligence",
        },
    ),
}
