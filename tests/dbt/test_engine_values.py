"""On DuckDB the macros that engines write differently give what is written down by hand."""

from __future__ import annotations

import pytest

from tests.dbt.engine_values import ENGINE_VALUES, values_model
from tests.dbt.warehouse import Warehouse


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    folder = tmp_path_factory.mktemp("engine")
    warehouse = Warehouse(folder, folder)
    (warehouse.project / "models" / "engine_values.sql").write_text(values_model())
    warehouse.build("2026-01-31", "engine_values")
    return dict(warehouse.query("select what, value from staging.engine_values"))


@pytest.mark.parametrize("name", ENGINE_VALUES)
def test_duckdb_computes(name: str, values: dict[str, str | None]) -> None:
    assert values[name] == ENGINE_VALUES[name].expected
