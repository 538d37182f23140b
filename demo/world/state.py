"""What the simulation's modules share: calendar, scale, random streams, rows, ids, the cast."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from demo.world.cast import Campaign, Company, Contact, Content, Deal, Lead, Rep
from demo.world.clock import Calendar
from demo.world.rows import Ids, Rows
from demo.world.sizes import SCALES, Scale, Size, first_day
from demo.world.tables import TABLES


@dataclass
class Cast:
    """Everybody and everything that later modules need to find again."""

    reps: list[Rep] = field(default_factory=list)
    campaigns: list[Campaign] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)
    companies: list[Company] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)


class Simulation:
    """One simulation under way.

    Each domain draws from its own random stream, so that a change in one domain leaves the draws
    of the others alone.
    """

    def __init__(self, size: Size, seed: int, first_as_of: date) -> None:
        self.size = size
        self.seed = seed
        self.scale: Scale = SCALES[size]
        self.calendar = Calendar(first_day(size, first_as_of), first_as_of)
        self.ids = Ids()
        # Ids depend on this order, never on which module happens to run first.
        for name in TABLES:
            self.ids.take(name)
        self.rows: dict[str, Rows] = {name: Rows(spec) for name, spec in TABLES.items()}
        self.cast = Cast()

    def random(self, domain: str) -> random.Random:
        """The scalar random stream of a domain."""
        return random.Random(f"{self.size}:{self.seed}:{domain}")

    def numpy(self, domain: str) -> np.random.Generator:
        """The vector random stream of a domain."""
        digest = hashlib.sha256(f"{self.size}:{self.seed}:{domain}".encode()).digest()
        return np.random.default_rng(int.from_bytes(digest[:8], "big"))

    def special(self, case: str, table: str, row_id: int | str, note: str, known_at: int) -> None:
        """Name a special case in the truth."""
        self.rows["special_cases"].add(
            case_name=case, table_name=table, row_id=str(row_id), note=note, recorded_at=known_at
        )

    def flows(self, total: int) -> int:
        """A flow's total over the horizon, when `total` of it is due by the first `as_of`."""
        demand: Callable[[int], float] = self.calendar.demand
        before = sum(demand(day) for day in range(self.calendar.start, self.calendar.as_of + 1))
        whole = sum(demand(day) for day in range(self.calendar.start, self.calendar.end + 1))
        return round(total * whole / before)

    def arrival_days(self, total: int, domain: str) -> list[int]:
        """Sorted days of `total` arrivals that follow demand over the horizon."""
        days = np.arange(self.calendar.start, self.calendar.end + 1)
        weights = np.array([self.calendar.demand(int(day)) for day in days])
        picked = self.numpy(domain).choice(days, size=total, p=weights / weights.sum())
        return [int(day) for day in np.sort(picked)]
