"""The last step: what BI tools read, written beside, audited, renamed over."""

from datetime import timedelta

import dagster as dg

from orchestration.build.publication import publish_whole_build
from orchestration.build.resources import Writer
from orchestration.company.context import load_company
from orchestration.dbt.manifest import load_manifest
from orchestration.periods.partitions import partitions
from orchestration.translators import (
    OWNER,
    PUBLICATION,
    WAREHOUSE_POOL,
    AccordDbtTranslator,
    published_keys,
)

_company = load_company()
#: A daily run that began after midnight, in the hours before the deadline, counts.
_DAILY_RUN_BEGINS = timedelta(hours=8)
_manifest = load_manifest()


@dg.asset(
    key=PUBLICATION,
    group_name="publishing",
    kinds={"duckdb", "parquet"},
    owners=[OWNER],
    deps=published_keys(_manifest, AccordDbtTranslator()),
    partitions_def=partitions(_company, "day"),
    backfill_policy=dg.BackfillPolicy.single_run(),
    pool=WAREHOUSE_POOL,
    freshness_policy=(
        dg.FreshnessPolicy.cron(
            deadline_cron="0 8 * * *",
            lower_bound_delta=_DAILY_RUN_BEGINS,
            timezone=_company.profile.time_zone,
        )
        if _company.clock.is_live
        else None
    ),
)
def accord(writer: Writer) -> dg.MaterializeResult[None]:
    """`published/accord.duckdb` and Parquet: readers see the run before, or this one, whole."""
    return publish_whole_build(writer)
