"""Five days of one company, in the order in which it lived through them.

What operators and readers may rely on is tested on the first two days; the last day has what one
fresh load gives. The tests share one data folder, as whole runs are dear. Any of them may be left
out; those that are not run in the order of this file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from company import load_profile
from orchestration.build.gate import Gate
from tests.end_to_end.conftest import AS_OF, FIRST, beginning_as
from tests.end_to_end.corrections import Correction, Revenue, correction_of, revenue
from tests.end_to_end.leaks import leaks, prospects
from tests.end_to_end.pipeline import Pipeline
from tests.end_to_end.reader import look
from tests.end_to_end.readers import Sight, watch
from tests.end_to_end.warehouses import differences
from tests.oracle.expected import Cell, expected_values
from tests.oracle.periods import period_start

#: Any vendor of the sandbox takes a token that begins so.
SANDBOX_TOKEN = "sandbox-token"
UNKNOWN_STATUS = "on_fire"
SECOND = FIRST + timedelta(days=1)


@pytest.fixture(scope="module")
def company(world: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    """The company of `world`, without pages: those of `tiny` are looked at."""
    folder = tmp_path_factory.mktemp("daily")
    profile = folder / "company.yml"
    text = world.company.read_text(encoding="utf-8")
    assert "\npublication:" not in text
    profile.write_text(f"{text}\npublication: {{site: false}}\n", encoding="utf-8")
    return beginning_as(world, Pipeline(folder / "data", company=profile))


@dataclass(frozen=True)
class FirstDay:
    """What the company had published after its first day."""

    publication: str
    seen: list[object]
    revenue: Revenue


@pytest.fixture(scope="module")
def first_day(company: Pipeline) -> FirstDay:
    company.run(FIRST)
    return FirstDay(publication(company), published(company), revenue(company))


def publication(company: Pipeline) -> str:
    [(run_id,)] = company.query("select run_id from kpi.publication")
    return str(run_id)


def published(company: Pipeline) -> list[object]:
    """What a reader sees."""
    with duckdb.connect(str(company.published), read_only=True) as connection:
        return look(connection)


def report(company: Pipeline) -> dict[str, object]:
    """The report of the last run."""
    path = company.data_dir / "reports" / "latest.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.fault(40)
@pytest.mark.e2e
def test_what_did_not_change_is_not_made_again(company: Pipeline, first_day: FirstDay) -> None:
    content = company.published.read_bytes()
    company.run(FIRST)
    assert company.published.read_bytes() == content
    checks = company.query(
        "select distinct run_id from quality.check_results", path=company.warehouse
    )
    assert checks == [(first_day.publication,)], "checks ran again"
    made = company.query(
        "select phase, state, made_by from quality.gate where phase not like 'load %'",
        path=company.warehouse,
    )
    assert {(state, by) for _, state, by in made} == {("passed", first_day.publication)}


def gate_of(company: Pipeline) -> Gate:
    """The warehouse's gate: what is written in its phases is a load's own doing."""
    loads = [f"load {source}" for source in load_profile(company.company).sources.active()]
    order = (*loads, "raw checks", "build", "marts checks", "kpis")
    return Gate(company.warehouse, order, "test")


@pytest.fixture
def deal_twice(company: Pipeline, first_day: FirstDay) -> Iterator[None]:
    """Have the raw deals hold one deal a second time, as a broken merge would."""
    del first_day
    with gate_of(company).phase("load hubspot"), duckdb.connect(company.warehouse) as connection:
        connection.execute(
            "create temp table twice as select * from raw_hubspot.deals order by id limit 1"
        )
        connection.execute("insert into raw_hubspot.deals select * from twice")
    yield
    with gate_of(company).phase("load hubspot"), duckdb.connect(company.warehouse) as connection:
        connection.execute(
            "delete from raw_hubspot.deals where rowid in (select max(rowid) from "
            "raw_hubspot.deals group by id having count(*) > 1)"
        )


@pytest.mark.fault(35)
@pytest.mark.soak  # the mini company has a blocking check, too
@pytest.mark.usefixtures("deal_twice")
def test_a_blocking_check_keeps_the_former_publication(company: Pipeline) -> None:
    content = company.published.read_bytes()
    done = company.accord("run", ACCORD_AS_OF=FIRST.isoformat())
    assert done.returncode == 1
    assert "raw_hubspot.deals" in done.stdout
    assert company.published.read_bytes() == content
    reported = report(company)
    assert reported["published"] is False
    assert "raw_hubspot/deals" in str(reported["failed_checks"])


@pytest.fixture(scope="module")
def second_day(
    company: Pipeline, first_day: FirstDay, tmp_path_factory: pytest.TempPathFactory
) -> Sight:
    """The day's run as readers saw it, with a ticket in a status that no definition knows."""
    del first_day
    with duckdb.connect(str(company.warehouse)) as connection:
        # One that the vendor does not send again.
        ticket = connection.execute(
            "select id, status from raw_zendesk.tickets order by updated_at, id limit 1"
        ).fetchone()
    assert ticket is not None
    ticket_id, status = ticket
    set_status(company, ticket_id, UNKNOWN_STATUS)
    stop = tmp_path_factory.mktemp("readers") / "stop"
    sight = watch(company, lambda: company.run(SECOND), stop)
    set_status(company, ticket_id, status)
    return sight


