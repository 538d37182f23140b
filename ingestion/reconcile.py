"""When a source looks at everything again, and not only at what was touched."""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import date
from typing import Any

_KEY = "reconciled_on"


def is_due(state: MutableMapping[str, Any], as_of: date, every_days: int) -> bool:
    """Say whether the last time lies `every_days` back, and note that it is now where it does.

    The note is part of the load's state: it is kept only if the load succeeds. A first load reads
    everything, so it begins the count.
    """
    last = state.get(_KEY)
    if last is not None and (as_of - date.fromisoformat(last)).days < every_days:
        return False
    state[_KEY] = as_of.isoformat()
    return True
