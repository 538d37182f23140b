"""A warehouse that somebody else changed: refused by name, and built again."""

from __future__ import annotations

import json
import shutil

import duckdb
import pytest

from tests.end_to_end.conftest import AS_OF
from tests.end_to_end.pipeline import Pipeline
from tests.end_to_end.warehouses import differences

#: What plain `dbt run` without the company's variables once left empty.
EMPTIED = (
    "conformed.int_opportunities__unioned",
    "conformed.opportunities",
    "marts.fct_opportunities",
    "marts.fct_order_lines",
)


@pytest.fixture
def company(tiny: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    """The tiny company's data folder, moved: its seal says that it is still the same."""
    pipeline = Pipeline(tmp_path_factory.mktemp("gate") / "data")
    shutil.copytree(tiny.data_dir, pipeline.data_dir, symlinks=True)
    return pipeline


def change(company: Pipeline, *statements: str) -> None:
    with duckdb.connect(str(company.warehouse)) as connection:
        for statement in statements:
            connection.execute(statement)


def refusal(company: Pipeline, *command: str) -> str:
    """Run a job that must fail; return what it said, having published nothing."""
    before = company.published.read_bytes()
    done = company.accord(*command, ACCORD_AS_OF=AS_OF.isoformat())
    assert done.returncode == 1, done.stdout[-4000:]
    assert company.published.read_bytes() == before
    return done.stdout


@pytest.mark.soak  # two runs; tests/orchestration/test_gate_content.py changes tables, too
def test_emptied_tables_are_never_published(tiny: Pipeline, company: Pipeline) -> None:
    change(company, *(f"delete from {table}" for table in EMPTIED))
    said = refusal(company, "run", "monthly")
    assert [table for table in EMPTIED if f"{table}: 0 rows instead of" not in said] == []
    company.run(AS_OF)
    assert differences(tiny, company) == []


@pytest.mark.soak
def test_what_dbt_built_by_hand_is_not_published(tiny: Pipeline, company: Pipeline) -> None:
    built = company.accord(
        *("dbt", "--target", "prod", "run", "-s", "fct_tickets"), ACCORD_AS_OF=AS_OF.isoformat()
    )
    assert built.returncode == 0, built.stdout[-4000:]
    assert "accord dbt --target prod run -s fct_tickets" in refusal(company, "run", "monthly")
    company.run(AS_OF)
    assert differences(tiny, company) == []


@pytest.mark.soak
def test_a_raw_table_is_accepted_or_nothing_is_published(company: Pipeline) -> None:
    change(
        company,
        "update raw_hubspot.deals set amount = '1' "
        "where id = (select min(id) from raw_hubspot.deals)",
    )
    said = refusal(company, "run")
    assert "raw_hubspot.deals: other values" in said
    assert "accord run --accept raw_hubspot.deals" in said
    company.run(AS_OF, "--accept", "raw_hubspot.deals")
    [(accepted,)] = company.query("select accepted from kpi.publication")
    assert [one["table"] for one in json.loads(accepted)] == ["raw_hubspot.deals"]
