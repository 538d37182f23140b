"""Whether the machine lets runs work: its clock, the disk, permissions."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from orchestration.company.context import Company
from orchestration.recovery.findings import Finding, sized, whole, wrong
from publishing import current_version
from publishing.versions import size_of

#: Below this a run may not even be able to say why it failed.
_LEAST_FREE = 500_000_000
#: Clocks of two machines may differ by that.
_TOLERANCE = timedelta(minutes=10)
_SHOWN = 5


def machine_clock(company: Company) -> Iterator[Finding]:
    """Compare the machine's clock with the files that were written last."""
    now = datetime.now(UTC)
    data_dir = company.settings.data_dir
    written = [path.stat().st_mtime for path in data_dir.iterdir() if path.is_file()]
    last = datetime.fromtimestamp(max(written, default=0), UTC)
    if last > now + _TOLERANCE:
        yield wrong(
            "clock",
            f"it is {now:%Y-%m-%d %H:%M} UTC here, but files were written at {last:%Y-%m-%d %H:%M}",
            "set the machine's clock right: `date` shows it",
        )
    else:
        yield whole("clock", f"{now:%Y-%m-%d %H:%M} UTC; figures as of {company.as_of}")


def permissions(company: Company) -> Iterator[Finding]:
    """Look for what this user can't write to."""
    data_dir = company.settings.data_dir
    places = [data_dir, *data_dir.iterdir()]
    closed = [str(path) for path in places if not os.access(path, os.R_OK | os.W_OK)]
    if closed:
        shown = ", ".join(closed[:_SHOWN])
        yield wrong(
            "permissions",
            f"user {os.getuid()} can't write to {shown}",
            "run as the user who owns them, or `chown -R` them",
        )
    else:
        yield whole("permissions", f"user {os.getuid()} can write")


def disk(company: Company) -> Iterator[Finding]:
    """Compare the free space with what a run needs: the warehouse grows, a publication is new."""
    settings = company.settings
    warehouse, current = settings.warehouse_path, current_version(settings.published_dir)
    grown = warehouse.stat().st_size if warehouse.is_file() else 0
    published = 2 * size_of(current) if current and current.is_dir() else 0
    place = settings.published_dir if settings.published_dir.is_dir() else settings.data_dir
    if place.stat().st_dev == settings.data_dir.stat().st_dev:
        yield _room("disk", settings.data_dir, grown + published)
    else:
        yield _room("disk", settings.data_dir, grown)
        yield _room("disk of readers", place, published)


def _room(what: str, folder: Path, needed: int) -> Finding:
    free, needed = shutil.disk_usage(folder).free, needed + _LEAST_FREE
    detail = f"{folder}: {sized(free)} free, a run may need {sized(needed)}"
    if free >= needed:
        return whole(what, detail)
    return wrong(
        what,
        detail,
        "make room: keep less (docs/settings.md, What is kept), remove `damaged/`, old back-ups",
    )
