"""What a KPI needs is fed, or the reason says what nobody feeds and what the profile could map."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import jinja2
import pytest

MACRO = Path(__file__).parents[2] / "dbt_project" / "macros" / "kpi" / "needs.sql"


def rows_of(_types: Any, caller: Callable[[], str]) -> str:
    return f"(values {caller()}) as listed (kpi_id, variant, need)"


def _macros() -> Any:
    """The macros of the file, with what dbt gives them."""
    names = {
        "ref": lambda name: name,
        "var": lambda _name: {"opportunities": ["competitor"]},
        "text": lambda words: "'" + words.replace("'", "''") + "'",
        "rows_of": rows_of,
    }
    environment = jinja2.Environment(extensions=["jinja2.ext.do"], autoescape=False)
    environment.globals.update(names)
    return environment.from_string(MACRO.read_text(encoding="utf-8")).module


@pytest.fixture
def statement() -> str:
    """The rows of one KPI that needs competitors, and one that needs who sent messages."""
    needed = {
        "competitors": {
            "en": "competitors",
            "fr": "l'autre",
            "fed_by": ["opportunities.competitor"],
            "among": "",
        },
        "directions": {
            "en": "directions",
            "fr": "sens",
            "fed_by": ["activities.direction"],
            "among": "type = 'social'",
        },
    }
    used = [["reasons", "", "competitors"], ["touches", "", "directions"]]
    return str(_macros().kpi_needs(used, needed, {"opportunities": ["competitor"]}))


@pytest.mark.parametrize(
    ("activities", "is_fed"),
    [
        ("", True),
        ("('call', null, false)", True),
        ("('social', null, false)", False),
        ("('social', null, false), ('call', 'outbound', false)", False),
        ("('social', 'outbound', false), ('social', null, false)", True),
        ("('social', null, true)", True),
    ],
    ids=["none", "no messages", "messages", "only calls say it", "some say it", "deleted"],
)
def test_messages_without_a_direction_are_missing_where_there_are_messages(
    statement: str, activities: str, is_fed: bool
) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            "create table int_opportunities__unioned (competitor varchar, is_deleted boolean)"
        )
        connection.execute(
            "create table int_activities__unioned"
            " (type varchar, direction varchar, is_deleted boolean)"
        )
        if activities:
            connection.execute(f"insert into int_activities__unioned values {activities}")
        found = {row[0]: row[3:] for row in connection.execute(statement).fetchall()}
    assert found["touches"][-1] is is_fed
    words = "competitors (the profile maps no opportunities.competitor)"
    assert (found["reasons"][0], found["reasons"][-1]) == (words, False)


@pytest.mark.parametrize(("field", "is_fed"), [("owner", False), ("score", True)])
def test_changes_of_another_field_feed_no_score(field: str, is_fed: bool) -> None:
    needed = {
        "scores": {
            "en": "scores",
            "fr": "scores",
            "fed_by": ["person_changes.field=score"],
            "among": "",
        }
    }
    used, terms = [["average", "", "scores"]], {"person_changes": ["field=score"]}
    with duckdb.connect() as connection:
        connection.execute(
            "create table int_person_changes__unioned as "
            f"select '{field}' as field, false as is_deleted"
        )
        [row] = connection.execute(str(_macros().kpi_needs(used, needed, terms))).fetchall()
    assert row[-1] is is_fed
