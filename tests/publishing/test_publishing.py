import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from publishing import PublishError, publish, rollback
from publishing.versions import make_current

AS_OF = date(2026, 11, 21)


def build_warehouse(path: Path, value: float = 1.0, extra: str = "") -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"""
            create schema if not exists kpi; create schema if not exists marts;
            create or replace table kpi.kpi_catalog as select 'revenue' as kpi_id;
            create or replace table kpi.kpi_values as
                select 'revenue' as kpi_id, {value}::double as value;
            create or replace table kpi.kpi__month__total as select 1 as internal;
            create or replace table marts.fct_funnel as select 'p_1' as person_key;
            comment on table kpi.kpi_values is 'Grain: KPI x period, it''s all here.';
            comment on column kpi.kpi_values.value is 'The figure';
            {extra}
        """)
    return path


def published_value(published: Path) -> float:
    with duckdb.connect(str(published / "accord.duckdb"), read_only=True) as connection:
        row = connection.execute("select value from kpi.kpi_values").fetchone()
    assert row is not None
    return float(row[0])


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return build_warehouse(tmp_path / "warehouse.duckdb")


def test_marts_are_published_as_duckdb_and_parquet(tmp_path: Path, warehouse: Path) -> None:
    summary = publish(warehouse, tmp_path / "published", "run-1", AS_OF)
    assert summary.rows["kpi.kpi_values"] == 1
    assert published_value(tmp_path / "published") == 1.0
    parquet = tmp_path / "published/parquet/kpi/kpi_values.parquet"
    assert duckdb.execute(f"select count(*) from '{parquet}'").fetchall() == [(1,)]


def test_descriptions_travel_and_internals_do_not(tmp_path: Path, warehouse: Path) -> None:
    publish(warehouse, tmp_path / "published", "run-1", AS_OF)
    with duckdb.connect(str(tmp_path / "published/accord.duckdb"), read_only=True) as connection:
        comments = connection.execute(
            "select comment from duckdb_columns() where column_name = 'value'"
        ).fetchall()
        names = {
            row[0]
            for row in connection.execute("select table_name from duckdb_tables()").fetchall()
        }
        signed = connection.execute("select run_id, as_of from kpi.publication").fetchall()
    assert comments == [("The figure",)]
    assert "kpi__month__total" not in names
    assert signed == [("run-1", AS_OF)]


def test_rollback_brings_the_run_before_back(tmp_path: Path, warehouse: Path) -> None:
    published = tmp_path / "published"
    publish(warehouse, published, "run-1", AS_OF)
    publish(build_warehouse(warehouse, 2.0), published, "run-2", AS_OF)
    assert published_value(published) == 2.0
    rollback(published)
    assert published_value(published) == 1.0
    parquet = published / "parquet/kpi/kpi_values.parquet"
    assert duckdb.execute(f"select value from '{parquet}'").fetchall() == [(1.0,)]
    with pytest.raises(PublishError, match="oldest"):
        rollback(published)


def test_a_second_rollback_passes_over_what_was_rolled_back_from(
    tmp_path: Path, warehouse: Path
) -> None:
    published = tmp_path / "published"
    publish(warehouse, published, "run-1", AS_OF)
    for run, value in (("run-2", 2.0), ("run-3", 3.0)):
        publish(build_warehouse(warehouse, value), published, run, AS_OF)
        rollback(published)
        assert published_value(published) == 1.0


def test_a_link_that_is_laid_again_leaves_nothing_beside_it(
    tmp_path: Path, warehouse: Path
) -> None:
    published = tmp_path / "published"
    publish(warehouse, published, "run-1", AS_OF)
    [version] = (published / "versions").iterdir()
    make_current(published, version.name)
    assert [path.name for path in published.iterdir() if path.name.endswith(".next")] == []


def test_old_versions_are_pruned(tmp_path: Path, warehouse: Path) -> None:
    published = tmp_path / "published"
    for run in range(5):
        publish(warehouse, published, f"run-{run}", AS_OF)
    assert len(list((published / "versions").iterdir())) == 3


@pytest.mark.fault(18)
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("drop table kpi.kpi_catalog", "kpi_catalog"),
        ("alter table kpi.kpi_values drop column value", "was DOUBLE and is gone"),
        ("alter table kpi.kpi_values alter value type integer", "was DOUBLE and is INTEGER"),
        ("alter table marts.fct_funnel add column mail varchar default 'a.b@acme.fr'", "e-mail"),
        ("alter table marts.fct_funnel add column link varchar default '/x?to=a%40b.fr'", "e-mail"),
    ],
)
def test_a_refused_publication_changes_nothing(
    tmp_path: Path, warehouse: Path, change: str, reason: str
) -> None:
    published = tmp_path / "published"
    publish(warehouse, published, "run-1", AS_OF)
    build_warehouse(warehouse, 2.0, extra=change)
    with pytest.raises(PublishError, match=reason):
        publish(warehouse, published, "run-2", AS_OF)
    assert published_value(published) == 1.0
    assert len(list((published / "versions").iterdir())) == 1


@pytest.mark.fault(28)
def test_what_a_killed_run_left_is_never_rolled_back_to(
    tmp_path: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = tmp_path / "published"
    publish(warehouse, published, "run-1", AS_OF)
    with monkeypatch.context() as patched:
        # A killed process cleans nothing up.
        patched.setattr("shutil.rmtree", lambda _folder: None)
        build_warehouse(warehouse, 2.0, extra="drop table kpi.kpi_catalog")
        with pytest.raises(PublishError):
            publish(warehouse, published, "run-2", AS_OF)
    publish(build_warehouse(warehouse, 3.0), published, "run-3", AS_OF)
    rollback(published)
    assert published_value(published) == 1.0


def test_a_folder_may_have_an_apostrophe(tmp_path: Path) -> None:
    folder = tmp_path / "l'entreprise"
    folder.mkdir()
    for run in ("run-1", "run-2"):
        publish(build_warehouse(folder / "warehouse.duckdb"), folder / "published", run, AS_OF)
    assert published_value(folder / "published") == 1.0


@pytest.mark.fault(33)
def test_a_reader_keeps_its_file_while_another_run_publishes(
    tmp_path: Path, warehouse: Path
) -> None:
    published = tmp_path / "published"
    publish(warehouse, published, "run-1", AS_OF)
    reader = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import duckdb, sys\n"
            "c = duckdb.connect(sys.argv[1], read_only=True)\n"
            "q = 'select value from kpi.kpi_values'\n"
            "print(c.execute(q).fetchone()[0], flush=True)\n"
            "input()\n"
            "print(c.execute(q).fetchone()[0], flush=True)\n",
            str(published / "accord.duckdb"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout is not None
    assert reader.stdin is not None
    assert reader.stdout.readline() == "1.0\n"
    publish(build_warehouse(warehouse, 2.0), published, "run-2", AS_OF)
    assert published_value(published) == 2.0
    remaining, _ = reader.communicate("\n", timeout=30)
    assert remaining == "1.0\n"
