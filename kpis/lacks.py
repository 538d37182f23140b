"""What rows of a mart may be without, so that a figure leaves them out and says so.

A measure names them under `config.meta.accord.lacks`, beside its `needs` and `uses`. From that
`kpi__lacking` counts, in every period and for every member, the rows that a figure leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kpis.problems import CompileError


@dataclass(frozen=True)
class Lack:
    """Something that some rows of a mart are without.

    Attributes:
        model: the mart whose rows are counted.
        day: the column with the day on which a row counts.
        flag: the column whose sum says how many rows are without it.
        rows: what sums up to how many rows the figure is made of.
        words_en, words_fr: the reason; `{lacking}`, `{rows}` and `{names}` stand for figures.
        where: condition on the rows; `kpi_grain` and `kpi_dimension` are those of the figure.
        named: the column that the words name, such as the currency without a rate.
        amount: where the amount of each row is known, it says how much is missing: of the rows left
            out `lacking_amount`, or else the amount of the rows with the flag.
        source_amount: of rows without a rate, the amount in their own currency: at the last rate
            that is known of it, it says about how much is missing beside `amount`.
        carried_en, carried_fr: what is said of rows that are counted at a rate carried on.
        needs: what a figure is made of whose rows may lack this, by its name in `kpis/needs.py`.
        also: what else the same figures may lack, by its name here: what sums money lacks amounts
            as it lacks rates.
        split_by: only figures of one value of this dimension lack it, and of rows of any other.
    """

    model: str
    day: str
    flag: str
    rows: str
    words_en: str
    words_fr: str
    where: str = "1 = 1"
    named: str = ""
    amount: str = ""
    lacking_amount: str = ""
    source_amount: str = ""
    carried_en: str = ""
    carried_fr: str = ""
    needs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    split_by: str = ""

    @property
    def amount_left_out(self) -> str:
        """What sums up to the amount of the rows left out."""
        return self.lacking_amount or f"case when {self.flag} = 1 then {self.amount} else 0 end"


def _money(
    name: str,
    model: str,
    day: str,
    words: tuple[str, str],
    *,
    unknown: str,
    rows: str = "1",
    where: str = "1 = 1",
    flag: str = "is_fx_missing",
    amounts: tuple[str, str] = ("", ""),
    needs: tuple[str, ...] = ("amounts_of_deals",),
    also: tuple[str, ...] = (),
) -> dict[str, Lack]:
    """Return what sums of money lack: `rates_of_<name>` and `amounts_of_<name>`.

    Who names the first lacks the second, too. `unknown` flags rows whose amount nobody knows.
    """
    what_en, what_fr = words
    source_amount, amount = amounts
    return {
        f"rates_of_{name}": Lack(
            model=model,
            day=day,
            flag=flag,
            rows=rows,
            words_en=f"no exchange rate for {{names}}: {{lacking}} of {{rows}} {what_en} left out",
            words_fr=(
                f"pas de taux de change pour {{names}} : {{lacking}} {what_fr} sur {{rows}} "
                "hors du total"
            ),
            where=where,
            named="currency",
            amount=amount,
            source_amount=source_amount,
            carried_en=(
                f"last known exchange rate of {{names}} for {{lacking}} of {{rows}} {what_en}"
            ),
            carried_fr=(
                f"dernier taux de change connu de {{names}} pour {{lacking}} {what_fr} sur {{rows}}"
            ),
            needs=needs,
            also=(f"amounts_of_{name}", *also),
        ),
        f"amounts_of_{name}": Lack(
            model=model,
            day=day,
            flag=unknown,
            rows=rows,
            words_en=f"amount of {{lacking}} of {{rows}} {what_en} not known",
            words_fr=f"montant inconnu pour {{lacking}} {what_fr} sur {{rows}}",
            where=where,
            needs=needs,
        ),
    }


def _adjusted(model: str, day: str, words: tuple[str, str], where: str) -> dict[str, Lack]:
    """Return what an adjusted sum of money lacks: rates, amounts and shares won by then."""
    what_en, what_fr = words
    amounts = ("amount", "amount_reporting")
    return {
        **_money(model, model, day, words, where=where, amounts=amounts, unknown=_NO_AMOUNT),
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


#: Of facts with a row per day: the last day of the figure's period.
_LAST_DAYS_OF_ANY = (
    "case kpi_grain when 'week' then is_week_end when 'month' then is_month_end"
    " when 'quarter' then is_quarter_end when 'year' then is_year_end else 1 end = 1"
)
_NO_AMOUNT = "case when amount is null then 1 else 0 end"
_NO_COST = "case when cost is null then 1 else 0 end"
_DEALS = ("deals", "affaires")
_WINS = ("won deals", "ventes")
_CLOSED = ("closed deals", "affaires closes")
_OPEN = ("open deals", "affaires ouvertes")
_EXPECTED = ("deals expected to close", "affaires attendues")
_LINES = ("won lines", "lignes vendues")
_COSTS = ("daily costs", "coûts journaliers")
#: The rows of a stock at the end of a period from the month up.
_LAST_DAYS = (
    "case kpi_grain when 'month' then is_month_end when 'quarter' then is_quarter_end"
    " else is_year_end end = 1"
)
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


def _without_a_scale(kind: str) -> Lack:
    return Lack(
        model="fct_survey_answers",
        day="answered_on",
        flag="is_scale_missing",
        rows=f"is_{kind}",
        words_en="scale of {lacking} of {rows} answers not known",
        words_fr="échelle inconnue pour {lacking} réponses sur {rows}",
        where=f"is_{kind} = 1",
    )


#: By the name that a measure writes.
LACKS: Mapping[str, Lack] = {
    **_money(
        "won_deals",
        "fct_opportunities",
        "closed_on",
        _WINS,
        rows="is_won",
        where="is_won = 1",
        amounts=("amount", "won_amount"),
        unknown=_NO_AMOUNT,
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
    "types_of_won_deals": _without_a_type("fct_opportunities", "is_won", "is_won = 1", _WINS),
    # Of the figures of one type, which do not have the deals whose type nobody knows.
    "types_of_deals_of_a_type": _without_a_type(
        "fct_opportunities", "is_closed", "is_closed = 1", _CLOSED, split_by="deal_type"
    ),
    "types_of_scored_deals": _without_a_type(
        "fct_closings", "is_scored", "is_scored = 1", _WINS, flag="is_type_unknown"
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
    **_money(
        "closed_deals",
        "fct_opportunities",
        "closed_on",
        _CLOSED,
        where="is_closed = 1",
        amounts=("amount", "closed_amount"),
        unknown=_NO_AMOUNT,
    ),
    **_money(
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
    **_money(
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
    **_money(
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
    **_money(
        "open_deals",
        "fct_opportunity_days",
        "day_on",
        _OPEN,
        where=_LAST_DAYS_OF_ANY,
        amounts=("amount", "amount_reporting"),
        unknown=_NO_AMOUNT,
    ),
    **_money(
        "created_deals",
        "fct_opportunity_milestones",
        "reached_on",
        _DEALS,
        where="is_created = 1",
        amounts=("created_amount", "created_amount_reporting"),
        unknown="case when created_amount is null then 1 else 0 end",
    ),
    **_money(
        "forecast_deals",
        "fct_forecasts",
        "period_start_on",
        _EXPECTED,
        where="grain = kpi_grain",
        amounts=("amount", "amount_reporting"),
        unknown=_NO_AMOUNT,
    ),
    **_adjusted("adjusted_open_deals", "day_on", _OPEN, _LAST_DAYS),
    **_adjusted("adjusted_forecasts", "period_start_on", _EXPECTED, "period_grain = kpi_grain"),
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
    **_money("sourced_deals", "fct_sourced_deals", "closed_on", _WINS, unknown="is_amount_missing"),
    **_money(
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
    "owners_of_logged_wins": _of_logged_wins(
        "is_creator_unknown", "owner at the creation", "responsable à la création inconnu"
    ),
    "stages_of_logged_wins": _of_logged_wins(
        "is_first_stage_unknown", "first stage", "première étape inconnue"
    ),
    "creations_of_logged_wins": _of_logged_wins(
        "is_creation_unknown", "creation", "création inconnue"
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
    **_money(
        "refunds",
        "fct_refunds",
        "refunded_on",
        ("refunds", "remboursements"),
        needs=(),
        amounts=("refund_amount", "refund_reporting"),
        unknown="case when refund_amount is null then 1 else 0 end",
    ),
    **_money(
        "quotas",
        "fct_quota_days",
        "day_on",
        ("daily quotas", "quotas par jour"),
        needs=(),
        amounts=("quota", "quota_reporting"),
        unknown="case when quota is null then 1 else 0 end",
    ),
    **_money(
        "costs",
        "fct_spend",
        "day_on",
        _COSTS,
        needs=(),
        amounts=("cost", "cost_reporting"),
        unknown=_NO_COST,
    ),
    **_money(
        "marketing_costs",
        "fct_spend",
        "day_on",
        _COSTS,
        where="kind in ('ads', 'programme')",
        needs=(),
        amounts=("cost", "cost_reporting"),
        unknown=_NO_COST,
    ),
    **_money(
        "advertising",
        "fct_spend",
        "day_on",
        _COSTS,
        where="kind = 'ads'",
        needs=(),
        amounts=("cost", "cost_reporting"),
        unknown=_NO_COST,
    ),
    **_money(
        "sales_costs",
        "fct_spend",
        "day_on",
        _COSTS,
        where="kind in ('salaries', 'commissions', 'tools')",
        needs=(),
        amounts=("cost", "cost_reporting"),
        unknown=_NO_COST,
    ),
    "scales_of_csat_answers": _without_a_scale("csat"),
    "scales_of_ces_answers": _without_a_scale("ces"),
    **_of_recurring_lines(),
    **_of_handed_lines(),
}


def all_of(names: Iterable[str]) -> list[str]:
    """Return what a measure says that it may lack, and what it then may lack, too."""
    found = sorted(names)
    return sorted({*found, *(other for name in found for other in lack_of(name).also)})


def lack_of(name: str) -> Lack:
    """Return what is named so.

    Raises:
        CompileError: nothing is.
    """
    if name not in LACKS:
        raise CompileError(
            f"a measure lacks {name!r}, which kpis/lacks.py does not have; add it there, with its "
            "words, its mart and the column that flags it"
        )
    return LACKS[name]
