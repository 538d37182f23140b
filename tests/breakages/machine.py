"""Load a broken export, compute all figures, and see whether a run would have stopped.

What a run does, without Dagster, dlt and dbt around it: the export is read by the source itself,
the models' SQL is dbt's own compiled SQL, the checks are the product's. So an export takes seconds
instead of minutes, and is still judged by what users run.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from company.loader import ProfileError
from expectations.declared import look_at
from expectations.refused import look_at_refused, refused_shares
from expectations.results import store_results
from expectations.runner import run_suites
from expectations.suite import Stage
from ingestion.errors import SourceError
from ingestion.run import load_source
from ingestion.sources.files.findings import Known
from ingestion.sources.files.loading import doubt_rows, entity_rows, row_count_rows
from ingestion.sources.files.mapping import read_mapping
from ingestion.sources.files.settings import FilesConfig
from ingestion.sources.files.shapes import read_shapes
from ingestion.sources.files.source import known_of
from ingestion.sources.files.workspace import Workspace, read_export
from orchestration.build.checks import (
    applicable_suites,
    counted_tables,
    declared_tables,
    fed_entities,
)
from orchestration.build.refused import maybe_none_yet, refused_tables, without_blocking
from orchestration.company.context import Company, refresh_company
from orchestration.company.settings import PROJECT_ROOT, load_settings
from orchestration.dbt.command import DbtCommand
from tests.breakages.export import Export

RUN = "breakage"
#: The figures that are compared, and what is said of them. Days are left out: months say the same.
FIGURES = """
    select
        kpi_id, variant, grain, period_start, dimension, dimension_value,
        value, quality, status_reason, numerator, denominator
    from kpi.kpi_values
    where grain in ('month', 'quarter', 'year')
"""

#: The KPIs of which the published tables say that something is wrong, whatever rows they have.
EXPLAINED = """
    select kpi_id from kpi.kpi_catalog where inactive_reason is not null or missing_en is not null
    union
    select kpi_id from kpi.data_trust where not success
"""

#: KPIs of days and weeks: they have no row here (see `_make`), and take as long to plan as others.
_WITHOUT_PERIODS = re.compile(r"kpi__(late_)?(day|week)__\d+")

Key = tuple[Any, ...]
#: Value, quality, reason, numerator and denominator.
Figure = tuple[float | None, str, str, float | None, float | None]


@dataclass(frozen=True)
class Outcome:
    """What came of an export: why the run stopped, or its figures.

    `explained` are the KPIs that the catalogue or the checks speak of; that counts where a figure
    has no row to say it.
    """

    stopped_by: str = ""
    figures: dict[Key, Figure] = field(default_factory=dict)
    explained: frozenset[str] = frozenset()

    def quality(self, key: Key) -> str | None:
        """Return what a figure's row says of itself; None where there is none."""
        figure = self.figures.get(key)
        return figure[1] if figure else None


class StoppedError(Exception):
    """A run would have ended here, with nothing published."""


@contextmanager
def company_of(profile: Path, data_dir: Path, **variables: str) -> Iterator[Company]:
    """Give the company of a profile, as a run in `data_dir` with these variables sees it."""
    before = dict(os.environ)
    os.environ.update(ACCORD_COMPANY=str(profile), ACCORD_DATA_DIR=str(data_dir), **variables)
    load_settings.cache_clear()
    try:
        yield refresh_company()
    finally:
        os.environ.clear()
        os.environ.update(before)
        load_settings.cache_clear()


