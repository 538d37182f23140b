"""Scorecards: a file each, a dbt exposure of type dashboard, and what is refused of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, ValidationError, model_validator

from kpis.definition import Cadence, Identifier, Role, Strict, VariantName, Words
from kpis.files import MetricFile
from kpis.governance.yaml_files import read_yaml
from kpis.problems import DefinitionError, Problem

#: More KPIs than a person can keep in view, and from where on one is warned.
MOST_KPIS, MANY_KPIS = 12, 10
#: How many figures a headline has.
HEADLINE_KPIS = (3, 5)

Kind = Literal["role", "shared", "headline", "rhythm"]
Chart = Literal["number", "line", "bar", "funnel", "table"]


class Shown(Strict):
    """A KPI on a scorecard; the list's order is that of the page."""

    kpi: Identifier
    variant: VariantName | Literal[""] = ""
    chart: Chart = "line"


class Scorecard(Strict):
    """What the mapping `config.meta.accord` of a scorecard's exposure holds."""

    label_fr: Words
    description_fr: Words
    kind: Kind
    role: Role | None = Field(None, description="Whose scorecard it is, if that of a role.")
    audience: list[Identifier] = Field(min_length=1, description="The teams that look at it.")
    rhythm: Cadence = Field(
        description="How often it is looked at: D, W, M or Q. Its figures are by day, week, month "
        "or quarter; those of a KPI that has none so fine, by its own finest."
    )
    kpis: list[Shown] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_a_role_if_it_is_one_s(self) -> Scorecard:
        if (self.kind == "role") != (self.role is not None):
            raise ValueError("a scorecard of kind `role`, and only that, names its `role`")
        return self


@dataclass(frozen=True)
class ScorecardFile:
    """A scorecard as its file defines it."""

    name: str
    id: str
    label_en: str
    owner: str
    scorecard: Scorecard

    @property
    def kpis(self) -> list[str]:
        """Ids of its KPIs, in the order of the page."""
        return [shown.kpi for shown in self.scorecard.kpis]


def scorecards_folder(project: Path) -> Path:
    """Return the folder of the scorecards of a dbt project."""
    return project / "models" / "scorecards"


def load_scorecards(folder: Path) -> list[ScorecardFile]:
    """Return the scorecards under `folder`, by id.

    Raises:
        DefinitionError: with every fault of every file that keeps it from being read.
    """
    problems: list[Problem] = []
    found = [
        card
        for path in sorted(folder.rglob("*.yml"))
        if (card := _load(path, str(path.relative_to(folder)), problems)) is not None
    ]
    if problems:
        raise DefinitionError(problems)
    return sorted(found, key=lambda card: card.id)


def _load(path: Path, name: str, problems: list[Problem]) -> ScorecardFile | None:
    try:
        content = read_yaml(path)
    except yaml.YAMLError as error:
        problems.append(Problem(name, "file", f"is not YAML: {error}", "correct the syntax"))
        return None
    exposures = content.get("exposures") if isinstance(content, dict) else None
    if not isinstance(exposures, list) or len(exposures) != 1:
        fix = "write one exposure of type dashboard per file"
        problems.append(Problem(name, "exposures", "is not one scorecard", fix))
        return None
    exposure = exposures[0]
    faults = list(_faults_of_exposure(name, path.stem, exposure))
    problems.extend(faults)
    meta = exposure.get("config", {}).get("meta", {}).get("accord", {})
    try:
        scorecard = Scorecard.model_validate(meta)
    except ValidationError as error:
        for fault in error.errors():
            field = ".".join(str(part) for part in fault["loc"]) or "accord"
            fix = "see docs/governance.md for the fields of a scorecard"
            problems.append(Problem(name, field, fault["msg"], fix))
        return None
    if faults:
        return None
    owner = exposure["owner"]["name"]
    return ScorecardFile(name, exposure["name"], exposure["label"], owner, scorecard)


def _faults_of_exposure(name: str, stem: str, exposure: Mapping[str, Any]) -> Iterator[Problem]:
    if exposure.get("name") != stem:
        yield Problem(name, "name", f"is not {stem!r}", "give file and exposure the same name")
    if exposure.get("type") != "dashboard":
        yield Problem(name, "type", "is not `dashboard`", "write `type: dashboard`")
    if not (exposure.get("owner") or {}).get("name"):
        fix = "name who is responsible under `owner: {name: …}`"
        yield Problem(name, "owner", "a scorecard without an owner", fix)
    for field in ("label", "description"):
        if not exposure.get(field):
            yield Problem(name, field, "is missing", "say it in words, in English")


