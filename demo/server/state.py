"""What every vendor module answers from: the world, the clock, and the misbehaviour asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar, cast

import pyarrow as pa

from demo.server.faults import FaultSwitch
from demo.server.planning import write_planning
from demo.world.tables import SCHEMAS, as_known, end_of_day

T = TypeVar("T")


class SandboxState:
    """One world seen at the end of business day `as_of`.

    `world` maps table names to pyarrow tables over the whole horizon; a table that is missing
    counts as empty. `portal` says which HubSpot portal the company has. Everything derived is
    kept by `cached` until the clock moves.
    """

    def __init__(
        self,
        world: Mapping[str, pa.Table],
        as_of: date,
        planning_folder: Path | None = None,
        portal: str = "full",
    ) -> None:
        self.world = world
        self.portal = portal
        self.faults = FaultSwitch()
        self._planning_folder = planning_folder
        self._cache: dict[object, object] = {}
        self._as_of = as_of
        self._write_planning()

    @property
    def as_of(self) -> date:
        """The business day at whose end the vendors are looked at."""
        return self._as_of

    @property
    def now(self) -> datetime:
        """The UTC instant at which the business day after `as_of` begins."""
        return end_of_day(self._as_of)

    def move_to(self, as_of: date) -> None:
        """Move the clock, forget what was derived, and rewrite the planning sheets."""
        self._as_of = as_of
        self._cache.clear()
        self._write_planning()

    def visible(self, table: str) -> pa.Table:
        """The rows of a world table known at `as_of`; columns learned later are null."""
        return self.cached(("visible", table), lambda: self._known(table))

    def cached(self, key: object, build: Callable[[], T]) -> T:
        """What `build` gives, computed once per `as_of`. `key` must be unique per vendor module."""
        if key not in self._cache:
            self._cache[key] = build()
        return cast(T, self._cache[key])

    def _known(self, table: str) -> pa.Table:
        rows = self.world.get(table)
        if rows is None:
            return SCHEMAS[table].empty_table()
        return as_known(table, rows, self._as_of)

    def _write_planning(self) -> None:
        if self._planning_folder is not None:
            write_planning(self.visible, self._planning_folder)
