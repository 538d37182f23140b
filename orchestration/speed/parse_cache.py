"""What dbt parsed, kept until the project changes.

dbt itself parses everything again for any new variable, and `as_of` is new every day.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dbt.contracts.graph.manifest import Manifest

_PARSED = "partial_parse.msgpack"
_FINGERPRINT = "parsed_fingerprint"


@dataclass(frozen=True)
class ParseCache:
    """The parsed project in dbt's target folder.

    Attributes:
        target: dbt's target folder.
        fingerprint: of the project's files and variables as they are now.
        written: when dbt had last written what it parsed, in nanoseconds; 0: never.
    """

    target: Path
    fingerprint: str
    written: int

    @classmethod
    def before_dbt(cls, target: Path, fingerprint: str) -> ParseCache:
        """Look at the target folder as it is before dbt runs."""
        return cls(target, fingerprint, _written(target))

    def read(self) -> Manifest | None:
        """Return the parsed project if it is still that of the files; None: dbt has to parse."""
        kept = self.target / _FINGERPRINT
        if not (self.written and kept.is_file()) or kept.read_text("utf-8") != self.fingerprint:
            kept.unlink(missing_ok=True)
            return None
        manifest = Manifest.from_msgpack((self.target / _PARSED).read_bytes())
        # What dbt's own loader does last: macros see the nodes as `graph`.
        manifest.build_flat_graph()
        return manifest

    def keep(self) -> None:
        """Note that what dbt has parsed in the meantime is the project as it was looked at."""
        if _written(self.target) != self.written:
            (self.target / _FINGERPRINT).write_text(self.fingerprint, encoding="utf-8")


def _written(target: Path) -> int:
    parsed = target / _PARSED
    return parsed.stat().st_mtime_ns if parsed.is_file() else 0
