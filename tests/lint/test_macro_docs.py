"""Every macro has a comment that says what it gives, and dbt's documentation shows it."""

from tests.lint.macro_docs import PROPERTIES, macros, properties, undescribed


def test_every_macro_and_argument_is_described() -> None:
    assert len(macros()) > 60
    assert [words for macro in macros() for words in undescribed(macro)] == []


def test_dbts_properties_are_those_of_the_comments() -> None:
    written = PROPERTIES.read_text(encoding="utf-8")
    assert written == properties(), "run `python -m tests.lint.macro_docs`"
