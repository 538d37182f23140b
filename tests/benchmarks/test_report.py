"""The benchmark reads what runs say; a run that says it otherwise must be noticed."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from orchestration.company.settings import Settings
from orchestration.reporting.progress import words
from orchestration.reporting.reports import RunReport, Step, write
from tests.benchmarks.measuring import RunFigures
from tests.benchmarks.processes import FailedRunError, measure
from tests.benchmarks.report import Phase, loading_rates, parse_line, phases, read_steps
from tests.benchmarks.tables import kpi_table


def written(folder: Path, status: str) -> Path:
    """A report as the product writes it, not as the benchmark imagines it."""
    report = RunReport(
        run_id="r1",
        job="daily",
        partition="2026-11-21",
        status=status,
        started_at="2026-11-22T04:00:00+00:00",
        seconds=9.5,
        steps=(
            Step("load_hubspot", "SUCCESS", 4.0),
            Step("load_zendesk", "SUCCESS", 0.0),
            Step("kpi__compiled_metrics", "SUCCESS", 0.25),
            Step("build_kpis", "SKIPPED", None),
        ),
        failed_checks=(),
        published=True,
    )
    settings = Settings(data_dir=folder)
    write(settings, report)
    return settings.reports_dir / "latest.json"


def test_steps_are_read_in_their_order(tmp_path: Path) -> None:
    assert list(read_steps(written(tmp_path, "SUCCESS")).items()) == [
        ("load_hubspot", 4.0),
        ("load_zendesk", 0.0),
        ("kpi__compiled_metrics", 0.25),
        ("build_kpis", 0.0),
    ]


def test_a_run_that_failed_measures_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="run r1 ended as FAILURE"):
        read_steps(written(tmp_path, "FAILURE"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("  ✓   48.0 s  build marts", ("build_marts", 48.0)),
        (f"  ✓    0.3 s  {words('kpi__compiled_metrics')}", ("kpi_compiled_metrics", 0.3)),
        ("  ✗    1.0 s  load hubspot", None),
        ("  ↻ load hubspot: trying again", None),
        ("Took          113.2 s", None),
    ],
)
def test_lines_of_progress(line: str, expected: tuple[str, float] | None) -> None:
    assert parse_line(line) == expected


def test_phases_add_up_to_the_whole() -> None:
    ended = [("definitions", 2.0, 1.5), ("kpi_compiled_metrics", 0.3, 0.25)]
    found = phases(ended, {"kpi__compiled_metrics": 0.25}, total_wall=5.0, total_cpu=4.0)
    assert found == [
        Phase("definitions", 2.0, 1.5),
        Phase("kpi_compiled_metrics", 0.25, 0.25),
        Phase("start, end, summary", 2.75, 2.25),
    ]


def test_rates_of_loading() -> None:
    steps = {"load_hubspot": 4.0, "load_zendesk": 0.0, "build_marts": 9.0}
    rates = loading_rates(steps, {"hubspot": 1000})
    assert rates == {"hubspot": (1000, 250.0), "zendesk": (0, 0.0)}


def test_the_cost_of_the_kpis_is_shown_separately() -> None:
    def run(name: str, cpu: float) -> RunFigures:
        parts = [Phase("build_marts", 9.0, 8.0), Phase("build_kpis", 4.0, cpu)]
        return RunFigures(name, 20.0, 18.0, parts, {}, 0, 0)

    printed = StringIO()
    runs = [run("cold", 41.5), run("no change", 0.5), run("warm", 12.5)]
    Console(width=80, file=printed).print(kpi_table(runs, 31.0))
    for what, seconds in (("planning", "31.0"), ("whole history", "41.5"), ("one day", "12.5")):
        [line] = [line for line in printed.getvalue().splitlines() if what in line]
        assert seconds in line


BUSY = "import subprocess, sys; print('begun', flush=True); sum(range(20_000_000)); print('done')"


def test_the_cost_of_a_command_includes_that_of_its_children(tmp_path: Path) -> None:
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}], check=True)"
    done = measure([sys.executable, "-c", parent], {}, tmp_path)
    assert [line.text for line in done.lines] == ["begun", "done"]
    assert done.wall > 0
    assert done.cpu >= done.lines[1].cpu > 0.05


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(FailedRunError, match="no such luck"):
        measure([sys.executable, "-c", "raise SystemExit('no such luck')"], {}, tmp_path)
