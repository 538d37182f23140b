"""A model is replaced in place, and a model that fails leaves what was there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dbt.scratch import Scratch


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return Scratch(tmp_path, "materializations")


def test_a_model_takes_the_place_of_what_was_there_whatever_it_was(scratch: Scratch) -> None:
    for number, (materialized, kind) in enumerate(
        [("table", "BASE TABLE"), ("view", "VIEW"), ("table", "BASE TABLE")]
    ):
        assert scratch.build(materialized, f"select {number} as value")
        # Nothing else is left behind: no copy under another name.
        assert scratch.relations() == {"model": kind}
        assert scratch.rows() == [(number,)]


def test_so_does_a_model_in_python(scratch: Scratch) -> None:
    assert scratch.build("view", "select 0 as value")
    for number in (1, 2):
        assert scratch.build_python(f"{number}")
        assert scratch.relations() == {"model": "BASE TABLE"}
        assert scratch.rows() == [(number,)]
    assert not scratch.build_python("1 // 0")
    assert scratch.rows() == [(2,)]


@pytest.mark.fault(34)
def test_a_model_that_fails_leaves_the_table_of_before(scratch: Scratch) -> None:
    assert scratch.build("table", "select 1 as value")
    assert not scratch.build("table", "select cast('no number' as integer) as value")
    assert scratch.rows() == [(1,)]


def test_descriptions_become_comments(scratch: Scratch) -> None:
    described = "{name: value, description: 'The \"number\"'}, {name: plain}"
    assert scratch.build_described("select 1 as value, 2 as plain", described)
    assert scratch.comments() == {"model": "It's one row", "value": 'The "number"', "plain": ""}


def test_the_switch_gives_dbts_own_form(scratch: Scratch) -> None:
    scratch.variables = {"replace_in_place": False}
    for number, (materialized, kind) in enumerate([("table", "BASE TABLE"), ("view", "VIEW")]):
        assert scratch.build(materialized, f"select {number} as value")
        assert scratch.relations() == {"model": kind}
        assert scratch.rows() == [(number,)]
        # dbt's own form builds under another name first.
        assert "model__dbt_tmp" in scratch.statements()
    scratch.variables = {}
    assert scratch.build("table", "select 2 as value")
    assert "model__dbt_tmp" not in scratch.statements()
