"""Companies at the level of facts: who works there, who does a trick, who only looks so."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demo.world.tricks import INNOCENT_REASON, TRICKS

SDR_RULES = frozenset({"selective_prospecting", "backdated_activities", "bulk_entry"})
QUARTERS = 4


@dataclass(frozen=True)
class Volumes:
    """How many reps a company has, and records per rep and year.

    `tiny` and `small` are as in the demo; in `busy` each rep has four times the records of `small`.
    """

    sdrs: int
    aes: int
    tricksters: int
    hard_leads: int
    activities: int
    deals_won: int
    deals_closed: int
    deals_open: int
    dates: int
    records: int


SIZES = {
    "tiny": Volumes(4, 5, 1, 45, 450, 12, 30, 10, 45, 150),
    "small": Volumes(13, 16, 2, 250, 2500, 45, 130, 35, 180, 700),
    "busy": Volumes(13, 16, 2, 1000, 10000, 180, 520, 140, 720, 2800),
}


@dataclass(frozen=True)
class Rep:
    """One rep beside one rule: `habit`: how far it lies off the usual, in log-odds."""

    key: str
    team: str
    habit: float
    does: bool
    looks: bool


def cast(rng: np.random.Generator, size: Volumes, rule: str, tricksters: int) -> list[Rep]:
    """Return the reps whose records a rule looks at."""
    count = size.sdrs if rule in SDR_RULES else size.aes
    teams = rng.integers(0, 2, count)
    habits = rng.normal(0.0, rng.uniform(0.15, 0.5), count)
    roles = rng.permutation(count)
    can_look = rule in INNOCENT_REASON
    return [
        Rep(
            key=f"rep-{at:02}",
            team=f"team-{teams[at]}",
            habit=float(habits[at]),
            does=bool(roles[at] < tricksters),
            looks=bool(can_look and roles[at] >= count - size.tricksters),
        )
        for at in range(count)
    ]


RULES = TRICKS
