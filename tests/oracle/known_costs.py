"""Until when costs are known: a period that ends later has no figure of what is made of them.

Costs of a kind are known to the end of the period of their last row, a connected ad account to its
last load, which is that of the day itself. Of a period that still runs, the days so far count; a
cohort reads the costs of its window, too.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tests.oracle.cells import Cell
from tests.oracle.periods import period_end
from tests.oracle.targets import TARGET_ATTAINMENT
from tests.oracle.world import World

_MARKETING = ("programme",)
_SALES = ("salaries", "commissions", "tools")
#: Planned kinds that each KPI is made of beside advertising, which is always known.
_KINDS = {
    "marketing_spend": _MARKETING,
    "cost_per_lead": _MARKETING,
    "cost_per_acquisition": _MARKETING,
    "marketing_roi": _MARKETING,
    "campaign_hit_rate": _MARKETING,
    "sales_cost": _SALES,
    "customer_acquisition_cost": (*_MARKETING, *_SALES),
    "cac_payback_months": (*_MARKETING, *_SALES),
    "ltv_to_cac_ratio": (*_MARKETING, *_SALES),
}
#: The variant that is of advertising alone.
_ADVERTISING = "ads"


def waits_for_costs(world: World) -> Callable[[Cell], bool]:
    """Return what says of a cell whether the costs in it are not known yet."""
    known: dict[str, date] = {}
    for row in world.truth.rows("costs"):
        last = row["period_end_on"]
        known[row["kind"]] = max(last, known.get(row["kind"], last))

    def waits(cell: Cell) -> bool:
        kpi, variant = cell.kpi, cell.variant
        if kpi == TARGET_ATTAINMENT:
            kpi, variant = variant, ""
        if variant == _ADVERTISING:
            return False
        last = period_end(cell.period_start, cell.grain)
        if kpi == "campaign_hit_rate":
            last += timedelta(days=world.profile.windows.campaign_hit_days)
        last = min(last, world.as_of)
        return any(known[kind] < last for kind in _KINDS.get(kpi, ()) if kind in known)

    return waits
