"""Words of any language become keys, the same in SQL as in Python."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from company.profile import slug
from tests.dbt.scratch import Scratch

KEYS = {
    "Île-de-France": "ile_de_france",
    "  Gewährleistung & Co. ": "gewahrleistung_co",
    "CAFE\u0301": "cafe",
    "Straße": "straße",
    "ΠΕΛΑΤΗΣ": "πελατησ",
    "Отдел №2": "отдел_2",
    "営業 一部": "営業_一部",
    "한국": "한국",
    "_won_": "won",
    "- & -": "",
}


@pytest.mark.parametrize(("word", "key"), KEYS.items())
def test_a_word_as_a_key(word: str, key: str) -> None:
    assert slug(word) == key


def test_sql_makes_the_same_keys_as_python(tmp_path: Path) -> None:
    chance = random.Random(7)
    scripts = [(0x20, 0x24F), (0x300, 0x52F), (0x900, 0x97F), (0x1E00, 0x1FFF), (0x4E00, 0x4EFF)]
    letters = [chr(code) for first, last in scripts for code in range(first, last + 1)]
    made = ("".join(chance.choices(letters, k=chance.randint(0, 8))) for _ in range(2000))
    # Quotes and braces are not the macro's concern.
    words = [*KEYS, *(word for word in made if not set(word) & set("'{}\\"))]
    values = ", ".join(f"('{word}')" for word in words)
    scratch = Scratch(tmp_path, "words.sql", "engine/strings.sql")
    sql = "select word, coalesce({{ slug('word') }}, '') as key from (values " + values
    assert scratch.build("table", sql + ") as words (word)")
    assert sorted(scratch.rows()) == sorted((word, slug(word)) for word in words)
