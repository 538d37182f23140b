"""What figures of leads, campaigns, contents, markets and attribution may be without."""

from __future__ import annotations

from collections.abc import Mapping

from kpis.lacks.lack import Lack
from kpis.lacks.money import money
from kpis.lacks.won_deals import WINS


def _without_a_campaign(counted: str) -> Lack:
    """Only the figures of campaigns and channels lack it: the total counts each content."""
    return Lack(
        model="fct_contents",
        day="published_on",
        flag=(
            "case when kpi_dimension = 'campaign' or channel_key = 'unknown'"
            " then is_campaign_missing else 0 end"
        ),
        rows=counted,
        words_en="{lacking} of {rows} contents are of a campaign that cannot be read",
        words_fr="{lacking} contenus sur {rows} sont d'une campagne illisible",
        where=f"{counted} = 1 and kpi_dimension in ('campaign', 'channel')",
    )


def _of_shared_revenue(flag: str, words_en: str, words_fr: str) -> Lack:
    """All channels of a month share the same wins: in total these count once."""
    once = "case when kpi_dimension = 'channel' or is_counted_in_total = 1 then {} else 0 end"
    return Lack(
        model="fct_channel_attribution",
        day="month_on",
        flag=once.format(flag),
        rows=once.format("wins"),
        words_en=words_en,
        words_fr=words_fr,
        needs=("amounts_of_deals",),
    )


#: By the name that a measure writes.
MARKETING: Mapping[str, Lack] = {
    "rates_of_market_sizes": Lack(
        model="fct_market_periods",
        day="period_start_on",
        flag="unrated_days",
        rows="sized_days",
        words_en="no exchange rate for the size of markets on {lacking} of {rows} days: left out",
        words_fr="pas de taux de change pour la taille des marchés, {lacking} jours sur {rows}",
        where="grain = kpi_grain and slice = kpi_dimension",
    ),
    "rates_of_campaigns": Lack(
        model="fct_campaigns",
        day="launched_on",
        flag="lacks_rate",
        rows="is_launched",
        words_en="no exchange rate for what {lacking} of {rows} campaigns earned or cost",
        words_fr="pas de taux de change pour ventes ou coûts de {lacking} campagnes sur {rows}",
        also=("amounts_of_campaigns",),
    ),
    "amounts_of_campaigns": Lack(
        model="fct_campaigns",
        day="launched_on",
        flag="lacks_amount",
        rows="is_launched",
        words_en="not all that {lacking} of {rows} campaigns earned or cost is known",
        words_fr="ventes ou coûts non connus en entier pour {lacking} campagnes sur {rows}",
    ),
    "campaigns_of_contents": _without_a_campaign("is_content"),
    "campaigns_of_social_posts": _without_a_campaign("is_social_post"),
    **money("sourced_deals", "fct_sourced_deals", "closed_on", WINS, unknown="is_amount_missing"),
    **money(
        "attributed_deals",
        "fct_attribution",
        "closed_on",
        ("shares of won deals", "parts de ventes"),
        where="model = 'linear'",
        unknown="is_amount_missing",
    ),
    "companies_of_leads": Lack(
        model="fct_funnel_stages",
        day="reached_on",
        flag="is_fit_unknown",
        rows="is_lead",
        words_en="whether {lacking} of {rows} leads fit the ideal-customer rules not known",
        words_fr="adéquation au client idéal inconnue pour {lacking} leads sur {rows}",
        where="is_lead = 1",
    ),
    # A lead that nobody has is in no figure of assigned leads.
    "owners_of_leads": Lack(
        model="fct_funnel_stages",
        day="reached_on",
        flag="is_unassigned",
        rows="is_lead",
        words_en="{lacking} of {rows} leads have no owner: left out",
        words_fr="{lacking} leads sur {rows} sans responsable : hors du total",
        where="is_lead = 1",
    ),
    "rates_of_shared_revenue": _of_shared_revenue(
        "unrated_wins",
        "no exchange rate: {lacking} of {rows} won deals left out",
        "pas de taux de change : {lacking} ventes sur {rows} hors du total",
    ),
    "amounts_of_shared_revenue": _of_shared_revenue(
        "unpriced_wins",
        "amount of {lacking} of {rows} won deals not known",
        "montant inconnu pour {lacking} ventes sur {rows}",
    ),
}
