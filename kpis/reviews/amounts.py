"""Values, differences and periods in words, in both languages."""

from __future__ import annotations

from functools import cache

from babel.dates import format_date

from kpis.reviews.figures import Period, Said

_PLACES = {"money": 0, "rate": 1, "count": 1, "months": 1, "days": 1, "hours": 1}
_PLACES |= {"minutes": 1, "seconds": 1}
_UNITS = {
    "months": ("months", "mois"),
    "days": ("days", "jours"),
    "hours": ("hours", "heures"),
    "minutes": ("minutes", "minutes"),
    "seconds": ("seconds", "secondes"),
}
#: A narrow space between thousands, a comma before decimals.
_FRENCH = str.maketrans({",": "\N{NARROW NO-BREAK SPACE}", ".": ","})
_PATTERNS = {
    "month": ("MMMM yyyy", "MMMM yyyy"),
    "week": ("'the week of' d MMMM yyyy", "'la semaine du' d MMMM yyyy"),
    "quarter": ("'the quarter from' MMMM yyyy", "'le trimestre de' MMMM yyyy"),
}


def number(value: float, places: int, *, signed: bool = False) -> Said:
    """Return a number with at most so many decimals."""
    # What rounds to nothing has no sign.
    rounded = round(value, places) + 0.0
    text = f"{rounded:{'+' if signed else ''},.{places}f}"
    if places:
        text = text.rstrip("0").rstrip(".")
    return Said(text, text.translate(_FRENCH))


def amount(value: float, unit: str, currency: str, *, signed: bool = False) -> Said:
    """Return a value in its unit: `12.3 %`, `1,234 EUR`; a difference of rates in points."""
    scale = 100 if unit == "rate" else 1
    said = number(value * scale, _PLACES.get(unit, 2), signed=signed)
    if unit == "rate":
        names = ("pt", "pt") if signed else ("%", "%")
    elif unit == "money":
        names = (currency, currency)
    else:
        names = _UNITS.get(unit, ("", ""))
    return Said(f"{said.en} {names[0]}".rstrip(), f"{said.fr} {names[1]}".rstrip())


@cache
def period_words(period: Period) -> Said:
    """Return a period's name: `October 2026`."""
    en, fr = _PATTERNS[period.grain]
    return Said(
        format_date(period.start, en, locale="en"), format_date(period.start, fr, locale="fr")
    )
