"""dbt in a process of its own, as `accord-dbt` with dbt's own arguments: it ends with its parent.

A killed run's dbt would keep the warehouse locked. For the rest it is dbt, made cheaper by what is
on in `orchestration/speed/switches.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from orchestration.dbt.project_files import fingerprint
from orchestration.speed.switches import EVENTS_BY_CALLBACK, PARSE_CACHE

_POLL_SECONDS = 0.5


def main(args: Sequence[str]) -> int:
    """Run dbt with `args`; return its exit code."""
    if list(args) == ["--version"]:
        # Dagster asks in each run; dbt itself takes two seconds to say it.
        sys.stdout.write(f"{version('dbt-core')}\n")
        return 0
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    # Imported late: the watch must be on before dbt's own seconds of start-up.
    from dbt.cli.main import dbtRunner

    from orchestration.speed.dbt_events import SILENT, write_event
    from orchestration.speed.parse_cache import ParseCache

    project = fingerprint(Path(os.environ["DBT_PROJECT_DIR"]), _variables(args))
    cache = ParseCache.before_dbt(Path(os.environ["DBT_TARGET_PATH"]), project)
    manifest = cache.read() if PARSE_CACHE else None
    # Dagster reads JSON; whoever types dbt, text.
    by_callback = EVENTS_BY_CALLBACK and os.environ.get("DBT_LOG_FORMAT") == "json"
    result = dbtRunner(manifest, [write_event] if by_callback else []).invoke(
        [*args, *(SILENT if by_callback else ())]
    )
    if manifest is None:
        cache.keep()
    if result.exception is not None:
        # dbt has a code of its own for what it could not even begin.
        sys.stdout.write(f"{result.exception}\n")
        return 2
    return 0 if result.success else 1


def run() -> None:
    """Run dbt with the arguments of the command line."""
    sys.exit(main(sys.argv[1:]))


def _variables(args: Sequence[str]) -> Mapping[str, Any]:
    """Return the variables in dbt's arguments; ours are always written as JSON."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--vars", default="{}")
    known, _ = parser.parse_known_args(args)
    variables: Mapping[str, Any] = json.loads(known.vars)
    return variables


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_POLL_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    run()
