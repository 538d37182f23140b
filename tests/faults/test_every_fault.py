"""Each of the forty faults is injected by a test, and the page that lists them says by which."""

from __future__ import annotations

from pathlib import Path

from tests.faults.catalogue import NUMBERS, PAGE, injected, rows_of, written


def test_every_row_is_injected() -> None:
    tests = injected()
    assert set(tests) <= set(NUMBERS), "there are forty rows"
    missing = [row for row in NUMBERS if row not in tests]
    assert not missing, f"no test injects rows {missing}: mark one with `pytest.mark.fault(row)`"


def test_the_page_lists_every_row_with_its_tests() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert list(rows_of(page)) == list(NUMBERS)
    assert page == written(page, injected()), "run `python -m tests.faults.catalogue`"


def test_markers_are_found_wherever_pytest_takes_them(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text(
        "import pytest\n"
        "pytestmark = [pytest.mark.fault(1)]\n"
        "@pytest.mark.fault(2, 3)\n"
        "@pytest.mark.parametrize('x', [pytest.param(0, marks=pytest.mark.fault(4))])\n"
        "def test_a(x): ...\n"
    )
    assert {row: dict(files) for row, files in injected(tmp_path).items()} == {
        row: {"test_some.py": ["test_a"]} for row in (1, 2, 3, 4)
    }
