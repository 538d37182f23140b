"""Generated models that say what each KPI is: for BI (`kpi_catalog`) and for the build."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from kpis.files import MetricFile
from kpis.portable import text_literal
from kpis.render import HEADER, required_entities
from kpis.semantics import Semantics
from kpis.series import Series

#: Variant of the members of a variant dimension, which are known only once measured.
MEMBER_VARIANTS = "*"

#: Columns of `kpi_catalog` that are no text.
_CATALOG_TYPES = {
    "window_days": "bigint",
    "is_shared": "boolean",
    "is_targetable": "boolean",
    "is_by_pace": "boolean",
    "threshold_green": "double",
    "threshold_orange": "double",
    "review_date": "date",
    "version": "bigint",
}


def definitions_model(
    files: Sequence[MetricFile], series: Sequence[Series], semantics: Semantics
) -> str:
    """Return `kpi__definitions`: how each KPI and variant is computed, a row for each."""
    columns = _texts("kpi_id", "variant", "grains")
    columns |= {"is_ratio": "boolean", "is_zero_without_event": "boolean"}
    columns |= {"window_days": "bigint", "longest_window_days": "bigint"}
    columns |= {"variant_is_kpi": "boolean", "definition_version": "bigint"}
    columns |= _texts("inactive_reason")
    by_id = {file.kpi.id: file for file in files}
    rows = [
        _definition(by_id[one.kpi_id], one, semantics, files)
        for one in series
        # One row holds all the members of the variant dimensions.
        if one.variant_dimension is None
        or (
            one.variant == ""
            and one.variant_dimension == by_id[one.kpi_id].kpi.variant_dimensions[0]
        )
    ]
    return generated_table(columns, rows)


def _definition(
    file: MetricFile, series: Series, semantics: Semantics, files: Sequence[MetricFile]
) -> list[str]:
    kpi = file.kpi
    windows = {"": kpi.window}
    for variant in file.variants:
        own = variant.definition
        windows[own.variant] = own.window if own.basis else kpi.window
    # A variant that is a KPI waits for that KPI's window, whichever it is.
    others = [other.kpi.window for other in files if kpi.variant_is_kpi]
    used = sorted({window for window in (*windows.values(), *others) if window})
    longest = ", ".join(_window(window) for window in used)
    is_member = series.variant_dimension is not None
    return [
        text_of(kpi.id),
        text_of(MEMBER_VARIANTS if is_member else series.variant),
        text_of(f"|{'|'.join(series.grains)}|"),
        str(series.numerator is not None).lower(),
        str(series.is_zero_without_event).lower(),
        _window(windows[series.variant]),
        f"greatest(0, {longest})" if longest else "0",
        str(kpi.variant_is_kpi).lower(),
        str(kpi.version),
        f"{{{{ kpi_inactive_reason({json.dumps(required_entities(file, semantics))}) }}}}",
    ]


def catalog_model(files: Sequence[MetricFile], semantics: Semantics) -> str:
    """Return `kpi_catalog`: one row per KPI with all that its definition carries."""
    first = _catalog_row(files[0], semantics)
    rows = [list(_catalog_row(file, semantics).values()) for file in files]
    columns = {name: _CATALOG_TYPES.get(name, "string") for name in first}
    return _with_what_is_missing(generated_table(columns, rows))


def _with_what_is_missing(catalog: str) -> str:
    """Add to each KPI what it needs and does not have, now."""
    config, _, rows = catalog.partition("\n")
    missing = (
        "missing as (\n"
        "    select\n"
        "        kpi_id,\n"
        "        -- What its variants lack is said where it lacks nothing itself.\n"
        "        coalesce(\n"
        "            min(case when variant in ('', '*') then reason_en end),\n"
        "            min(variant || ': ' || reason_en)\n"
        "        ) as missing_en,\n"
        "        coalesce(\n"
        "            min(case when variant in ('', '*') then reason_fr end),\n"
        "            min(variant || ' : ' || reason_fr)\n"
        "        ) as missing_fr\n"
        "    from {{ ref('kpi__missing') }}\n"
        "    group by kpi_id\n"
        ")"
    )
    return (
        f"{config}\nwith catalog as (\n{rows.rstrip()}\n),\n\n{missing}\n\n"
        "select catalog.*, missing.missing_en, missing.missing_fr\n"
        "from catalog\nleft join missing on catalog.kpi_id = missing.kpi_id\n"
    )


def _catalog_row(file: MetricFile, semantics: Semantics) -> dict[str, str]:
    kpi = file.kpi
    texts: dict[str, object] = {
        "kpi_id": kpi.id,
        "label_en": file.label_en,
        "label_fr": kpi.label_fr,
        "description_en": file.description_en,
        "description_fr": " ".join(kpi.description_fr.split()),
    }
    for name in ("formula", "numerator", "denominator", "counted_at", "decision"):
        for language in ("en", "fr"):
            texts[f"{name}_{language}"] = getattr(kpi, f"{name}_{language}")
    for name in ("unit", "direction", "family", "type", "lead_lag", "nature", "basis"):
        texts[name] = getattr(kpi, name)
    texts |= {
        "additivity": kpi.additivity,
        "variants": ", ".join(variant.definition.variant for variant in file.variants),
        "variant_units": ", ".join(
            f"{variant.definition.variant}: {variant.definition.unit}"
            for variant in file.variants
            if variant.definition.unit
        ),
        "variant_dimension": ", ".join(kpi.variant_dimensions) or None,
        "dimensions": ", ".join(kpi.dimensions),
        "grains": ", ".join(kpi.all_grains),
        "exclusions": "; ".join(f"{name}: {why}" for name, why in kpi.exclusions.items()),
        "owner": kpi.owner,
        "teams": ", ".join(kpi.teams),
        "roles": ", ".join(kpi.roles),
        "cadence": kpi.cadence,
        "target_days": kpi.target_days,
        "guardrails": ", ".join(kpi.guardrails),
        "target_guardrails": ", ".join(kpi.target_guardrails),
        "change_log": "; ".join(
            f"{change.version} ({change.changed_on}): {change.change}" for change in kpi.change_log
        ),
    }
    row = {name: text_of(value) for name, value in texts.items()}
    row["window_days"] = f"nullif({_window(kpi.window)}, 0)"
    row["is_shared"] = str(kpi.is_shared).lower()
    row["is_targetable"] = str(kpi.is_targetable).lower()
    row["is_by_pace"] = str(kpi.is_by_pace or kpi.additivity == "full").lower()
    row["threshold_green"] = _number(kpi.thresholds.green if kpi.thresholds else None)
    row["threshold_orange"] = _number(kpi.thresholds.orange if kpi.thresholds else None)
    notes = kpi.thresholds.notes if kpi.thresholds else []
    row["threshold_notes_en"] = text_of("; ".join(note.words_en() for note in notes) or None)
    row["threshold_notes_fr"] = text_of("; ".join(note.words_fr() for note in notes) or None)
    row["review_date"] = f"cast('{kpi.review_date}' as date)"
    row["version"] = str(kpi.version)
    needs = json.dumps(required_entities(file, semantics))
    row["inactive_reason"] = f"{{{{ kpi_inactive_reason({needs}) }}}}"
    return row


def notes_model(files: Sequence[MetricFile]) -> str:
    """Return `kpi__notes`: what a status adds to its reason, by the bounds of the value."""
    columns = _texts("kpi_id") | {"above": "double", "below": "double"}
    columns |= _texts("note_en", "note_fr")
    rows = [
        [
            text_of(file.kpi.id),
            _number(note.above),
            _number(note.below),
            text_of(note.note_en),
            text_of(note.note_fr),
        ]
        for file in files
        for note in (file.kpi.thresholds.notes if file.kpi.thresholds else [])
    ]
    nothing = ["cast(null as string)", *[_number(None)] * 2]
    nothing += ["cast(null as string)"] * 2
    return generated_table(columns, [*rows, nothing], materialized="ephemeral")


def generated_table(
    columns: Mapping[str, str], rows: Iterable[Sequence[str]], materialized: str = "table"
) -> str:
    """Return a generated model of written-down rows: `columns` with types, cells as SQL."""
    values = ",\n    ".join(f"({', '.join(row)})" for row in rows)
    return (
        f"{{{{ config(materialized='{materialized}', tags=['kpi', 'kpi_generated']) }}}}\n"
        f"{HEADER}select {', '.join(columns)}\n"
        f"from\n    {{% call rows_of({json.dumps(columns)}) %}}\n    {values}\n"
        "    {% endcall %}\n"
    )


def _texts(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, "string")


def _window(setting: str | None) -> str:
    return f"{{{{ kpi_window_days('{setting}') }}}}" if setting else "0"


def _number(value: float | None) -> str:
    term = "null" if value is None else value
    return f"cast({term} as {{{{ type_double() }}}})"


def text_of(value: object) -> str:
    """Return `value` as a SQL text; null for nothing."""
    if value is None or value == "":
        return "''" if value == "" else "cast(null as string)"
    return text_literal(str(value))
