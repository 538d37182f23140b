"""Figures and periods as people of a language write them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, localcontext
from functools import lru_cache

from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal, format_percent

#: Shown where there is no figure.
NONE = "\u2013"
#: From so much on, an amount is shown without cents, a count or duration without decimals.
_WHOLE_FROM = 1000

_SUFFIXES = {
    "ratio": {"en": "\u00d7", "fr": "\u00d7"},
    "months": {"en": "mo", "fr": "mois"},
    "days": {"en": "d", "fr": "j"},
    "hours": {"en": "h", "fr": "h"},
    "minutes": {"en": "min", "fr": "min"},
    "seconds": {"en": "s", "fr": "s"},
}
#: Most decimals of a unit; JavaScript has the same in `site.js`.
_DECIMALS = {"ratio": 2, "score": 2, "count": 1}
#: Between a figure and its unit no line breaks.
_NARROW = "\u202f"


@lru_cache(maxsize=100_000)
def amount(value: float | None, unit: str, currency: str, language: str) -> str:
    """Return a figure in its unit: `12.3%`, `€1,234.5`, `4.5 h`; rates are fractions of one."""
    if value is None:
        return NONE
    with localcontext(rounding=ROUND_HALF_UP):
        return _amount(value, unit, currency, language)


def _amount(value: float, unit: str, currency: str, language: str) -> str:
    if unit == "rate":
        return format_percent(value, f"#,##0.0{_percent(language)}", locale=language)
    is_whole = abs(value) >= _WHOLE_FROM
    if unit == "money":
        pattern = _pattern(0 if is_whole else 2)
        text = f"¤{pattern}" if language == "en" else f"{pattern}{_NARROW}¤"
        return format_currency(value, currency, text, locale=language, currency_digits=False)
    decimals = 0 if is_whole else _DECIMALS.get(unit, 1)
    text = format_decimal(value, _pattern(decimals), locale=language)
    suffix = _SUFFIXES.get(unit)
    return f"{text}{_NARROW}{suffix[language]}" if suffix else text


def change(value: float | None, base: float | None, unit: str, language: str) -> str:
    """Return how far a figure is from another one in %, a rate in points; "" where none is."""
    if value is None or base is None:
        return ""
    if unit == "rate":
        points = "pt" if language == "en" else "pts"
        return f"{_signed((value - base) * 100, language)}{_NARROW}{points}"
    if base == 0:
        return ""
    return f"{_signed((value - base) / abs(base) * 100, language)}{_percent(language, '%')}"


def difference(
    value: float | None, base: float | None, unit: str, currency: str, language: str
) -> str:
    """Return how far a figure is from another one, in its unit; "" where none is, or for a rate."""
    if value is None or base is None or unit == "rate":
        return ""
    text = amount(abs(value - base), unit, currency, language)
    return f"{_sign(value - base)}{text}"


@lru_cache(maxsize=10_000)
def period(grain: str, start: date, end: date, language: str) -> str:
    """Return a period as people name it: `Oct 2026`, `week 47, 2026`, `Jul\u2013Sep 2026`."""
    match grain:
        case "day":
            return format_date(start, "EEE d MMM yyyy", locale=language)
        case "week":
            year, week, _ = start.isocalendar()
            return f"week {week}, {year}" if language == "en" else f"semaine {week}, {year}"
        case "month":
            return format_skeleton("yMMM", start, locale=language)
        case _:
            is_calendar_year = (start.month, (end + timedelta(days=1)).month) == (1, 1)
            if grain == "year" and is_calendar_year:
                return str(start.year)
            first = "MMM yyyy" if start.year != end.year else "MMM"
            return (
                f"{format_date(start, first, locale=language)}\u2013"
                f"{format_date(end, 'MMM yyyy', locale=language)}"
            )


def day(value: date, language: str) -> str:
    """Return a day: `29 Nov 2026`."""
    return format_date(value, "d MMM yyyy", locale=language)


def _pattern(decimals: int) -> str:
    return "#,##0" if decimals == 0 else f"#,##0.{'#' * decimals}"


def _percent(language: str, sign: str = "%") -> str:
    return sign if language == "en" else f"{_NARROW}{sign}"


def _signed(value: float, language: str) -> str:
    with localcontext(rounding=ROUND_HALF_UP):
        text = format_decimal(abs(value), "#,##0.0", locale=language)
    return f"{_sign(value)}{text}"


def _sign(value: float) -> str:
    return "+" if value >= 0 else "\u2212"
