"""The findings of `accord connect`, for people and for scripts."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rich.console import Console

from ingestion.connect import Finding
from orchestration.connecting.lacking import kpis_unfed, kpis_without

_MARKS = {"fine": "[green]✓[/]", "lacks": "[yellow]-[/]", "blocks": "[red]✗[/]"}
_SHOWN = 8


def show(console: Console, finding: Finding) -> None:
    """Show one finding, with what KPIs lack and the fix below it."""
    console.print(f"  {_MARKS[finding.level]} {finding.subject:24} ", end="")
    console.print(finding.says, markup=False)
    for line in _below(finding):
        console.print(f"      {line}", style="dim", markup=False)


def conclusion(source: str, findings: Sequence[Finding]) -> str:
    """Return how it ended, in one line."""
    blocking = [one.subject for one in findings if one.level == "blocks"]
    if blocking:
        return f"{source}: a load would stop at {', '.join(dict.fromkeys(blocking))}"
    lacking = sum(one.level == "lacks" for one in findings)
    if lacking:
        return f"{source} can be loaded; {lacking} findings say what KPIs will lack"
    return f"{source} can be loaded, with all that it has"


def as_json(source: str, findings: Sequence[Finding]) -> str:
    """Return the findings for a script."""
    return json.dumps(
        {
            "source": source,
            "blocks": any(one.level == "blocks" for one in findings),
            "findings": [
                {
                    "subject": one.subject,
                    "level": one.level,
                    "says": one.says,
                    "fix": one.fix,
                    "records": one.records,
                    "kpis": kpis_of(one),
                }
                for one in findings
            ],
        },
        indent=2,
        ensure_ascii=False,
    )


def kpis_of(finding: Finding) -> list[str]:
    """Return the KPIs that what was found leaves without a figure or a status."""
    refused = kpis_without(finding.part.entities) if finding.part else []
    unfed = (kpi for kpis in kpis_unfed(finding.unfed).values() for kpi in kpis)
    return sorted({*refused, *unfed})


def _below(finding: Finding) -> list[str]:
    refused = kpis_without(finding.part.entities) if finding.part else []
    said = [finding.fix, _line("KPIs without a status", refused)]
    for field, kpis in kpis_unfed(finding.unfed).items():
        said.append(_line(f"KPIs without a figure while nothing feeds {field}", kpis))
    return [line for line in said if line]


def _line(what: str, kpis: Sequence[str]) -> str:
    """Return KPIs in a line; nothing where there are none."""
    more = f" and {len(kpis) - _SHOWN} more" if kpis[_SHOWN:] else ""
    return f"{what}: {', '.join(kpis[:_SHOWN])}{more}" if kpis else ""