class Machine:
    """Computes exports beside the right one, whose raw tables it replaces."""

    def __init__(self, folder: Path, export: Export) -> None:
        """Load the right export into `folder`, as a run does; nothing is built of it yet."""
        self._base = folder / "right" / "data"
        self._scratch = folder / "scratch"
        self._manifests: dict[str, dict[str, Any]] = {}
        profile = export.write(folder / "right" / "company")
        with company_of(profile, self._base) as company:
            settings = company.settings
            load_source(
                "files",
                company.profile,
                settings.source("files"),
                settings.warehouse_path,
                settings.dlt_dir,
                company.as_of,
            )
            # Models ask whether there are results, so the table is there, as in any run.
            store_results(settings.warehouse_path, RUN, [])

    def outcome(self, export: Export, halved: str = "") -> Outcome:
        """Load, check and compute an export as the first one of its company.

        Args:
            export: what is read.
            halved: an entity that loses every other row once it is loaded; nothing is checked then.
        """
        shutil.rmtree(self._scratch, ignore_errors=True)
        profile = export.write(self._scratch / "company")
        data = self._scratch / "data"
        data.mkdir()
        shutil.copy(self._base / "warehouse.duckdb", data)
        try:
            with company_of(profile, data) as company:
                outcome = self._computed(company, halved)
                keep_empty(company.settings.warehouse_path, self._base / "warehouse.duckdb")
                return outcome
        except (StoppedError, SourceError, ProfileError) as error:
            return Outcome(stopped_by=str(error))

    def _computed(self, company: Company, halved: str) -> Outcome:
        warehouse = company.settings.warehouse_path
        config = FilesConfig.build(company.profile, company.settings.source("files"))
        workspace = _read(config)
        nodes = self._nodes(company)
        with duckdb.connect(str(warehouse)) as connection:
            _load(connection, workspace, known_of(config))
            if halved:
                connection.execute(f"delete from raw_files.{halved} where hash(rowid) % 2 = 0")
                models = {name: it for name, it in nodes.items() if it["resource_type"] == "model"}
                build_models(connection, models, lambda node: not is_kpi(node))
                return figures_of(connection, models)
        return computed(company, nodes)

    def _nodes(self, company: Company) -> dict[str, Any]:
        """Return the compiled nodes, for the company's variables: they depend on the mapping."""
        variables = json.dumps(company.dbt_vars(), sort_keys=True)
        if variables not in self._manifests:
            self._manifests[variables] = compiled_nodes(company)
        return self._manifests[variables]


def keep_empty(computed: Path, base: Path) -> None:
    """Keep the tables of KPIs that have no period here, so that no other outcome makes them."""
    with duckdb.connect(str(base)) as connection:
        connection.execute(f"attach '{computed}' as computed (read_only)")
        connection.execute("create schema if not exists kpi")
        for (name,) in connection.execute(
            "select table_name from duckdb_tables() where database_name = 'computed'"
        ).fetchall():
            if _WITHOUT_PERIODS.fullmatch(name):
                connection.execute(
                    f'create table if not exists kpi."{name}" as from computed.kpi."{name}"'
                )


def compiled_nodes(company: Company) -> dict[str, Any]:
    """Return dbt's nodes with their SQL, as for a warehouse of which nothing is built yet."""
    command = DbtCommand(company)
    command.run_quietly(["compile", "--full-refresh"])
    manifest = command.target_dir / "manifest.json"
    nodes: dict[str, Any] = json.loads(manifest.read_text())["nodes"]
    return nodes


def computed(company: Company, nodes: dict[str, Any]) -> Outcome:
    """Check what is loaded, build and check the marts, and compute the figures, as a run does.

    Raises:
        StoppedError: the run would have ended with nothing published.
    """
    warehouse = company.settings.warehouse_path
    check_stage(company, "raw")
    with duckdb.connect(str(warehouse)) as connection:
        build_models(connection, nodes, lambda node: not is_kpi(node))
    check_stage(company, "marts")
    with duckdb.connect(str(warehouse)) as connection:
        return figures_of(connection, nodes)


def figures_of(connection: duckdb.DuckDBPyConnection, nodes: dict[str, Any]) -> Outcome:
    """Compute the figures of marts that are built."""
    build_models(connection, nodes, is_kpi)
    figures = {row[:6]: row[6:] for row in connection.execute(FIGURES).fetchall()}
    explained = frozenset(kpi for (kpi,) in connection.execute(EXPLAINED).fetchall())
    return Outcome(figures=figures, explained=explained)


def _read(config: FilesConfig) -> Workspace:
    mapping, document = read_mapping(config.mapping)
    return read_export(
        "files", mapping, document, read_shapes(), config.data_root, config.time_zone
    )


def _load(connection: duckdb.DuckDBPyConnection, workspace: Workspace, known: Known) -> None:
    """Put the base rows and the refused ones where dlt has them."""
    tables = {name: entity_rows(name)(workspace) for name in read_shapes()}
    refused = iter([workspace.refusals.to_arrow(workspace.loaded_at)])
    counts = row_count_rows(workspace)
    doubts = doubt_rows(known)(workspace)
    for name, rows in {
        **tables,
        "quarantine": refused,
        "row_counts": counts,
        "doubts": doubts,
    }.items():
        connection.execute(f"delete from raw_files.{name}")
        for batch in rows:
            connection.register("batch", batch)
            connection.execute(
                f"insert into raw_files.{name} by name select *, '1' as _dlt_load_id from batch"
            )
            connection.unregister("batch")


