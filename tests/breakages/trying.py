"""Break exports and tell what became of each kind.

python -m tests.breakages.trying --minutes 100 [--kind "rows twice"] [--seed 1]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.breakages.company import right_export
from tests.breakages.compare import Silence, moved, silent
from tests.breakages.kinds import KINDS, Kind, NothingToBreakError
from tests.breakages.machine import Machine, Outcome


@dataclass(frozen=True)
class Trial:
    """One broken export: what was broken, and what came of it."""

    kind: Kind
    seed: int
    broken: str
    stopped_by: str
    moved: int
    silent: tuple[Silence, ...]

    @property
    def result(self) -> str:
        """In one word."""
        if self.stopped_by:
            return "stopped"
        if self.silent:
            return "silent"
        return "said" if self.moved else "unmoved"


class Trials:
    """Breaks the same right export again and again."""

    def __init__(self, folder: Path) -> None:
        """Load and compute the right export in `folder`."""
        self.machine = Machine(folder, right_export())
        self.right: Outcome = self.machine.outcome(right_export())

    def of(self, kind: Kind, seed: int) -> Trial:
        """Break one thing, drawn by `seed`."""
        export, drawn = right_export(), Random(f"{kind.name} {seed}")
        while True:
            try:
                broken = kind.change(export, drawn)
                break
            except NothingToBreakError:
                export = right_export()
        outcome = self.machine.outcome(export)
        if outcome.stopped_by:
            return Trial(kind, seed, broken, outcome.stopped_by, 0, ())
        found = tuple(silent(self.right, outcome))
        return Trial(kind, seed, broken, "", moved(self.right, outcome), found)

    def rounds(self, kinds: Sequence[Kind], minutes: float, seed: int) -> Iterator[Trial]:
        """Try each kind in turn, again with other seeds until the time is over."""
        end = time.monotonic() + 60 * minutes
        while True:
            for kind in kinds:
                if time.monotonic() > end:
                    return
                yield self.of(kind, seed)
            seed += 1


def table(trials: Sequence[Trial]) -> str:
    """Return a row per kind: how many exports stopped, said so, did not move, or were silent."""
    lines = ["| kind | tried | stopped | said | unmoved | silent |", "| --- " * 6 + "|"]
    for kind in KINDS:
        results = [trial.result for trial in trials if trial.kind == kind]
        counts = [results.count(word) for word in ("stopped", "said", "unmoved", "silent")]
        name = f"{kind.name} (hidden)" if kind.hidden_because else kind.name
        lines.append(f"| {name} | {len(results)} | {' | '.join(map(str, counts))} |")
    return "\n".join(lines)


def _say(trial: Trial) -> str:
    lines = [f"{trial.kind.name} #{trial.seed}: {trial.broken}: {trial.result}"]
    if trial.stopped_by:
        lines.append(f"    {trial.stopped_by[:200]}")
    if trial.silent:
        kpis = sorted({f"{it.key[0]}" for it in trial.silent})
        lines.append(
            f"    {len(trial.silent)} of {trial.moved} moved figures, of {', '.join(kpis)}"
        )
        lines += [f"    {it}" for it in trial.silent[:3]]
    return "\n".join(lines)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=100)
    asked.add_argument("--kind", action="append")
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    chosen = [kind for kind in KINDS if not given.kind or kind.name in given.kind]
    done: list[Trial] = []
    with tempfile.TemporaryDirectory(prefix="accord-breakages-") as folder:
        for one in Trials(Path(folder)).rounds(chosen, given.minutes, given.seed):
            done.append(one)
            print(_say(one), flush=True)  # noqa: T201 a command line
    print(table(done))  # noqa: T201
