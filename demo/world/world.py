"""A simulated world: its tables, on disk and in memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from demo.world.accounts import Accounts
from demo.world.activities import ActivityLog
from demo.world.campaigns import build_campaigns
from demo.world.cases import SpecialDeals
from demo.world.currencies import build_rates
from demo.world.dealings import run_dealings
from demo.world.deals import DealDesk
from demo.world.duplicates import spoil_records
from demo.world.email import build_emails
from demo.world.journeys import run_journeys
from demo.world.ledger import write_contact_changes, write_deals
from demo.world.opening import build_opening
from demo.world.people import Population, build_leads
from demo.world.planning import build_planning
from demo.world.records import write_people
from demo.world.reference import build_reference
from demo.world.sizes import Size
from demo.world.state import Simulation
from demo.world.stories import build_stories
from demo.world.support import build_support
from demo.world.surveys import build_mentions, build_surveys
from demo.world.tables import TABLES, as_known
from demo.world.web import build_web

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class World(Mapping[str, pa.Table]):
    """Every world table over the whole horizon, by name."""

    tables: Mapping[str, pa.Table]

    def __getitem__(self, name: str) -> pa.Table:
        return self.tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)

    def as_known(self, name: str, as_of: date) -> pa.Table:
        """A table as the systems knew it at the end of business day `as_of`."""
        return as_known(name, self.tables[name], as_of)

    def write(self, folder: Path) -> None:
        """Write each table to `<folder>/truth/<table>.parquet`."""
        target = folder / "truth"
        target.mkdir(parents=True, exist_ok=True)
        for name, table in self.tables.items():
            pq.write_table(table, target / f"{name}.parquet", compression="zstd")

    @staticmethod
    def read(folder: Path) -> World:
        """Read a written world. Raises FileNotFoundError when a table's file is missing."""
        source = folder / "truth"
        return World({name: pq.read_table(source / f"{name}.parquet") for name in TABLES})


def simulate(size: Size, seed: int, first_as_of: date, progress: Progress | None = None) -> World:
    """Simulate a whole world; the same arguments give the same bytes.

    `progress` is called with each phase and its seconds. The horizon goes from the first day of the
    month `Scale.months` before `first_as_of` to 120 days after it.
    """
    sim = Simulation(size, seed, first_as_of)
    clock = _Stopwatch(progress)
    products = build_reference(sim)
    build_campaigns(sim)
    clock.lap("reference, campaigns")
    population = Population(sim)
    opening = build_opening(sim, population)
    build_leads(sim, population)
    build_stories(sim, population)
    spoil_records(sim, population)
    clock.lap("leads")
    log = ActivityLog(sim)
    run_journeys(sim, population, log)
    clock.lap("journeys")
    Accounts(sim, population, DealDesk(sim, products)).run(opening)
    SpecialDeals(sim).place()
    clock.lap("deals")
    run_dealings(sim, log)
    clock.lap("activities")
    build_emails(sim)
    clock.lap("email")
    build_web(sim)
    clock.lap("web")
    build_support(sim, population)
    build_surveys(sim)
    build_mentions(sim)
    clock.lap("support")
    build_planning(sim, population)
    build_rates(sim)
    clock.lap("planning")
    write_people(sim)
    write_deals(sim)
    write_contact_changes(sim)
    end = sim.calendar.end_instant
    tables = {name: rows.finish(end) for name, rows in sim.rows.items()}
    clock.lap("tables")
    return World(tables)


class _Stopwatch:
    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._last = time.process_time()

    def lap(self, phase: str) -> None:
        now = time.process_time()
        if self._progress is not None:
            self._progress(phase, now - self._last)
        self._last = now
