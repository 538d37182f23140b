"""The KPI dictionary, `docs/kpis.md`: every definition in English and French, with its SQL."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kpis.compilation import SQL_FILE, compile_project, generated_folder, metrics_folder
from kpis.definition import Kpi
from kpis.files import MetricFile, load_metric_files


@dataclass(frozen=True)
class _Words:
    """The fixed words of the dictionary in one language."""

    suffix: str
    title: str
    intro: str
    formula: str
    unit: str
    numerator: str
    denominator: str
    counted_at: str
    window: str
    decision: str
    guardrails: str
    owner: str
    dimensions: str
    grains: str
    variants: str
    sql: str
    targetable: str
    target_days: str
    thresholds: str
    contents: str
    families: dict[str, str]


_ENGLISH = _Words(
    suffix="en",
    title="KPI dictionary",
    intro="Generated from the metric files by `make docs`: do not edit.",
    formula="Formula",
    unit="Unit, direction",
    numerator="Numerator",
    denominator="Denominator",
    counted_at="Counted at",
    window="Window (setting)",
    decision="Decision",
    guardrails="Read with",
    owner="Owner",
    dimensions="Dimensions",
    grains="Grains",
    variants="Variants",
    sql="SQL that MetricFlow produces, by month",
    targetable="Target",
    target_days="A target is spread over",
    thresholds="Status by thresholds",
    contents="Contents",
    families={
        "activity": "Activity",
        "efficiency": "Efficiency",
        "result": "Results",
        "loyalty": "Loyalty, satisfaction and support",
        "integrity": "Integrity",
    },
)

_FRENCH = _Words(
    suffix="fr",
    title="Dictionnaire des KPI",
    intro="Produit à partir des fichiers de métriques par `make docs` : ne pas modifier.",
    formula="Formule",
    unit="Unité, sens",
    numerator="Numérateur",
    denominator="Dénominateur",
    counted_at="Compté à",
    window="Délai (paramètre)",
    decision="Décision",
    guardrails="À lire avec",
    owner="Responsable",
    dimensions="Dimensions",
    grains="Périodes",
    variants="Variantes",
    sql="SQL produit par MetricFlow, par mois",
    targetable="Objectif",
    target_days="Objectif réparti sur",
    thresholds="Statut par seuils",
    contents="Sommaire",
    families={
        "activity": "Activité",
        "efficiency": "Efficacité",
        "result": "Résultats",
        "loyalty": "Fidélité, satisfaction et support",
        "integrity": "Intégrité",
    },
)


def dictionary_text(project: Path) -> str:
    """Return the dictionary: English first, then French."""
    # The day only matters to review dates, which are no matter of documentation.
    files = load_metric_files(metrics_folder(project))
    compile_project(project, min(file.kpi.review_date for file in files))
    sql = json.loads((generated_folder(project) / SQL_FILE).read_text(encoding="utf-8"))
    parts = [*_language(files, sql, _ENGLISH), *_language(files, sql, _FRENCH)]
    return "\n".join(parts).rstrip() + "\n"


def _language(files: list[MetricFile], sql: dict[str, str], words: _Words) -> Iterator[str]:
    yield f"# {words.title}\n\n{words.intro}\n"
    yield from _index(files, words)
    for family, heading in words.families.items():
        members = [file for file in files if file.kpi.family == family]
        if members:
            yield f"## {heading}\n"
        for file in members:
            yield from _entry(file, sql[file.kpi.id], words)


def _index(files: list[MetricFile], words: _Words) -> Iterator[str]:
    yield f"## {words.contents}\n"
    for family, heading in words.families.items():
        members = [file for file in files if file.kpi.family == family]
        if members:
            links = [f"[{_label(file, words)}](#{_anchor(file, words)})" for file in members]
            yield f"- **{heading}** ({len(members)}): {', '.join(links)}"
    yield ""


def _label(file: MetricFile, words: _Words) -> str:
    return file.label_en if words.suffix == "en" else file.kpi.label_fr


def _anchor(file: MetricFile, words: _Words) -> str:
    return f"{file.kpi.id}-{words.suffix}"


def _entry(file: MetricFile, sql: str, words: _Words) -> Iterator[str]:
    kpi = file.kpi
    description = file.description_en if words.suffix == "en" else kpi.description_fr
    yield f'<a id="{_anchor(file, words)}"></a>\n'
    yield f"### {_label(file, words)} (`{kpi.id}`)\n\n{' '.join(description.split())}\n"
    for title, text in _lines(file, words):
        if text:
            yield f"- **{title}**: {text}"
    if words.suffix == "en":
        # Once is enough: SQL is the same in every language.
        yield f"\n<details><summary>{words.sql}</summary>\n\n```sql\n{sql}\n```\n\n</details>\n"
    else:
        yield ""


def _lines(file: MetricFile, words: _Words) -> Iterator[tuple[str, str | None]]:
    kpi = file.kpi
    yield words.unit, f"`{kpi.unit}`, `{kpi.direction}`"
    for name in ("formula", "numerator", "denominator", "counted_at", "decision"):
        yield getattr(words, name), _text(kpi, f"{name}_{words.suffix}")
    yield words.window, f"`{kpi.window}`" if kpi.window else None
    yield words.guardrails, ", ".join(f"`{name}`" for name in kpi.guardrails)
    yield words.targetable, _target_words(kpi, words)
    yield words.target_days, _target_days_words(kpi, words)
    yield words.thresholds, _threshold_words(kpi, words)
    yield words.owner, f"{kpi.owner} ({', '.join(kpi.roles)})"
    yield words.dimensions, ", ".join(kpi.dimensions)
    yield words.grains, ", ".join(kpi.all_grains)
    variants = [
        f"`{variant.definition.variant}` "
        f"({variant.label_en if words.suffix == 'en' else variant.definition.label_fr})"
        for variant in file.variants
    ]
    yield words.variants, ", ".join(variants)
    for variant in file.variants:
        own = variant.definition
        if own.is_adjusted:
            said = variant.description_en if words.suffix == "en" else own.description_fr
            yield f"`{own.variant}`", said


def _target_words(kpi: Kpi, words: _Words) -> str:
    needed = ", ".join(f"`{name}`" for name in kpi.target_guardrails)
    if words.suffix == "en":
        return (
            f"only with a minimum of {needed}" if needed else "yes" if kpi.is_targetable else "no"
        )
    return (
        f"seulement avec un minimum de {needed}"
        if needed
        else "oui"
        if kpi.is_targetable
        else "non"
    )


def _target_days_words(kpi: Kpi, words: _Words) -> str | None:
    """Return the days that share a target out; None where there are none to share it."""
    if not kpi.is_targetable or kpi.additivity != "full":
        return None
    if words.suffix == "en":
        return "every day" if kpi.target_days == "calendar" else "working days"
    return "tous les jours" if kpi.target_days == "calendar" else "les jours ouvrés"


def _threshold_words(kpi: Kpi, words: _Words) -> str | None:
    if kpi.thresholds is None:
        return None
    english = words.suffix == "en"
    parts = []
    if kpi.thresholds.green is not None and kpi.thresholds.orange is not None:
        green, orange = f"{kpi.thresholds.green:g}", f"{kpi.thresholds.orange:g}"
        parts.append(
            f"green from {green}, orange from {orange}, else red"
            if english
            else f"vert à partir de {green}, orange à partir de {orange}, sinon rouge"
        )
    parts += [note.words_en() if english else note.words_fr() for note in kpi.thresholds.notes]
    return "; ".join(parts)


def _text(kpi: Kpi, name: str) -> str | None:
    value: str | None = getattr(kpi, name)
    return value
