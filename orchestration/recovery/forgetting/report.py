"""What `accord forget` did, in counts: nothing here says who it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from orchestration.recovery.forgetting.files import Scrubbed
from orchestration.recovery.forgetting.warehouse import Cleaned


@dataclass
class Outcome:
    """What was found, and removed unless it was a dry run.

    Attributes:
        records: the person's records in raw tables of people.
        listed: addresses, ids and names on the list of the forgotten.
        warehouse: rows and values of the warehouse.
        folders: folders and files that were removed whole, and what they are.
        files: what was hidden in the other files of the data folder.
        publications: versions that were removed.
        current: the version that readers have, if it has the person's key.
        texts: rows of publications with an address or a name, against the contract.
        kept: what still has the person: back-ups and what was set aside.
    """

    records: int = 0
    listed: int = 0
    warehouse: Cleaned = field(default_factory=Cleaned)
    folders: list[str] = field(default_factory=list)
    files: Scrubbed = field(default_factory=Scrubbed)
    publications: list[str] = field(default_factory=list)
    current: str = ""
    texts: int = 0
    kept: list[str] = field(default_factory=list)


def lines_of(done: Outcome, *, dry: bool) -> Iterator[str]:
    """Yield what to say, one line each."""
    gone = "would be removed" if dry else "removed"
    yield f"{done.records} records of the person in the sources' tables of people"
    yield from _counted("rows", done.warehouse.rows, gone)
    yield from _counted("values in rows that stay", done.warehouse.cells, gone)
    yield from (f"{what}: {gone}" for what in done.folders)
    hidden = "would be hidden" if dry else "hidden"
    yield from _counted("files", done.files.hidden, hidden)
    yield from _counted("files that are caches", done.files.removed, gone)
    yield from (f"publication {version}: {gone}" for version in done.publications)
    if done.texts:
        yield f"{done.texts} rows of publications had an address, a name or a phone number"
    if done.current:
        yield (
            f"publication {done.current}: readers have it, with the key of the person (no address "
            "and no name); `accord run` replaces and removes it"
        )
    yield from (f"view {label}: not in the new file; make it again" for label in views_of(done))
    yield from (f"still has the person: {what}" for what in done.kept)
    if not dry:
        yield f"{done.listed} keyed hashes are kept, by which no load lets the person in again"


def views_of(done: Outcome) -> list[str]:
    """Return the views of other schemas than ours, which a new warehouse has not."""
    return [] if done.warehouse.is_nothing else done.warehouse.views


def write_report(reports_dir: Path, done: Outcome) -> Path:
    """Write the report; return its path."""
    path = reports_dir / f"forget-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        "# Accord: a person was forgotten",
        "",
        *(f"- {it}" for it in lines_of(done, dry=False)),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _counted(what: str, counts: Counter[str], done: str) -> Iterator[str]:
    return (f"{label}: {count} {what} {done}" for label, count in sorted(counts.items()) if count)
