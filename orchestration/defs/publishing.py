"""The last step: what BI tools read, written beside, audited, renamed over."""

from collections.abc import Iterator

import dagster as dg

from orchestration.build.publication import publish_whole_build
from orchestration.build.resources import Writer
from orchestration.dbt.manifest import load_manifest
from orchestration.translators import (
    PUBLICATION,
    WAREHOUSE_POOL,
    AccordDbtTranslator,
    group,
    owners,
    published_keys,
)
from orchestration.translators.versions import version_of_folders
from publishing import PublishError

_manifest = load_manifest()
#: The name of the check in the UI.
AUDIT = "audit"


@dg.asset(
    key=PUBLICATION,
    group_name=group("published"),
    kinds={"duckdb", "parquet"},
    owners=owners(),
    deps=published_keys(_manifest, AccordDbtTranslator()),
    pool=WAREHOUSE_POOL,
    code_version=version_of_folders("publishing"),
    check_specs=[
        dg.AssetCheckSpec(
            AUDIT,
            asset=PUBLICATION,
            description="No table is missing or short of rows, no e-mail address shows, no column "
            "that readers know is gone, and nothing is lost without a cause.",
        )
    ],
)
def accord(
    context: dg.AssetExecutionContext, writer: Writer
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """`published/accord.duckdb` and Parquet: readers see the run before, or this one, whole."""
    try:
        yield publish_whole_build(context, writer)
    except PublishError as error:
        yield dg.AssetCheckResult(passed=False, check_name=AUDIT, metadata={"reason": f"{error}"})
        raise
    yield dg.AssetCheckResult(passed=True, check_name=AUDIT)
