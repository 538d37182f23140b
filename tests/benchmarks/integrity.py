"""How fair the statistics of integrity are: precision and recall per rule, look-alikes, and limits.

Thresholds were chosen on seeds below 3000, that of undeclared losses after a look at some above
it; what is measured here begins at 5000.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.table import Table

from demo.world.tricks import INNOCENT_REASON
from kpis.excess.binomials import exact_interval
from tests.benchmarks.integrity_demo import Judged
from tests.integrity_worlds.judging import Outcome, outcomes

UNSEEN = 5000
#: From how many records in a year reps are counted apart.
BINS = (10, 20, 40, 80, 160, 320, 640)
#: In how many of their records reps do the trick, where recall is looked at by that.
SHARES = (0.25, 0.35, 0.5)


@dataclass
class Tally:
    """Reps of one rule: who did it, who was found, who only looked so."""

    does: int = 0
    found: int = 0
    honest: int = 0
    accused: int = 0
    looks: int = 0
    looks_accused: int = 0

    def add(self, does: bool, looks: bool, is_flagged: bool) -> None:
        """Count one rep."""
        self.does += does
        self.found += does and is_flagged
        self.honest += not does
        self.accused += is_flagged and not does
        self.looks += looks
        self.looks_accused += looks and is_flagged

    @property
    def precision(self) -> str:
        """Who did it among who was found."""
        return _share(self.found, self.found + self.accused)

    @property
    def recall(self) -> str:
        """Who was found among who did it."""
        return _share(self.found, self.does)


def worlds_tables(worlds: int) -> list[Table]:
    """Judge so many made-up companies and return what came of it.

    To see how recall rises with records, a busy company is added to each eighth; it is in the table
    by records alone, since the others' volumes are the demo's.
    """
    seen = list(outcomes(range(UNSEEN, UNSEEN + worlds // 2), sizes=("tiny", "small")))
    busy = list(outcomes(range(UNSEEN, UNSEEN + worlds // 8), sizes=("busy",)))
    return [
        rules_table(seen),
        records_table([*seen, *busy]),
        rules_table(busy, "Rules, in busy companies"),
        look_alikes_table([*seen, *busy]),
    ]


def rules_table(seen: Sequence[Outcome], title: str = "Rules") -> Table:
    """Return a row per rule: precision and recall with counts."""
    view = _table(title, ("did it", "found", "recall", "honest", "accused", "precision"))
    for rule, tally in _by_rule(seen).items():
        view.add_row(
            rule,
            *(str(n) for n in (tally.does, tally.found)),
            tally.recall,
            *(str(n) for n in (tally.honest, tally.accused)),
            tally.precision,
        )
    return view


def records_table(seen: Sequence[Outcome]) -> Table:
    """Return a row per rule: recall by the records that a rep has in a year."""
    names = [f"{low}+" for low in BINS]
    view = _table("Recall by records in the year (found / did it)", names)
    for rule in dict.fromkeys(outcome.rule for outcome in seen):
        counts = np.zeros((len(BINS), 2), dtype=int)
        for outcome in seen:
            place = int(np.searchsorted(BINS, outcome.windows[-1].records, side="right")) - 1
            if outcome.rule == rule and outcome.rep.does and place >= 0:
                counts[place] += outcome.is_flagged, 1
        view.add_row(rule, *(f"{found}/{all_}" if all_ else "-" for found, all_ in counts))
    return view


def look_alikes_table(seen: Sequence[Outcome]) -> Table:
    """Return in how many companies a look-alike was accused, by rule and by any, with interval."""
    view = _table("Companies in which a look-alike is accused", ("companies", "accused", "95 %"))
    companies = {(outcome.size, outcome.seed) for outcome in seen}
    for rule in (*INNOCENT_REASON, "any rule"):
        accused = {
            (outcome.size, outcome.seed)
            for outcome in seen
            if outcome.rep.looks and outcome.is_flagged and rule in (outcome.rule, "any rule")
        }
        low, high = exact_interval(
            np.array([float(len(accused))]), np.array([1.0 * len(companies)])
        )[0]
        view.add_row(rule, str(len(companies)), str(len(accused)), f"{low:.1%} to {high:.1%}")
    return view


def limits_table(worlds: int) -> Table:
    """Return recall and accused where many do it, and where honest reps differ twice as much."""
    cases = [("a tenth do it", 0.1, 1.0), ("a quarter do it", 0.25, 1.0)]
    cases += [("half of the reps do it", 0.5, 1.0), ("honest reps differ twice as much", None, 2.0)]
    view = _table("Where it gets hard (all rules)", ("did it", "found", "recall", "accused"))
    seeds = range(UNSEEN + 500, UNSEEN + 500 + worlds)
    for name, part, habit in cases:
        tally = Tally()
        for outcome in outcomes(seeds, sizes=("small",), part=part, habit=habit):
            tally.add(outcome.rep.does, outcome.rep.looks, outcome.is_flagged)
        view.add_row(name, str(tally.does), str(tally.found), tally.recall, str(tally.accused))
    return view


def shares_table(worlds: int) -> Table:
    """Return a row per rule: recall by the share of the records in which the trick is done."""
    columns = [f"{size}, {share:.0%}" for size in ("small", "busy") for share in SHARES]
    view = _table("Recall by the share of records (found / did it)", columns)
    seeds = range(UNSEEN + 700, UNSEEN + 700 + worlds)
    cells: dict[str, list[str]] = {}
    for size in ("small", "busy"):
        for share in SHARES:
            seen = list(outcomes(seeds, sizes=(size,), share=share))
            for rule, tally in _by_rule(seen).items():
                cells.setdefault(rule, []).append(f"{tally.found}/{tally.does}")
    for rule, row in cells.items():
        view.add_row(rule, *row)
    return view


def demo_table(warehouses: Iterable[Path]) -> Table:
    """Return a row per rule: precision and recall on companies of the demo, against its truth."""
    tallies: dict[str, Tally] = {}
    enough: dict[str, Tally] = {}
    for path in warehouses:
        for rep in Judged.read(path):
            does, looks = rep.rule in rep.tricks, rep.rule in rep.looks_like
            tallies.setdefault(rep.rule, Tally()).add(does, looks, rep.is_flagged)
            if rep.is_enough:
                enough.setdefault(rep.rule, Tally()).add(does, looks, rep.is_flagged)
    columns = ("did it", "found", "with records enough", "recall", "accused", "precision", "looks")
    view = _table("Companies of the demo", columns)
    for rule, tally in sorted(tallies.items()):
        judged = enough.get(rule, Tally())
        view.add_row(
            rule,
            *(str(n) for n in (tally.does, tally.found, judged.does)),
            judged.recall,
            str(tally.accused),
            tally.precision,
            f"{tally.looks_accused}/{tally.looks}",
        )
    return view


def _by_rule(seen: Sequence[Outcome]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    for outcome in seen:
        tally = tallies.setdefault(outcome.rule, Tally())
        tally.add(outcome.rep.does, outcome.rep.looks, outcome.is_flagged)
    return tallies


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def _table(title: str, columns: Sequence[str]) -> Table:
    view = Table(title=title)
    view.add_column("")
    for column in columns:
        view.add_column(column, justify="right")
    return view
