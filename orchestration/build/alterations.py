"""What somebody else changed in the warehouse: which phases it shuts, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.build.owners import is_lasting, makers
from orchestration.build.seal import Seal

#: Said of a table that would be published, and that no phase made.
UNKNOWN = "no phase made it"
_SHOWN = 12


def altered_by(seal: Seal, order: Sequence[str], name: str) -> list[str]:
    """Return the altered tables that phase `name` makes."""
    return [label for label in seal.altered if name in makers(label, order)]


def altered_before(seal: Seal, order: Sequence[str], name: str) -> list[str]:
    """Return the altered tables of phase `name` and of those that it builds upon."""
    if name not in order:
        return []
    upon = {name} if is_load(name) else set(order[: order.index(name) + 1])
    return [label for label in seal.altered if upon.intersection(makers(label, order))]


def problem(seal: Seal, order: Sequence[str], name: str) -> str:
    """Return why phase `name` does not count as passed; empty when it does."""
    altered = altered_before(seal, order, name)
    if own := [label for label in altered if name in makers(label, order)]:
        return f"somebody else changed {_listed(own)}"
    if altered:
        return f"it was made from {_listed(altered)}, which somebody else changed"
    if name not in seal.phases:
        return "has not run"
    phase = seal.phase(name)
    if phase.state == "passed":
        return ""
    # A command that is no run of Dagster's says itself what it was.
    where = phase.run_id if " " in phase.run_id else f"run {phase.run_id}"
    return f"{phase.state} in {where}. {phase.detail}".rstrip(". ")


def explanation(seal: Seal, altered: Sequence[str], file_name: str) -> str:
    """Say how tables differ from what was checked, and what to do about it."""
    lines = ["These tables are not what was checked; somebody else wrote the warehouse:"]
    lines += [f"- {label}: {seal.altered[label]}" for label in altered[:_SHOWN]]
    if len(altered) > _SHOWN:
        lines.append(f"- and {len(altered) - _SHOWN} more")
    lost = [label for label in altered if is_lasting(label)]
    extra = [label for label in altered if seal.altered[label] == UNKNOWN]
    if lost:
        accept = " ".join(f"--accept {label}" for label in _shortest(lost))
        lines.append(
            "No run can make raw tables and snapshots again. Restore the last back-up of "
            f"{file_name} (`accord restore`), or accept them as they are: `accord run {accept}`."
        )
    if extra:
        lines.append("What no phase made: drop it, or keep it in a schema of your own.")
    if len(lost) + len(extra) < len(altered):
        which = "the others" if lost or extra else "them"
        lines.append(f"The daily job builds {which} again: `accord run`.")
    return "\n".join([*lines, "Nothing was published."])


def is_load(name: str) -> bool:
    """Return whether the phase loads a source; such phases don't build upon each other."""
    return name.startswith("load ")


def _listed(labels: Sequence[str]) -> str:
    more = f" and {len(labels) - _SHOWN} more" if len(labels) > _SHOWN else ""
    return ", ".join(labels[:_SHOWN]) + more


def _shortest(labels: Sequence[str]) -> list[str]:
    """Return the tables, or their schemas when there are many."""
    if len(labels) <= _SHOWN:
        return list(labels)
    return sorted({label.split(".", 1)[0] for label in labels})
