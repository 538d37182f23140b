"""Rules over all definitions together (section 7 of the KPI catalogue)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from kpis.definition import DIMENSIONS, GRAINS
from kpis.files import MetricFile
from kpis.problems import Problem

#: Longest time that a definition may go without being looked at again.
REVIEW_DAYS = 366


def find_problems(files: Sequence[MetricFile], as_of: date) -> list[Problem]:
    """Return everything that makes `files` unfit to be built as at `as_of`."""
    known = {file.kpi.id: file for file in files}
    problems = list(_same_words(files))
    for file in files:
        problems.extend(_matrix(file))
        problems.extend(_guardrails(file, known))
        problems.extend(_thresholds(file))
        problems.extend(_governance(file, as_of))
        problems.extend(_adjusted(file))
        problems.extend(_ratio_terms(file))
    return problems


def _same_words(files: Sequence[MetricFile]) -> Iterator[Problem]:
    """Yield each id and label that two definitions share; a variant's label is one, too."""
    ids = [(file, "id", file.kpi.id) for file in files]
    labels = [(file, "label", file.label_en) for file in files]
    french = [(file, "label_fr", file.kpi.label_fr) for file in files]
    for file in files:
        for one in file.variants:
            at = f"metrics[{one.metric}]"
            labels.append((file, f"{at}.label", one.label_en))
            french.append((file, f"{at}.label_fr", one.definition.label_fr))
    for named in (ids, labels, french):
        times = Counter(word.casefold() for _, _, word in named)
        for file, field, word in named:
            if times[word.casefold()] > 1:
                message = f"{word.casefold()!r} is defined more than once"
                yield Problem(file.name, field, message, "keep one definition, rename the other")


def _matrix(file: MetricFile) -> Iterator[Problem]:
    """Every dimension and grain is either there or excluded with a reason."""
    has = {*file.kpi.dimensions, *file.kpi.all_grains}
    for name in file.kpi.exclusions:
        if name not in (*DIMENSIONS, *GRAINS):
            fix = f"name one of {', '.join((*DIMENSIONS, *GRAINS))}"
            yield Problem(file.name, f"exclusions.{name}", "is no dimension or grain", fix)
        elif name in has:
            fix = "drop it from the exclusions, or from the list"
            yield Problem(file.name, f"exclusions.{name}", "is also listed as there", fix)
    for variant in file.variants:
        for name in variant.definition.exclusions:
            if name not in file.kpi.dimensions:
                field = f"metrics[{variant.metric}].exclusions.{name}"
                fix = "drop it: a variant has no dimension that its KPI lacks"
                yield Problem(file.name, field, "is no dimension of the KPI", fix)
    by_cadence = () if file.kpi.grains is None else GRAINS
    for name in (*DIMENSIONS, *by_cadence):
        if name not in has and name not in file.kpi.exclusions:
            fix = f"add it, or say why not under `exclusions.{name}`"
            yield Problem(file.name, "dimensions", f"{name!r} is left out without a reason", fix)


