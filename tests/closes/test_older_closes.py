"""Closes that an older Accord made: nothing writes them again, so the code of now must read them.

`fixtures/closes-<commit>.tar.xz` is the folder `closes` that the code of that commit made of
January and June of `small_company`; the first commit that closed anything had a mart with fewer
columns. A change of what a close holds adds the folder that the commit before it makes: its
`closes` and `tests/closes` in a folder of their own, run as `test_story.closed` does.
"""

from __future__ import annotations

import tarfile
from datetime import date
from pathlib import Path

import duckdb
import pytest

from closes import Period, Store
from closes.tables import write_closes
from tests.closes import small_company as company
from tests.closes.small_company import FIRST, JANUARY, JULY, JUNE
from tests.closes.test_story import EFFECTS, effects, restated

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("closes-*.tar.xz"))


@pytest.fixture(params=FIXTURES, ids=lambda path: path.name.split(".")[0])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    with tarfile.open(request.param) as packed:
        packed.extractall(tmp_path, filter="data")
    return tmp_path


def test_its_files_are_whole_and_its_periods_closed(older: Path) -> None:
    store = Store(older)
    assert store.damage() == {}
    assert set(store.current()) == {
        Period("month", JANUARY, date(2026, 1, 31)),
        Period("month", JUNE, date(2026, 6, 30)),
    }


def test_what_it_reported_is_handed_on(older: Path) -> None:
    company.write(FIRST, older / "warehouse.duckdb")
    write_closes(older / "warehouse.duckdb", Store(older))
    with duckdb.connect(str(older / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.execute(
            "select period_start, value from closes.reported "
            "where kpi_id = 'revenue' and dimension = 'total' order by 1"
        ).fetchall() == [(JANUARY, 3500.0), (JUNE, 4200.0)]


def test_what_became_of_it_is_explained_as_of_a_new_one(older: Path) -> None:
    assert effects(restated(older, JULY)) == EFFECTS


def test_nothing_is_restated_by_the_newer_code_alone(older: Path) -> None:
    assert restated(older, FIRST) == []
