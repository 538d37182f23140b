"""What feeds a published table or a KPI, by a graph that is small enough to read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.build.lineage import Lineage, kpi_feeds
from publishing import Feeds


def model(schema: str, name: str, code: str, *parents: str, macros: tuple[str, ...] = ()) -> Any:
    return {
        "schema": schema,
        "name": name,
        "alias": name,
        "raw_code": code,
        "config": {"meta": {"may_be_empty": True} if name == "fct_open" else {}},
        "depends_on": {"nodes": parents, "macros": macros},
    }


MANIFEST = {
    "sources": {
        f"source.accord.{schema}.{name}": {"schema": schema, "name": name, "identifier": name}
        for schema, name in [
            ("raw_crm", "deals"),
            ("raw_crm", "stages"),
            ("raw_planning", "fx_rates"),
            ("raw_planning", "holidays"),
            ("quality", "check_results"),
        ]
    },
    "nodes": {
        "model.accord.opportunities": model(
            "conformed",
            "opportunities",
            "select {{ var('stage_map') }}, {{ as_of() }}",
            "source.accord.raw_crm.deals",
            "source.accord.raw_crm.stages",
            macros=("macro.accord.as_of",),
        ),
        "model.accord.fct_deals": model(
            "marts",
            "fct_deals",
            "select {{ converted() }}",
            "model.accord.opportunities",
            "source.accord.raw_planning.fx_rates",
            macros=("macro.accord.converted",),
        ),
        "model.accord.fct_open": model(
            "marts", "fct_open", "select 1", "source.accord.raw_planning.holidays"
        ),
        "model.accord.data_trust": model(
            "kpi", "data_trust", "select 1", "source.accord.quality.check_results"
        ),
    },
    "macros": {
        "macro.accord.as_of": {"macro_sql": "{{ var('as_of') }}", "depends_on": {"macros": []}},
        "macro.accord.converted": {
            "macro_sql": "{{ rate() }}",
            "depends_on": {"macros": ["macro.accord.rate"]},
        },
        "macro.accord.rate": {
            "macro_sql": '{{ var("reporting_currency") }}',
            "depends_on": {"macros": ["macro.accord.converted"]},
        },
    },
}


@pytest.fixture
def lineage() -> Lineage:
    return Lineage(MANIFEST)


def test_a_table_is_fed_by_all_that_it_is_made_from(lineage: Lineage) -> None:
    assert lineage.tables() == {
        "marts.fct_deals": Feeds(
            ("raw_crm.deals", "raw_crm.stages", "raw_planning.fx_rates"),
            ("reporting_currency", "stage_map"),
            True,
        ),
        "marts.fct_open": Feeds(("raw_planning.holidays",)),
        "kpi.data_trust": Feeds(),
    }
    assert lineage.marked("may_be_empty") == {"marts.fct_open"}


def test_a_kpi_is_fed_by_the_raw_tables_of_its_entities(lineage: Lineage, tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create schema kpi; create table kpi.kpi__inputs as from (values "
            "('revenue', 'marts.fct_deals'), ('revenue', 'raw_crm.deals')) "
            "as inputs (kpi_id, table_name)"
        )
    assert kpi_feeds(lineage, path) == {
        "revenue": Feeds(("raw_crm.deals",), ("reporting_currency", "stage_map"), True)
    }
