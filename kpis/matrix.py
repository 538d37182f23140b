"""The matrix, `docs/kpi-matrix.md`: the dimensions and grains of each KPI, and why not others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kpis.definition import DIMENSIONS, GRAINS, GRAINS_BY_CADENCE
from kpis.files import MetricFile, load_metric_files

_INTRO = """# KPI matrix

Generated from the metric files by `make docs`: do not edit.

Which dimensions (beside the total) and which grains each KPI has in `kpi.kpi_values`. Every
dimension that is missing has its reason below. Grains follow the cadence (D and W: all five, M:
month and above, Q: quarter and above), for a shorter period than that of its review says nothing
of the KPI; where a KPI differs from its cadence, the missing grains have a reason too.
"""

_FAMILIES = {
    "activity": "Activity",
    "efficiency": "Efficiency",
    "result": "Results",
    "loyalty": "Loyalty, satisfaction and support",
    "integrity": "Integrity",
}


def matrix_text(metrics: Path) -> str:
    """Return the matrix of the KPIs defined under `metrics`."""
    files = load_metric_files(metrics)
    parts = [_INTRO, *_tables(files), "## What is left out, and why\n", *_exclusions(files)]
    return "\n".join(parts).rstrip() + "\n"


def _tables(files: list[MetricFile]) -> Iterator[str]:
    for family, heading in _FAMILIES.items():
        members = [file for file in files if file.kpi.family == family]
        if not members:
            continue
        yield f"## {heading}\n"
        yield f"| KPI | {' | '.join(DIMENSIONS)} | {' | '.join(GRAINS)} |"
        yield f"| --- |{' :-: |' * (len(DIMENSIONS) + len(GRAINS))}"
        for file in members:
            has = {*file.kpi.dimensions, *file.kpi.all_grains}
            cells = ["x" if name in has else "" for name in (*DIMENSIONS, *GRAINS)]
            yield f"| `{file.kpi.id}` | {' | '.join(cells)} |"
        yield ""


def _exclusions(files: list[MetricFile]) -> Iterator[str]:
    for file in files:
        yield f"**`{file.kpi.id}`** (cadence {file.kpi.cadence})\n"
        reasons = [f"- {name}: {why}" for name, why in file.kpi.exclusions.items()]
        reasons += [
            f"- {name}, variant `{variant.definition.variant}`: {why}"
            for variant in file.variants
            for name, why in variant.definition.left_out(file.kpi).items()
        ]
        by_cadence = GRAINS_BY_CADENCE[file.kpi.cadence]
        if file.kpi.grains is None and len(by_cadence) < len(GRAINS):
            missing = ", ".join(grain for grain in GRAINS if grain not in by_cadence)
            reasons.append(f"- {missing}: shorter than its cadence.")
        yield "\n".join(reasons or ["- nothing"])
        yield ""
