from __future__ import annotations

from datetime import date

import pytest

from demo.world.sizes import Size
from demo.world.world import World, simulate

FIRST_AS_OF = date(2026, 11, 21)


@pytest.fixture(scope="session")
def first_as_of() -> date:
    return FIRST_AS_OF


@pytest.fixture(scope="session")
def tiny() -> World:
    return simulate(Size.TINY, 7, FIRST_AS_OF)
