"""When what a daily run makes is late."""

from datetime import timedelta

import dagster as dg

from orchestration.company.context import load_company
from orchestration.translators import PUBLICATION

_company = load_company()
#: Made anew each day by eight, three hours after the daily run begins; a run after midnight counts.
_FRESHNESS = dg.FreshnessPolicy.cron(
    deadline_cron="0 8 * * *",
    lower_bound_delta=timedelta(hours=8),
    timezone=_company.profile.time_zone,
)


def with_freshness(spec: dg.AssetSpec) -> dg.AssetSpec:
    """Watch the two ends of a daily run.

    A demo company's clock does not move by itself, so that nothing of it is ever late.
    """
    is_end = spec.key.path[0].startswith("raw_") or spec.key == PUBLICATION
    if not (is_end and _company.clock.is_live):
        return spec
    watched: dg.AssetSpec = dg.apply_freshness_policy(spec, _FRESHNESS)
    return watched
