"""The last step: what BI tools read, written beside, audited, renamed over."""

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
    version_of_folders,
)

_company = load_company()
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
    code_version=version_of_folders("publishing"),
)
def accord(writer: Writer) -> dg.MaterializeResult[None]:
    """`published/accord.duckdb` and Parquet: readers see the run before, or this one, whole."""
    return publish_whole_build(writer)
