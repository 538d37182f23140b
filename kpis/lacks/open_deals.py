"""What figures of open, created and forecast deals may be without."""

from __future__ import annotations

from collections.abc import Mapping

from kpis.lacks.lack import Lack
from kpis.lacks.money import NO_AMOUNT, money

_DEALS = ("deals", "affaires")
_OPEN = ("open deals", "affaires ouvertes")
_EXPECTED = ("deals expected to close", "affaires attendues")
#: Of facts with a row per day: the last day of the figure's period.
_LAST_DAYS_OF_ANY = (
    "case kpi_grain when 'week' then is_week_end when 'month' then is_month_end"
    " when 'quarter' then is_quarter_end when 'year' then is_year_end else 1 end = 1"
)
#: The rows of a stock at the end of a period from the month up.
_LAST_DAYS = (
    "case kpi_grain when 'month' then is_month_end when 'quarter' then is_quarter_end"
    " else is_year_end end = 1"
)


def _adjusted(model: str, day: str, words: tuple[str, str], where: str) -> dict[str, Lack]:
    """Return what an adjusted sum of money lacks: rates, amounts and shares won by then."""
    what_en, what_fr = words
    amounts = ("amount", "amount_reporting")
    return {
        **money(model, model, day, words, where=where, amounts=amounts, unknown=NO_AMOUNT),
        f"chances_of_{model}": Lack(
            model=model,
            day=day,
            flag="is_chance_missing",
            rows="1",
            words_en=f"share won of their stage not known for {{lacking}} of {{rows}} {what_en}",
            words_fr=f"part gagnée de leur étape inconnue pour {{lacking}} {what_fr} sur {{rows}}",
            where=where,
        ),
    }


def _without_a_probability(model: str, day: str, where: str, what_en: str, what_fr: str) -> Lack:
    """An open deal whose stage says nothing of its chances weighs nothing."""
    return Lack(
        model=model,
        day=day,
        flag="case when probability is null and amount_reporting is not null then 1 else 0 end",
        rows="1",
        words_en=f"probability of {{lacking}} of {{rows}} {what_en} not known",
        words_fr=f"probabilité inconnue pour {{lacking}} {what_fr} sur {{rows}}",
        where=where,
        amount="amount_reporting",
    )


#: By the name that a measure writes.
OPEN_DEALS: Mapping[str, Lack] = {
    **money(
        "open_deals",
        "fct_opportunity_days",
        "day_on",
        _OPEN,
        where=_LAST_DAYS_OF_ANY,
        amounts=("amount", "amount_reporting"),
        unknown=NO_AMOUNT,
    ),
    **money(
        "created_deals",
        "fct_opportunity_milestones",
        "reached_on",
        _DEALS,
        where="is_created = 1",
        amounts=("created_amount", "created_amount_reporting"),
        unknown="case when created_amount is null then 1 else 0 end",
    ),
    **money(
        "forecast_deals",
        "fct_forecasts",
        "period_start_on",
        _EXPECTED,
        where="grain = kpi_grain",
        amounts=("amount", "amount_reporting"),
        unknown=NO_AMOUNT,
    ),
    **_adjusted("adjusted_open_deals", "day_on", _OPEN, _LAST_DAYS),
    **_adjusted("adjusted_forecasts", "period_start_on", _EXPECTED, "period_grain = kpi_grain"),
    "probabilities_of_open_deals": _without_a_probability(
        "fct_opportunity_days", "day_on", _LAST_DAYS_OF_ANY, "open deals", "affaires ouvertes"
    ),
    "probabilities_of_forecast_deals": _without_a_probability(
        "fct_forecasts",
        "period_start_on",
        "grain = kpi_grain",
        "deals expected to close",
        "affaires attendues",
    ),
}
