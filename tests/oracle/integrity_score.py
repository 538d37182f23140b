"""The integrity score: the mean of its parts, each from 0 to 1, by weight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from tests.oracle.cells import Cell
from tests.oracle.figures import RATIO
from tests.oracle.observations import Observation
from tests.oracle.periods import MONTH_UP
from tests.oracle.world import World

SCORE = "kpi_integrity_score"
FIGURES = {SCORE: RATIO.monthly()}
#: How good a figure of each part is.
_PARTS: Mapping[str, Callable[[float], float]] = {
    "late_logged_pipeline_rate": lambda rate: 1 - rate,
    "forecast_bias": lambda bias: 1 - abs(bias),
    "close_date_shift_rate": lambda rate: 1 - rate,
    "selective_prospecting_index": lambda index: index,
    "backdated_activity_rate": lambda rate: 1 - rate,
    "undeclared_loss_rate": lambda rate: 1 - rate,
    "crm_completeness": lambda rate: rate,
}


def observe(_: World) -> Iterator[Observation]:
    """Nothing is observed: the score follows from other figures, see `scored`."""
    return iter(())


def scored(world: World, figures: Mapping[Cell, float | None]) -> Iterator[tuple[Cell, float]]:
    """The score of each period and member, and each of its parts."""
    weights = world.profile.integrity.weights.model_dump()
    sums: dict[Cell, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for cell, value in figures.items():
        rate = _PARTS.get(cell.kpi)
        weight = weights.get(cell.kpi, 0)
        if rate is None or cell.variant or value is None or not weight:
            continue
        if cell.dimension not in ("total", "owner", "team") or cell.grain not in MONTH_UP:
            continue
        points = 100 * min(max(rate(value), 0.0), 1.0)
        yield cell._replace(kpi=SCORE, variant=cell.kpi), points
        whole = cell._replace(kpi=SCORE)
        total, weighed = sums[whole]
        sums[whole] = (total + weight * points, weighed + weight)
    for cell, (total, weighed) in sums.items():
        yield cell, total / weighed
