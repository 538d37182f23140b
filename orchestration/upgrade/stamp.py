"""The release that a data folder was written by, and the upgrade steps that it has had.

The stamp is `release.json` in the data folder. A folder that was written to and has no stamp is
of the first release, which made none.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

#: The release that wrote no stamp.
FIRST_RELEASE = "0.1.0"
STAMP_FILE = "release.json"
_WRITTEN_BY_A_RUN = ("company.json", "warehouse.duckdb")


@dataclass(frozen=True)
class Stamp:
    """What a data folder says of itself.

    Attributes:
        release: the release that wrote to it last, for instance `0.2.0`.
        steps: names of the upgrade steps that it has had or never needed, in order.
        backup: the back-up of an upgrade to this release that has begun and not ended; empty when
            there is none.
    """

    release: str
    steps: tuple[str, ...] = ()
    backup: str = ""


def read_stamp(data_dir: Path) -> Stamp | None:
    """Return the stamp of a data folder; None when no run has written to it yet."""
    path = data_dir / STAMP_FILE
    if path.is_file():
        content = json.loads(path.read_text(encoding="utf-8"))
        return Stamp(content["release"], tuple(content["steps"]), content["backup"])
    if any((data_dir / name).exists() for name in _WRITTEN_BY_A_RUN):
        return Stamp(FIRST_RELEASE)
    return None


def write_stamp(data_dir: Path, stamp: Stamp) -> None:
    """Replace the stamp as a whole."""
    path = data_dir / STAMP_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_suffix(".next")
    staged.write_text(json.dumps(asdict(stamp), indent=2) + "\n", encoding="utf-8")
    staged.replace(path)


def release_order(release: str) -> tuple[int, ...]:
    """Return a release as numbers, so that 0.10.0 comes after 0.9.1."""
    return tuple(int(part) for part in release.split("."))
