"""`accord targets propose` on a hand-made publication: rows that the planning source takes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

from ingestion.sources.planning.settings import PlanningConfig
from ingestion.sources.planning.source import dry_run
from orchestration.reporting import proposing

HEAD = (
    "kpi_id,dimension,dimension_value,baseline_value,target_value,start_on,due_on,owner,path,"
    "guardrail_kpi_id,guardrail_min\n"
)
#: (kpi, unit, direction, additivity, targetable, target_guardrails, grains).
CATALOG: list[tuple[Any, ...]] = [
    ("revenue", "money", "higher_is_better", "full", True, "", "day, week, month, quarter, year"),
    ("win_rate", "rate", "higher_is_better", "none", True, "", "month, quarter, year"),
    ("campaigns_launched", "count", "higher_is_better", "full", True, "campaign_hit_rate", "month"),
    ("campaign_hit_rate", "rate", "higher_is_better", "none", True, "", "month"),
    ("products_cleared", "count", "higher_is_better", "full", True, "", "quarter, year"),
    ("new_thing", "count", "higher_is_better", "full", True, "", "month"),
    ("young_thing", "count", "higher_is_better", "full", True, "", "month"),
    ("calls_made", "count", "higher_is_better", "full", False, "", "month"),
]


def month(number: int) -> date:
    return date(2024 + number // 12, number % 12 + 1, 1)


def figures() -> list[tuple[Any, ...]]:
    """Rows of kpi_values: two and a half years of months."""
    rows: list[tuple[Any, ...]] = []

    def add(kpi: str, at: date, value: float, **said: Any) -> None:
        place = said.get("dimension", "total"), said.get("member", "total")
        terms = said.get("numerator"), said.get("denominator")
        complete, quality = said.get("complete", True), said.get("quality", "ok")
        grain = said.get("grain", "month")
        benchmark = said.get("benchmark")
        rows.append((kpi, "", grain, at, *place, value, *terms, benchmark, complete, quality))

    for number in range(30):
        at = month(number)
        # A hundred more each month.
        add("revenue", at, 10_040 + 100 * number, dimension="team", member="north")
        add("revenue", at, 10_000 * 1.01**number, benchmark=20_000 if number == 29 else None)
        won, closed = (1, 2) if number in (27, 29) else (20, 80)
        add("win_rate", at, won / closed, numerator=won, denominator=closed)
        add("campaigns_launched", at, 4 + number % 3)
        add("campaign_hit_rate", at, 0.2 + 0.01 * (number % 12))
        add("calls_made", at, 100 + number)
    # The month that runs, and one that nobody may rely on, say nothing.
    add("revenue", month(30), 1.0, complete=False)
    add("revenue", month(31), 1.0, quality="distrusted")
    for number in range(0, 45, 3):
        add("products_cleared", month(number), 30.0 + number, grain="quarter")
    for number in range(13, 30):
        add("young_thing", month(number), 10.0 + number)
    for number in range(3):
        add("new_thing", month(number), 1.0)
    return rows


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    folder = tmp_path_factory.mktemp("published")
    with duckdb.connect(str(folder / "accord.duckdb")) as connection:
        connection.execute("create schema kpi")
        connection.execute(
            "create table kpi.kpi_catalog (kpi_id text, unit text, direction text, additivity text,"
            " is_targetable boolean, target_guardrails text, grains text, owner text)"
        )
        connection.executemany(
            "insert into kpi.kpi_catalog values (?, ?, ?, ?, ?, ?, ?, 'Head of sales')", CATALOG
        )
        connection.execute(
            "create table kpi.kpi_values (kpi_id text, variant text, grain text, period_start date,"
            " dimension text, dimension_value text, value double, numerator double,"
            " denominator double, benchmark_value double, is_complete boolean, quality text)"
        )
        marks = ", ".join("?" for _ in range(12))
        connection.executemany(f"insert into kpi.kpi_values values ({marks})", figures())
    return SimpleNamespace(
        as_of=date(2026, 7, 9),
        settings=SimpleNamespace(published_dir=folder),
        profile=SimpleNamespace(headline_kpis=["revenue", "calls_made", "no_such"]),
    )


@pytest.fixture
def run(company: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(proposing, "load_company", lambda: company)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(proposing.targets, ["propose", *arguments])

    return invoke


def test_the_headline_is_drafted_from_the_next_quarter_for_a_year(run: Any) -> None:
    """10,000 at 1 % a month: the level of months 24 to 29 is 13,019, and a year on 14,670."""
    done = run()
    assert done.stdout == (
        f"{HEAD}revenue,total,total,13000,14600,2026-10-01,2027-09-30,Head of sales,linear,,\n"
    )
    assert "revenue: level 13,000 over the last 6 months" in done.stderr
    assert "trend +1.0% a month" in done.stderr
    assert "benchmark: 20,000" in done.stderr
    assert "calls_made" not in done.stderr


def test_a_ratio_starts_from_the_ratio_of_its_sums(run: Any) -> None:
    """Of the last six months two have 1 of 2 and four 20 of 80: 82 of 324."""
    done = run("win_rate", "--as", "safe")
    assert "win_rate,total,total,0.253," in done.stdout


def test_members_of_a_dimension_get_rows_of_their_own(run: Any) -> None:
    done = run("revenue", "--by", "team", "--start", "2026-08-01", "--due", "2027-01-31")
    [row] = done.stdout.splitlines()[1:]
    assert row.startswith("revenue,team,north,12700,")
    assert row.endswith(",2026-08-01,2027-01-31,Head of sales,linear,,")


def test_what_must_be_guarded_comes_with_its_minimum(run: Any) -> None:
    """Of the last year's hit rates 0.20 to 0.31 three of four are 0.2275 or more: 0.228."""
    done = run("campaigns_launched")
    [row] = done.stdout.splitlines()[1:]
    assert row.endswith(",campaign_hit_rate,0.228")


