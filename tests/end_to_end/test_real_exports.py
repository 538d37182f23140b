"""Exports, mapped, give the figures that their owners published, to the cent.

The small example ships with its export. The expected figures of the public ones come from the
data's publishers; they are too large to ship, and run where they are.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from ingestion.registry import read_profile
from ingestion.sources.files.mapping import read_mapping
from ingestion.sources.files.settings import FilesConfig
from ingestion.sources.files.shapes import read_shapes
from ingestion.sources.files.source import last_date
from ingestion.sources.files.workspace import read_export
from orchestration.dbt.kpi_build import WITHOUT_UNIT_TESTS
from tests.end_to_end.pipeline import ROOT, Pipeline

COMPANIES = Path(__file__).parent / "companies"
DATA = ROOT.parent / "shared" / "data"
public = pytest.mark.skipif(not DATA.is_dir(), reason="the public exports are not here")

REVENUE = ["1071805.47", "359153.66", "292395.37", "300806.76", "262823.89", "213330.48"]
PURCHASES = [31_798, 9_730, 7_558, 7_816, 6_851, 5_906]
NEW_CUSTOMERS = {"1997-01-01": 7_846, "1997-02-01": 8_476, "1997-03-01": 7_248}
BOUGHT_AGAIN = [2_345, 2_428, 2_114]


def base(
    company: str, folder: Path = COMPANIES, root: Path | None = DATA
) -> duckdb.DuckDBPyConnection:
    """The base rows of a mapped company, one table per entity."""
    profile = read_profile(folder / company / "company.yml")
    config = FilesConfig.build(profile, {"data_root": root})
    mapping, document = read_mapping(config.mapping)
    workspace = read_export(
        "files", mapping, document, read_shapes(), config.data_root, config.time_zone
    )
    assert workspace.refusals.items == []
    connection = duckdb.connect()
    for entity in mapping.entities:
        connection.register("rows", workspace.table(entity))
        connection.execute(f"create table {entity} as select * from rows")
    return connection


def test_the_example_that_ships_has_the_figures_of_its_sheets() -> None:
    """Added up by hand: three deals won in each quarter, and every client's first one."""
    found = base("example", ROOT / "companies", None)
    won = "from opportunities where outcome = 'won'"
    quarters = found.execute(
        f"""
        select
            cast(quarter(closed_at at time zone 'UTC' at time zone 'Europe/Paris') as integer),
            sum(amount),
            count(*)
        {won}
        group by 1
        order by 1
        """
    ).fetchall()
    assert quarters == [(1, Decimal("29800.00"), 3), (2, Decimal("18950.00"), 3)]
    assert found.execute(f"select count(distinct account_source_key) {won}").fetchone() == (5,)
    assert found.execute("select count(*), count(solved_at) from tickets").fetchone() == (6, 5)
    profile = read_profile(ROOT / "companies" / "example" / "company.yml")
    assert last_date(FilesConfig.build(profile, {})) == date(2024, 6, 30)


@public
def test_cdnow_base_rows() -> None:
    found = base("cdnow")
    found.execute(
        """
        create view deals as
        select *, cast(closed_at at time zone 'UTC' at time zone 'America/New_York' as date) as day
        from opportunities where outcome = 'won' and currency = 'USD'
        """
    )
    assert found.execute("select count(*), sum(amount) from deals").fetchone() == (
        69_659,
        Decimal("2500315.63"),
    )
    assert found.execute("select count(*) from deals where amount = 0").fetchone() == (80,)
    assert found.execute("select count(distinct source_key) from accounts").fetchone() == (23_570,)
    quarters = found.execute(
        "select date_trunc('quarter', day), sum(amount), count(*) from deals group by 1 order by 1"
    ).fetchall()
    assert [str(amount) for _, amount, _ in quarters] == REVENUE
    assert [count for *_, count in quarters] == PURCHASES
    cohorts = found.execute(
        """
        with firsts as (
            select account_source_key, min(day) as first_on from deals group by 1
        ),
        again as (
            select firsts.*, max(day) filter (where day > first_on) is not null as bought_again
            from firsts join deals using (account_source_key)
            where day <= first_on + 90
            group by 1, 2
        )
        select cast(date_trunc('month', first_on) as date), count(*), count_if(bought_again)
        from again group by 1 order by 1
        """
    ).fetchall()
    assert {month.isoformat(): count for month, count, _ in cohorts} == NEW_CUSTOMERS
    assert [again for *_, again in cohorts] == BOUGHT_AGAIN