def set_status(company: Pipeline, ticket: object, status: str) -> None:
    """Have a load bring the status: by anybody else's hand the run would refuse the table."""
    with gate_of(company).phase("load zendesk"), duckdb.connect(company.warehouse) as connection:
        connection.execute(
            "update raw_zendesk.tickets set status = $2 where id = $1", [ticket, status]
        )


@pytest.mark.fault(33)
@pytest.mark.e2e
def test_readers_and_a_run_do_not_wait_for_each_other(
    company: Pipeline, first_day: FirstDay, second_day: Sight
) -> None:
    assert second_day.held == [first_day.seen]
    # Whoever connects anew sees the run before or the new one, whole.
    after = published(company)
    assert after[1:] != first_day.seen[1:], "the day was to move a figure"
    assert second_day.anew == [first_day.seen, after]


@pytest.mark.e2e
@pytest.mark.usefixtures("second_day")
def test_a_warning_does_not_stop_publishing_but_takes_the_trust(company: Pipeline) -> None:
    reported = report(company)
    assert reported["published"] is True
    assert "raw_zendesk/tickets" in str(reported["failed_checks"])
    reasons = company.query(
        """
        select distinct status, starts_with(status_reason, trust.reason)
        from kpi.kpi_values
        join kpi.data_trust as trust using (kpi_id)
        where
            kpi_id = 'first_response_hours'
            and trust.table_name = 'raw_zendesk.tickets' and not trust.success
        """
    )
    assert reasons == [("none", True)]