def test_a_kpi_by_quarter_that_adds_up_is_asked_per_month(run: Any) -> None:
    """30 in the first quarter, 3 more in each: the last two have 69 and 72, a month 23.5."""
    done = run("products_cleared", "--start", "2028-01-01")
    [row] = done.stdout.splitlines()[1:]
    assert row.startswith("products_cleared,total,total,23.5,")
    assert "over the last 2 quarters" in done.stderr


def test_a_short_history_is_due_earlier(run: Any) -> None:
    """Seventeen months leave windows of seven: from October to April."""
    done = run("young_thing")
    [row] = done.stdout.splitlines()[1:]
    assert ",2026-10-01,2027-04-30," in row
    assert "due 2027-04-30 already: the history has too few windows" in done.stderr


def test_what_cannot_be_drafted_says_why(run: Any) -> None:
    done = run("new_thing", "revenue", "calls_made")
    assert len(done.stdout.splitlines()) == 2
    assert "new_thing: none: 3 complete periods with a figure; 13 are needed" in done.stderr
    assert "calls_made: no target may be set on it" in done.stderr
    alone = run("new_thing")
    assert alone.exit_code == 1
    assert "no target can be drafted" in alone.stderr
    assert "no KPI is called moon" in run("moon").stderr
    assert "--due must come after --start" in run("--due", "2020-01-01").stderr


def test_the_rows_are_what_the_planning_source_reads(run: Any, tmp_path: Path) -> None:
    sheet = tmp_path / "sheets" / "targets.csv"
    sheet.parent.mkdir()
    done = run("--all", "--as", "likely", "--output", str(sheet))
    assert done.exit_code == 0, done.output
    written = sheet.read_text(encoding="utf-8").splitlines()
    assert len(written) == 7
    read = dry_run(PlanningConfig(folder=sheet.parent))
    assert read.refusals == [] or not list(read.refusals)
