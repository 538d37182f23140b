"""What was touched last, and when: the lookback then reads only what is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from ingestion.sources.hubspot.api import Page


class Recent:
    """When the records touched last were touched, so that the lookback reads only what is new.

    `stamps` maps ids to `updatedAt` and is kept in the state; older ones than `horizon` are not.
    `read` are those of this load.
    """

    def __init__(self, stamps: Mapping[str, str], horizon: datetime | None) -> None:
        self._horizon = horizon
        self.known = dict(stamps)
        self.read: dict[str, str] = {}
        self.stamps = {key: stamp for key, stamp in stamps.items() if self._counts(stamp)}

    def noting(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Pass pages on, keeping the stamps of their records."""
        for page in pages:
            stamps = {row["id"]: row["updatedAt"] for row in page}
            self.read |= stamps
            self.stamps.update({k: stamp for k, stamp in stamps.items() if self._counts(stamp)})
            yield page

    def _counts(self, stamp: str) -> bool:
        return self._horizon is not None and datetime.fromisoformat(stamp) >= self._horizon
