"""What a figure is made of beside its facts: where no source feeds it, the figure is from nothing.

A semantic model, or one of its measures, names them under `config.meta.accord.needs`. The base
entities of a semantic model are needed anyway. What is written as `cost_of_deals if
deal_quality.margin_weight` is needed where that setting of the profile is neither 0 nor empty.
Under `uses` a model names entities that a company may do without, as one without companies does: a
figure is distrusted where a vendor refuses them. Under `assumes` it names what a figure is not made
of and would still be another one for: where no source feeds it, the figure says what it assumes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kpis.problems import CompileError


@dataclass(frozen=True)
class Need:
    """Something that a source feeds, or none does.

    Attributes:
        name_en, name_fr: as the reason of a status has it: no source feeds <name>.
        fed_by: `entity`, `entity.field` or `entity.field=value`: one of them with a row, with a
            value, or with that value, is enough.
        among: condition on the rows of the one entity that feeds it; without such a row nothing is
            missing.
        rules: the section of the profile that feeds it, one of its settings at least, in place of
            a source.
        is_rare: one row with it is enough, however many have none.
        assumed_en, assumed_fr: what a figure that `assumes` it takes for true without it.
    """

    name_en: str
    name_fr: str
    fed_by: tuple[str, ...]
    among: str = ""
    rules: str = ""
    is_rare: bool = False
    assumed_en: str = ""
    assumed_fr: str = ""

    @property
    def reason_en(self) -> str:
        """What is said where nothing feeds it."""
        return f"{'the profile sets' if self.rules else 'no source feeds'} {self.name_en}"

    @property
    def reason_fr(self) -> str:
        """The same in French."""
        by = "le profil ne fixe pas" if self.rules else "aucune source n'alimente"
        return f"{by} {self.name_fr}"


#: By the name that a measure writes.
NEEDS: Mapping[str, Need] = {
    "recurring_lines": Need(
        "recurring lines",
        "les lignes récurrentes",
        ("opportunity_lines.recurring_amount", "subscriptions"),
    ),
    "cost_of_deals": Need(
        "the cost of deals",
        "le coût des affaires",
        ("opportunities.cost", "opportunity_lines.cost"),
    ),
    "amounts_of_deals": Need(
        "the amounts of deals", "le montant des affaires", ("opportunities.amount",)
    ),
    "stage_history": Need(
        "the history of stages",
        "l'historique des étapes",
        ("opportunity_changes.field=stage",),
    ),
    "ideal_customer_rule": Need(
        "no rule under ideal_customer",
        "de règle sous ideal_customer",
        (),
        rules="ideal_customer",
    ),
    "industries": Need(
        "the industry of companies", "le secteur des entreprises", ("accounts.industry",)
    ),
    "markets_of_companies": Need(
        "the market of companies", "le pays des entreprises", ("accounts.market",)
    ),
    "contacts_of_deals": Need(
        "the contacts of deals", "les contacts des affaires", ("opportunity_people",)
    ),
    "discounts": Need(
        "the discounts of deals",
        "les remises des affaires",
        ("opportunities.discount", "opportunity_lines.discount"),
    ),
    "list_prices": Need(
        "the list prices of deals",
        "les prix catalogue des affaires",
        ("opportunities.list_price", "opportunity_lines.list_amount"),
    ),
    "win_probabilities": Need(
        "the probability of deals",
        "la probabilité des affaires",
        ("opportunities.probability", "opportunity_stages.probability"),
    ),
    "owners_of_deals": Need(
        "who has the deals", "le responsable des affaires", ("opportunities.owner_source_key",)
    ),
    "expected_closings": Need(
        "the expected closing of deals",
        "la clôture prévue des affaires",
        ("opportunities.expected_close_on",),
    ),
    "competitors": Need(
        "the competitors of deals",
        "les concurrents des affaires",
        ("opportunities.competitor",),
    ),
    "onboardings": Need(
        "when customers were onboarded",
        "la mise en service des clients",
        ("accounts.onboarded_at",),
    ),
    "lead_scores": Need(
        "the scores of leads",
        "le score des leads",
        ("people.lead_score", "person_changes.field=score"),
    ),
    "activity_minutes": Need(
        "the duration of activities", "la durée des activités", ("activities.minutes",)
    ),
    # Calls and e-mails say it in every CRM; messages in few.
    "message_directions": Need(
        "who sent messages on social networks",
        "qui a envoyé les messages sur les réseaux sociaux",
        ("activities.direction",),
        "type = 'social'",
    ),
    "company_sizes": Need(
        "the size of companies", "la taille des entreprises", ("accounts.employees",)
    ),
    "csat_answers": Need(
        "satisfaction answers (CSAT)",
        "les réponses de satisfaction (CSAT)",
        ("survey_answers.kind=CSAT",),
    ),
    "nps_answers": Need(
        "recommendation answers (NPS)",
        "les réponses de recommandation (NPS)",
        ("survey_answers.kind=NPS",),
    ),
    "ces_answers": Need(
        "effort answers (CES)", "les réponses d'effort (CES)", ("survey_answers.kind=CES",)
    ),
    "scales_of_csat": Need(
        "the scale of satisfaction answers",
        "l'échelle des réponses de satisfaction",
        ("survey_answers.scale_max",),
        "kind = 'CSAT'",
    ),
    "scales_of_ces": Need(
        "the scale of effort answers",
        "l'échelle des réponses d'effort",
        ("survey_answers.scale_max",),
        "kind = 'CES'",
    ),
    "newsletter_consents": Need(
        "who is subscribed",
        "qui est abonné",
        ("people.is_subscribed", "person_changes.field=subscribed"),
    ),
    "refunds": Need(
        "refunds",
        "les remboursements",
        ("opportunity_lines.refund_amount",),
        is_rare=True,
        assumed_en="as if nothing had been refunded",
        assumed_fr="comme si rien n'avait été remboursé",
    ),
    "revenue_asked": Need(
        "revenue targets or quotas", "les objectifs de CA ou les quotas", ("quotas", "targets")
    ),
    "costs": Need("costs", "les coûts", ("costs",)),
    **{
        entity: Need(name_en, name_fr, (entity,))
        for entity, name_en, name_fr in (
            ("accounts", "companies", "les entreprises"),
            ("activities", "activities", "les activités"),
            ("ad_spend", "advertising spend", "les dépenses publicitaires"),
            ("campaigns", "campaigns", "les campagnes"),
            ("contents", "published contents", "les contenus publiés"),
            ("dormant_stock", "stock to clear", "le stock à écouler"),
            ("email_events", "events of marketing e-mails", "les e-mails marketing"),
            ("market_sizes", "market sizes", "la taille des marchés"),
            ("mentions", "brand mentions", "les mentions de la marque"),
            ("opened_markets", "opened markets", "les marchés ouverts"),
            ("opportunities", "deals", "les affaires"),
            ("opportunity_changes", "the history of deals", "l'historique des affaires"),
            ("opportunity_lines", "lines of deals", "les lignes des affaires"),
            ("people", "people", "les personnes"),
            ("person_changes", "the history of people", "l'historique des personnes"),
            ("proposals", "proposals", "les propositions"),
            ("quotas", "quotas", "les quotas"),
            ("survey_answers", "survey answers", "les réponses aux enquêtes"),
            ("target_accounts", "target accounts", "les comptes cibles"),
            ("targets", "targets", "les objectifs"),
            ("ticket_events", "events of tickets", "les événements des tickets"),
            ("tickets", "tickets", "les tickets"),
            ("touches", "marketing touches", "les contacts marketing"),
            ("web_traffic", "web traffic", "le trafic web"),
        )
    },
}


#: The day by which rows of an entity say since when a field is filled; others have no day.
DAYS: Mapping[str, str] = {
    "accounts": "created_at",
    "activities": "occurred_at",
    "ad_spend": "day",
    "campaigns": "starts_on",
    "contents": "published_at",
    "costs": "period_start_on",
    "dormant_stock": "listed_on",
    "email_events": "occurred_at",
    "mentions": "occurred_at",
    "opened_markets": "opened_on",
    "opportunities": "created_at",
    "opportunity_changes": "changed_at",
    "opportunity_lines": "created_at",
    "opportunity_people": "since_at",
    "people": "created_at",
    "person_changes": "changed_at",
    "proposals": "sent_at",
    "quotas": "period_start_on",
    "subscriptions": "starts_on",
    "survey_answers": "answered_at",
    "target_accounts": "added_on",
    "targets": "start_on",
    "ticket_events": "occurred_at",
    "tickets": "opened_at",
    "touches": "occurred_at",
    "web_traffic": "period_start",
}


def split(said: str) -> tuple[str, str]:
    """Return the name of a need and the setting that it hangs on; "" where it is always needed."""
    name, _, setting = said.partition(" if ")
    return name, setting


def need_of(said: str) -> Need:
    """Return what is named so, whatever it hangs on.

    Raises:
        CompileError: nothing is.
    """
    name, _ = split(said)
    if name not in NEEDS:
        raise CompileError(
            f"a semantic model needs {name!r}, which kpis/needs.py does not have; add it there, "
            "with its words and what feeds it"
        )
    return NEEDS[name]


def entities_of(names: Collection[str]) -> list[str]:
    """Return the base entities that feed what is needed."""
    return sorted({term.partition(".")[0] for name in names for term in need_of(name).fed_by})


@dataclass(frozen=True)
class Term:
    """One way in which a source feeds a need: rows of an entity, or a field or value in them.

    Attributes:
        rows: condition on the rows that could have it.
        filled: condition on those that do.
        is_share: whether the share of those rows must be a certain one; of an entity one row, and
            of the values of a field one of its kind, is enough.
        is_among: whether nothing is missing where no row could have it.
    """

    need: str
    entity: str
    field: str
    day: str
    rows: str
    filled: str
    is_share: bool
    is_among: bool


def terms_of(names: Collection[str]) -> list[Term]:
    """Return the terms that feed what is needed, by entity."""
    found = []
    for name in sorted(names):
        need = need_of(name)
        for fed in need.fed_by:
            entity, _, said = fed.partition(".")
            field, _, value = said.partition("=")
            filled = (
                f"{field} = '{value}'" if value else f"{field} is not null" if field else "1 = 1"
            )
            term = Term(
                name,
                entity,
                said,
                DAYS.get(entity, ""),
                need.among or "1 = 1",
                filled,
                bool(field) and not value and not need.among and not need.is_rare,
                bool(need.among),
            )
            found.append(term)
    return sorted(found, key=lambda term: (term.entity, term.field, term.need))
