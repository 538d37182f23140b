"""Readers that keep reading the published file while a run goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.end_to_end.pipeline import ROOT, Pipeline


@dataclass(frozen=True)
class Sight:
    """What two readers saw during a run, in order: publication, rows, and what they add up to."""

    held: list[list[object]]
    anew: list[list[object]]


def watch(company: Pipeline, run: Callable[[], object], stop: Path) -> Sight:
    """Read on one connection, and on one per query, until `run` has ended."""
    with _reader("held", company, stop) as held, _reader("anew", company, stop) as anew:
        try:
            run()
        finally:
            stop.touch()
        seen = [json.loads(process.communicate(timeout=60)[0]) for process in (held, anew)]
        assert (held.returncode, anew.returncode) == (0, 0)
    return Sight(*seen)


def _reader(mode: str, company: Pipeline, stop: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.end_to_end.reader", mode]
    return subprocess.Popen(
        [*command, str(company.published), str(stop)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
