"""What figures of recurring lines may be without, in their own period or in one compared."""

from __future__ import annotations

from collections.abc import Mapping

from kpis.lacks.lack import Lack

#: Of recurring lines: what flags them, the words, and the column that the words name.
_RECURRING = {
    "rates": (
        "is_fx_missing",
        "no exchange rate for {names}: {lacking} of {rows} recurring lines<when> left out",
        "pas de taux de change pour {names} : {lacking} lignes récurrentes<when> sur {rows} "
        "hors du total",
        "currency",
    ),
    "periods": (
        "is_billing_period_unknown",
        "billing period of {lacking} of {rows} recurring lines<when> not known",
        "période de facturation inconnue pour {lacking} lignes récurrentes<when> sur {rows}",
        "",
    ),
    "amounts": (
        "is_amount_missing",
        "amount of {lacking} of {rows} recurring lines<when> not known",
        "montant inconnu pour {lacking} lignes récurrentes<when> sur {rows}",
        "",
    ),
}
#: A figure that is compared with another period lacks what that one lacks, too: by the end of the
#: lack's name, the column with a day of the figure's own period, and which period is meant.
_WHEN = {
    "": ("period_end_on", "", ""),
    "_before": ("next_period_on", " of the period before", " de la période précédente"),
    "_a_year_ago": ("next_year_on", " of a year before", " d'il y a un an"),
}


def _of_recurring_lines() -> dict[str, Lack]:
    return {
        f"{what}_of_recurring_lines{end}": Lack(
            model="fct_mrr",
            day=day,
            flag=flag,
            rows="is_counted",
            words_en=words_en.replace("<when>", when_en),
            words_fr=words_fr.replace("<when>", when_fr),
            where="period_grain = kpi_grain",
            named=named,
            also=tuple(f"{other}_of_recurring_lines{end}" for other in _RECURRING)
            if what == "rates"
            else (),
        )
        for what, (flag, words_en, words_fr, named) in _RECURRING.items()
        for end, (day, when_en, when_fr) in _WHEN.items()
    }


def _of_handed_lines() -> dict[str, Lack]:
    """Of a customer that changed hands: what went from one owner and came to another."""
    return {
        f"{what}_of_handed_lines": Lack(
            model="fct_mrr",
            day="period_end_on",
            flag=flag.replace("is_", "is_handed_", 1),
            rows="is_handed",
            words_en=words_en.replace("<when>", " that changed hands"),
            words_fr=words_fr.replace("<when>", " qui ont changé de mains"),
            where="period_grain = kpi_grain and kpi_dimension in ('owner', 'team')",
            named=named,
            also=tuple(f"{other}_of_handed_lines" for other in _RECURRING)
            if what == "rates"
            else (),
        )
        for what, (flag, words_en, words_fr, named) in _RECURRING.items()
    }


#: By the name that a measure writes.
RECURRING: Mapping[str, Lack] = {**_of_recurring_lines(), **_of_handed_lines()}
