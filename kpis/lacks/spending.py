"""What costs, refunds and quotas may be without."""

from __future__ import annotations

from collections.abc import Mapping

from kpis.lacks.lack import Lack
from kpis.lacks.money import money

_NO_COST = "case when cost is null then 1 else 0 end"
_COSTS = ("daily costs", "coûts journaliers")


#: By the name that a measure writes.
SPENDING: Mapping[str, Lack] = {
    **money(
        "refunds",
        "fct_refunds",
        "refunded_on",
        ("refunds", "remboursements"),
        needs=(),
        amounts=("refund_amount", "refund_reporting"),
        unknown="case when refund_amount is null then 1 else 0 end",
    ),
    **money(
        "quotas",
        "fct_quota_days",
        "day_on",
        ("daily quotas", "quotas par jour"),
        needs=(),
        amounts=("quota", "quota_reporting"),
        unknown="case when quota is null then 1 else 0 end",
    ),
    **money(
        "costs",
        "fct_spend",
        "day_on",
        _COSTS,
        needs=(),
        amounts=("cost", "cost_reporting"),
        unknown=_NO_COST,
    ),
    **money(
        "marketing_costs",
        "fct_spend",
        "day_on",
        _COSTS,
        where="kind in ('ads', 'programme')",
        needs=(),
        amounts=("cost", "cost_reporting"),
        unknown=_NO_COST,
    ),
    **money(
        "advertising",
        "fct_spend",
        "day_on",
        _COSTS,
        where="kind = 'ads'",
        needs=(),
        amounts=("cost", "cost_reporting"),
        unknown=_NO_COST,
    ),
    **money(
        "sales_costs",
        "fct_spend",
        "day_on",
        _COSTS,
        where="kind in ('salaries', 'commissions', 'tools')",
        needs=(),
        amounts=("cost", "cost_reporting"),
        unknown=_NO_COST,
    ),
}
