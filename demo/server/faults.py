"""The switch that makes the server misbehave, for tests of the sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict

Kind = Literal[
    "rate_limit",
    "server_error",
    "cut_body",
    "html",
    "repeated_token",
    "duplicates",
    "shifted_pages",
    "expired_token",
    "index_lag",
    "quota",
    "refused",
]
KINDS: tuple[str, ...] = get_args(Kind)


class Fault(BaseModel):
    """One misbehaviour: of which kind, on which paths, how often.

    kind: `rate_limit` (429 with Retry-After), `server_error` (500), `cut_body` (half of the body,
    then the connection ends), `html` (a page with status 200), `repeated_token` (a page points to
    itself), `duplicates` (a page holds a row twice), `shifted_pages` (`shift` rows were inserted
    before the page; negative: removed), `expired_token` (all access tokens that the vendor gave end
    before this request), and three lasting ones: `index_lag` (search does not see what was
    modified in the last `seconds`), `quota` (429 beyond `per_10_seconds` requests), `refused`
    (`status` in the vendor's shape: 403 is a missing scope, 404 no such thing, 401 a bad token;
    `is_bare`: without JSON, as what protects a vendor from floods says 403).
    times: how many answers it spoils; lasting kinds ignore it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind
    path_contains: str = ""
    times: int = 1
    retry_after: float = 0.0
    shift: int = 1
    seconds: float = 0.0
    per_10_seconds: int = 100
    status: int = 403
    is_bare: bool = False


class FaultSwitch:
    """The faults that are set. An empty switch is a server that behaves."""

    def __init__(self) -> None:
        self._set: list[tuple[Fault, list[int]]] = []

    def replace(self, faults: Iterable[Mapping[str, Any]]) -> list[Fault]:
        """Set these faults and no others. Raises pydantic.ValidationError on an unknown one."""
        read = [Fault.model_validate(fault) for fault in faults]
        self._set = [(fault, [fault.times]) for fault in read]
        return read

    def take(self, kind: Kind, path: str) -> Fault | None:
        """The first fault of the kind set for the path, used up by one; None when there is none."""
        for fault, left in self._set:
            if fault.kind == kind and fault.path_contains in path and left[0] > 0:
                left[0] -= 1
                return fault
        return None

    def lasting(self, kind: Literal["index_lag", "quota", "refused"], path: str) -> Fault | None:
        """The lasting fault of the kind for the path, not used up."""
        kinds = (fault for fault, _ in self._set if fault.kind == kind)
        return next((fault for fault in kinds if fault.path_contains in path), None)

    def remaining(self) -> list[dict[str, Any]]:
        """The faults still set, with the times that are left."""
        return [{**fault.model_dump(), "times": left[0]} for fault, left in self._set]
