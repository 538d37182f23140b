"""What a review found, in a sentence of each language."""

from __future__ import annotations

from collections.abc import Sequence

from kpis.reviews.amounts import amount, number, period_words
from kpis.reviews.figures import Period, Point, Said, Series
from kpis.reviews.funnel import Link
from kpis.reviews.guarding import Guard
from kpis.reviews.movement import Movement
from kpis.reviews.together import Bond

_MOVED = {
    "progressed": Said("progressed", "progresse"),
    "worsened": Said("worsened", "se dégrade"),
    "moved": Said("moved", "bouge"),
    "stagnated": Said("stagnated", "stagne"),
}


class Writer:
    """Writes sentences about figures of one grain, amounts in one currency."""

    def __init__(self, grain: str, currency: str) -> None:
        self._grain, self._currency = grain, currency

    def moved(self, series: Series, point: Point | None, movement: Movement) -> Said:
        """How a figure moved, or why that is not judged."""
        name = _name(series)
        if movement.reason is not None or point is None:
            reason = movement.reason or series.why_absent
            return _join(name, Said(" is not judged: ", " n'est pas jugé : "), reason)
        within = movement.verdict == "stagnated"
        usual = self._amount(series, movement.usual_change or 0.0)
        return _join(
            name,
            Said(" ", " "),
            _MOVED[movement.verdict],
            Said(": ", " : "),
            self._step(series, point),
            Said(", within", ", dans") if within else Said(", more than", ", plus que"),
            Said(" its usual variation of ", " sa variation habituelle de "),
            usual,
            Said(
                f" ({movement.points} earlier changes)",
                f" ({movement.points} variations antérieures)",
            ),
        )

    def surprised(self, series: Series, point: Point, movement: Movement) -> Said:
        """By how much a figure lies outside of what was to be expected."""
        size = number(abs(movement.size or 0.0), 1)
        return _join(
            _name(series),
            Said(" surprised: ", " surprend : "),
            self._step(series, point),
            Said(
                f", {size.en} standard deviations from its mean change",
                f", à {size.fr} écarts-types de sa variation moyenne",
            ),
            Said(
                f" ({movement.points} earlier changes; so far off by chance in less than 1 of 100)",
                f" ({movement.points} variations passées ; moins d'une fois sur 100 par hasard)",
            ),
        )

    def together(self, first: Series, second: Series, bond: Bond) -> Said:
        """Which two moved together, how closely, and that no cause is claimed."""
        alike = bond.correlation > 0
        said = [number(value, 2, signed=True) for value in (bond.correlation, bond.low, bond.high)]
        return _join(
            _name(first),
            Said(" and ", " et "),
            _name(second),
            Said(" move together", " évoluent ensemble")
            if alike
            else Said(" move in opposite ways", " évoluent en sens contraire"),
            Said(
                f": rank correlation of their changes {said[0].en} ({said[1].en} to {said[2].en}) "
                f"over {bond.points} periods; which causes which it does not say",
                f" : corrélation de rang de leurs variations {said[0].fr} ({said[1].fr} à "
                f"{said[2].fr}) sur {bond.points} périodes ; elle ne dit pas ce qui cause quoi",
            ),
        )

    def guarded(self, guard: Guard) -> Said:
        """The state of a guardrail, and by what it is judged."""
        name = _name(guard.series)
        point = guard.point
        if guard.state == "not_known" or point is None or point.value is None:
            return _join(name, Said(" is not known: ", " n'est pas connu : "), self._unknown(guard))
        held = (
            Said(" holds: ", " tient : ")
            if guard.state == "holds"
            else Said(" broke: ", " a cédé : ")
        )
        if guard.by == "status":
            return _join(name, held, point.reason)
        return _join(name, held, self._amount(guard.series, point.value), self._yardstick(guard))

    def false_success(self, series: Series, point: Point, guards: Sequence[Guard]) -> Said:
        """A target that is met while a guardrail broke."""
        target = self._amount(series, point.target or 0.0)
        head = _join(
            Said("False success: ", "Faux succès : "),
            _name(series),
            Said(
                " met its target while its guardrail broke: ",
                " atteint son objectif, mais son garde-fou a cédé : ",
            ),
            self._amount(series, point.value or 0.0),
            Said(f" for a target of {target.en}", f" pour un objectif de {target.fr}"),
        )
        order = ("broke", "not_known", "holds")
        ordered = sorted(guards, key=lambda one: (order.index(one.state), one.series.key))
        return _list([head, *(self.guarded(one) for one in ordered if one.state != "holds")])

    def weakest(self, link: Link, compared: int) -> Said:
        """The weakest link, and what it costs."""
        share = number(abs(link.shortfall) * 100, 1)
        reference = self._amount(link.series, link.reference)
        held_against = (
            Said(f"its target of {reference.en}", f"son objectif de {reference.fr}")
            if link.by == "target"
            else Said(
                f"the {reference.en} of the {link.points} periods before",
                f"les {reference.fr} des {link.points} périodes précédentes",
            )
        )
        return _join(
            Said("The funnel's weakest link is ", "Le maillon faible de l'entonnoir : "),
            _name(link.series),
            Said(": ", ", "),
            self._amount(link.series, link.point.value or 0.0),
            Said(f", {share.en} % below ", f", {share.fr} % sous "),
            held_against,
            Said(
                f"; the end of the funnel lacks as much ({compared} steps compared)",
                f" ; il en manque autant au bout de l'entonnoir ({compared} étapes comparées)",
            ),
        )

    def no_weakest(self, compared: int) -> Said:
        """That no step is weak, or that none could be looked at."""
        if not compared:
            return Said(
                "The funnel's weakest link is not known: no step has enough periods",
                "Le maillon faible de l'entonnoir n'est pas connu : trop peu de périodes",
            )
        return Said(
            f"No step of the funnel lies below its usual by more than chance ({compared} compared)",
            f"Aucune étape de l'entonnoir n'est sous son habitude hors hasard ({compared} vues)",
        )

    def alone(self, words: Said, others: int) -> Said:
        """What is said of a KPI with a target beside which nothing moved."""
        none = (
            Said(
                f"; compared with {others}, none moves with it",
                f" ; comparé à {others}, aucun n'évolue avec lui",
            )
            if others
            else Said(
                "; what moves with it is not known: too few periods, or made of the same",
                " ; ce qui évolue avec lui n'est pas connu : trop peu de périodes, ou même origine",
            )
        )
        return _join(words, none)

    def _unknown(self, guard: Guard) -> Said:
        point = guard.point
        if point is None:
            return guard.series.why_absent
        if not point.is_complete:
            day = guard.series.closes_on(point)
            if guard.series.window_days:
                return Said(
                    f"its window is open until {day:%Y-%m-%d}",
                    f"sa fenêtre est ouverte jusqu'au {day:%Y-%m-%d}",
                )
        if not point.is_known:
            return point.reason
        if guard.moved is not None and guard.moved.reason is not None:
            return guard.moved.reason
        return Said(
            "it is far from its usual, and no side of it is good",
            "il est loin de son habitude, sans bon côté défini",
        )

    def _yardstick(self, guard: Guard) -> Said:
        if guard.by == "minimum" and guard.least is not None:
            least = self._amount(guard.series, guard.least)
            return Said(f", must keep {least.en}", f", doit tenir {least.fr}")
        if guard.state == "holds":
            return Said(
                ", no worse than its usual variation", ", pas au-delà de sa variation habituelle"
            )
        size = number(abs(guard.moved.size or 0.0) if guard.moved else 0.0, 1)
        return Said(
            f", worse by {size.en} standard deviations of its changes",
            f", moins bien de {size.fr} écarts-types de ses variations",
        )

    def _step(self, series: Series, point: Point) -> Said:
        now = self._amount(series, point.value or 0.0)
        before = self._amount(series, (point.value or 0.0) - (point.change or 0.0))
        when = period_words(Period(self._grain, point.start, point.end))
        return Said(
            f"{before.en} to {now.en} in {when.en}", f"de {before.fr} à {now.fr} pour {when.fr}"
        )

    def _amount(self, series: Series, value: float) -> Said:
        return amount(value, series.unit, self._currency)


def _name(series: Series) -> Said:
    label = series.kpi.label
    if not series.variant:
        return label
    return Said(f"{label.en} ({series.variant})", f"{label.fr} ({series.variant})")


def _join(*parts: Said) -> Said:
    return Said("".join(part.en for part in parts), "".join(part.fr for part in parts))


def _list(parts: Sequence[Said]) -> Said:
    return Said("; ".join(part.en for part in parts), " ; ".join(part.fr for part in parts))
