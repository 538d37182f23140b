"""The last step: what people and BI tools read, written beside, audited, renamed over."""

from collections.abc import Iterator

import dagster as dg

from orchestration.build.postgres import bring_to_postgres
from orchestration.build.publication import publish_whole_build, site_metadata
from orchestration.build.resources import Writer
from orchestration.company.settings import load_settings
from orchestration.dbt.manifest import load_manifest
from orchestration.translators import (
    POSTGRES,
    PUBLICATION,
    SITE_KEY,
    WAREHOUSE_POOL,
    AccordDbtTranslator,
    group,
    owners,
    published_keys,
)
from orchestration.translators.versions import version_of_folders
from publishing import PublishError

_manifest = load_manifest()
#: The names of the checks in the UI.
AUDIT, SIZES = "audit", "sizes"


@dg.multi_asset(
    name="published__accord",
    specs=[
        dg.AssetSpec(
            PUBLICATION,
            description="`published/accord.duckdb` and Parquet: readers see the run before, or "
            "this one, whole.",
            group_name=group("published"),
            kinds={"duckdb", "parquet"},
            owners=owners(),
            deps=published_keys(_manifest, AccordDbtTranslator()),
            code_version=version_of_folders("publishing"),
        ),
        dg.AssetSpec(
            SITE_KEY,
            description="`published/site/`: pages to look at, made from the published file and "
            "swapped with it.",
            group_name=group("published"),
            kinds={"html"},
            owners=owners(),
            deps=[PUBLICATION],
            code_version=version_of_folders("publishing/site"),
            # A profile may turn the pages off.
            skippable=True,
        ),
    ],
    pool=WAREHOUSE_POOL,
    check_specs=[
        dg.AssetCheckSpec(
            AUDIT,
            asset=PUBLICATION,
            description="No table is missing or short of rows, no e-mail address shows, no column "
            "that readers know is gone, and nothing is lost without a cause.",
        ),
        dg.AssetCheckSpec(
            SIZES,
            asset=SITE_KEY,
            description="No page is above 1 MB with its own data.",
        ),
    ],
)
def accord(
    context: dg.AssetExecutionContext, writer: Writer
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """Publish: the file, Parquet and the pages become current together, or none of them."""
    try:
        published = publish_whole_build(context, writer)
        yield dg.MaterializeResult(asset_key=PUBLICATION, metadata=published.metadata)
    except PublishError as error:
        yield dg.AssetCheckResult(
            asset_key=PUBLICATION,
            passed=False,
            check_name=AUDIT,
            metadata={"reason": f"{error}"},
        )
        raise
    yield dg.AssetCheckResult(asset_key=PUBLICATION, passed=True, check_name=AUDIT)
    pages = site_metadata(writer.company)
    if pages is not None:
        yield dg.MaterializeResult(asset_key=SITE_KEY, metadata=pages.metadata)
    too_large = pages.too_large if pages else ()
    yield dg.AssetCheckResult(
        asset_key=SITE_KEY,
        passed=not too_large,
        check_name=SIZES,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"above 1 MB": ", ".join(too_large) or "none"},
    )


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
