"""Plain dbt in a fresh clone, without any run of Accord before."""

from __future__ import annotations

import os

import duckdb
import pytest

from kpis.compilation import compiled, generated_folder, is_compiled
from publishing.tables import published_tables
from tests.dbt.clone import Clone
from tests.dbt.warehouse import PROJECT


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    assert "ACCORD_DEV_WAREHOUSE" not in os.environ
    made = Clone(tmp_path_factory.mktemp("clone"))
    done = made.dbt("parse")
    assert done.succeeded, done.output[-4000:]
    return made


@pytest.mark.soak  # a minute; the test below holds the digest of what they are compiled from
def test_the_compiled_kpi_models_are_those_of_the_metric_files(clone: Clone) -> None:
    texts = compiled(clone.project, clone.project / "target/semantic_manifest.json").texts
    folder = generated_folder(clone.project)
    committed = {path.stem: path.read_text() for path in folder.glob("*.sql")}
    stale = {name for name in texts | committed if texts.get(name) != committed.get(name)}
    assert stale == set(), "run `python -m kpis compile` and commit what it writes"


def test_a_first_run_need_not_compile_them_again() -> None:
    """Nor would it change a file that git knows."""
    assert is_compiled(PROJECT), "run `python -m kpis compile` and commit what it writes"


def test_every_model_is_listed(clone: Clone) -> None:
    done = clone.dbt("--quiet", "ls", "--resource-type", "model", "--output", "name")
    assert done.succeeded, done.output[-4000:]
    written = {path.stem for path in (clone.project / "models").rglob("*.sql")}
    written |= {path.stem for path in (clone.project / "models").rglob("*.py")}
    assert set(done.output.split()) == written


@pytest.mark.soak  # a minute
def test_docs_are_made_before_anything_is_built(clone: Clone) -> None:
    done = clone.dbt("docs", "generate")
    assert done.succeeded, done.output[-4000:]
    assert (clone.project / "target/catalog.json").is_file()


def test_everything_builds_without_data(clone: Clone) -> None:
    """Unit tests too: of what the models say, nothing else in `make test` asks them all."""
    done = clone.dbt("build")
    assert done.succeeded, done.output[-6000:]
    with duckdb.connect(str(clone.warehouse), read_only=True) as connection:
        tables = {
            f"{schema}.{name}"
            for schema, name in connection.execute(
                "select schema_name, table_name from duckdb_tables() union all "
                "select schema_name, view_name from duckdb_views() where not internal"
            ).fetchall()
        }
        figures = connection.execute("select count(*) from kpi.kpi_values").fetchone()
        published = {table.name for table in published_tables(connection, "warehouse")}
    built = {
        f"{node['schema']}.{node['alias']}"
        for node in clone.manifest["nodes"].values()
        if node["resource_type"] == "model" and node["config"]["materialized"] != "ephemeral"
    }
    assert built <= tables
    assert figures == (0,)
    # The exposure names all that readers get.
    exposure = clone.manifest["exposures"]["exposure.accord.publication"]
    assert {name.rsplit(".", 1)[-1] for name in exposure["depends_on"]["nodes"]} == published


def test_the_checks_are_in_the_lineage_of_trust(clone: Clone) -> None:
    parents = clone.manifest["parent_map"]["model.accord.data_trust"]
    assert "source.accord.quality.check_results" in parents


def test_production_is_refused_in_words(clone: Clone) -> None:
    done = clone.dbt("run", "--target", "prod", "-s", "dim_segments")
    assert not done.succeeded
    assert "use `accord dbt --target prod ...`" in done.output
    assert "Traceback" not in done.output
