"""Which phase makes a relation of the warehouse, and what no phase can make again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from orchestration.build.seal import OWN_TABLES

_RAW = re.compile(r"raw_(?P<source>.+?)(?P<staging>_staging)?")
#: What the build writes; any other schema is an operator's own.
_BUILT = ("staging", "conformed", "marts", "integrity", "snapshots", "quality")
#: What the KPIs' build writes into another schema than its own.
_OF_KPIS = ("integrity.integrity_values",)
#: What the checks write.
_CHECKS = ("quality.check_results", "quality.check_evidence")


def makers(label: str, order: Sequence[str]) -> tuple[str, ...]:
    """Return the phases of `order` that write `schema.name`; none for what is not sealed."""
    schema = label.split(".", 1)[0]
    if label in OWN_TABLES:
        return ()
    if label in _CHECKS:
        return tuple(phase for phase in order if phase.endswith(" checks"))
    if raw := _RAW.fullmatch(schema):
        made_by = f"load {raw['source']}"
        # dlt's own scratch tables, emptied after each load.
        return (made_by,) if made_by in order and not raw["staging"] else ()
    # Closes are files beside the warehouse, of which it has copies.
    is_of_kpis = schema in ("kpi", "closes") or label in _OF_KPIS
    made_by = "kpis" if is_of_kpis else "build" if schema in _BUILT else ""
    return (made_by,) if made_by in order else ()


def is_lasting(label: str) -> bool:
    """Return whether no run can make the table again: what vendors said then, and snapshots."""
    schema = label.split(".", 1)[0]
    return schema.startswith("raw_") or schema == "snapshots"
