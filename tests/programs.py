"""dbt, MetricFlow and Accord for tests: each run in a process forked from one that knows them.

Importing them takes longer than most of what tests have them do.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import NamedTemporaryFile

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    [
        *("dbt.cli.main", "dbt.adapters.duckdb", "dbt.task.build"),
        # No module of ours: the mini company changes them before others import them.
        *("dagster_dbt", "dlt", "great_expectations", "great_expectations.expectations.core"),
    ]
)


@dataclass(frozen=True)
class Done:
    """How a run ended, and what it printed."""

    succeeded: bool
    output: str


def run_program(
    program: str, arguments: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Done:
    """Run `<program> <arguments>` in `folder`, with `environment` added to that of the tests."""
    command = [program, *arguments]
    done = _forked(_run_dbt, command, folder, {**os.environ, **environment}, is_one_stream=True)
    return Done(done.returncode == 0, done.stdout)


def run_module(
    module: str,
    arguments: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    umask: int = -1,
) -> CompletedProcess[str]:
    """Do what `python -m <module> <arguments>` does in `folder`, with `environment` and no more."""
    return _forked(_run_module, [module, *arguments], folder, environment, umask=umask)


def _forked(
    target: Callable[[list[str]], None],
    command: list[str],
    folder: Path,
    environment: Mapping[str, str],
    *,
    is_one_stream: bool = False,
    umask: int = -1,
) -> CompletedProcess[str]:
    with (
        NamedTemporaryFile("r", encoding="utf-8") as out,
        NamedTemporaryFile("r", encoding="utf-8") as error,
    ):
        streams = (out.name, out.name if is_one_stream else error.name)
        arguments = (target, command, folder, dict(environment), streams, umask)
        process = _FORKS.Process(target=_begin, args=arguments)
        process.start()
        process.join()
        return CompletedProcess(command, process.exitcode or 0, out.read(), error.read())


def _begin(
    target: Callable[[list[str]], None],
    command: list[str],
    folder: Path,
    environment: dict[str, str],
    streams: tuple[str, str],
    umask: int,
) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    if umask >= 0:
        os.umask(umask)
    for number, name in enumerate(streams, start=1):
        with Path(name).open("a") as file:
            os.dup2(file.fileno(), number)
    target(command)


def _run_dbt(command: list[str]) -> None:
    # Imported here: the process that is forked has it, and the tests' own need not.
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    [entry] = entry_points(group="console_scripts", name=command[0])
    sys.argv = command
    try:
        sys.exit(entry.load()())
    finally:
        # What dbt leaves to the interpreter's exit, which a forked process does not come to: else
        # half of the warehouse stays in its write-ahead log, and a copy of its file lacks that.
        DuckDBConnectionManager.close_all_connections()


def _run_module(command: list[str]) -> None:
    sys.argv = command
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)
