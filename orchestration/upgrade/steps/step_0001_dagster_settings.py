"""`dagster.yaml` named a class of Accord's own for the event log; that class is gone.

Dagster's own class keeps the same files at the same place, so the run history goes on. Until 0.1.0
Accord wrote the file anew at each start; since then it is the operator's. One that is as Accord
wrote it is written as a new folder gets it; of one that was changed only what can't be opened any
more goes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import yaml

import orchestration
from orchestration.company.context import Company
from orchestration.history.dagster_home import prepare_dagster_home
from orchestration.upgrade.steps import Step

_KEY = "event_log_storage"
#: What 0.1.0 said at the top, from whichever file it was written.
_OVERWRITTEN = re.compile(r"# Written by Accord \(.*\); changes are overwritten\.\n")
_WRITTEN_BY_0_1_0 = """\
telemetry:
  enabled: false
# No invitation to newsletters before an operator sees their runs.
nux:
  enabled: false
concurrency:
  pools:
    # The warehouse has one writer: a run that writes holds the pool's only slot to its end, so
    # that no other run publishes what it has half built.
    default_limit: 1
    granularity: run
run_monitoring:
  enabled: true
  poll_interval_seconds: 30
  start_timeout_seconds: 300
  cancel_timeout_seconds: 180
  free_slots_after_run_end_seconds: 30
freshness:
  enabled: true
retention:
  schedule:
    purge_after_days: 90
  sensor:
    purge_after_days: {skipped: 7, failure: 30, success: 90}
"""


def _plan(company: Company) -> Sequence[str]:
    text = _text(company)
    if not _names_gone_class(text):
        return []
    if _remaining(text) == _WRITTEN_BY_0_1_0:
        return ["dagster.yaml, as Accord had written it, becomes that of a new folder"]
    return [f"dagster.yaml: {_KEY} goes, for its class is gone; everything else stays as it is"]


def _files(company: Company) -> Sequence[Path]:
    return [_path(company)]


def _apply(company: Company) -> None:
    text = _text(company)
    if not _names_gone_class(text):
        return
    path, rest = _path(company), _remaining(text)
    if rest == _WRITTEN_BY_0_1_0:
        path.unlink()
        prepare_dagster_home(company.settings)
        return
    staged = path.with_suffix(".next")
    staged.write_text(rest, encoding="utf-8")
    staged.replace(path)


def _remaining(text: str) -> str:
    """Return the settings without the event log's block and the note that they are overwritten.

    Lines are cut rather than the YAML written anew: comments and layout are the operator's.
    """
    lines = text.splitlines(keepends=True)
    settings = yaml.compose(text, Loader=yaml.SafeLoader)
    for key, value in settings.value if settings else ():
        if key.value == _KEY:
            del lines[key.start_mark.line : _last_line(value) + 1]
    return _OVERWRITTEN.sub("", "".join(lines))


def _last_line(node: yaml.Node) -> int:
    """Return the last line that a value has text on; a block ends where the next key begins."""
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return _last_line(node.value[-1][1])
    return int(node.end_mark.line)


def _names_gone_class(text: str) -> bool:
    storage = (yaml.safe_load(text) or {}).get(_KEY) or {}
    package, _, module = str(storage.get("module", "")).rpartition(".")
    return package.split(".")[0] == orchestration.__name__ and not _has(package, module)


def _has(package: str, module: str) -> bool:
    """Return whether this release has the module."""
    return find_spec(package) is not None and find_spec(f"{package}.{module}") is not None


def _text(company: Company) -> str:
    path = _path(company)
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _path(company: Company) -> Path:
    return company.settings.dagster_home / "dagster.yaml"


STEP = Step(
    title="Dagster's event log kept by Dagster's own class",
    release="0.2.0",
    plan=_plan,
    files=_files,
    apply=_apply,
)
