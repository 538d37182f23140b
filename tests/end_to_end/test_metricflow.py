"""`mf query` gives what `kpi_values` holds: every KPI and variant, in total, by month or quarter.

MetricFlow itself answers here, with the whole project before it: not the plans of `kpis/`, which
see one statement's facts alone, answer for every dimension together and are renamed.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from kpis.files import load_metric_files
from kpis.planner import engine_of, explain, period_column
from kpis.semantics import read_semantics
from kpis.series import Query, all_series, queries
from tests.end_to_end.conftest import AS_OF
from tests.end_to_end.pipeline import ROOT, Pipeline

pytestmark = pytest.mark.e2e

Figures = dict[tuple[str, str, str, date], float | None]


def published(pipeline: Pipeline) -> Figures:
    return {
        (kpi, variant, grain, start): value
        for kpi, variant, grain, start, value in pipeline.query(
            "select kpi_id, variant, grain, period_start, value from kpi.kpi_values "
            "where dimension = 'total' and grain in ('month', 'quarter')"
        )
    }


def waiting(pipeline: Pipeline) -> set[tuple[str, str, str, date]]:
    """The periods whose costs are not known yet: MetricFlow adds up those that are."""
    found = pipeline.query(
        "select kpi_id, variant, grain, period_start from kpi.kpi_values "
        "where dimension = 'total' and value is null and status_reason like 'costs known to %'"
    )
    return {(kpi, variant, grain, start) for kpi, variant, grain, start in found}


def asked(pipeline: Pipeline) -> Iterator[Query]:
    semantics = read_semantics(pipeline.data_dir / "dbt" / "semantic_manifest.json")
    series = all_series(load_metric_files(ROOT / "dbt_project/models/metrics"), semantics)
    for grain in ("month", "quarter"):
        wanted = [
            one
            for one in series
            if one.variant_dimension is None and (grain == "month" or "month" not in one.grains)
        ]
        yield from (query.in_total() for query in queries(wanted, 100).get(grain, []))


def answered(pipeline: Pipeline) -> Figures:
    semantics = read_semantics(pipeline.data_dir / "dbt" / "semantic_manifest.json")
    engine = engine_of(semantics)
    answers: Figures = {}
    with duckdb.connect(str(pipeline.warehouse), read_only=True) as connection:
        for query in asked(pipeline):
            answer = connection.execute(explain(engine, query)).to_arrow_table().to_pylist()
            for row in answer:
                start = row[period_column(query.grain)]
                if start is None:
                    continue
                day = date(start.year, start.month, start.day)
                for one in query.series:
                    value = row[one.metric]
                    address = (one.kpi_id, one.variant, query.grain, day)
                    answers[address] = None if value is None else float(value)
    return answers


def test_metricflow_gives_every_published_figure_of_a_month(tiny: Pipeline) -> None:
    figures, answers = published(tiny), answered(tiny)
    unknown = waiting(tiny)
    # Of the running month alone; campaigns wait for the costs of their window, too.
    assert {kpi for kpi, *_ in unknown} > {"customer_acquisition_cost", "ltv_to_cac_ratio"}
    months = {start for kpi, _, grain, start in unknown if (kpi, grain) == ("sales_cost", "month")}
    assert months == {AS_OF.replace(day=1)}
    # Periods that MetricFlow leaves out hold nothing; those after as_of are not published.
    different = [
        f"{address}: published {figures.get(address)}, MetricFlow {value}"
        for address, value in answers.items()
        if address[3] <= AS_OF
        and address in figures
        and address not in unknown
        and not same(figures[address], value)
    ]
    assert different == []
    with_value = {address[:2] for address, value in answers.items() if value is not None}
    catalogue = {
        kpi
        for (kpi,) in tiny.query("select kpi_id from kpi.kpi_catalog where inactive_reason is null")
    }
    # What has its figures by variant alone is compared by its members in the oracle.
    without = catalogue - {kpi for kpi, _ in with_value} - {"target_attainment"}
    assert [kpi for kpi in without if any(figures[one] for one in figures if one[0] == kpi)] == []
    silent = [
        address
        for address, value in figures.items()
        if value and address[:2] in with_value and address not in answers and address[2] == "month"
    ]
    assert silent == []


def same(published_value: float | None, answer: float | None) -> bool:
    """Whether both are one figure; nothing is 0 for what adds up."""
    return math.isclose(published_value or 0.0, answer or 0.0, rel_tol=1e-9, abs_tol=1e-6)


def test_the_command_line_asks_metricflow(tiny: Pipeline, tmp_path: Path) -> None:
    answer = tmp_path / "answer.csv"
    done = tiny.accord(
        *("mf", "--target", "prod", "query", "--metrics", "revenue,win_rate"),
        *("--group-by", "metric_time__month"),
        *("--csv", str(answer), "--decimals", "12"),
        ACCORD_AS_OF=AS_OF.isoformat(),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    figures = published(tiny)
    with answer.open() as lines:
        rows = [row for row in csv.DictReader(lines) if row["metric_time__month"]]
    # MetricFlow knows of no day on which the history begins.
    [(begins,)] = tiny.query("select date_trunc('month', history_from) from kpi.publication")
    rows = [row for row in rows if row["metric_time__month"][:10] >= begins.isoformat()[:10]]
    assert len(rows) > 10
    for row in rows:
        start = date.fromisoformat(row["metric_time__month"][:10])
        for kpi in ("revenue", "win_rate"):
            answer = float(row[kpi]) if row[kpi] else None
            assert same(figures[kpi, "", "month", start], answer), f"{kpi} {start}"
