"""The Markov chain of attribution, on chains that can be worked by hand."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest

from tests.dbt.warehouse import PROJECT

Counts = dict[str, dict[str, int]]


@pytest.fixture(scope="module")
def chain() -> ModuleType:
    path = PROJECT / "models" / "conformed" / "attribution" / "channel_removal_effects.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_path_that_needs_every_channel_is_worth_all_to_each(chain: ModuleType) -> None:
    counts: Counts = {"(start)": {"email": 1}, "email": {"event": 1}, "event": {"(won)": 1}}
    assert chain.removal_effects(counts) == {"email": 1.0, "event": 1.0}


def test_the_effect_is_the_part_of_the_chance_that_goes(chain: ModuleType) -> None:
    # Paths: email > event > won, email > lost, event > won, direct > lost.
    counts: Counts = {
        "(start)": {"email": 2, "event": 1, "direct": 1},
        "email": {"event": 1, "(lost)": 1},
        "event": {"(won)": 2},
        "direct": {"(lost)": 1},
    }
    # P(won) = 1/2 * 1/2 + 1/4 = 1/2; without email 1/4; without event nothing is won.
    assert chain.removal_effects(counts) == {"direct": 0.0, "email": 0.5, "event": 1.0}


def test_a_channel_that_follows_itself_is_no_trap(chain: ModuleType) -> None:
    # Paths: email > email > won, email > lost: of 3 times at email 1 stays, 1 wins, 1 loses.
    counts: Counts = {"(start)": {"email": 2}, "email": {"email": 1, "(won)": 1, "(lost)": 1}}
    assert chain.chance_to_win(counts, ["email"]) == pytest.approx(0.5)
    assert chain.removal_effects(counts) == {"email": 1.0}


def test_where_nothing_is_won_no_channel_has_an_effect(chain: ModuleType) -> None:
    counts: Counts = {"(start)": {"email": 1}, "email": {"(lost)": 1}}
    assert chain.removal_effects(counts) == {}
