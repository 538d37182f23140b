"""All that rows may be without, by the name that a measure writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kpis.lacks.answers import ANSWERS
from kpis.lacks.lack import Lack
from kpis.lacks.lines import LINES
from kpis.lacks.marketing import MARKETING
from kpis.lacks.open_deals import OPEN_DEALS
from kpis.lacks.recurring import RECURRING
from kpis.lacks.spending import SPENDING
from kpis.lacks.won_deals import WON_DEALS
from kpis.problems import CompileError

LACKS: Mapping[str, Lack] = {
    **WON_DEALS,
    **OPEN_DEALS,
    **LINES,
    **RECURRING,
    **MARKETING,
    **SPENDING,
    **ANSWERS,
}


def all_of(names: Iterable[str]) -> list[str]:
    """Return what a measure says that it may lack, and what it then may lack, too."""
    found = sorted(names)
    return sorted({*found, *(other for name in found for other in lack_of(name).also)})


def lack_of(name: str) -> Lack:
    """Return what is named so.

    Raises:
        CompileError: nothing is.
    """
    if name not in LACKS:
        raise CompileError(
            f"a measure lacks {name!r}, which kpis/lacks does not have; add it there, with its "
            "words, its mart and the column that flags it"
        )
    return LACKS[name]
