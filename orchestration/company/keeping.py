"""Settings that say how much of what runs leave behind is kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, Field

_BYTES_PER_GB = 1_000_000_000


class Keeping(BaseModel):
    """How many publications and back-ups are kept, and for how long logs and history."""

    keep_publications: int = Field(
        default=3,
        ge=2,
        description="How many publications are kept: the current one, and those to roll back to.",
    )
    keep_publications_gb: float = Field(
        default=50.0,
        gt=0,
        description="How many gigabytes publications may take together; the current one and the "
        "one before are kept all the same.",
    )
    keep_days: int = Field(
        default=90,
        ge=1,
        description="For how many days logs, reports and Dagster's run history are kept. The run "
        "that made what an asset holds now is kept for as long.",
    )
    keep_upgrade_backups: int = Field(
        default=2, ge=1, description="How many back-ups of `accord upgrade` are kept."
    )
    backup_dir: Path | None = Field(
        default=None,
        description="Where `accord backup` puts back-ups: better on another disk. Left out: "
        "`backups` in the data folder.",
    )
    keep_backups: int = Field(
        default=7, ge=1, description="How many back-ups of `accord backup` are kept in a folder."
    )

    @property
    def keep_publications_bytes(self) -> int:
        """How many bytes publications may take together."""
        return int(self.keep_publications_gb * _BYTES_PER_GB)


def aside_dir(data_dir: Path) -> Path:
    """Return the folder, not yet made, for what is damaged or replaced now: `damaged/<instant>`."""
    return data_dir / "damaged" / f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
