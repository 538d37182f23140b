"""What readers get of the figures: named, sorted, cut, and as Parquet that says what it is."""

from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from publishing import PublishError, publish

AS_OF = date(2026, 11, 25)
#: Of the totals by month, of one rep, and of a series that ended in spring.
_FIGURES = """
    ('win_rate', '', 'month', '2026-10-01', '2026-10-31', 'total', 'total', 0.4, true),
    ('revenue', '', 'month', '2026-11-01', '2026-11-30', 'total', 'total', 5.0, false),
    ('revenue', '', 'month', '2026-10-01', '2026-10-31', 'total', 'total', 9.0, true),
    ('revenue', '', 'month', '2026-10-01', '2026-10-31', 'owner', 'r_2', 3.0, true),
    ('revenue', '', 'month', '2026-09-01', '2026-09-30', 'owner', 'r_1', 7.0, true),
    ('revenue', '', 'day', '2026-11-25', '2026-11-25', 'total', 'total', 1.0, true),
    ('revenue', 'old', 'month', '2026-04-01', '2026-04-30', 'total', 'total', 2.0, true)
"""
_OTHERS = (
    "previous_value double, previous_year_value double, change_pct double, "
    "change_previous_year_pct double, target_value double, target_attainment double, "
    "numerator double, denominator double, status varchar, status_reason varchar, quality varchar"
)


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    path = tmp_path / "warehouse.duckdb"
    others = "".join(f", null::{one.split()[1]} as {one.split()[0]}" for one in _OTHERS.split(", "))
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"""
            create schema kpi; create schema marts;
            create table marts.fct_funnel as select 'p_1' as person_key;
            create table kpi.kpi_catalog as select unnest(['revenue', 'win_rate']) as kpi_id;
            create table kpi.kpi_values as select *{others} from (values {_FIGURES}) as figures (
                kpi_id, variant, grain, period_start, period_end, dimension, dimension_value, value,
                is_complete
            );
            alter table kpi.kpi_values alter period_start type date;
            alter table kpi.kpi_values alter period_end type date;
            alter table kpi.kpi_values alter value type double;
            comment on column kpi.kpi_values.value is 'The figure';
            create table kpi.kpi_variants as select * from (values
                ('revenue', '', 'Revenue', 'CA', 'Revenue', 'CA', 'money', '#,##0'),
                ('revenue', 'old', 'Revenue', 'CA', 'Revenue as it was', 'CA d''avant', 'money',
                    '#,##0'),
                ('win_rate', '', 'Win rate', 'Taux', 'Win rate', 'Taux', 'rate', '0.0%')
            ) as variants (
                kpi_id, variant, kpi_label_en, kpi_label_fr, variant_label_en, variant_label_fr,
                unit, format
            );
            create table kpi.dimension_members as select * from (values
                ('total', 'total', 'Total'), ('owner', 'r_1', 'Anna Martin (North)'),
                ('owner', 'r_2', 'Anna Martin (South)')
            ) as members (dimension, dimension_value, label_en);
        """)
    return path


@pytest.fixture
def published(tmp_path: Path, warehouse: Path) -> Path:
    publish(warehouse, tmp_path / "published", "run-1", AS_OF, parquet_by_grain=True)
    return tmp_path / "published"


