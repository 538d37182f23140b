"""What the lint says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Violation:
    """One breach: which rule, and what to write instead."""

    rule: str
    message: str
