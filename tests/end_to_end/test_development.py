"""A developer's plain dbt on the company's data: its figures, and production untouched."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from orchestration.build.dev_data import refresh
from orchestration.company.context import Company, refresh_company
from orchestration.company.settings import load_settings
from orchestration.dbt import command as dbt_command
from tests.dbt.clone import ROOT, Clone
from tests.end_to_end.conftest import AS_OF
from tests.end_to_end.pipeline import Pipeline

pytestmark = pytest.mark.soak

Refresh = Callable[[Clone], None]


@pytest.fixture
def dev_data(tiny: Pipeline, monkeypatch: pytest.MonkeyPatch) -> Iterator[Refresh]:
    """Does what `accord dev-data` does, for a clone."""
    for name, value in tiny.environment(ACCORD_AS_OF=AS_OF.isoformat()).items():
        monkeypatch.setenv(name, value)
    load_settings.cache_clear()
    company: Company = refresh_company()

    def into(clone: Clone) -> None:
        monkeypatch.setattr(dbt_command, "DBT_PROJECT_DIR", clone.project)
        settings = company.settings.model_copy(update={"dev_warehouse": clone.warehouse})
        own = replace(company, settings=settings)
        refresh(own, lambda _holder: None, lambda _done, _size: None)

    yield into
    load_settings.cache_clear()


def differing(clone: Clone, tiny: Pipeline, table: str, *, leaving_out: str = "") -> int:
    """Return how many rows of `table` are in one of both warehouses alone."""
    columns = f"* exclude ({leaving_out})" if leaving_out else "*"
    with duckdb.connect(str(clone.warehouse), read_only=True) as connection:
        connection.execute(f"attach '{tiny.warehouse}' as production (read_only)")
        found = connection.execute(
            f"""
            select count(*) from (
                (select {columns} from {table} except all
                    select {columns} from production.{table})
                union all
                (select {columns} from production.{table} except all
                    select {columns} from {table})
            )
            """
        ).fetchone()
    return int(found[0]) if found else -1


def rows(path: Path, table: str) -> int:
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(f"select count(*) from {table}").fetchone()
    return int(found[0]) if found else 0


def test_what_a_developer_runs_leaves_production_alone(
    tiny: Pipeline, dev_data: Refresh, tmp_path: Path
) -> None:
    """The command that emptied four production tables once."""
    before = sha256(tiny.warehouse.read_bytes()).hexdigest()
    clone = Clone(tmp_path)
    dev_data(clone)
    models = ("int_opportunities__unioned", "opportunities", "fct_opportunities", "fct_order_lines")
    with duckdb.connect(str(clone.warehouse)) as connection:
        for model in models[2:]:
            connection.execute(f"delete from marts.{model}")
    done = clone.dbt("run", "-s", *models)
    assert done.succeeded, done.output[-4000:]
    assert sha256(tiny.warehouse.read_bytes()).hexdigest() == before
    for model in models[2:]:
        assert rows(tiny.warehouse, f"marts.{model}") > 0
        assert differing(clone, tiny, f"marts.{model}") == 0


def test_raw_tables_in_development_are_as_production_loads_them(tiny: Pipeline) -> None:
    """Those that dbt creates, empty, where there is no data: column by column."""
    declared: dict[tuple[str, str], dict[str, str]] = {}
    for path in (ROOT / "ingestion" / "sources").glob("*/raw_tables.csv"):
        with path.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                table = declared.setdefault((row["schema"], row["table"]), {})
                table[row["column"]] = row["type"].upper()
    found: dict[tuple[str, str], dict[str, str]] = {}
    for schema, table_name, column, kind in tiny.query(
        "select schema_name, table_name, column_name, data_type from duckdb_columns() "
        "where not starts_with(column_name, '_dlt')",
        path=tiny.warehouse,
    ):
        found.setdefault((schema, table_name), {})[column] = kind
    # The demo company has no export of its own.
    loaded = {name: columns for name, columns in declared.items() if name[0] != "raw_files"}
    assert len(loaded) > 40
    assert {name: found.get(name) for name in loaded} == loaded


@pytest.mark.soak
def test_plain_dbt_gives_every_figure_of_the_company(
    tiny: Pipeline, dev_data: Refresh, tmp_path: Path
) -> None:
    clone = Clone(tmp_path)
    dev_data(clone)
    with duckdb.connect(str(clone.warehouse)) as connection:
        for schema in ("staging", "conformed", "marts", "kpi"):
            connection.execute(f"drop schema {schema} cascade")
    done = clone.dbt("build")
    assert done.succeeded, done.output[-6000:]
    assert rows(clone.warehouse, "kpi.kpi_values") > 100_000
    which = "computed_at, run_id"
    assert differing(clone, tiny, "kpi.kpi_values", leaving_out=which) == 0
