"""One thing of a right export is broken at random: no figure moves in silence."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.breakages.company import LAST, right_export
from tests.breakages.compare import silent
from tests.breakages.golden import (
    Cells,
    cells_of,
    changed,
    current_versions,
    read_golden,
    stale,
)
from tests.breakages.kinds import KINDS, Kind
from tests.breakages.machine import FIGURES, Figure, Key, Outcome, relation_of
from tests.breakages.trying import Trials, table
from tests.end_to_end.pipeline import Pipeline

#: How long the long test goes on; `ACCORD_BREAKAGE_MINUTES` changes it.
MINUTES = 100.0
#: The kinds of which `make test` breaks one export each: one per way in which a figure is lost.
QUICK = tuple(kind for kind in KINDS if kind.is_quick)


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Trials:
    """The right export, loaded and computed once."""
    return Trials(tmp_path_factory.mktemp("breakages"))


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def figure(value: float | None, quality: str = "ok", *terms: float) -> Figure:
    """A figure and, of a ratio, its numerator and denominator."""
    above, below = terms or (None, None)
    return value, quality, "", above, below


def test_a_figure_that_moves_must_say_so() -> None:
    """The judge itself: what it calls silent, and what it does not."""
    key = ("revenue", "", "month", date(2025, 1, 1), "total", "total")
    member = (*key[:4], "market", "FR")
    right = Outcome(figures={key: figure(100.0), member: figure(40.0)})

    def of(**figures: Figure) -> list[float | None]:
        broken = Outcome(
            figures={{"total": key, "member": member}[name]: it for name, it in figures.items()}
        )
        return [it.found for it in silent(right, broken)]

    whole = figure(100.0)
    assert of(total=whole, member=figure(40.0)) == []
    assert of(total=figure(100.05), member=figure(40.0)) == []
    assert of(total=figure(101.0), member=figure(40.0)) == [101.0]
    assert of(total=figure(101.0, "partial"), member=figure(40.0)) == []
    # A row that is gone: the total speaks for it.
    assert of(total=whole) == [None]
    assert of(total=figure(60.0, "distrusted")) == []


def test_a_python_model_finds_what_it_reads_in_any_schema() -> None:
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as warehouse")
        for schema, kind in (("conformed", "table"), ("integrity", "view")):
            connection.execute(f"create schema warehouse.{schema}")
            made = f"{kind} warehouse.{schema}.of_{schema}"
            connection.execute(f"create {made} as select '{schema}' as found")
            assert relation_of(connection, f"of_{schema}").fetchall() == [(schema,)]


def test_a_member_that_loses_to_unknown_says_so() -> None:
    key = ("win_rate", "", "month", date(2025, 1, 1), "market")
    right = Outcome(figures={(*key, "FR"): figure(0.4, "ok", 4, 10)})
    lost: dict[Key, Figure] = {(*key, "FR"): figure(0.5, "ok", 4, 8)}
    assert len(silent(right, Outcome(figures=lost))) == 1
    # Two lost deals of no market: a rate of 0, and a denominator.
    unknown = {(*key, "unknown"): figure(0.0, "ok", 0, 2)}
    assert not silent(right, Outcome(figures={**lost, **unknown}))
    # One that was there before says nothing of what came to it in other figures.
    before = Outcome(figures={**right.figures, **unknown})
    assert len(silent(before, Outcome(figures={**lost, **unknown}))) == 1


def test_what_measures_missing_data_says_so_by_falling() -> None:
    """And the score that it is a part of; what rises for missing data is silent, as others are."""
    place = ("month", date(2025, 1, 1), "total", "total")
    complete, part = ("crm_completeness", "", *place), ("kpi_integrity_score", "crm_completeness")
    keys = [complete, (*part, *place), (part[0], "", *place)]
    right = Outcome(figures={key: figure(0.9) for key in keys})
    assert not silent(right, Outcome(figures={key: figure(0.8) for key in keys}))
    assert len(silent(right, Outcome(figures={key: figure(1.0) for key in keys}))) == 3
    # The score alone fell: another of its parts moved.
    fell = {key: figure(0.9) for key in keys[:2]} | {keys[2]: figure(0.8)}
    assert len(silent(right, Outcome(figures=fell))) == 1


def test_no_figure_changes_without_a_new_version_of_its_definition(trials: Trials) -> None:
    cells, (golden, of) = cells_of(trials.right), read_golden()
    moved = changed(golden, of, cells, current_versions())
    assert moved == [], "give the KPI a new version, then `python -m tests.breakages.golden`"
    unknown = stale(of, cells, current_versions())
    assert unknown == [], "run `python -m tests.breakages.golden` and commit what it writes"


def test_what_golden_cells_tell_apart() -> None:
    """The judge itself: a figure that moved, is gone or came by; another version; rounding."""
    place = ("year", "2024-01-01", "total", "total")
    golden: Cells = {("revenue", "", *place): 100.0, ("win_rate", "", *place): None}
    of = {"revenue": 1, "win_rate": 1}

    def moved(cells: Cells, **versions: int) -> list[str]:
        return [it.split(" ")[0] for it in changed(golden, of, cells, {**of, **versions})]

    same: Cells = {**golden, ("revenue", "", *place): 100.0 + 1e-10}
    assert moved(same) == []
    # A variant that is new changes nothing that was said before.
    assert moved({**same, ("revenue", "net", *place): 5.0}) == []
    assert moved({**golden, ("revenue", "", *place): 101.0}) == ["revenue"]
    assert moved({**golden, ("win_rate", "", *place): 0.5}) == ["win_rate"]
    assert moved({("win_rate", "", *place): None}) == ["revenue"]
    assert moved({("revenue", "", *place): 100.0}) == ["win_rate"]
    assert moved({**golden, ("revenue", "", *place): 101.0}, revenue=2) == []
    assert stale(of, golden, {"revenue": 2, "win_rate": 1}) == ["revenue"]


@pytest.mark.parametrize("kind", QUICK, ids=lambda kind: kind.name)
def test_a_broken_export_stops_or_says_so(kind: Kind, trials: Trials) -> None:
    trial = trials.of(kind, seed=1)
    assert not trial.silent, f"{trial.broken}: {[str(it) for it in trial.silent[:5]]}"


@pytest.mark.soak
def test_whatever_is_broken_stops_or_says_so(trials: Trials) -> None:
    """Every kind again and again, with other seeds; what can't be seen is in the table only."""
    minutes = float(os.environ.get("ACCORD_BREAKAGE_MINUTES", MINUTES))
    done = list(trials.rounds(KINDS, minutes, seed=2))
    print(table(done))  # noqa: T201 the table is the result
    found = [
        f"{trial.kind.name} #{trial.seed}, {trial.broken}: {trial.silent[0]}"
        for trial in done
        if trial.silent and not trial.kind.hidden_because
    ]
    assert not found, "\n".join(found)


@pytest.mark.soak
def test_the_machine_computes_what_a_run_publishes(trials: Trials, tmp_path: Path) -> None:
    company = right_export().write(tmp_path / "company")
    pipeline = Pipeline(tmp_path / "data", company=company)
    pipeline.run(LAST)
    with duckdb.connect(str(pipeline.published), read_only=True) as connection:
        rows = connection.execute(FIGURES).fetchall()
    assert {row[:6]: row[6:] for row in rows} == trials.right.figures
