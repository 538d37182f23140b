"""MetricFlow's plans: exact under renaming, cached by definition, the same as `mf query`."""

from __future__ import annotations

import csv
import json
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from kpis.compilation import (
    MOST_METRICS,
    check,
    compile_project,
    generated_folder,
    metrics_folder,
)
from kpis.dictionary import dictionary_text
from kpis.files import load_metric_files
from kpis.matrix import matrix_text
from kpis.planner import Planner
from kpis.problems import CompileError, DefinitionError
from kpis.renaming import RenamingPlanner
from kpis.semantics import Semantics, read_semantics
from kpis.series import Series, all_series, queries
from tests.kpis.conftest import AS_OF, ROOT, KpiProject

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def semantics(kpi_project: KpiProject) -> Semantics:
    return read_semantics(kpi_project.folder / "target/semantic_manifest.json")


@pytest.fixture(scope="module")
def series(kpi_project: KpiProject, semantics: Semantics) -> list[Series]:
    return all_series(load_metric_files(metrics_folder(kpi_project.folder)), semantics)


@pytest.mark.soak  # plans every series with MetricFlow once more
def test_a_renamed_plan_is_the_one_that_metricflow_writes(
    semantics: Semantics, series: list[Series]
) -> None:
    planner = Planner(semantics)
    renaming = RenamingPlanner(planner)
    for asked in queries(series, MOST_METRICS).values():
        for query in [*asked, *(one.in_total() for one in asked)]:
            assert renaming.sql(query) == planner.sql(query)


def test_a_dimension_that_a_fact_lacks_is_refused(
    semantics: Semantics, series: list[Series]
) -> None:
    planner = Planner(semantics)
    [calls] = [one for one in series if one.kpi_id == "calls_made"]
    [query] = queries([replace(calls, dimensions=("owner", "product"))], MOST_METRICS)["day"]
    with pytest.raises(CompileError, match="'activities' has the dimensions product, which are no"):
        planner.templated(planner.sql(query), query)


def test_unchanged_definitions_are_not_planned_again(kpi_project: KpiProject) -> None:
    assert compile_project(kpi_project.folder, AS_OF).is_cached


def test_an_edited_generated_model_is_written_again(kpi_project: KpiProject) -> None:
    model = generated_folder(kpi_project.folder) / "kpi_catalog.sql"
    text = model.read_text()
    model.write_text("select 1 as edited")
    assert not compile_project(kpi_project.folder, AS_OF).is_cached
    assert model.read_text() == text


@pytest.mark.soak  # builds every KPI twice
def test_the_page_on_adding_a_kpi_holds_to_the_letter(
    kpi_project: KpiProject, fresh_warehouse: Path, tmp_path: Path
) -> None:
    """Its one new file, and the KPI is in catalogue, values, dictionary and matrix."""
    page = (ROOT / "docs/first-change/kpi.md").read_text(encoding="utf-8")
    [named] = re.findall(r"`dbt_project/models/metrics/(\S+\.yml)`", page)
    [definition] = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    folder = metrics_folder(kpi_project.folder)
    kpis = check(kpi_project.folder, AS_OF)
    added = folder / named
    added.write_text(definition, encoding="utf-8")
    warehouse = tmp_path / "warehouse.duckdb"
    shutil.copy(fresh_warehouse, warehouse)
    try:
        assert set(check(kpi_project.folder, AS_OF)) == {*kpis, "calls_per_meeting"}
        assert not compile_project(kpi_project.folder, AS_OF).is_cached
        chosen = json.dumps(kpi_project.variables(AS_OF))
        kpi_project.run("dbt", warehouse, "build", "--select", "tag:kpi", "--vars", chosen)
        assert "### Calls per meeting (`calls_per_meeting`)" in dictionary_text(kpi_project.folder)
        assert "| `calls_per_meeting` | x |" in matrix_text(folder)
    finally:
        added.unlink()
        compile_project(kpi_project.folder, AS_OF)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        catalogued = connection.execute("select kpi_id from kpi.kpi_catalog").fetchall()
        cells = connection.execute(
            """
            select added.value, calls.value, meetings.value
            from kpi.kpi_values as added
            left join kpi.kpi_values as calls
                on calls.kpi_id = 'calls_made' and calls.grain = added.grain
                and calls.period_start = added.period_start
                and calls.dimension = added.dimension
                and calls.dimension_value = added.dimension_value
            left join kpi.kpi_values as meetings
                on meetings.kpi_id = 'meetings_held' and meetings.grain = added.grain
                and meetings.period_start = added.period_start
                and meetings.dimension = added.dimension
                and meetings.dimension_value = added.dimension_value
            where added.kpi_id = 'calls_per_meeting' and added.value is not null
            """
        ).fetchall()
    assert ("calls_per_meeting",) in catalogued
    assert len(cells) > 1000
    assert [cell for cell in cells if cell[0] != pytest.approx((cell[1] or 0) / cell[2])] == []
    assert "calls_per_meeting" not in dictionary_text(kpi_project.folder)


