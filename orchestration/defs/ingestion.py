"""One asset per raw table, one step per source: whatever is on in the profile."""

import re
from collections.abc import Iterator, Sequence

import dagster as dg

from expectations.refused import RefusedShare, refused_shares
from ingestion.errors import PagingError, ResponseError
from ingestion.parts import Missing
from ingestion.registry import SourceSpec, discover
from ingestion.run import load_source
from orchestration.build.contents import ROW_COUNT
from orchestration.build.damage import is_locked
from orchestration.build.resources import Vendors, Writer
from orchestration.build.retention import empty_old
from orchestration.company.context import Company, load_company
from orchestration.company.folder import note_loaded
from orchestration.company.given import require_settings
from orchestration.reporting.reports import LEFT_OUT, NEWLY_LEFT_OUT, REFUSED
from orchestration.translators import DATA_PLATFORM, WAREHOUSE_POOL, group, owners, raw_key
from orchestration.translators.versions import version_of_folders

#: Statuses of a vendor that is busy or broken; one below 300 had a body that was not whole.
_MAY_PASS = (408, 429, *range(500, 600))


def is_worth_retrying(error: Exception) -> bool:
    """Return whether the vendor may answer later.

    Not for a refused token or a wrong request, nor for any error of ours.
    """
    if isinstance(error, ResponseError):
        return error.status is None or error.status < 300 or error.status in _MAY_PASS
    return isinstance(error, PagingError)


def is_busy(error: BaseException | None) -> bool:
    """Return whether somebody else has the warehouse open, a query tool for example."""
    return error is not None and (is_locked(error) or is_busy(error.__cause__))


def load_asset(spec: SourceSpec, company: Company) -> dg.AssetsDefinition:
    """Return the step that loads one source, with an asset for each of its raw tables."""
    version = version_of_folders(f"ingestion/sources/{spec.name}")

    @dg.multi_asset(
        name=f"load_{spec.name}",
        description=f"Load what is new or changed in {spec.name}.",
        specs=[
            dg.AssetSpec(
                raw_key(spec.name, table),
                group_name=group("raw", spec.name),
                kinds={"dlt", "duckdb"},
                owners=owners(spec.team, DATA_PLATFORM),
                description=f"`{table}` as {spec.name} has it, fields in the vendor's words.",
                tags={"source": re.sub(r"\W", "_", spec.name)},
                code_version=version,
            )
            for table in spec.raw_tables
        ],
        # On top of the client's own retries of single requests: a vendor that is down for minutes.
        retry_policy=dg.RetryPolicy(
            max_retries=3,
            delay=company.settings.retry_seconds,
            backoff=dg.Backoff.EXPONENTIAL,
            jitter=dg.Jitter.PLUS_MINUS,
        ),
        pool=WAREHOUSE_POOL,
    )
    def load(
        context: dg.AssetExecutionContext, writer: Writer, vendors: Vendors
    ) -> Iterator[dg.MaterializeResult[None]]:
        current = writer.company
        try:
            require_settings(current, _loaded_sources(context, current))
            with writer.gate().phase(f"load {spec.name}"):
                summary = load_source(
                    spec.name,
                    current.profile,
                    vendors.settings(current, spec.name),
                    current.settings.warehouse_path,
                    current.settings.dlt_dir,
                    current.as_of,
                    None,
                    current.settings.memory_limit,
                )
                emptied = empty_old(current, spec.name)
        except Exception as error:
            if is_worth_retrying(error) or is_busy(error):
                raise
            raise dg.Failure(f"{error}", allow_retries=False) from error
        note_loaded(current.settings, current.profile, current.clock)
        for warning in summary.warnings:
            context.log.warning(warning)
        contents = writer.gate().records()
        left_out = _left_out(summary.missing)
        shares = refused_shares(current.settings.warehouse_path, [spec.name])
        refused = {share.entity: _refused(share) for share in shares}
        for table in spec.raw_tables:
            yield dg.MaterializeResult(
                asset_key=raw_key(spec.name, table),
                # The same rows are the same version: what is built from them is not stale.
                data_version=_version(contents.get(f"{spec.dataset}.{table}")),
                metadata={
                    **_row_count(contents.get(f"{spec.dataset}.{table}")),
                    "rows loaded": summary.rows[table],
                    "rows of forgotten people left out of the source": summary.forgotten,
                    "personal values of the source that were emptied by age": emptied,
                    "seconds of the source": summary.seconds,
                    "as of": current.as_of.isoformat(),
                    **({"warnings": "\n".join(summary.warnings)} if summary.warnings else {}),
                    **left_out.get(table, {}),
                    **refused.get(table, {}),
                },
            )

    return load


def _loaded_sources(context: dg.AssetExecutionContext, company: Company) -> list[str]:
    """Return the sources that this run loads: all, unless somebody chose tables."""
    chosen = context.run.asset_selection
    return [
        name
        for name in company.sources
        if chosen is None
        or any(raw_key(name, table) in chosen for table in discover()[name].raw_tables)
    ]


def _left_out(missing: Sequence[Missing]) -> dict[str, dict[str, str]]:
    """Return, by raw table, what the account refuses of it, in words."""
    said: dict[str, dict[str, str]] = {}
    for one in missing:
        news = {NEWLY_LEFT_OUT: one.words} if one.is_new and one.was_loaded else {}
        for table in one.part.tables:
            said[table] = {LEFT_OUT: one.words, **news}
    return said


def _refused(share: RefusedShare) -> dict[str, str | int | float]:
    """Return what was refused of an entity's rows; nothing where all were taken as they are."""
    said: dict[str, str | int | float] = {}
    if share.refused or share.share:
        said[REFUSED] = f"{share.source}: {share.words}"
        said["rows refused"], said["share refused"] = share.refused, share.share
    if share.padded:
        said["rows short of their last cells, taken as empty"] = share.padded
    return said


def _row_count(content: Sequence[str] | None) -> dict[str, int]:
    """Return the rows that the table has after the load; nothing for one that is not there."""
    return {ROW_COUNT: int(content[0])} if content else {}


def _version(content: Sequence[str] | None) -> dg.DataVersion | None:
    """Return rows and hash of a table as its version; None for a table that is not there."""
    return dg.DataVersion("-".join(content)) if content else None


_company = load_company()
assets = [load_asset(discover()[name], _company) for name in _company.sources]
