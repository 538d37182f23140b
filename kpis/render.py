# ruff: noqa: S608 - writing SQL is what this module is for; its words come from checked files.
"""Text of the generated dbt models."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from kpis.definition import DIMENSIONS, GRAINS, Grain
from kpis.files import MetricFile
from kpis.lacks.catalogue import lack_of
from kpis.needs import NEEDS, entities_of, split, terms_of
from kpis.planner import period_column
from kpis.problems import CompileError
from kpis.semantics import DIMENSION, MEMBER, Fact, Semantics
from kpis.series import Query, Series

HEADER = "-- Compiled from the metric files by `python -m kpis compile`: do not edit.\n"


#: The columns of a measured figure, without a row.
_NOTHING_MEASURED = """select
    cast(null as string) as kpi_id, cast(null as string) as variant,
    cast(null as string) as grain, cast(null as date) as period_start,
    cast(null as string) as dimension, cast(null as string) as dimension_value,
    cast(null as {{ type_double() }}) as value,
    cast(null as {{ type_double() }}) as numerator,
    cast(null as {{ type_double() }}) as denominator
from (select 1 as nothing) as nothing
where 1 = 0"""


def measured_model(grain: Grain, asked: Sequence[tuple[Query, str]]) -> str:
    """Return the model of one grain: MetricFlow's answers in long form, one below the other.

    `asked` holds each query with its SQL. A row says that the member was active in the period;
    silent ones are left out. Where nothing changed, nothing is asked again.
    """
    config = (
        "{{ config(materialized='incremental', incremental_strategy='replace_periods', "
        "on_schema_change='fail', tags=['kpi', 'kpi_generated'], "
        f"meta={{'grain': '{grain}'}}) }}}}\n"
        "{%- set bounds = kpi_bounds() %}\n"
        "{%- if is_incremental() and bounds['from'] is none %}\n"
        "select * from {{ this }} where 1 = 0\n{%- else %}\n"
    )
    answers = []
    rows = []
    for number, (query, sql) in enumerate(asked, start=1):
        answers.append(f"answer_{number} as (\n{sql}\n)")
        rows += [_long_form(series, query, f"answer_{number}") for series in query.series]
    answered = ",\n\n".join(answers)
    stacked = "\n    union all\n".join(rows)
    return (
        f"{config}{HEADER}with {answered},\n\nmeasured as (\n{stacked}\n)\n\n"
        f"select\n    kpi_id,\n    variant,\n    '{grain}' as grain,\n"
        "    cast(period_start as date) as period_start,\n"
        "    dimension,\n    dimension_value,\n"
        "    value,\n    numerator,\n    denominator\nfrom measured\n{%- endif %}\n"
    )


def _long_form(series: Series, query: Query, answer: str) -> str:
    variant = f"'{series.variant}'"
    if query.variant_dimension:
        suffix = f" || ':{series.variant}'" if series.variant else ""
        variant = f"{query.variant_dimension}{suffix}"
    if series.numerator and series.denominator:
        active = f"coalesce({series.numerator}, 0) <> 0 or coalesce({series.denominator}, 0) <> 0"
    elif series.is_zero_without_event:
        active = f"{series.metric} <> 0"
    else:
        active = f"{series.metric} is not null"
    if query.variant_dimension:
        active = f"{query.variant_dimension} is not null and ({active})"
    # Each by itself: below one another, a decimal of few places would round the others.
    value, numerator, denominator = (
        f"cast({term or 'null'} as {{{{ type_double() }}}})"
        for term in (series.metric, series.numerator, series.denominator)
    )
    return (
        f"    select '{series.kpi_id}' as kpi_id, {variant} as variant, "
        f"{period_column(query.grain)} as period_start,\n"
        f"        {DIMENSION} as dimension, {MEMBER} as dimension_value,\n"
        f"        {value} as value, {numerator} as numerator, {denominator} as denominator\n"
        f"    from {answer} where {active}"
    )


def union_model(models: Iterable[str]) -> str:
    """Return `kpi__measured`: every measured figure of every grain and dimension."""
    config = "{{ config(materialized='view', tags=['kpi', 'kpi_generated']) }}\n"
    parts = [f"select * from {{{{ ref('{model}') }}}}" for model in models]
    return config + HEADER + "\nunion all\n".join(parts or [_NOTHING_MEASURED]) + "\n"


def fingerprints_model(facts: Iterable[Fact], definitions_hash: str) -> str:
    """Return `kpi_fingerprints`: per fact and metric day, a number for what KPIs read of it."""
    config = "{{ config(materialized='table', tags=['kpi', 'kpi_generated']) }}\n"
    parts = [
        "-- Another definition or setting touches every day.\n"
        "select 'definitions' as fact, cast('1900-01-01' as date) as metric_day,\n"
        f"    {{{{ text('{definitions_hash} ' ~ kpi_settings()) }}}} as fingerprint,\n"
        "    1 as row_count",
        "select 'dim_periods:' || grain as fact, period_start as metric_day,\n"
        "    {{ rows_fingerprint(["
        "'period_end', 'previous_start', 'previous_year_start', 'history_from'"
        "]) }} as fingerprint, count(*) as row_count\n"
        "from {{ ref('dim_periods') }}\ngroup by grain, period_start",
    ]
    parts += [_fingerprints(fact) for fact in facts]
    return config + HEADER + "\nunion all\n".join(parts) + "\n"


def _fingerprints(fact: Fact) -> str:
    read = fact.fingerprinted
    columns = ", ".join(json.dumps(expression) for expression in read.expressions)
    day, source = read.time_column, f"{{{{ ref('{read.model}') }}}}"
    if fact.grain_column is not None and fact.made_of is None:
        # A period's row touches its last day: that of the running year is another one every day,
        # and must not touch every period since the year began.
        day = "least(period_end, {{ as_of() }})"
        source = (
            f"(\n    select facts.*, dim_periods.period_end\n    from {source} as facts\n"
            "    inner join {{ ref('dim_periods') }} as dim_periods\n"
            f"        on facts.{fact.grain_column} = dim_periods.grain\n"
            f"        and facts.{read.time_column} >= dim_periods.period_start\n"
            f"        and facts.{read.time_column} <= dim_periods.period_end\n) as dated"
        )
    return (
        f"select '{fact.name}' as fact, {day} as metric_day,\n"
        f"    {{{{ rows_fingerprint([{columns}]) }}}} as fingerprint, count(*) as row_count\n"
        f"from {source}\nwhere {read.time_column} is not null\ngroup by {day}"
    )


def inputs_model(files: Iterable[MetricFile], semantics: Semantics) -> str:
    """Return `kpi__inputs`: the tables behind each KPI, and those of a variant alone."""
    inputs = {file.kpi.id: _needs(file, semantics) for file in files}
    config = "{{ config(materialized='table', tags=['kpi', 'kpi_generated']) }}\n"
    return f"{config}{HEADER}{{{{ kpi_input_tables({json.dumps(inputs, indent=1)}) }}}}\n"


def _needs(file: MetricFile, semantics: Semantics) -> dict[str, object]:
    metrics = [file.metric, *(variant.metric for variant in file.variants)]
    facts = {fact.name: fact for metric in metrics for fact in semantics.facts_of(metric)}
    required = (one for many in required_entities(file, semantics) for one in many.split("|"))
    entities = {*required, *_made_of(file.metric, semantics)}
    alone = {
        variant.definition.variant: sorted(_made_of(variant.metric, semantics) - entities)
        for variant in file.variants
    }
    variants = {variant: more for variant, more in alone.items() if more}
    return {
        "facts": sorted({fact.model for fact in facts.values()}),
        "entities": sorted(entities),
        **({"variants": variants} if variants else {}),
    }


def _made_of(metric: str, semantics: Semantics) -> set[str]:
    """Return the base entities that a metric cannot do without, and those that change it."""
    return {*entities_of(semantics.needs_of(metric)), *semantics.uses_of(metric)}


def needs_models(files: Iterable[MetricFile], semantics: Semantics) -> dict[str, str]:
    """Return `kpi__filled`, who fills what, and `kpi__needs`, whether that is enough, by name.

    Raises:
        CompileError: a figure assumes what has no words, or a variant for each member assumes.
    """
    rows = []
    assumed: dict[str, list[list[str]]] = {}
    names: set[str] = set()
    for file in files:
        # Members of a variant dimension are computed as the KPI is.
        shown = "*" if file.kpi.variant_dimensions else ""
        made = {shown: file.metric}
        made |= {one.definition.variant: one.metric for one in file.variants}
        for variant, metric in made.items():
            for said in semantics.needs_of(metric):
                need, setting = split(said)
                names.add(need)
                rows.append([file.kpi.id, variant, need, *([setting] if setting else [])])
            for name in semantics.assumptions_of(metric):
                if shown:
                    raise CompileError(
                        f"{file.kpi.id} assumes {name}, and its variants are members of a "
                        "dimension: name each variant in its metric file"
                    )
                assumed.setdefault(name, []).append([file.kpi.id, variant])
    names |= assumed.keys()
    words = {
        name: {
            "en": NEEDS[name].reason_en,
            "fr": NEEDS[name].reason_fr,
            "rules": NEEDS[name].rules,
            "assumed_en": NEEDS[name].assumed_en,
            "assumed_fr": NEEDS[name].assumed_fr,
        }
        for name in sorted(names)
    }
    config = "{{ config(materialized='table', tags=['kpi', 'kpi_generated', 'kpi_status']) }}\n"
    terms = ",\n ".join(json.dumps(asdict(term)) for term in terms_of(names))
    listed = ",\n ".join(json.dumps(row) for row in rows)
    arguments = (
        f"[\n {listed}\n],\n{json.dumps(words, ensure_ascii=False)},\n[\n {terms}\n],\n"
        f"{json.dumps(assumed, sort_keys=True)}"
    )
    return {
        "kpi__filled": f"{config}{HEADER}{{{{ kpi_filled([\n {terms}\n]) }}}}\n",
        "kpi__needs": f"{config}{HEADER}{{{{ kpi_needs({arguments}) }}}}\n",
    }


def lacking_model(series: Iterable[Series], semantics: Semantics) -> str:
    """Return `kpi__lacking`: what of the rows behind each figure is left out, and why.

    Figures that ask the same of the same rows share one question.
    """
    asked: dict[tuple[str, str, str], str] = {}
    used: list[list[str]] = []
    grains: dict[str, set[str]] = {}
    dimensions: dict[str, set[str]] = {}
    for one in series:
        variant_of = one.variant_dimension and semantics.variant_column(
            one.metric, one.variant_dimension
        )
        for lack, condition in () if one.is_late else semantics.lacks_of(one.metric):
            question = asked.setdefault((lack, condition, variant_of or ""), f"lack_{len(asked)}")
            grains.setdefault(question, set()).update(one.grains)
            dimensions.setdefault(question, set()).update(one.dimensions)
            places = f"|{'|'.join(one.grains)}|", f"|total|{'|'.join(one.dimensions)}|"
            used.append([one.kpi_id, one.variant, question, *places])
    questions = {
        question: {
            **question_of(lack),
            "condition": condition,
            "variant_of": variant_of,
            "grains": [grain for grain in GRAINS if grain in grains[question]],
            "dimensions": [name for name in DIMENSIONS if name in dimensions[question]],
        }
        for (lack, condition, variant_of), question in asked.items()
    }
    config = "{{ config(materialized='table', tags=['kpi', 'kpi_generated', 'kpi_status']) }}\n"
    rows = ",\n ".join(json.dumps(row) for row in used)
    words = json.dumps(questions, ensure_ascii=False, indent=1)
    return f"{config}{HEADER}{{{{ kpi_lacking([\n {rows}\n],\n{words}) }}}}\n"


def unknown_costs_model(series: Iterable[Series], semantics: Semantics) -> str:
    """Return `kpi__unknown_costs`: the periods whose costs are not known yet.

    Raises:
        CompileError: a KPI of costs has a variant for each member of a dimension.
    """
    used = []
    for one in series:
        for kind in () if one.is_late else semantics.cost_kinds_of(one.metric):
            if one.variant_dimension:
                raise CompileError(
                    f"{one.kpi_id} waits for costs, and its variants are members of "
                    f"{one.variant_dimension}: name each variant in its metric file"
                )
            used.append([one.kpi_id, one.variant, kind, f"|{'|'.join(one.grains)}|"])
    config = "{{ config(materialized='table', tags=['kpi', 'kpi_generated', 'kpi_status']) }}\n"
    rows = ",\n ".join(json.dumps(row) for row in used)
    return f"{config}{HEADER}{{{{ kpi_unknown_costs([\n {rows}\n]) }}}}\n"


def question_of(name: str) -> dict[str, str]:
    """Return what `kpi__lacking` asks of a lack, whatever figure it is of."""
    lack = lack_of(name)
    return {
        "model": lack.model,
        "day": lack.day,
        "flag": lack.flag,
        "rows": lack.rows,
        "where": lack.where,
        "named": lack.named,
        "amount": lack.amount,
        "source_amount": lack.source_amount,
        "carried_en": lack.carried_en if lack.source_amount else "",
        "carried_fr": lack.carried_fr if lack.source_amount else "",
        "amount_left_out": lack.amount_left_out if lack.amount else "",
        "en": lack.words_en,
        "fr": lack.words_fr,
    }


def required_entities(file: MetricFile, semantics: Semantics) -> list[str]:
    """Return the base entities without which the KPI itself, variants apart, has no rows.

    `a|b` is one of both: either is enough.
    """
    return sorted({entity for fact in semantics.facts_of(file.metric) for entity in fact.entities})


def content_hash(texts: Mapping[str, str]) -> str:
    """Return a hash of named texts, whatever their order."""
    return hashlib.sha256(json.dumps(texts, sort_keys=True).encode()).hexdigest()[:16]
