"""dbt and MetricFlow for tests: each run in a process that is forked from one that knows dbt.

Importing dbt takes longer than most of what tests have it do.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from tempfile import NamedTemporaryFile

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["dbt.cli.main", "dbt.adapters.duckdb", "dbt.task.build"])


@dataclass(frozen=True)
class Done:
    """How a run ended, and what it printed."""

    succeeded: bool
    output: str


def run_program(
    program: str, arguments: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Done:
    """Run `<program> <arguments>` in `folder`, with `environment` added to that of the tests."""
    with NamedTemporaryFile("r", encoding="utf-8") as output:
        variables = {**os.environ, **environment}
        command = [program, *arguments]
        process = _FORKS.Process(target=_run, args=(command, folder, variables, output.name))
        process.start()
        process.join()
        return Done(process.exitcode == 0, output.read())


def _run(command: list[str], folder: Path, environment: dict[str, str], output: str) -> None:
    # Imported here: the process that is forked has it, and the tests' own need not.
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    with Path(output).open("w") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    [entry] = entry_points(group="console_scripts", name=command[0])
    sys.argv = command
    try:
        sys.exit(entry.load()())
    finally:
        # What dbt leaves to the interpreter's exit, which a forked process does not come to: else
        # half of the warehouse stays in its write-ahead log, and a copy of its file lacks that.
        DuckDBConnectionManager.close_all_connections()
