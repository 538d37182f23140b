"""What moves a figure is among what the figure is said to be made of.

Whether a figure is sound is judged by the entities that its measures name (`entities`, `needs` and
`uses` of a semantic model): what an account refuses, or what loaded wrong, spoils these figures
alone. So each entity loses half of its rows in turn, and every total that moves and says that it
is sound must name the entity.
"""

from __future__ import annotations

import pytest

from orchestration.connecting.lacking import compiled_inputs
from tests.breakages.company import right_export
from tests.breakages.compare import SCORE, moved_keys
from tests.breakages.machine import Machine, Outcome

ENTITIES = sorted(right_export().mapping["entities"])
#: They measure what is missing: a rep who is gone is what they are to show.
MEASURED = {("reps", "crm_completeness")}


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    return Machine(tmp_path_factory.mktemp("inputs"), right_export())


@pytest.fixture(scope="module")
def right(machine: Machine) -> Outcome:
    return machine.outcome(right_export())


def made_of() -> dict[tuple[str, str], set[str]]:
    """The entities behind each KPI, and those behind a variant of it alone, as compiled."""
    entities = {(kpi, ""): set(it["entities"]) for kpi, it in compiled_inputs().items()}
    for kpi, it in compiled_inputs().items():
        for variant, more in it.get("variants", {}).items():
            entities[kpi, variant] = {*it["entities"], *more}
    return entities


@pytest.mark.soak  # the models are built once for each entity: ten minutes
@pytest.mark.parametrize("entity", ENTITIES)
def test_what_moves_a_figure_is_named(entity: str, machine: Machine, right: Outcome) -> None:
    broken = machine.outcome(right_export(), halved=entity)
    entities = made_of()
    unnamed = set()
    for kpi, variant, _, _, dimension, _ in (
        key for key in moved_keys(right, broken) if broken.quality(key) in ("ok", None)
    ):
        # The score is no better than its parts, whatever these are made of.
        if dimension != "total" or kpi == SCORE or (entity, kpi) in MEASURED:
            continue
        # `discovery:adjusted` is the variant `adjusted` of the stage `discovery`.
        own = variant.rpartition(":")[2]
        if entity not in entities.get((kpi, own), entities.get((kpi, ""), set())):
            unnamed.add((kpi, variant))
    assert unnamed == set()
