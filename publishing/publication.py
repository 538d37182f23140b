"""Build a publication beside the current one, audit it, and make it current."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from publishing.audit import audit, count_rows
from publishing.basis import basis_of, write_basis
from publishing.figures import FIGURES, copy_figures, has_names
from publishing.healing import last_whole
from publishing.losses import Comparison, Loss
from publishing.manifest import DUCKDB_NAME, write_manifest
from publishing.parquet import write_parquet
from publishing.restricted import write_restricted
from publishing.signature import sign
from publishing.site import SiteSettings, SiteSummary, write_site
from publishing.spreadsheets import has_scorecards, write_spreadsheets
from publishing.tables import Table, literal, published_tables
from publishing.versions import (
    Retention,
    building_folder,
    by_age,
    finish,
    make_current,
    prune,
    version_name,
)
from publishing.views import create_views

_DEFAULTS = Comparison()
_KEPT = Retention()


@dataclass(frozen=True)
class PublishSummary:
    """What was published: where, how many rows per table, in how many seconds.

    Attributes:
        compared_with: the version that it was compared with; empty when there was none.
        losses: what it lost of that one.
        accepted: what of it an operator accepted.
        site: what was written of its pages; None: it has none.
    """

    version: str
    duckdb_path: Path
    parquet_path: Path
    rows: dict[str, int]
    seconds: float
    compared_with: str = ""
    losses: tuple[str, ...] = ()
    accepted: tuple[Mapping[str, object], ...] = ()
    site: SiteSummary | None = None


def _anything_goes() -> None:
    """The check of a warehouse that no gate keeps."""


def publish(
    warehouse_path: Path,
    published_dir: Path,
    run_id: str,
    as_of: date | None = None,
    *,
    comparison: Comparison = _DEFAULTS,
    also_accepted: Sequence[Mapping[str, object]] = (),
    retention: Retention = _KEPT,
    memory_limit: str | None = None,
    site: SiteSettings | None = None,
    storage_version: str | None = None,
    spreadsheets: bool = True,
    parquet_by_grain: bool = False,
    before_copy: Callable[[], None] = _anything_goes,
) -> PublishSummary:
    """Publish the `kpi` and `marts` schemas of the warehouse, and for a few `integrity`, apart.

    Readers see the publication before or this one, never a part of either. The warehouse is
    opened for reading only.

    Args:
        warehouse_path: the warehouse's DuckDB file; no process may be writing to it.
        published_dir: the folder that BI tools know.
        run_id: the run that built the figures.
        as_of: the last business day that they know.
        comparison: how much may be lost of the publication before, and what is accepted.
        also_accepted: what else an operator accepted on the way, to be noted.
        retention: how many versions are kept.
        memory_limit: how much memory DuckDB may take; None: its own default.
        site: what the pages say of the company; None: no pages are written.
        storage_version: the oldest DuckDB that must read the file, as `v1.2.0`; a later one packs
            it closer. None: DuckDB's own default, which every reader knows.
        spreadsheets: whether a workbook per scorecard is written, where its figures changed.
        parquet_by_grain: whether Parquet has the figures once more, a file per grain.
        before_copy: called once the warehouse is open, so that nobody can write to it any more;
            what it raises ends the publication.

    Raises:
        PublishError: the audit refused; nothing has changed for readers.
    """
    started = time.monotonic()
    published_at = datetime.now(UTC)
    version = version_name(published_at, run_id)
    folder = building_folder(published_dir)
    # A damaged publication is no measure for the next one.
    before = last_whole(published_dir)
    try:
        config = {"memory_limit": memory_limit, "storage_compatibility_version": storage_version}
        config = {name: value for name, value in config.items() if value is not None}
        with duckdb.connect(str(folder / DUCKDB_NAME), config=config) as connection:
            connection.execute(f"attach {literal(str(warehouse_path))} as warehouse (read_only)")
            before_copy()
            tables = published_tables(connection, "warehouse")
            rows = {_label(table): count_rows(connection, _source(table)) for table in tables}
            tables = [_copy(connection, table, has_names(tables)) for table in tables]
            write_restricted(connection, folder, run_id, as_of, published_at)
            basis = basis_of(connection, "warehouse", comparison.settings, comparison.forgotten)
            connection.execute("detach warehouse")
            file_before = before / DUCKDB_NAME if before else None
            _create_views(connection, tables)
            losses = audit(connection, tables, rows, file_before, comparison, basis)
            accepted = [*also_accepted, *_accepted(losses, comparison, run_id)]
            sign(connection, run_id, as_of, published_at, accepted)
            write_basis(folder, basis)
            write_parquet(connection, folder / "parquet", version, by_grain=parquet_by_grain)
            if spreadsheets and has_names(tables) and has_scorecards(tables):
                write_spreadsheets(connection, folder, before)
            connection.execute("checkpoint")
        written = write_site(folder / DUCKDB_NAME, folder, before, site) if site else None
        write_manifest(folder, before.name if before else "")
    except BaseException:
        shutil.rmtree(folder)
        raise
    finish(published_dir, version)
    make_current(published_dir, version)
    prune(published_dir, retention)
    return PublishSummary(
        version=version,
        duckdb_path=published_dir / DUCKDB_NAME,
        parquet_path=published_dir / "parquet",
        rows=rows,
        seconds=time.monotonic() - started,
        compared_with=before.name if before else "",
        losses=(*_uncompared(published_dir, before), *(str(loss) for loss in losses)),
        accepted=tuple(accepted),
        site=written,
    )


def _uncompared(published_dir: Path, before: Path | None) -> list[str]:
    if before or len(by_age(published_dir)) < 2:
        return []
    return ["nothing could be compared: no publication before this one is whole"]


def _accepted(
    losses: Sequence[Loss], comparison: Comparison, run_id: str
) -> list[Mapping[str, object]]:
    """Return the losses that needed an operator's word, as `kpi.publication` notes them."""
    return [
        {
            "name": loss.name,
            "of": loss.of,
            "before": loss.before,
            "now": loss.now,
            "lost": round(loss.share, 4),
            "explained": round(loss.explanation.share, 4),
            "run_id": run_id,
        }
        for loss in losses
        if not loss.is_explained(comparison.max_loss)
    ]


def _label(table: Table) -> str:
    return f"{table.schema}.{table.name}"


def _source(table: Table) -> str:
    return f"warehouse.{table.relation}"


def _copy(connection: duckdb.DuckDBPyConnection, table: Table, is_named: bool) -> Table:
    """Copy one table with its descriptions; return it as it is in the publication."""
    connection.execute(f'create schema if not exists "{table.schema}"')
    if is_named and (table.schema, table.name) == FIGURES:
        table = copy_figures(connection, table)
    else:
        connection.execute(f"create table {table.relation} as select * from {_source(table)}")  # noqa: S608
    if table.comment:
        connection.execute(f"comment on table {table.relation} is {literal(table.comment)}")
    for column in table.columns:
        if column.comment:
            connection.execute(
                f'comment on column {table.relation}."{column.name}" is {literal(column.comment)}'
            )
    return table


def _create_views(connection: duckdb.DuckDBPyConnection, tables: list[Table]) -> None:
    """Cut the figures for the questions that are asked most; a warehouse without them has none."""
    for table in tables:
        if (table.schema, table.name) == FIGURES and has_names(tables):
            create_views(connection, table)
