"""What figures of won and closed deals may be without."""

from __future__ import annotations

from collections.abc import Mapping

from kpis.lacks.lack import Lack
from kpis.lacks.money import NO_AMOUNT, money

#: As the words have them, in English and in French.
WINS = ("won deals", "ventes")
_CLOSED = ("closed deals", "affaires closes")


def _without_a_type(
    model: str, rows: str, where: str, words: tuple[str, str], *, flag: str = "", split_by: str = ""
) -> Lack:
    what_en, what_fr = words
    return Lack(
        model=model,
        day="closed_on",
        flag=flag or "case when type = 'unknown' then 1 else 0 end",
        rows=rows,
        words_en=f"type (new, expansion, renewal) of {{lacking}} of {{rows}} {what_en} not known",
        words_fr=f"type (new, expansion, renewal) inconnu pour {{lacking}} {what_fr} sur {{rows}}",
        where=where,
        split_by=split_by,
    )


def _of_logged_wins(flag: str, what_en: str, what_fr: str) -> Lack:
    """What says how early a won deal was in the CRM."""
    return Lack(
        model="integrity_wins",
        day="closed_on",
        flag=flag,
        rows="is_won",
        words_en=f"{what_en} of {{lacking}} of {{rows}} won deals not known",
        words_fr=f"{what_fr} pour {{lacking}} ventes sur {{rows}}",
    )


#: By the name that a measure writes.
WON_DEALS: Mapping[str, Lack] = {
    **money(
        "won_deals",
        "fct_opportunities",
        "closed_on",
        WINS,
        rows="is_won",
        where="is_won = 1",
        amounts=("amount", "won_amount"),
        unknown=NO_AMOUNT,
        also=("days_of_won_deals",),
    ),
    "days_of_won_deals": Lack(
        model="fct_won_periods",
        day="period_start_on",
        flag="is_undated",
        rows="1",
        words_en="closing date of {lacking} of {rows} won deals not known: in no period",
        words_fr="date de clôture inconnue pour {lacking} ventes sur {rows} : dans aucune période",
        where="grain = kpi_grain",
        amount="win_amount",
    ),
    "types_of_won_deals": _without_a_type("fct_opportunities", "is_won", "is_won = 1", WINS),
    # Of the figures of one type, which do not have the deals whose type nobody knows.
    "types_of_deals_of_a_type": _without_a_type(
        "fct_opportunities", "is_closed", "is_closed = 1", _CLOSED, split_by="deal_type"
    ),
    "types_of_scored_deals": _without_a_type(
        "fct_closings", "is_scored", "is_scored = 1", WINS, flag="is_type_unknown"
    ),
    "types_of_recent_wins": Lack(
        model="fct_pipeline_velocity",
        day="counted_on",
        flag="untyped_win_count",
        rows="won_count",
        words_en="type of {lacking} of {rows} won deals of 90 days not known: no cycle",
        words_fr="type inconnu pour {lacking} ventes de 90 jours sur {rows} : sans cycle",
        where="grain = kpi_grain and slice = kpi_dimension",
    ),
    "customers_of_won_deals": Lack(
        model="fct_opportunities",
        day="closed_on",
        flag="is_customer_unknown",
        rows="is_won",
        words_en="who bought not known for {lacking} of {rows} won deals: left out",
        words_fr="client inconnu pour {lacking} ventes sur {rows} : hors du total",
        where="is_won = 1",
    ),
    "buyers_of_a_year": Lack(
        model="fct_purchase_periods",
        day="period_start_on",
        flag="case when buyer_key is null then 1 else 0 end",
        rows="is_purchase",
        words_en="who bought not known for {lacking} of {rows} won deals: left out",
        words_fr="client inconnu pour {lacking} ventes sur {rows} : hors du total",
        where="grain = kpi_grain",
    ),
    "companies_of_new_customers": Lack(
        model="fct_opportunities",
        day="closed_on",
        flag="is_new_person",
        rows="is_new_customer",
        words_en="{lacking} of {rows} new customers have no company: onboarding not known",
        words_fr="{lacking} nouveaux clients sur {rows} sans entreprise : intégration inconnue",
        where="is_new_customer = 1",
    ),
    **money(
        "closed_deals",
        "fct_opportunities",
        "closed_on",
        _CLOSED,
        where="is_closed = 1",
        amounts=("amount", "closed_amount"),
        unknown=NO_AMOUNT,
    ),
    **money(
        "closings",
        "fct_closings",
        "closed_on",
        _CLOSED,
        unknown="is_amount_missing",
    ),
    "margins_of_scored_deals": Lack(
        model="fct_closings",
        day="closed_on",
        flag="case when margin_part is null then 1 else 0 end",
        rows="is_scored",
        words_en="margin of {lacking} of {rows} won deals not known",
        words_fr="marge inconnue pour {lacking} ventes sur {rows}",
        where="is_scored = 1",
    ),
    "rates_of_recent_wins": Lack(
        model="fct_pipeline_velocity",
        day="counted_on",
        flag="unrated_win_count",
        rows="won_count",
        words_en="no exchange rate: {lacking} of {rows} won deals of 90 days left out",
        words_fr="pas de taux de change : {lacking} ventes de 90 jours sur {rows} hors du total",
        where="grain = kpi_grain and slice = kpi_dimension",
        needs=("amounts_of_deals",),
        also=("amounts_of_recent_wins",),
    ),
    "amounts_of_recent_wins": Lack(
        model="fct_pipeline_velocity",
        day="counted_on",
        flag="unpriced_win_count",
        rows="won_count",
        words_en="amount of {lacking} of {rows} won deals of 90 days not known",
        words_fr="montant inconnu pour {lacking} ventes de 90 jours sur {rows}",
        where="grain = kpi_grain and slice = kpi_dimension",
    ),
    "owners_of_logged_wins": _of_logged_wins(
        "is_creator_unknown", "owner at the creation", "responsable à la création inconnu"
    ),
    "stages_of_logged_wins": _of_logged_wins(
        "is_first_stage_unknown", "first stage", "première étape inconnue"
    ),
    "creations_of_logged_wins": _of_logged_wins(
        "is_creation_unknown", "creation", "création inconnue"
    ),
}
