"""`kpi__variants_said`: what the metric files say of every series, a row for each.

The members of a variant dimension are known only once measured: a row with the variant `*`, or
`*:amount` for what is beside them, says what each of them is. `kpi_variants` puts names to them.
"""

from __future__ import annotations

from collections.abc import Sequence

from kpis.additivity import additivity_of
from kpis.catalogue import MEMBER_VARIANTS, generated_table, text_of
from kpis.definition import Additivity, Kpi, Unit
from kpis.files import MetricFile
from kpis.governance.formulas import Formulas
from kpis.series import Series

#: How a spreadsheet shows a figure of a unit; money is in the reporting currency (kpi.settings).
_FORMATS: dict[Unit, str] = {
    "count": "#,##0",
    "money": "#,##0",
    "rate": "0.0%",
    "ratio": "#,##0.00",
    "score": "#,##0.0",
    **dict.fromkeys(("months", "days", "hours", "minutes", "seconds"), "#,##0.0"),
}

_COLUMNS = {
    **dict.fromkeys(
        (
            "kpi_id",
            "variant",
            "kpi_label_en",
            "kpi_label_fr",
            "variant_label_en",
            "variant_label_fr",
            "description_en",
            "description_fr",
            "unit",
            "format",
            "basis",
            "direction",
            "additivity",
            "dimensions",
            "grains",
            "default_chart",
            "default_member_chart",
        ),
        "string",
    ),
    "is_ratio": "boolean",
    "adds_up_over_dimensions": "boolean",
    "adds_up_over_time": "boolean",
}


def variants_model(
    files: Sequence[MetricFile], series: Sequence[Series], formulas: Formulas
) -> str:
    """Return `kpi__variants_said`.

    Args:
        files: the metric files.
        series: what is asked of MetricFlow for them.
        formulas: what their metrics are computed by.
    """
    by_id = {file.kpi.id: file for file in files}
    rows = {
        (one.kpi_id, _name(one)): _row(by_id[one.kpi_id], one, formulas)
        # Of several variant dimensions the members are described by the same row.
        for one in series
    }
    return generated_table(_COLUMNS, [list(row.values()) for row in rows.values()])


def format_of(unit: Unit, *, is_ratio: bool) -> str:
    """Return how a spreadsheet shows figures of a unit: a mean of counts has a fraction."""
    return "#,##0.0" if unit == "count" and is_ratio else _FORMATS[unit]


def _row(file: MetricFile, series: Series, formulas: Formulas) -> dict[str, str]:
    kpi = file.kpi
    named = {one.definition.variant: one for one in file.variants}
    variant = named.get(series.variant)
    own = variant.definition if variant else None
    is_member = series.variant_dimension is not None
    unit = (own.unit if own else None) or kpi.unit
    is_ratio = series.numerator is not None
    additivity = additivity_of(file, variant, formulas)
    texts = {
        "kpi_id": kpi.id,
        "variant": _name(series),
        "kpi_label_en": file.label_en,
        "kpi_label_fr": kpi.label_fr,
        "variant_label_en": variant.label_en if variant else file.label_en,
        "variant_label_fr": own.label_fr if own else kpi.label_fr,
        "description_en": _joined(
            variant.description_en if variant else file.description_en,
            kpi.member_en if is_member else None,
        ),
        "description_fr": _joined(
            own.description_fr if own else kpi.description_fr, kpi.member_fr if is_member else None
        ),
        "unit": unit,
        "format": format_of(unit, is_ratio=is_ratio),
        "basis": (own.basis if own else None) or kpi.basis,
        "direction": kpi.direction,
        "additivity": additivity,
        "dimensions": ", ".join(series.dimensions),
        "grains": ", ".join(series.grains),
        "default_chart": _chart(kpi, additivity),
        "default_member_chart": "bar" if additivity == "none" else "stacked_bar",
    }
    row = {name: text_of(value) for name, value in texts.items()}
    row["is_ratio"] = str(is_ratio).lower()
    row["adds_up_over_dimensions"] = str(additivity != "none").lower()
    row["adds_up_over_time"] = str(additivity == "full").lower()
    return row


def _name(series: Series) -> str:
    """Return the name of the variant, with `*` in place of the member that it is of."""
    if series.variant_dimension is None:
        return series.variant
    return f"{MEMBER_VARIANTS}:{series.variant}" if series.variant else MEMBER_VARIANTS


def _joined(*sentences: str | None) -> str:
    return " ".join(" ".join(one.split()) for one in sentences if one)


def _chart(kpi: Kpi, additivity: Additivity) -> str:
    """Return the chart over time: what adds up is counted in bars, a level or a rate is a line."""
    return "bar" if additivity == "full" and kpi.basis == "period" else "line"
