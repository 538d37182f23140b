from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pyarrow as pa
import pytest

from demo.server.app import build_app
from demo.server.state import SandboxState
from demo.world.sizes import Size
from demo.world.world import World, simulate
from tests.demo.server.client import Client

FIRST_AS_OF = date(2026, 11, 21)

Serve = Callable[..., tuple[SandboxState, Client]]


@pytest.fixture(scope="session")
def tiny_world() -> World:
    return simulate(Size.TINY, 7, FIRST_AS_OF)


@pytest.fixture
def serve_world() -> Serve:
    """Gives the state and a client of one vendor over a world."""

    def serve(
        tables: Mapping[str, pa.Table], as_of: date = FIRST_AS_OF, vendor: str = "hubspot"
    ) -> tuple[SandboxState, Client]:
        state = SandboxState(tables, as_of)
        return state, Client(build_app(state), f"/{vendor}")

    return serve
