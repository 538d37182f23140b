"""What a figure is made of beside its facts: where no source feeds it, the figure is from nothing.

A semantic model, or one of its measures, names them under `config.meta.accord.needs`. The base
entities of a semantic model are needed anyway. Under `uses` it names entities that a company may do
without, as one without companies does: a figure is distrusted where a vendor refuses them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
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
    """

    name_en: str
    name_fr: str
    fed_by: tuple[str, ...]
    among: str = ""


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
    "newsletter_consents": Need(
        "who is subscribed",
        "qui est abonné",
        ("people.is_subscribed", "person_changes.field=subscribed"),
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


def need_of(name: str) -> Need:
    """Return what is named so.

    Raises:
        CompileError: nothing is.
    """
    if name not in NEEDS:
        raise CompileError(
            f"a semantic model needs {name!r}, which kpis/needs.py does not have; add it there, "
            "with its words and what feeds it"
        )
    return NEEDS[name]


def entities_of(names: Collection[str]) -> list[str]:
    """Return the base entities that feed what is needed."""
    return sorted({term.partition(".")[0] for name in names for term in need_of(name).fed_by})


def terms_by_entity(names: Collection[str]) -> dict[str, list[str]]:
    """Return, by entity, the fields that feed what is needed; "" is a row of it."""
    found: dict[str, set[str]] = {}
    for entity, field in _terms(names):
        found.setdefault(entity, set()).add(field)
    return {entity: sorted(fields) for entity, fields in sorted(found.items())}


def _terms(names: Collection[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        for term in () if need_of(name).among else need_of(name).fed_by:
            entity, _, field = term.partition(".")
            yield entity, field