TICKETS = """
    select
        count(*),
        count(solved_at),
        avg(date_diff('microsecond', opened_at, {last}) / 86400e6),
        median(date_diff('microsecond', opened_at, {last}) / 86400e6),
        avg(date_diff('microsecond', opened_at, solved_at) / 3600e6),
        median(date_diff('microsecond', opened_at, solved_at) / 3600e6),
        count(*) filter (where reopened_count > 0)
    from {table}
"""


def assert_tickets(row: tuple[float, ...] | None) -> None:
    assert row is not None
    tickets, completed, life_mean, life_median, solve_mean, solve_median, reopened = row
    assert (tickets, completed, reopened) == (7_554, 7_546, 514)
    assert round(life_mean, 4) == 12.0793
    assert round(life_median, 4) == 7.5491
    assert round(solve_mean, 3) == 176.442
    assert round(solve_median, 4) == 6.0267


@public
def test_bpi2013_base_rows() -> None:
    found = base("bpi2013")
    assert found.execute("select count(*) from ticket_events").fetchone() == (65_533,)
    assert_tickets(found.execute(TICKETS.format(table="tickets", last="updated_at")).fetchone())
    reopened = "select count(distinct ticket_source_key) from ticket_events where kind = 'reopened'"
    assert found.execute(reopened).fetchone() == (514,)


@public
@pytest.mark.parametrize(
    ("company", "day"), [("cdnow", date(1998, 6, 30)), ("bpi2013", date(2012, 5, 22))]
)
def test_as_of_is_the_last_date_in_the_data(company: str, day: date) -> None:
    profile = read_profile(COMPANIES / company / "company.yml")
    assert last_date(FilesConfig.build(profile, {"data_root": DATA})) == day


class PublicPipeline(Pipeline):
    """A pipeline on a public export."""

    def environment(self, **extra: str) -> dict[str, str]:
        return super().environment(**{"ACCORD_FILES_DATA_ROOT": str(DATA), **extra})


def pipeline_of(company: str, tmp_path: Path) -> Pipeline:
    return PublicPipeline(tmp_path / "data", company=COMPANIES / company / "company.yml")


def values(pipeline: Pipeline, kpi: str, grain: str) -> list[tuple[date, float]]:
    return [
        (start, value)
        for start, value in pipeline.query(
            """
            select period_start, value from kpi.kpi_values
            where kpi_id = ? and grain = ? and dimension = 'total' and variant = '' and value > 0
            order by period_start
            """,
            kpi,
            grain,
        )
    ]


@public
@pytest.mark.soak  # a whole run on 70,000 deals
def test_cdnow_published(tmp_path: Path) -> None:
    pipeline = pipeline_of("cdnow", tmp_path)
    pipeline.run(date(1998, 6, 30))
    won = "from marts.fct_opportunities where outcome = 'won'"
    assert pipeline.query(f"select count(*) {won}") == [(69_659,)]
    revenue = [round(value, 2) for _, value in values(pipeline, "revenue", "quarter")]
    assert revenue == [float(amount) for amount in REVENUE]
    assert [value for _, value in values(pipeline, "deals_won", "quarter")] == PURCHASES
    customers = {start.isoformat(): n for start, n in values(pipeline, "new_customers", "month")}
    assert customers == NEW_CUSTOMERS


@public
@pytest.mark.e2e
def test_bpi2013_mart(tmp_path: Path) -> None:
    """The way to the published file is the other company's too."""
    pipeline, day = pipeline_of("bpi2013", tmp_path), date(2012, 5, 22).isoformat()
    # Tests that look at other marts too are left to whole runs.
    alone = ("--indirect-selection", "cautious", *WITHOUT_UNIT_TESTS)
    for command in (
        ("load", "files"),
        ("dbt", "--target", "prod", "build", "-s", "+fct_tickets", *alone),
    ):
        done = pipeline.accord(*command, ACCORD_AS_OF=day)
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    mart = TICKETS.format(table="marts.fct_tickets", last="last_event_at")
    assert_tickets(pipeline.query(mart, path=pipeline.warehouse)[0])


@public
@pytest.mark.soak
def test_bpi2013_published(tmp_path: Path) -> None:
    pipeline = pipeline_of("bpi2013", tmp_path)
    pipeline.run(date(2012, 5, 22))
    assert_tickets(
        pipeline.query(TICKETS.format(table="marts.fct_tickets", last="last_event_at"))[0]
    )
