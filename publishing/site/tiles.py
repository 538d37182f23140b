"""One KPI at one glance: value, status, trend, target, trust; in the words of a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from publishing.site.formats import amount, change, difference, period
from publishing.site.reading import Figures, Row, Series
from publishing.site.sparkline import sparkline

#: How many periods a sparkline shows.
SPARK = {"day": 31, "week": 26, "month": 25, "quarter": 9, "year": 6}
_STATUSES = ("green", "orange", "red")


class Wording:
    """Puts figures into the words of a language."""

    def __init__(
        self, figures: Figures, language: str, words: Mapping[str, str], currency: str
    ) -> None:
        self.figures = figures
        self.language = language
        self.words = words
        self.currency = currency

    def label(self, kpi: str) -> str:
        """Return the name of a KPI."""
        return str(self.figures.catalog[kpi][f"label_{self.language}"])

    def amount(self, value: float | None, unit: str) -> str:
        """Return a figure in its unit."""
        return amount(value, unit, self.currency, self.language)

    def period(self, grain: str, row: Row) -> str:
        """Return the name of a row's period."""
        return period(grain, row["period_start"], row["period_end"], self.language)

    def unit(self, kpi: str, variant: str) -> str:
        """Return the unit of a variant, which may be another one than the KPI's."""
        row = self.figures.catalog[kpi]
        pairs = (one.split(":", 1) for one in (row["variant_units"] or "").split(",") if ":" in one)
        own = {name.strip(): unit.strip() for name, unit in pairs}
        return str(own.get(variant, row["unit"]))

    def total(self, kpi: str, grain: str, variant: str = "") -> Series | None:
        """Return the overall series of a KPI at a grain."""
        return next(iter(self.figures.of(kpi, grain, variant)), None)

    def tile(self, kpi: str, grain: str, variant: str = "", chart: str = "line") -> dict[str, Any]:
        """Return what a tile shows of a KPI's last complete period, and of the one that runs."""
        row = self.figures.catalog[kpi]
        unit = self.unit(kpi, variant)
        series = self.total(kpi, grain, variant)
        place = series.last_complete if series else None
        found: dict[str, Any] = {
            "id": kpi,
            "variant": variant,
            "label": self.label(kpi),
            "unit": unit,
            "grain": grain,
            "direction": row["direction"],
            "chart": chart,
            **self._about(row),
        }
        if series is None or place is None:
            reason = row["inactive_reason"] or row.get(f"missing_{self.language}") or ""
            return {**found, **_NOTHING, "reason": reason, "running": self._running(series, unit)}
        return {
            **found,
            **self.shown(series, place, unit, str(row["direction"])),
            "spark": self._spark(series, place, unit, chart),
            "running": self._running(series, unit),
        }

    def shown(self, series: Series, place: int, unit: str, direction: str) -> dict[str, Any]:
        """Return one period of a series as a tile shows it."""
        row = series.at(place)
        value = row["value"]
        status = row["status"] if row["status"] in _STATUSES else "none"
        return {
            "period": self.period(series.grain, row),
            "value": self.amount(value, unit),
            "status": status,
            "trend": row["trend"] or "",
            "previous": self._compared(value, row["previous_value"], unit, direction),
            "year_before": self._compared(value, row["previous_year_value"], unit, direction),
            "target": self._target(row, unit),
            "attained": row["target_attainment"],
            "trust": row["quality"] if row["quality"] in ("partial", "distrusted") else "sound",
            "reason": row[f"reason_{self.language}"],
        }

    def _compared(
        self, value: float | None, base: float | None, unit: str, direction: str
    ) -> dict[str, str] | None:
        if value is None or base is None:
            return None
        return {
            "share": change(value, base, unit, self.language),
            "difference": difference(value, base, unit, self.currency, self.language),
            "base": self.amount(base, unit),
            "tone": _tone(value - base, direction),
        }

    def _target(self, row: Row, unit: str) -> dict[str, Any] | None:
        value, base, aim = row["value"], row["baseline_value"], row["target_value"]
        if aim is None:
            return None
        share = row["target_attainment"]
        return {
            "baseline": self.amount(base, unit) if base is not None else "",
            "now": self.amount(value, unit),
            "aim": self.amount(aim, unit),
            "share": self.amount(share, "rate") if share is not None else "",
            "way": _way(value, base, aim),
        }

    def _running(self, series: Series | None, unit: str) -> dict[str, Any] | None:
        place = series.running if series else None
        if series is None or place is None or place == series.last_complete:
            return None
        row = series.at(place)
        if row["value"] is None:
            return None
        return {
            "period": self.period(series.grain, row),
            "value": self.amount(row["value"], unit),
            "status": row["status"] if row["status"] in _STATUSES else "none",
            "reason": row[f"reason_{self.language}"],
        }

    def _spark(self, series: Series, place: int, unit: str, chart: str) -> str:
        first = max(0, place + 1 - SPARK[series.grain])
        values = series.columns["value"][first : place + 1]
        targets = series.columns["target_value"][first : place + 1]
        known = [value for value in values if value is not None]
        if not known:
            return ""
        words = self.words
        text = (
            f"{self.period(series.grain, series.at(first))} \u2013 "
            f"{self.period(series.grain, series.at(place))}{words['colon']} "
            f"{words['lowest']} {self.amount(min(known), unit)}, "
            f"{words['highest']} {self.amount(max(known), unit)}, "
            f"{words['latest']} {self.amount(known[-1], unit)}"
        )
        return sparkline(values, targets, text, bars=chart == "bar", current=len(values) - 1)

    def _about(self, row: Row) -> dict[str, Any]:
        guardrails = [one.strip() for one in (row["guardrails"] or "").split(",") if one.strip()]
        return {
            "description": row[f"description_{self.language}"],
            "decision": row[f"decision_{self.language}"],
            "guardrails": [self.guardrail(one) for one in guardrails],
        }

    def guardrail(self, kpi: str) -> dict[str, Any]:
        """Return a KPI as others name it beside them: its name and its last monthly status."""
        known = kpi in self.figures.catalog
        status = "none"
        for grain in ("month", "quarter", "year"):
            series = self.total(kpi, grain) if known else None
            if series is not None and series.last_complete is not None:
                found = series.at(series.last_complete)["status"]
                status = found if found in _STATUSES else "none"
                break
        return {"id": kpi, "label": self.label(kpi) if known else kpi, "status": status,
                "known": known}  # fmt: skip


_NOTHING: Mapping[str, Any] = {
    "period": "",
    "value": "\u2013",
    "status": "none",
    "trend": "",
    "previous": None,
    "year_before": None,
    "target": None,
    "attained": None,
    "trust": "sound",
    "spark": "",
}


def _tone(moved: float, direction: str) -> str:
    if moved == 0 or direction == "target_is_best":
        return "even"
    return "better" if (moved > 0) == (direction == "higher_is_better") else "worse"


def _way(value: float | None, base: float | None, aim: float) -> int | None:
    """Return the % of the way from the baseline to the target, 0 to 100; None where none is."""
    if value is None or base is None or base == aim:
        return None
    return round(100 * min(max((value - base) / (aim - base), 0.0), 1.0))


def worst_first(tiles: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the tiles that are red, then those that are orange, by their gap to the target."""
    order = {"red": 0, "orange": 1}
    return sorted(
        (one for one in tiles if one["status"] in order),
        key=lambda one: (order[one["status"]], one["attained"] or 0.0, one["id"]),
    )