def _guardrails(file: MetricFile, known: dict[str, MetricFile]) -> Iterator[Problem]:
    kpi = file.kpi
    for guardrail in kpi.guardrails:
        if guardrail not in known:
            fix = "name a KPI that has a metric file"
            yield Problem(file.name, "guardrails", f"unknown id {guardrail!r}", fix)
    for guardrail in kpi.target_guardrails:
        if guardrail not in kpi.guardrails:
            fix = "list it under `guardrails` too, so that it is read with the KPI"
            yield Problem(file.name, "target_guardrails", f"{guardrail!r} is no guardrail", fix)
        if guardrail in known and known[guardrail].kpi.family == "integrity":
            # Else it would cost a status to log early or to forecast low.
            fix = "keep it under `guardrails` alone: it is read with the KPI, and colours nothing"
            message = f"{guardrail!r} is an integrity KPI, which no target may read"
            yield Problem(file.name, "target_guardrails", message, fix)
    guards = [known[name].kpi for name in kpi.guardrails if name in known]
    volumes = {guard.is_volume for guard in guards if guard.family != "integrity"}
    if kpi.is_targetable and not kpi.is_volume and True not in volumes:
        fix = "add a KPI that counts or sums to `guardrails`, or set `is_targetable: false`"
        message = "a targetable ratio without an absolute volume beside it"
        yield Problem(file.name, "guardrails", message, fix, rule="ratio_without_volume")
    if kpi.is_targetable and kpi.is_volume and False not in volumes:
        fix = "add a rate, a time or a score to `guardrails`, or set `is_targetable: false`"
        message = "a targetable volume without a quality beside it"
        yield Problem(file.name, "guardrails", message, fix, rule="volume_without_quality")
    if kpi.is_targetable and kpi.type == "input" and not kpi.target_guardrails:
        fix = (
            "set `is_targetable: false`: what a team does is not what the company wants; or name "
            "under `target_guardrails` what every target must guard"
        )
        message = "an input cannot be a target"
        yield Problem(file.name, "is_targetable", message, fix, rule="input_with_target")


def _thresholds(file: MetricFile) -> Iterator[Problem]:
    bounds = file.kpi.thresholds
    if bounds is None or bounds.green is None or bounds.orange is None:
        return
    if file.kpi.direction == "target_is_best":
        fix = "give it a direction, or leave the colour to a target"
        message = "bounds without a direction have no good side"
        yield Problem(file.name, "thresholds", message, fix)
    rises = file.kpi.direction == "higher_is_better"
    if bounds.green == bounds.orange or (bounds.green > bounds.orange) != rises:
        fix = "put `green` on the good side of `orange`"
        message = f"green {bounds.green:g} is no better than orange {bounds.orange:g}"
        yield Problem(file.name, "thresholds", message, fix)


def _governance(file: MetricFile, as_of: date) -> Iterator[Problem]:
    kpi = file.kpi
    if kpi.review_date < as_of:
        fix = "review the definition, then set the next date"
        message = f"{kpi.review_date} has passed"
        yield Problem(file.name, "review_date", message, fix, rule="review_passed")
    # From the last entry of the change log, not from `as_of`: an old day can be run again.
    last_look = max(entry.changed_on for entry in kpi.change_log)
    if (kpi.review_date - last_look).days > REVIEW_DAYS:
        fix = "set a date at most a year after the last entry of the change log"
        message = f"{kpi.review_date} is too far ahead"
        yield Problem(file.name, "review_date", message, fix, rule="review_too_far")
    if kpi.is_shared and len(set(kpi.teams)) < 2:
        fix = "name every team that agreed on it under `teams`"
        message = "a shared KPI visible to one team only"
        yield Problem(file.name, "teams", message, fix, rule="shared_with_one_team")
    if kpi.version not in {entry.version for entry in kpi.change_log}:
        fix = f"add the entry of version {kpi.version}"
        yield Problem(file.name, "change_log", f"version {kpi.version} is not in it", fix)


def _adjusted(file: MetricFile) -> Iterator[Problem]:
    """An adjusted variant says what it adjusts: it is read beside the raw figure."""
    for variant in file.variants:
        if not variant.definition.is_adjusted:
            continue
        for field, words in (
            ("description", variant.description_en),
            ("description_fr", variant.definition.description_fr),
        ):
            if not words:
                where = f"metrics[{variant.metric}].{field}"
                fix = "say which records it takes otherwise, and how"
                yield Problem(file.name, where, "an adjusted variant without words", fix)


def _ratio_terms(file: MetricFile) -> Iterator[Problem]:
    terms = ("numerator_en", "numerator_fr", "denominator_en", "denominator_fr")
    if file.metric_type == "ratio":
        for term in terms:
            if getattr(file.kpi, term) is None:
                yield Problem(file.name, term, "is missing for a ratio", "say what it counts")
        if file.kpi.additivity != "none":
            yield Problem(file.name, "additivity", "a ratio never adds up", "write `none`")
