"""What BI tools import: a measure adds only what adds up, and every reference leads somewhere."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import pyarrow as pa
import pytest
import yaml
from click.testing import CliRunner

from orchestration.build import bi_export
from publishing import PublishError
from publishing.bi import Meaning, figures, read_meaning
from publishing.bi.powerbi import Place, project
from publishing.bi.superset import bundle
from publishing.bi.tableau import data_source
from tests.publishing.bi.conftest import KEYS
from tests.publishing.bi.tmdl_reader import Found, read


def _figure(publication: Path, where: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(publication), read_only=True) as connection:
        return connection.execute(
            f"select {figures.measure()} from ({figures.QUERY}) as figures where {where}"
        ).fetchall()


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("kpi_id = 'revenue' and dimension_value = 'ann' and month(period_start) = 1", 100.0),
        ("kpi_id = 'revenue' and month(period_start) = 1", 150.0),
        ("kpi_id = 'revenue' and dimension_value = 'bob'", 70.0),
        ("kpi_id = 'revenue'", 180.0),
        # 3 won of 10 closed, not the mean of 0.5 and 0.25.
        ("kpi_id = 'win_rate' and month(period_start) = 1", 0.3),
        ("kpi_id = 'win_rate' and dimension_value = 'ann'", None),
        ("kpi_id = 'cycle' and month(period_start) = 1", None),
        ("kpi_id = 'cycle' and dimension_value = 'bob'", 40.0),
        ("kpi_id in ('revenue', 'win_rate')", None),
        ("kpi_id = 'nothing'", None),
    ],
)
def test_the_measure_adds_what_adds_up(
    publication: Path, where: str, expected: float | None
) -> None:
    assert _figure(publication, where) == [(pytest.approx(expected),)]


def test_a_grain_is_never_added_to_another(publication: Path) -> None:
    doubled = (
        f"select {figures.measure()} from (select * from ({figures.QUERY}) as one union all "
        f"select * replace ('quarter' as grain) from ({figures.QUERY}) as other) as figures "
        "where kpi_id = 'revenue'"
    )
    with duckdb.connect(str(publication), read_only=True) as connection:
        assert connection.execute(doubled).fetchall() == [(None,)]


def test_facts_that_mix_grains_are_left_out_and_roles_are_kept_apart(meaning: Meaning) -> None:
    assert "fct_mixed" not in {table.name for table in meaning.tables}
    found = {(one.column, one.dimension): one.is_active for one in meaning.relationships}
    assert found == {
        ("owner_key", "dim_reps"): True,
        ("sql_owner_key", "dim_reps"): False,
        ("lead_on", "dim_date"): True,
        ("sql_on", "dim_date"): False,
    }


def test_a_publication_of_an_earlier_release_is_refused_in_words(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "old.duckdb")) as connection:
        connection.execute("create schema kpi; create table kpi.kpi_values as select 1 as value")
    with pytest.raises(PublishError, match="`accord run` publishes it anew"):
        read_meaning(tmp_path / "old.duckdb", KEYS)


def _bundle(meaning: Meaning, language: str = "en") -> dict[str, Any]:
    content = bundle(meaning, "duckdb:////data/accord.duckdb?access_mode=READ_ONLY", language)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: yaml.safe_load(archive.read(name)) for name in archive.namelist()}


def test_supersets_files_refer_to_each_other(meaning: Meaning) -> None:
    files = _bundle(meaning)
    dataset = files["accord/datasets/Accord/kpi_figures.yaml"]
    assert dataset["database_uuid"] == files["accord/databases/Accord.yaml"]["uuid"]
    charts = [one for name, one in files.items() if name.startswith("accord/charts/")]
    # The KPI that is not published has no chart.
    assert sorted(chart["slice_name"] for chart in charts) == ["Revenue", "Win rate"]
    assert {chart["dataset_uuid"] for chart in charts} == {dataset["uuid"]}
    named = {metric["metric_name"] for metric in dataset["metrics"]}
    columns = {column["column_name"] for column in dataset["columns"]}
    for chart in charts:
        params = chart["params"]
        assert named.issuperset(params.get("metrics") or [params["metric"]])
        filtered = [one["subject"] for one in params["adhoc_filters"] if "subject" in one]
        assert columns.issuperset(filtered)
    board = files["accord/dashboards/sales.yaml"]
    placed = [
        item["meta"]["uuid"]
        for item in board["position"].values()
        if isinstance(item, dict) and item["type"] == "CHART"
    ]
    assert placed == [chart["uuid"] for chart in sorted(charts, key=lambda one: one["slice_name"])]


def test_supersets_dataset_has_every_column_of_its_query(
    publication: Path, meaning: Meaning
) -> None:
    dataset = _bundle(meaning)["accord/datasets/Accord/kpi_figures.yaml"]
    with duckdb.connect(str(publication), read_only=True) as connection:
        query = connection.execute(dataset["sql"])
        found = [column[0] for column in query.description or []]
        assert [column["column_name"] for column in dataset["columns"]] == found
        for metric in dataset["metrics"]:
            connection.execute(f"select {metric['expression']} from ({dataset['sql']}) as figures")


def test_superset_speaks_french(meaning: Meaning) -> None:
    files = _bundle(meaning, "fr")
    assert files["accord/dashboards/sales.yaml"]["dashboard_title"] == "Ventes"
    titles = {one["slice_name"] for name, one in files.items() if "/charts/" in name}
    assert titles == {"Chiffre d'affaires", "Taux de gain"}


@pytest.fixture
def model(meaning: Meaning) -> dict[str, Found]:
    files = project(meaning, Place(folder=r"C:\accord\parquet"))
    return {name: read(text) for name, text in files.items() if name.endswith(".tmdl")}


def _tables(model: dict[str, Found]) -> dict[str, Found]:
    return {
        table.name: table
        for name, file in model.items()
        if "/tables/" in name
        for table in file.all("table")
    }


def test_power_bi_has_a_measure_per_series(model: dict[str, Found]) -> None:
    measures = {one.name: one for one in _tables(model)["kpi_values"].all("measure")}
    assert set(measures) == {"Revenue", "Win rate", 'Sales "cycle": 90th percentile'}
    revenue, rate = measures["Revenue"], measures["Win rate"]
    cycle = measures['Sales "cycle": 90th percentile']
    assert "SUM(kpi_values[value])" in revenue.expression
    assert "DIVIDE(SUM(kpi_values[numerator]), SUM(kpi_values[denominator]))" in rate.expression
    # What does not add up is one row or nothing.
    assert "SUM(" not in cycle.expression
    assert 'kpi_values[kpi_id] = "cycle"' in cycle.expression
    assert rate.properties["formatString"] == "0.0%"
    assert rate.properties["displayFolder"] == "efficiency"
    assert revenue.description == "Won amounts."
    assert all(one.expression.count("(") == one.expression.count(")") for one in measures.values())


def test_power_bis_relationships_lead_from_columns_to_keys(model: dict[str, Found]) -> None:
    tables = _tables(model)
    columns = {name: {one.name for one in it.all("column")} for name, it in tables.items()}
    file = next(it for name, it in model.items() if name.endswith("relationships.tmdl"))
    found = file.all("relationship")
    assert len(found) == 3 + 4
    active = []
    for one in found:
        fact, column = one.properties["fromColumn"].split(".")
        dimension, key = one.properties["toColumn"].split(".")
        assert column in columns[fact]
        assert key in columns[dimension]
        if one.properties.get("isActive") != "false":
            active.append((fact, dimension))
    assert len(active) == len(set(active))


def test_power_bi_finds_each_table_where_it_is(model: dict[str, Found]) -> None:
    for name, table in _tables(model).items():
        [partition] = table.all("partition")
        place = re.search(
            r'AccordFolder & "\\(\w+)\\(\w+)\.parquet"', partition.properties["source"]
        )
        assert place is not None and place[2] == name
    named = {one.name for one in model["Accord.SemanticModel/definition/model.tmdl"].all("ref")}
    assert named.issuperset(_tables(model))


def test_power_bi_reads_postgresql_where_it_is_named(meaning: Meaning) -> None:
    files = project(meaning, Place(server="db:5432", database="bi"))
    text = files["Accord.SemanticModel/definition/tables/dim_reps.tmdl"]
    assert (
        'PostgreSQL.Database(AccordServer, AccordDatabase){[Schema="marts", Item="dim_reps"]}'
        in text
    )
    assert 'AccordServer = "db:5432"' in files["Accord.SemanticModel/definition/expressions.tmdl"]


def test_power_bi_has_french_names(model: dict[str, Found]) -> None:
    [culture] = model["Accord.SemanticModel/definition/cultures/fr-FR.tmdl"].all("cultureInfo")
    [model_names] = culture.all("translations")[0].all("model")
    captions = {one.name: one.properties for one in model_names.all("table")[0].all("measure")}
    assert captions["Win rate"]["caption"] == "Taux de gain"
    measures = {one.name for one in _tables(model)["kpi_values"].all("measure")}
    assert set(captions) == measures


def test_power_bis_other_files_are_json(meaning: Meaning) -> None:
    files = project(meaning, Place(folder="/data"))
    for name, text in files.items():
        if not name.endswith(".tmdl"):
            assert json.loads(text)


def test_tableau_knows_each_column_and_the_measure(publication: Path, meaning: Meaning) -> None:
    with duckdb.connect(str(publication), read_only=True) as connection:
        schema: pa.Schema = connection.execute(figures.QUERY).to_arrow_table().schema
    root = ET.fromstring(data_source(meaning, schema))
    columns = {column.get("name"): column for column in root.iter("column")}
    assert set(columns) == {f"[{name}]" for name in schema.names} | {"[figure]"}
    assert columns["[period_start]"].get("datatype") == "date"
    assert columns["[value]"].get("hidden") == "true"
    formula = columns["[figure]"].find("calculation")
    assert formula is not None
    used = set(re.findall(r"\[(\w+)\]", formula.get("formula", "")))
    assert used.issubset(schema.names)
    described = columns["[value]"].find("desc/formatted-text/run")
    assert described is not None and described.text == 'The figure; "NULL" where there is none.'


def test_tableaus_extract_holds_every_figure(publication: Path, meaning: Meaning) -> None:
    pantab = pytest.importorskip("pantab", reason="`make tableau` installs it beside Accord")
    from publishing.bi.tableau import packaged

    with zipfile.ZipFile(io.BytesIO(packaged(meaning, publication))) as archive:
        file = publication.parent / "read.hyper"
        file.write_bytes(archive.read("Data/accord_figures.hyper"))
    [frame] = pantab.frames_from_hyper(file, return_type="pyarrow").values()
    with duckdb.connect(str(publication), read_only=True) as connection:
        expected = connection.execute(figures.QUERY).to_arrow_table()
    assert frame.num_rows == expected.num_rows == 10
    assert sorted(frame["value"].to_pylist()) == sorted(expected["value"].to_pylist())


def test_two_series_of_one_label_are_kept_apart(publication: Path, tmp_path: Path) -> None:
    file = tmp_path / "accord.duckdb"
    file.write_bytes(publication.read_bytes())
    with duckdb.connect(str(file)) as connection:
        connection.execute("update kpi.kpi_variants set kpi_label_en = 'Win rate' where true")
        connection.execute("update kpi.kpi_variants set variant_label_en = '' where true")
    labels = [one.label_en for one in read_meaning(file, KEYS).series]
    assert sorted(labels) == ["Win rate (revenue)", "Win rate (win_rate)", "Win rate: "]


def test_a_password_never_gets_into_an_export(
    publication: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = tmp_path / "published"
    published.mkdir()
    (published / "accord.duckdb").write_bytes(publication.read_bytes())
    company = SimpleNamespace(settings=SimpleNamespace(published_dir=published))
    monkeypatch.setattr(bi_export, "load_company", lambda: company)
    address = "postgresql://reader:hunter2@db/bi"
    target = tmp_path / "bundle.zip"
    result = CliRunner().invoke(
        bi_export.bi, ["export", "superset", "--source", address, "--output", f"{target}"]
    )
    assert result.exit_code == 2
    assert "leave it out" in result.output and "hunter2" not in result.output
    assert not target.exists()
