"""The last step: what BI tools read, written beside, audited, renamed over."""

from collections.abc import Iterator

import dagster as dg

from orchestration.build.postgres import bring_to_postgres
from orchestration.build.publication import publish_whole_build
from orchestration.build.resources import Writer
from orchestration.company.settings import load_settings
from orchestration.dbt.manifest import load_manifest
from orchestration.translators import (
    POSTGRES,
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


def bring(context: dg.AssetExecutionContext, writer: Writer) -> dg.MaterializeResult[None]:
    """The publication in the database of `ACCORD_POSTGRES_URL`: the rows that differ, at one go.

    When it fails, readers of the database keep what they have; the file is published all the same.
    """
    done = bring_to_postgres(writer.company, lambda table: context.log.info(f"sending {table}"))
    if done is None:
        raise dg.Failure("ACCORD_POSTGRES_URL is not set any more")
    for remark in done.remarks:
        context.log.warning(remark)
    return dg.MaterializeResult(
        metadata={
            "version": done.version,
            "before": done.was or "nothing",
            "tables": done.tables,
            "changed tables": len(done.changed),
            "seconds": done.seconds,
            **({"to do": "\n".join(done.remarks)} if done.remarks else {}),
        }
    )


if load_settings().postgres_url is not None:
    postgres = dg.asset(
        bring,
        key=POSTGRES,
        group_name=group("published"),
        kinds={"postgres"},
        owners=owners(),
        deps=[PUBLICATION],
        pool=WAREHOUSE_POOL,
        code_version=version_of_folders("publishing"),
    )
