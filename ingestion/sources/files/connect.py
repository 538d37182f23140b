"""What a company's own export has to say: it is read by a command of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ingestion.connect import Finding

if TYPE_CHECKING:
    from company import Profile


def checks(config: Any, profile: Profile, as_of: date) -> Iterator[Finding]:
    """Yield where the export's own report is to be had."""
    del config, profile, as_of
    said = "`accord files dry-run` shows what of the export would be loaded, and what is refused"
    yield Finding("export", said)
