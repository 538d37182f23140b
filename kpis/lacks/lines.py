"""What figures of the lines of deals, and of a customer's year, may be without."""

from __future__ import annotations

from collections.abc import Mapping

from kpis.lacks.lack import Lack
from kpis.lacks.money import money

_LINES = ("won lines", "lignes vendues")


def _without_a_cost(model: str, where: str = "1 = 1") -> Lack:
    return Lack(
        model=model,
        day="closed_on",
        flag="is_cost_missing",
        rows="is_won",
        words_en="cost of {lacking} of {rows} won lines not known",
        words_fr="coût inconnu pour {lacking} lignes vendues sur {rows}",
        where=where,
        amount="won_amount",
    )


#: By the name that a measure writes.
LINES: Mapping[str, Lack] = {
    **money(
        "won_lines",
        "fct_order_lines",
        "closed_on",
        _LINES,
        rows="is_won",
        flag="is_won_fx_missing",
        amounts=("amount", "won_amount"),
        unknown="is_won_amount_missing",
        also=("days_of_won_deals",),
    ),
    "costs_of_won_lines": _without_a_cost("fct_order_lines"),
    **money(
        "first_wins",
        "fct_order_lines",
        "closed_on",
        _LINES,
        rows="is_won",
        flag="is_won_fx_missing",
        where="is_first_win = 1",
        amounts=("amount", "won_amount"),
        unknown="is_won_amount_missing",
    ),
    "costs_of_first_wins": _without_a_cost("fct_order_lines", "is_first_win = 1"),
    "list_prices_of_won_lines": Lack(
        model="fct_order_lines",
        day="closed_on",
        flag="is_list_missing",
        rows="is_won",
        words_en="list price of {lacking} of {rows} won lines not known",
        words_fr="prix catalogue inconnu pour {lacking} lignes vendues sur {rows}",
        amount="won_amount",
    ),
    "rates_of_a_year": Lack(
        model="fct_customer_periods",
        day="period_end_on",
        flag="lacks_rate",
        rows="is_active_at_end",
        words_en="no exchange rate for deals of {lacking} of {rows} customers",
        words_fr="pas de taux de change pour des affaires de {lacking} clients sur {rows}",
        where="period_grain = kpi_grain",
        needs=("amounts_of_deals",),
        also=("amounts_of_a_year",),
    ),
    "amounts_of_a_year": Lack(
        model="fct_customer_periods",
        day="period_end_on",
        flag="lacks_amount",
        rows="is_active_at_end",
        words_en="amount of deals of {lacking} of {rows} customers not known",
        words_fr="montant des affaires inconnu pour {lacking} clients sur {rows}",
        where="period_grain = kpi_grain",
        needs=("amounts_of_deals",),
    ),
    "costs_of_a_year": Lack(
        model="fct_customer_periods",
        day="period_end_on",
        flag="lacks_cost",
        rows="is_active_at_end",
        words_en="cost of what {lacking} of {rows} customers bought not known in full",
        words_fr="coût des achats non connu en entier pour {lacking} clients sur {rows}",
        where="period_grain = kpi_grain",
        amount="year_revenue",
        lacking_amount="year_uncosted_revenue",
    ),
}