def ask(published: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(published / "accord.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_every_figure_has_its_names_and_its_place(published: Path) -> None:
    assert ask(
        published,
        "select kpi_label_en, variant_label_fr, grain, dimension_label, unit, format, value "
        "from kpi.kpi_values",
    ) == [
        ("Revenue", "CA", "day", "Total", "money", "#,##0", 1.0),
        ("Revenue", "CA", "month", "Anna Martin (North)", "money", "#,##0", 7.0),
        ("Revenue", "CA", "month", "Anna Martin (South)", "money", "#,##0", 3.0),
        ("Revenue", "CA", "month", "Total", "money", "#,##0", 9.0),
        ("Revenue", "CA", "month", "Total", "money", "#,##0", 5.0),
        ("Revenue", "CA d'avant", "month", "Total", "money", "#,##0", 2.0),
        ("Win rate", "Taux", "month", "Total", "rate", "0.0%", 0.4),
    ]


def test_the_latest_are_of_one_period_each(published: Path) -> None:
    """The rep of September has no row in October's, and the old series none that runs."""
    assert ask(
        published,
        "select kpi_id, variant, grain, dimension_value, which, value from kpi.kpi_latest "
        "order by all",
    ) == [
        ("revenue", "", "day", "total", "last_complete", 1.0),
        ("revenue", "", "month", "r_2", "last_complete", 3.0),
        ("revenue", "", "month", "total", "last_complete", 9.0),
        ("revenue", "", "month", "total", "running", 5.0),
        ("revenue", "old", "month", "total", "last_complete", 2.0),
        ("win_rate", "", "month", "total", "last_complete", 0.4),
    ]


def test_a_kpi_has_a_view_of_plain_words(published: Path) -> None:
    assert ask(
        published,
        "select period, member, revenue from kpi.v_revenue "
        "where variant = '' and grain = 'month' order by all",
    ) == [
        (date(2026, 9, 1), "Anna Martin (North)", 7.0),
        (date(2026, 10, 1), "Anna Martin (South)", 3.0),
        (date(2026, 10, 1), "Total", 9.0),
        (date(2026, 11, 1), "Total", 5.0),
    ]
    assert ask(published, "select count(*) from kpi.kpi_monthly") == [(6,)]
    assert ask(published, "select count(*) from kpi.kpi_totals") == [(5,)]
    [(comment,)] = ask(
        published,
        "select comment from duckdb_columns() "
        "where table_name = 'v_revenue' and column_name = 'revenue'",
    )
    assert comment == "The figure"


def test_parquet_says_what_it_holds(published: Path) -> None:
    folder = published / "parquet/kpi"
    said = pq.read_schema(folder / "kpi_values.parquet").metadata  # type: ignore[no-untyped-call]
    [version] = (published / "versions").iterdir()
    assert said[b"publication"] == version.name.encode()
    assert said[b"comment.value"] == b"The figure"
    assert said[b"comment.unit"].startswith(b"Unit of the value")
    column = pq.ParquetFile(folder / "kpi_values.parquet").metadata.row_group(0).column(0)  # type: ignore[no-untyped-call]
    assert column.compression == "ZSTD"
    parts = f"{folder}/kpi_values_by_grain/*/*.parquet"
    assert duckdb.execute(
        f"select grain, count(*) from read_parquet('{parts}', hive_partitioning=true) "
        "group by grain order by grain"
    ).fetchall() == [("day", 1), ("month", 6)]
    assert duckdb.execute(f"select run_id from '{folder}/publication.parquet'").fetchall() == [
        ("run-1",)
    ]


def test_a_reader_of_the_version_before_still_reads(warehouse: Path, tmp_path: Path) -> None:
    """The first publication is of a warehouse that names nothing, as releases before had it."""
    published = tmp_path / "published"
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("create schema aside; create table aside.v as from kpi.kpi_variants")
        connection.execute("drop table kpi.kpi_variants")
    publish(warehouse, published, "run-1", AS_OF)
    query = "select * from kpi.kpi_values order by all"
    before = ask(published, query)
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(
            "create table kpi.kpi_variants as from aside.v; drop schema aside cascade"
        )
    publish(warehouse, published, "run-2", AS_OF)
    width = len(before[0])
    assert [row[:width] for row in ask(published, query)] == before
    assert ask(published, "select schema_major_version, schema_version from kpi.publication") == [
        (1, 2)
    ]


def test_a_view_that_readers_know_stays_while_its_kpi_does(
    warehouse: Path, published: Path
) -> None:
    """It stays without figures, and goes with the definition."""
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("delete from kpi.kpi_values where kpi_id = 'win_rate'")
    publish(warehouse, published, "run-2", AS_OF)
    assert ask(published, "select win_rate from kpi.v_win_rate") == []
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("delete from kpi.kpi_catalog where kpi_id = 'win_rate'")
    publish(warehouse, published, "run-3", AS_OF)
    with pytest.raises(duckdb.CatalogException):
        ask(published, "from kpi.v_win_rate")
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("alter table kpi.kpi_values drop column quality")
    with pytest.raises(PublishError, match="v_revenue"):
        publish(warehouse, published, "run-4", AS_OF)


@pytest.mark.parametrize(("storage", "expected"), [(None, "v1.0.0+"), ("v1.2.0", "v1.2.0+")])
def test_the_storage_version_is_a_setting(
    tmp_path: Path, warehouse: Path, storage: str | None, expected: str
) -> None:
    publish(warehouse, tmp_path / "published", "run-1", AS_OF, storage_version=storage)
    [(tags,)] = ask(
        tmp_path / "published", "select tags from duckdb_databases() where not internal"
    )
    assert tags == {"storage_version": expected}