def find_problems(cards: Sequence[ScorecardFile], files: Sequence[MetricFile]) -> list[Problem]:
    """Return everything for which a scorecard is refused."""
    known = {file.kpi.id: file for file in files}
    problems = list(_same_names(cards))
    for card in cards:
        problems.extend(_ids(card, known))
        problems.extend(_length(card))
        if card.scorecard.kind == "role":
            problems.extend(_balance(card, [known[kpi] for kpi in card.kpis if kpi in known]))
    problems.extend(_shared(cards, known))
    return problems


def find_warnings(cards: Sequence[ScorecardFile]) -> list[Problem]:
    """Return what is let pass, but said."""
    return [
        Problem(
            card.name, "kpis", f"{len(card.kpis)} KPIs", f"{MANY_KPIS} are easier to keep in view"
        )
        for card in cards
        if MANY_KPIS < len(card.kpis) <= MOST_KPIS
    ]


def _same_names(cards: Sequence[ScorecardFile]) -> Iterator[Problem]:
    for field, words in (
        ("label", [card.label_en for card in cards]),
        ("label_fr", [card.scorecard.label_fr for card in cards]),
    ):
        times = Counter(word.casefold() for word in words)
        for card, word in zip(cards, words, strict=True):
            if times[word.casefold()] > 1:
                fix = "give each scorecard a name of its own"
                yield Problem(card.name, field, f"{word!r} names two scorecards", fix)


def _ids(card: ScorecardFile, known: Mapping[str, MetricFile]) -> Iterator[Problem]:
    times = Counter((shown.kpi, shown.variant) for shown in card.scorecard.kpis)
    for shown in card.scorecard.kpis:
        where = f"kpis[{shown.kpi}]"
        if shown.kpi not in known:
            fix = "name a KPI that has a metric file"
            yield Problem(card.name, where, f"unknown id {shown.kpi!r}", fix)
            continue
        file = known[shown.kpi]
        variants = {one.definition.variant for one in file.variants}
        if shown.variant and shown.variant not in variants and not file.kpi.variant_dimensions:
            fix = f"name one of {', '.join(sorted(variants)) or 'none: it has no variant'}"
            yield Problem(card.name, where, f"{shown.kpi} has no variant {shown.variant!r}", fix)
        if times[shown.kpi, shown.variant] > 1:
            yield Problem(card.name, where, f"{shown.kpi} is there twice", "keep it once")


def _length(card: ScorecardFile) -> Iterator[Problem]:
    count = len(card.kpis)
    if count > MOST_KPIS:
        fix = f"keep the {MOST_KPIS} by which the team decides, move the others to another one"
        message = f"{count} KPIs, {MOST_KPIS} at most"
        yield Problem(card.name, "kpis", message, fix, rule="too_many_kpis")
    least, most = HEADLINE_KPIS
    if card.scorecard.kind == "headline" and not least <= count <= most:
        message = f"{count} KPIs, {least} to {most} on a headline"
        fix = f"keep {least} to {most} that say whether the company is on track"
        yield Problem(card.name, "kpis", message, fix, rule="headline_length")


def _balance(card: ScorecardFile, shown: Sequence[MetricFile]) -> Iterator[Problem]:
    """A role sees what it does and what becomes of it, and what is coming beside what was."""
    types = {file.kpi.type for file in shown}
    for kind, fix in (
        ("output", "add what the role's work triggers: meetings, opportunities, answers"),
        ("outcome", "add what the company wants of it: revenue, customers, satisfaction"),
    ):
        if kind not in types:
            message = f"a role's scorecard without an {kind}"
            yield Problem(card.name, "kpis", message, fix, rule=f"no_{kind}")
    directions = {file.kpi.lead_lag for file in shown}
    if directions == {"lag"}:
        fix = "add a leading KPI, on which one can still act"
        yield Problem(card.name, "kpis", "only lagging KPIs", fix, rule="only_lagging")
    if directions == {"lead"}:
        fix = "add a lagging KPI, which says what came of it"
        yield Problem(card.name, "kpis", "only leading KPIs", fix, rule="only_leading")


def _shared(cards: Sequence[ScorecardFile], known: Mapping[str, MetricFile]) -> Iterator[Problem]:
    """A shared KPI that is looked at anywhere is looked at by two teams at least."""
    teams: dict[str, set[str]] = {}
    for card in cards:
        for kpi in card.kpis:
            teams.setdefault(kpi, set()).update(card.scorecard.audience)
    for card in cards:
        for kpi in card.kpis:
            if kpi in known and known[kpi].kpi.is_shared and len(teams[kpi]) < 2:
                message = f"{kpi} is shared, and {card.scorecard.audience[0]} alone sees it"
                fix = "put it on a scorecard of another team of its `teams` too"
                where = f"kpis[{kpi}]"
                yield Problem(card.name, where, message, fix, rule="shared_with_one_team")
