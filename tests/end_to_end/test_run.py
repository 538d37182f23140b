"""What an operator and a BI developer may rely on, told on one company in the order of its days.

The tests share one data folder, a copy of the tiny company's, as whole runs are dear. Any of them
may be left out; those that are not run in the order in which they stand here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from company import load_profile
from tests.end_to_end.conftest import AS_OF
from tests.end_to_end.copies import copy_of
from tests.end_to_end.leaks import leaks, prospects
from tests.end_to_end.pipeline import ROOT, Pipeline
from tests.end_to_end.warehouses import differences

pytestmark = pytest.mark.e2e

#: Any vendor of the sandbox takes a token that begins so.
SANDBOX_TOKEN = "sandbox-token"
UNKNOWN_STATUS = "on_fire"


@pytest.fixture(scope="module")
def company(tiny: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    return copy_of(tiny, tmp_path_factory.mktemp("run") / "data")


def run_id(pipeline: Pipeline) -> str:
    [(found,)] = pipeline.query("select run_id from kpi.publication")
    return str(found)


def report(pipeline: Pipeline) -> dict[str, object]:
    """The report of the last run."""
    path = pipeline.data_dir / "reports" / "latest.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Rerun:
    """A whole run that two readers watched: what each saw, in order."""

    before: str
    after: str
    held: list[list[object]]
    anew: list[list[object]]


@pytest.fixture(scope="module")
def rerun(company: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Rerun:
    before = run_id(company)
    stop = tmp_path_factory.mktemp("readers") / "stop"
    with reader("held", company, stop) as held, reader("anew", company, stop) as anew:
        try:
            company.run(AS_OF, "--rebuild")
        finally:
            stop.touch()
        seen = [json.loads(process.communicate(timeout=60)[0]) for process in (held, anew)]
        assert (held.returncode, anew.returncode) == (0, 0)
    return Rerun(before, run_id(company), *seen)


def reader(mode: str, company: Pipeline, stop: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.end_to_end.reader", mode]
    return subprocess.Popen(
        [*command, str(company.published), str(stop)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def test_running_again_changes_no_figure(tiny: Pipeline, company: Pipeline, rerun: Rerun) -> None:
    assert rerun.after != rerun.before
    assert differences(tiny, company) == []


def test_readers_and_a_run_do_not_wait_for_each_other(rerun: Rerun) -> None:
    [(publication, *figures)] = rerun.held
    assert publication == rerun.before
    # Whoever connects anew sees the run before or the new one, whole; this one changed no figure.
    assert rerun.anew == [[rerun.before, *figures], [rerun.after, *figures]]


def test_what_did_not_change_is_not_made_again(company: Pipeline, rerun: Rerun) -> None:
    company.run(AS_OF)
    assert run_id(company) == rerun.after
    [unmade] = company.query(
        "select count(*) from quality.check_results where run_id not in (?, ?)",
        rerun.before,
        rerun.after,
        path=company.warehouse,
    )
    assert unmade == (0,), "checks ran again"
    made = company.query(
        "select phase, state, made_by from quality.gate where phase not like 'load %'",
        path=company.warehouse,
    )
    assert {(state, by) for _, state, by in made} == {("passed", rerun.after)}


def test_rollback_brings_the_run_before_back(company: Pipeline, rerun: Rerun) -> None:
    done = company.accord("rollback")
    assert done.returncode == 0, done.stderr
    assert run_id(company) == rerun.before
    parquet = company.data_dir / "published/parquet/kpi/kpi_values.parquet"
    [(rows,)] = duckdb.execute(f"select count(*) from '{parquet}'").fetchall()
    assert company.query("select count(*) from kpi.kpi_values") == [(rows,)]
    assert company.accord("summary").returncode == 0
    # There is none before that one: said so, and readers keep it.
    done = company.accord("rollback")
    assert done.returncode == 1
    assert "nothing to roll back to" in done.stderr
    assert run_id(company) == rerun.before


@pytest.fixture
def deal_twice(company: Pipeline, rerun: Rerun) -> Iterator[None]:
    """Have the raw deals hold one deal a second time, as a broken merge would."""
    del rerun
    with duckdb.connect(str(company.warehouse)) as connection:
        connection.execute(
            "create temp table twice as select * from raw_hubspot.deals order by id limit 1"
        )
        connection.execute("insert into raw_hubspot.deals select * from twice")
    yield
    with duckdb.connect(str(company.warehouse)) as connection:
        connection.execute(
            "delete from raw_hubspot.deals where rowid in (select max(rowid) from "
            "raw_hubspot.deals group by id having count(*) > 1)"
        )


@pytest.mark.usefixtures("deal_twice")
def test_a_blocking_check_keeps_the_former_publication(company: Pipeline) -> None:
    content = company.published.read_bytes()
    done = company.accord("run", ACCORD_AS_OF=AS_OF.isoformat())
    assert done.returncode == 1
    assert "raw_hubspot.deals" in done.stdout
    assert company.published.read_bytes() == content
    told = report(company)
    assert told["published"] is False
    assert "raw_hubspot/deals" in str(told["failed_checks"])


@pytest.fixture(scope="module")
def next_day(company: Pipeline, rerun: Rerun) -> Pipeline:
    """The company a day later, with a ticket in a status that no definition knows."""
    del rerun
    with duckdb.connect(str(company.warehouse)) as connection:
        connection.execute(
            "update raw_zendesk.tickets set status = ? "
            "where id = (select arg_min(id, updated_at) from raw_zendesk.tickets)",
            [UNKNOWN_STATUS],
        )
    company.run(AS_OF + timedelta(days=1))
    return company


def test_a_warning_does_not_stop_publishing_but_takes_the_trust(next_day: Pipeline) -> None:
    told = report(next_day)
    assert told["published"] is True
    assert "raw_zendesk/tickets" in str(told["failed_checks"])
    reasons = next_day.query(
        "select distinct status, status_reason like 'raw_zendesk.tickets%' from kpi.kpi_values "
        "where kpi_id = 'first_response_hours'"
    )
    assert reasons == [("none", True)]


def labels(pipeline: Pipeline) -> dict[str, str]:
    """The name of each KPI that the company has, by id."""
    return dict(
        pipeline.query("select kpi_id, label_en from kpi.kpi_catalog where inactive_reason is null")
    )


def test_the_summary_shows_the_headline_and_on_demand_every_kpi(tiny: Pipeline) -> None:
    every, chosen = labels(tiny), load_profile(tiny.company).headline_kpis
    assert set(chosen) < set(every)
    short, whole = tiny.accord("summary"), tiny.accord("summary", "--all")
    assert (short.returncode, whole.returncode) == (0, 0), short.stderr + whole.stderr
    assert {label for label in every.values() if f" {label} " not in whole.stdout} == set()
    shown = {kpi for kpi, label in every.items() if f"│ {label} " in short.stdout}
    assert shown == set(chosen)


def test_a_model_is_built_without_dagster(next_day: Pipeline, tmp_path: Path) -> None:
    (tmp_path / "dagster.py").write_text("raise ImportError('Dagster is not needed here')")
    count = "select count(*) from marts.fct_funnel"
    before = next_day.query(count, path=next_day.warehouse)
    done = next_day.accord("dbt", "build", "-s", "fct_funnel", PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "ERROR=0" in done.stdout
    assert next_day.query(count, path=next_day.warehouse) == before


def test_nothing_shown_holds_a_token_or_a_prospects_address(next_day: Pipeline) -> None:
    addresses = prospects(next_day)
    assert addresses
    assert leaks(next_day, addresses, (SANDBOX_TOKEN,)) == []