@pytest.mark.e2e
@pytest.mark.usefixtures("second_day")
def test_a_model_is_built_without_dagster(company: Pipeline, tmp_path: Path) -> None:
    (tmp_path / "dagster.py").write_text("raise ImportError('Dagster is not needed here')")
    count = "select count(*) from marts.fct_funnel"
    before = company.query(count, path=company.warehouse)
    chosen = ("--target", "prod", "build", "-s", "fct_funnel")
    done = company.accord("dbt", *chosen, PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "ERROR=0" in done.stdout
    assert company.query(count, path=company.warehouse) == before
    # What a hand built is not published before a run has built and checked it again.
    shut = company.query(
        "select phase from quality.gate where detail like '%accord dbt --target prod%' "
        "order by all",
        path=company.warehouse,
    )
    assert shut == [("build",), ("kpis",), ("marts checks",)]


@pytest.mark.e2e
@pytest.mark.usefixtures("second_day")
def test_nothing_shown_holds_a_token_or_a_prospects_address(company: Pipeline) -> None:
    addresses = prospects(company)
    assert addresses
    assert leaks(company, addresses, (SANDBOX_TOKEN,)) == []


@pytest.mark.e2e
@pytest.mark.usefixtures("second_day")
def test_rollback_brings_the_run_before_back(company: Pipeline, first_day: FirstDay) -> None:
    done = company.accord("rollback")
    assert done.returncode == 0, done.stderr
    assert published(company) == first_day.seen
    parquet = company.data_dir / "published/parquet/kpi/kpi_values.parquet"
    [(rows,)] = duckdb.execute(f"select count(*) from '{parquet}'").fetchall()
    assert company.query("select count(*) from kpi.kpi_values") == [(rows,)]
    assert company.accord("summary").returncode == 0
    # There is none before that one: said so, and readers keep it.
    done = company.accord("rollback")
    assert done.returncode == 1
    assert "nothing to roll back to" in done.stderr
    assert published(company) == first_day.seen


@pytest.fixture(scope="module")
def daily(company: Pipeline, second_day: Sight) -> Pipeline:
    """The company after its fifth day: nothing on the third, on the fourth loads, then a run."""
    del second_day
    company.live_through(FIRST + timedelta(days=3))
    company.run(AS_OF)
    return company


@pytest.fixture(scope="module")
def correction(world: Pipeline) -> Correction:
    return correction_of(world)


@pytest.mark.fault(40)
@pytest.mark.e2e
def test_five_days_equal_one_fresh_load(daily: Pipeline, tiny: Pipeline) -> None:
    assert differences(daily, tiny) == []


@pytest.mark.fault(16)
@pytest.mark.e2e
def test_a_late_correction_restates_every_period_that_it_touches(
    daily: Pipeline, first_day: FirstDay, correction: Correction
) -> None:
    profile = load_profile(daily.company)
    before, after = first_day.revenue, revenue(daily)
    for figures, as_of in ((before, FIRST), (after, AS_OF)):
        expected = expected_values(daily.truth, profile, as_of, ["owner"])
        wanted = {
            cell: value
            for cell, value in expected.items()
            if cell.kpi == "revenue" and (cell.grain, cell.period_start) in correction.touched
        }
        assert {cell.dimension for cell in wanted} == {"total", "owner"}
        found = {cell: figures[cell][0] for cell in wanted}
        assert found == pytest.approx(wanted, abs=0.005)
    for grain, start in correction.touched:
        total = Cell("revenue", "", grain, start, "total", "total")
        assert before[total][0] != after[total][0]


@pytest.mark.e2e
def test_the_period_after_is_compared_with_the_corrected_figure(
    daily: Pipeline, correction: Correction
) -> None:
    figures = revenue(daily)
    month = period_start(correction.closed_on, "month")
    following = period_start(month + timedelta(days=31), "month")
    value = figures[Cell("revenue", "", "month", month, "total", "total")][0]
    assert figures[Cell("revenue", "", "month", following, "total", "total")][1] == value


@pytest.mark.fault(40)
@pytest.mark.soak  # a minute or more each; the mini company runs earlier periods again, too
@pytest.mark.parametrize("job", ["daily", "weekly", "monthly"])
def test_a_backfilled_period_equals_the_fresh_load(
    daily: Pipeline, tiny: Pipeline, job: str
) -> None:
    period = {"daily": "2026-11-22", "weekly": "2026-11-09", "monthly": "2026-09-01"}[job]
    done = daily.accord("run", job, "--period", period, ACCORD_AS_OF=AS_OF.isoformat())
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert differences(daily, tiny) == []


@pytest.mark.fault(40)
@pytest.mark.soak
@pytest.mark.parametrize(
    ("size", "count", "whole_every"),
    [
        ("tiny", 5, 1),
        # Hours: whole runs now and then, and the days between as in `daily`.
        pytest.param("small", 60, 10, marks=pytest.mark.timeout(21600)),
    ],
)
def test_many_days_equal_one_fresh_load(
    tmp_path: Path, size: str, count: int, whole_every: int
) -> None:
    days = [FIRST + timedelta(days=offset) for offset in range(count)]
    daily = Pipeline(tmp_path / "daily", size=size)
    for first, *between in (days[at : at + whole_every] for at in range(0, count, whole_every)):
        daily.run(first)
        if between:
            daily.live_through(*between)
    daily.run(days[-1])
    fresh = beginning_as(daily, Pipeline(tmp_path / "fresh", size=size))
    fresh.run(days[-1])
    assert differences(daily, fresh) == []
    # Nor does all the work of the day done once more change a figure.
    daily.run(days[-1], "--rebuild")
    assert differences(daily, fresh) == []
