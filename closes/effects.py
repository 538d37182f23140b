"""How much of a difference each cause explains: the effects add up to the last digit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from closes.differences import Cell, Difference, is_same
from closes.steps import CAUSES, DEFINITION, END, TARGET

_NAMES = {step: name for name, step in CAUSES.items()}
_PLACES = Decimal("0.000000001")


@dataclass(frozen=True)
class Restatement:
    """One cause of one difference, as a row of `kpi.kpi_restatements`."""

    difference: Difference
    figure: str
    cause: str
    reported: float | None
    now: float | None
    total: Decimal | None
    effect: Decimal | None
    evidence: str


def of_difference(
    one: Difference,
    computed: Mapping[int, Mapping[Cell, float | None]],
    own: Collection[int],
    *,
    is_guessed: bool,
) -> Iterator[Restatement]:
    """Yield the causes of a difference: what each step adds, the remainder with the last."""
    silent = 0.0 if one.is_zero else None
    is_redefined = one.reported_version != one.version and one.reported_version is not None
    steps = [step for step in sorted(computed) if step and (step in own or step == DEFINITION)]
    if not is_redefined:
        steps = [step for step in steps if step != DEFINITION]
    start = computed.get(0, {}).get(one.cell, silent)
    values: list[tuple[int, float | None]] = []
    # What was reported can't be computed again from what was kept: only the rows' causes are known.
    if is_same(start, one.reported):
        values = [(step, computed[step].get(one.cell, silent)) for step in steps]
    effects: dict[int, float | None] = {}
    before = one.reported
    for step, value in values:
        if not is_same(before, value):
            effects[step] = None if before is None or value is None else value - before
            before = value
    is_whole = bool(values) and is_same(before, one.now)
    if not is_whole:
        last = _last_cause(effects, own, is_redefined=is_redefined)
        effects.setdefault(last, None)
    yield from _rows(one, "value", one.reported, one.now, effects, is_whole and not is_guessed)


def _last_cause(effects: Mapping[int, object], own: Collection[int], *, is_redefined: bool) -> int:
    """Return the cause that takes the remainder: the last that applies.

    What no record, rate or target tells is of the definition: a setting or a release computes
    otherwise.
    """
    applicable = {*effects, *own}
    if is_redefined:
        applicable.add(DEFINITION)
    return max((step for step in applicable if step < END), default=DEFINITION)


def of_target(one: Difference) -> Iterator[Restatement]:
    """Yield the one cause of another target."""
    yield from _rows(one, "target_value", one.reported_target, one.target, {TARGET: None}, True)


def _rows(
    one: Difference,
    figure: str,
    reported: float | None,
    now: float | None,
    effects: Mapping[int, float | None],
    is_whole: bool,
) -> Iterator[Restatement]:
    """Yield the causes so that they add up to the difference to the last digit.

    Between a figure and none there is no difference to share: the last cause is given alone.
    """
    evidence = "records" if is_whole else "rule"
    steps = sorted(effects)
    if reported is None or now is None:
        cause = _NAMES[steps[-1]]
        yield Restatement(one, figure, cause, reported, now, None, None, evidence)
        return
    total = _decimal(now) - _decimal(reported)
    left = total
    for step in steps[:-1]:
        known = effects[step]
        share = _decimal(known) if known is not None else Decimal(0)
        left -= share
        yield Restatement(one, figure, _NAMES[step], reported, now, total, share, evidence)
    yield Restatement(one, figure, _NAMES[steps[-1]], reported, now, total, left, evidence)


def _decimal(value: float) -> Decimal:
    return Decimal(str(value)).quantize(_PLACES)
