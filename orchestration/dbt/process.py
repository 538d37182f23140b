"""What runs inside a dbt child process: dbt itself, with three habits of ours.

It ends when its parent is gone: a killed parent's dbt would keep the warehouse locked. It parses
only when the project changed: dbt itself parses everything again for any new variable, and `as_of`
is new every day. And it can tell what it does as lines of JSON without writing its other events
first: dbt's own loggers put every event into words, those too that no level lets through.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ingestion.garbage import rare_collections
from orchestration.dbt.project_files import fingerprint

_POLL_SECONDS = 0.5
_PARSED = "partial_parse.msgpack"
_FINGERPRINT = "parsed_fingerprint"
_TOLD_LEVELS = ("info", "warn", "error")


def main(args: Sequence[str]) -> int:
    """Run dbt with `args`; return its exit code."""
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    # What is imported and parsed stays to the end: a million objects to look through for nothing.
    gc.disable()
    # Imported late: the watch must be on before dbt's own seconds of start-up.
    from dbt.cli.main import dbtRunner
    from dbt.contracts.graph.manifest import Manifest

    ours = argparse.ArgumentParser(add_help=False)
    ours.add_argument("--accord-project", type=Path, required=True)
    ours.add_argument("--accord-target", type=Path, required=True)
    ours.add_argument("--accord-vars", type=Path)
    ours.add_argument("--accord-events", action="store_true")
    known, dbt_args = ours.parse_known_args(args)
    variables = known.accord_vars.read_text(encoding="utf-8") if known.accord_vars else "{}"
    if known.accord_vars:
        dbt_args += ["--vars", variables]
    parsed, kept = known.accord_target / _PARSED, known.accord_target / _FINGERPRINT
    current = fingerprint(known.accord_project, json.loads(variables))
    manifest = None
    if parsed.is_file() and kept.is_file() and kept.read_text(encoding="utf-8") == current:
        manifest = Manifest.from_msgpack(parsed.read_bytes())
        # What dbt's own loader does last: macros see the nodes as `graph`.
        manifest.build_flat_graph()
    else:
        kept.unlink(missing_ok=True)
    before = parsed.stat().st_mtime_ns if parsed.is_file() else 0
    if known.accord_events:
        dbt_args += ["--log-level", "none", "--log-level-file", "none"]
    told = [_tell] if known.accord_events else []
    gc.freeze()
    gc.enable()
    with rare_collections():
        result = dbtRunner(manifest=manifest, callbacks=told).invoke(dbt_args)
    if manifest is None and parsed.is_file() and parsed.stat().st_mtime_ns != before:
        kept.write_text(current, encoding="utf-8")
    if result.exception is not None:
        # dbt has a code of its own for what it could not even begin.
        sys.stdout.write(f"{result.exception}\n")
        return 2
    return 0 if result.success else 1


def _tell(event: Any) -> None:
    """Write an event as the line of JSON that dbt's own logger would write."""
    from dbt_common.events.functions import env_scrubber, msg_to_json

    if event.info.level in _TOLD_LEVELS:
        sys.stdout.write(env_scrubber(msg_to_json(event)) + "\n")


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_POLL_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
