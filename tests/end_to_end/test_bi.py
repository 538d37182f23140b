"""What docs/bi.md promises to a BI developer."""

from __future__ import annotations

import re

import duckdb
import pytest

from tests.end_to_end.pipeline import ROOT, Pipeline

QUERIES = re.findall(
    r"```sql\n(.*?)```",
    (ROOT / "docs/bi.md").read_text(encoding="utf-8") + (ROOT / "README.md").read_text("utf-8"),
    flags=re.DOTALL,
)


@pytest.mark.e2e
@pytest.mark.parametrize("sql", QUERIES, ids=range(len(QUERIES)))
def test_the_documented_queries_answer(tiny: Pipeline, sql: str) -> None:
    assert tiny.query(sql)


@pytest.mark.e2e
def test_parquet_holds_what_duckdb_holds(tiny: Pipeline) -> None:
    parquet = tiny.data_dir / "published/parquet/kpi/kpi_values.parquet"
    [(in_parquet,)] = duckdb.execute(f"select count(*) from '{parquet}'").fetchall()
    assert tiny.query("select count(*) from kpi.kpi_values") == [(in_parquet,)]


@pytest.mark.e2e
def test_every_published_column_is_described(tiny: Pipeline) -> None:
    undescribed = tiny.query(
        "select schema_name, table_name, column_name from duckdb_columns() "
        "where schema_name in ('kpi', 'marts') and coalesce(comment, '') = ''"
    )
    assert undescribed == []


@pytest.mark.e2e
def test_one_row_per_address(tiny: Pipeline) -> None:
    doubles = tiny.query(
        "select kpi_id, variant, grain, period_start, dimension, dimension_value "
        "from kpi.kpi_values group by all having count(*) > 1"
    )
    assert doubles == []
