"""What the UI shows of tables: rows as the seal or the publication has them, and all columns."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import duckdb
import pytest

from orchestration.build.content import Content
from orchestration.build.contents import keep_columns, kept_columns, row_counts, view_counts
from orchestration.build.seal import Seal, write_seal
from orchestration.company.settings import Settings
from orchestration.defs import columns as of_definitions

DEALS = dg.AssetKey(["marts", "fct_deals"])
VALUES = dg.AssetKey(["kpi", "kpi_values"])


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(data_dir=tmp_path)
    sealed = {"marts.fct_deals": Content("n BIGINT", rows=7), "kpi.kpi_values": Content("view")}
    write_seal(settings.warehouse_path, Seal(tables=sealed))
    with duckdb.connect(str(settings.warehouse_path)) as connection:
        connection.execute(
            "create schema marts; create table marts.fct_deals (n bigint, on_day date)"
        )
        connection.execute(
            "create view marts.latest as select max(on_day) as on_day from marts.fct_deals"
        )
    return settings


def counts(observed: list[dg.AssetObservation]) -> dict[dg.AssetKey, object]:
    return {one.asset_key: one.metadata["dagster/row_count"].value for one in observed}


def test_rows_of_a_table_are_those_that_the_seal_counted(settings: Settings) -> None:
    missing = dg.AssetKey(["marts", "not_there"])
    assert counts(list(row_counts(settings, [DEALS, VALUES, missing]))) == {DEALS: 7}


def test_rows_of_a_view_are_those_that_were_published(settings: Settings) -> None:
    published = {"marts.fct_deals": 7, "kpi.kpi_values": 11}
    assert counts(list(view_counts(settings, published))) == {VALUES: 11}


def test_without_a_seal_nothing_is_said(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    assert list(row_counts(settings, [DEALS])) == []
    assert kept_columns(settings) == {}


def test_columns_of_tables_and_views_are_kept(settings: Settings) -> None:
    keep_columns(settings)
    assert kept_columns(settings) == {
        "marts.fct_deals": [("n", "BIGINT"), ("on_day", "DATE")],
        "marts.latest": [("on_day", "DATE")],
    }


def test_an_asset_shows_every_column_with_the_descriptions_that_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = {"marts.fct_deals": [("n", "BIGINT"), ("on_day", "DATE")]}
    monkeypatch.setattr(of_definitions, "_columns", known)
    described = dg.TableSchema([dg.TableColumn("on_day", "?", description="Day of the deal.")])
    spec = dg.AssetSpec(DEALS, metadata={"dagster/column_schema": described})
    schema = of_definitions.with_columns(spec).metadata["dagster/column_schema"]
    assert [(one.name, one.type, one.description) for one in schema.columns] == [
        ("n", "bigint", None),
        ("on_day", "date", "Day of the deal."),
    ]
    # What was never built keeps what dbt says.
    assert of_definitions.with_columns(dg.AssetSpec(VALUES)) == dg.AssetSpec(VALUES)
