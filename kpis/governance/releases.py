"""Released definitions: a committed file with a line per KPI and version.

A line keeps since when the version is, its formula in words and the hashes of what computes it and
its variants. A version that was released keeps its formula: another meaning is another version.
dbt reads the same file for `kpi_versions`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from kpis.files import MetricFile
from kpis.governance.formulas import Formulas
from kpis.governance.yaml_files import read_yaml
from kpis.problems import Problem

_MODEL = "kpi__released"
_HEAD = f"""\
# Written by `python -m kpis release`, a line per KPI and version: do not edit. On a conflict take
# either side and run the command again.
models:
  - name: {_MODEL}
    description: Released versions of the definitions. One row per KPI and version. Internal.
    config:
      tags: [kpi]
      meta:
        released:
"""


@dataclass(frozen=True)
class Release:
    """A version of a KPI as it was released; without hashes if it is older than the file."""

    kpi: str
    version: int
    since: str
    formula_en: str
    formula_fr: str
    hashes: dict[str, str] = field(default_factory=dict)


def releases_path(project: Path) -> Path:
    """Return the file of the released definitions of a dbt project; it need not be there."""
    return project / "models" / "kpi" / "governance" / f"{_MODEL}.yml"


def read_releases(path: Path) -> list[Release]:
    """Return the released versions, by KPI and version."""
    if not path.exists():
        return []
    [model] = read_yaml(path)["models"]
    return [Release(**line) for line in model["config"]["meta"]["released"] or ()]


def write_releases(path: Path, releases: Iterable[Release]) -> None:
    """Write the file: sorted, a line each, so that two branches seldom change the same one."""
    ordered = sorted(releases, key=lambda one: (one.kpi, one.version))
    lines = [f"          - {json.dumps(asdict(one), ensure_ascii=False)}\n" for one in ordered]
    path.write_text(_HEAD + "".join(lines), encoding="utf-8")


def current_releases(files: Sequence[MetricFile], formulas: Formulas) -> list[Release]:
    """Return the definitions as they are now, as lines of the file."""
    return [_release(file, formulas) for file in files]


def _release(file: MetricFile, formulas: Formulas) -> Release:
    kpi = file.kpi
    return Release(
        kpi=kpi.id,
        version=kpi.version,
        since=_since(file, kpi.version).isoformat(),
        formula_en=" ".join(kpi.formula_en.split()),
        formula_fr=" ".join(kpi.formula_fr.split()),
        hashes=formulas.hashes(file),
    )


def _since(file: MetricFile, version: int) -> date:
    entries = [entry.changed_on for entry in file.kpi.change_log if entry.version == version]
    return min(entries)


def find_problems(
    files: Sequence[MetricFile], current: Sequence[Release], released: Sequence[Release]
) -> list[Problem]:
    """Return the released versions whose formula is another one now."""
    before = {(one.kpi, one.version): one for one in released}
    latest = {one.kpi: one.version for one in sorted(released, key=lambda one: one.version)}
    names = {file.kpi.id: file.name for file in files}
    problems = []
    for now in current:
        last = latest.get(now.kpi, now.version)
        if now.version < last:
            fix = f"go on from version {last}: add an entry to the change log"
            message = f"version {now.version}, after {last} was released"
            problems.append(Problem(names[now.kpi], "change_log", message, fix))
        was = before.get((now.kpi, now.version))
        for variant in changed_variants(was, now) if was else ():
            which = f"the formula of variant {variant!r}" if variant else "the formula"
            message = f"{which} changed, and version {now.version} was released with another one"
            fix = (
                f"add version {now.version + 1} to the change log and say what changed; where no "
                f"figure moves, `python -m kpis release --same-figures {now.kpi}`"
            )
            problems.append(Problem(names[now.kpi], "change_log", message, fix))
    return problems


def changed_variants(was: Release, now: Release) -> list[str]:
    """Return the variants whose formula differs, or is gone; one that was added is no change."""
    return [name for name, known in was.hashes.items() if now.hashes.get(name) != known]


def unreleased(current: Sequence[Release], released: Sequence[Release]) -> list[str]:
    """Return what the file does not say yet, in words."""
    before = {(one.kpi, one.version): one for one in released}
    return [f"{one.kpi} {one.version}" for one in current if before.get(_key(one)) != one]


def _key(one: Release) -> tuple[str, int]:
    return one.kpi, one.version


def merged(current: Sequence[Release], released: Sequence[Release]) -> list[Release]:
    """Return the next content: former versions as they were, the current ones as they are."""
    return list({_key(one): one for one in (*released, *current)}.values())