def test_a_faulty_file_stops_the_compilation_with_a_fix(kpi_project: KpiProject) -> None:
    faulty = metrics_folder(kpi_project.folder) / "result/broken.yml"
    faulty.write_text("metrics: []\n")
    try:
        with pytest.raises(DefinitionError, match=r"result/broken\.yml:1: metrics: defines 0 KPIs"):
            compile_project(kpi_project.folder, AS_OF)
    finally:
        faulty.unlink()


def test_mf_query_gives_the_same_numbers_for_every_metric_by_month(
    kpi_project: KpiProject, fresh_warehouse: Path, series: list[Series], tmp_path: Path
) -> None:
    chosen = json.dumps(kpi_project.variables(AS_OF))
    kpi_project.run("dbt", fresh_warehouse, "parse", "--vars", chosen)
    for filters, members in _by_filter(series).items():
        answer = tmp_path / "answer.csv"
        where = [
            f"{{{{ Dimension('{name}') }}}} = {value!r}".replace("<grain>", "month").replace(
                "<dimension>", "total"
            )
            for name, value in filters
        ]
        metrics = sorted({one.metric for one in members})
        kpi_project.run(
            "mf",
            fresh_warehouse,
            "query",
            *("--metrics", ",".join(metrics), "--group-by", "metric_time__month"),
            *(("--where", " and ".join(where)) if where else ()),
            *("--csv", str(answer), "--decimals", "12"),
        )
        with answer.open() as lines:
            answers = {
                date.fromisoformat(row["metric_time__month"][:10]): row
                for row in csv.DictReader(lines)
                if row["metric_time__month"]
            }
        for one in members:
            _assert_same(fresh_warehouse, one, answers)


def _by_filter(series: list[Series]) -> dict[tuple[tuple[str, str | int], ...], list[Series]]:
    grouped: dict[tuple[tuple[str, str | int], ...], list[Series]] = {}
    for one in series:
        if one.variant_dimension is None:
            grouped.setdefault(tuple((one.row_filter or {}).items()), []).append(one)
    return grouped


def _assert_same(warehouse: Path, series: Series, answers: dict[date, dict[str, str]]) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rows = connection.execute(
            """
            select period_start, value from kpi.kpi_values
            where kpi_id = $1 and variant = $2 and grain = 'month' and dimension = 'total'
            """,
            [series.kpi_id, series.variant],
        ).fetchall()
    assert rows
    for month, value in rows:
        answer = answers.get(month, {}).get(series.metric, "")
        expected = float(answer) if answer not in ("", "nan", "None") else None
        if expected is None and series.is_zero_without_event:
            expected = 0.0
        assert value == (None if expected is None else pytest.approx(expected, abs=1e-6)), (
            series.metric,
            month,
        )


def test_the_dictionary_of_the_repository_is_current(tmp_path: Path) -> None:
    text = (ROOT / "docs/kpis.md").read_text(encoding="utf-8")
    project = tmp_path / "dbt_project"
    # A copy: another test may be building the project at this moment. With what is generated,
    # which is planned again unless it is of these very definitions.
    ignored = shutil.ignore_patterns("target", "logs")
    shutil.copytree(ROOT / "dbt_project", project, ignore=ignored)
    assert text == dictionary_text(project), "run `make docs`"