def check_stage(company: Company, stage: Stage) -> None:
    """Do what the checks of a run do, but for their pages."""
    warehouse = company.settings.warehouse_path
    found = look_at(warehouse, declared_tables(company, stage), RUN)
    suites = applicable_suites(company, stage)
    found += run_suites(
        suites,
        warehouse,
        company.as_of,
        active_sources=company.sources,
        fed_entities=fed_entities(company),
    )
    may_be_empty = refused_tables(warehouse, company.sources)
    may_be_empty |= maybe_none_yet(warehouse, suites, company.as_of)
    found = without_blocking(found, may_be_empty)
    shares = refused_shares(warehouse, company.sources)
    found += look_at_refused(shares, counted_tables(company, stage), company.profile.refused_rows)
    store_results(warehouse, RUN, found)
    blocking = [result for suite in found for result in suite.results if result.blocks]
    if blocking:
        raise StoppedError("; ".join(f"{it.check_id}: {it.reason}" for it in blocking))


def is_kpi(node: dict[str, Any]) -> bool:
    if node["resource_type"] == "test":
        return "kpi" in node["fqn"] or any(".kpi" in name for name in node["depends_on"]["nodes"])
    return node["schema"] == "kpi" or "kpi" in node["tags"]


def build_models(
    connection: duckdb.DuckDBPyConnection,
    nodes: dict[str, Any],
    chosen: Callable[[dict[str, Any]], bool],
) -> None:
    """Make the models in their order, then ask the tests."""
    connection.execute("use warehouse")
    for node in filter(chosen, _in_order(nodes)):
        if _WITHOUT_PERIODS.fullmatch(node["name"]) and _is_there(connection, node):
            continue
        connection.execute(f'create schema if not exists "{node["schema"]}"')
        _make(connection, node)
    for node in nodes.values():
        if node["resource_type"] == "test" and node.get("compiled_code") and chosen(node):
            [(failures,)] = connection.execute(
                f"select count(*) from ({node['compiled_code']})"
            ).fetchall()
            if failures:
                raise StoppedError(f"{node['name']}: {failures} rows")


def _is_there(connection: duckdb.DuckDBPyConnection, node: dict[str, Any]) -> bool:
    found = connection.execute(
        "select 1 from duckdb_tables() where database_name = 'warehouse' "
        "and schema_name = ? and table_name = ?",
        [node["schema"], node["alias"]],
    ).fetchone()
    return found is not None


def _in_order(nodes: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the models, each after those that it reads."""
    done: dict[str, dict[str, Any]] = {}

    def place(name: str) -> None:
        node = nodes.get(name)
        if node is None or name in done or node["resource_type"] != "model":
            return
        for needed in node["depends_on"]["nodes"]:
            place(needed)
        done[name] = node

    for name in nodes:
        place(name)
    return [node for node in done.values() if node["config"]["materialized"] != "ephemeral"]


def _make(connection: duckdb.DuckDBPyConnection, node: dict[str, Any]) -> None:
    relation = f'"{node["schema"]}"."{node["alias"]}"'
    if node["language"] == "python":
        _make_python(connection, node, relation)
        return
    kind = "view" if node["config"]["materialized"] == "view" else "table"
    connection.execute(f"create or replace {kind} {relation} as {node['compiled_code']}")
    if node["name"] == "dim_periods":
        # Nobody looks at them here, and most figures are of a day.
        connection.execute(f"delete from {relation} where grain in ('day', 'week')")


def relation_of(connection: duckdb.DuckDBPyConnection, name: str) -> duckdb.DuckDBPyRelation:
    """Return the relation that a model of that name has made, whichever its schema."""
    [(schema,)] = connection.execute(
        """
        select schema_name from duckdb_tables()
        where table_name = $1 and database_name = 'warehouse'
        union all
        select schema_name from duckdb_views()
        where view_name = $1 and database_name = 'warehouse'
        """,
        [name],
    ).fetchall()
    return connection.sql(f'from warehouse."{schema}"."{name}"')


def _make_python(
    connection: duckdb.DuckDBPyConnection, node: dict[str, Any], relation: str
) -> None:
    """Run a Python model: it asks dbt for relations by their names."""
    path = PROJECT_ROOT / "dbt_project" / node["original_file_path"]
    spec = importlib.util.spec_from_file_location(node["name"], path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    class Config:
        def __call__(self, **_: Any) -> None:
            """Take what the model asks of dbt."""

        def get(self, name: str, default: Any = None) -> Any:
            """Return what the model's file gives it, as dbt does."""
            return node["config"].get(name, default)

    class Dbt:
        config = Config()

        def ref(self, name: str) -> duckdb.DuckDBPyRelation:
            return relation_of(connection, name)

    made = module.model(Dbt(), connection)
    connection.register("made", made)
    connection.execute(f"create or replace table {relation} as select * from made")
    connection.unregister("made")
