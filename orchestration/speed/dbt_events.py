"""dbt's events as lines of JSON on standard output, without dbt's own loggers.

These put every event into words first, those too that no level lets through: 9,000 in a build.
"""

from __future__ import annotations

import sys
from typing import Any

from dbt_common.events.functions import env_scrubber, msg_to_json

#: For dbt's command line: its own loggers stay silent.
SILENT = ("--log-level", "none", "--log-level-file", "none")
_LEVELS = ("info", "warn", "error")


def write_event(event: Any) -> None:
    """Write an event as the line of JSON that dbt's own logger would write; a dbt callback."""
    if event.info.level in _LEVELS:
        sys.stdout.write(env_scrubber(msg_to_json(event)) + "\n")
