"""Whether the figures are whole: the warehouse, its seal, and what is published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from closes import Store
from ingestion.forgotten import FORGOTTEN_FILE, read_forgotten
from orchestration.build.damage import damage_of
from orchestration.build.identity import identify
from orchestration.build.seal import read_seal, seal_path
from orchestration.company.context import Company
from orchestration.recovery.findings import Finding, note, sized, whole, wrong
from publishing import diagnose
from publishing.versions import by_age, size_of

REPAIR = "`accord doctor --repair`"


def warehouse(company: Company) -> Iterator[Finding]:
    """Read each block of the file."""
    path = company.settings.warehouse_path
    if not path.is_file():
        yield note("warehouse", f"{path} is not there", "`accord run` loads everything")
    elif damage := damage_of(path):
        yield wrong("warehouse", f"{path}: {damage}", REPAIR)
    else:
        yield whole("warehouse", f"{path}, {sized(path.stat().st_size)}")


def seal(company: Company) -> Iterator[Finding]:
    """Compare the file's state with what was sealed, and name phases that did not pass."""
    path = company.settings.warehouse_path
    beside = seal_path(path)
    if not path.is_file():
        return
    kept = read_seal(path)
    if kept is None:
        yield note(
            "seal",
            f"{beside} is not there, or can't be read",
            "the next run compares with the copy inside the warehouse, or builds everything anew",
        )
        return
    if kept.identity is None or kept.identity != identify(path):
        yield note(
            "seal",
            "the warehouse was written, or copied, since it was sealed",
            "the next run compares every table",
        )
    else:
        yield whole("seal", f"{len(kept.tables)} tables as they were checked")
    shut = [name for name, phase in kept.phases.items() if phase.state != "passed"]
    if shut:
        yield note("phases", f"not passed: {', '.join(shut)}", "`accord run`")


def was_published(company: Company) -> bool:
    """Return whether a run has published from the warehouse, whatever readers have now."""
    kept = read_seal(company.settings.warehouse_path)
    return kept is not None and kept.phase("publication").state == "passed"


def publication(company: Company) -> Iterator[Finding]:
    """Compare what readers have with its manifest."""
    folder = company.settings.published_dir
    found = diagnose(folder)
    if found.problems:
        yield wrong("publication", "; ".join(found.problems), f"{REPAIR}, or `accord run`")
    elif found.version is None and was_published(company):
        yield wrong("publication", f"{folder} has nothing of what was published", REPAIR)
    elif found.version is None:
        yield note("publication", "nothing is published yet", "`accord run` publishes")
    else:
        published_at = datetime.strptime(found.version[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        yield whole("publication", f"{found.version}, of {published_at:%Y-%m-%d %H:%M} UTC")


def versions(company: Company) -> Iterator[Finding]:
    """Count the versions kept, and name those that nobody can go back to."""
    settings = company.settings
    folders = by_age(settings.published_dir)
    if not folders:
        return
    size = sized(sum(size_of(folder) for folder in folders))
    damaged = diagnose(settings.published_dir, thorough=True).damaged
    if damaged:
        listed = "; ".join(f"{name}: {why}" for name, why in damaged.items())
        yield wrong("versions", listed, REPAIR)
    else:
        yield whole("versions", f"{len(folders)} kept of {settings.keep_publications}, {size}")


def closes(company: Company) -> Iterator[Finding]:
    """Compare each close with its manifest: nothing that was reported can be made again."""
    store = Store(company.settings.data_dir)
    if damaged := store.damage():
        listed = "; ".join(f"{name}: {why}" for name, why in damaged.items())
        yield wrong("closes", listed, f"{REPAIR}, or copy {store.folder} from the last back-up")
    elif store.folder.is_dir():
        yield whole("closes", f"{len(store.closes())} as they were written")


def forgotten(company: Company) -> Iterator[Finding]:
    """Say whether the list of people who were forgotten can be read: without it no load runs."""
    data_dir = company.settings.data_dir
    try:
        known = read_forgotten(data_dir)
    except ValueError as error:
        yield wrong("forgotten people", str(error), f"copy {FORGOTTEN_FILE} from the last back-up")
        return
    if not known.is_empty:
        count = sum(map(len, known.hashes.values()))
        yield whole("forgotten people", f"{count} keyed hashes are kept out of every load")
