"""Decision records can be named by their number."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs/decisions"
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))


def test_a_number_names_one_record() -> None:
    assert len(RECORDS) > 50
    numbers = Counter(path.name.split("-")[0] for path in RECORDS)
    assert [number for number, count in numbers.items() if count > 1] == []


def test_a_record_begins_with_its_number() -> None:
    wrong = [
        path.name
        for path in RECORDS
        if not path.read_text(encoding="utf-8").startswith(f"# {int(path.name.split('-')[0])}. ")
    ]
    assert wrong == []
