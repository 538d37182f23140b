"""Dagster's home: the operator's settings, and the instance that keeps the run history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
import yaml

from orchestration.company.settings import (
    PROJECT_ROOT,
    Settings,
    SettingsError,
    home_of_dagster_dev,
    load_settings,
)
from orchestration.history.in_use import is_code_server
from orchestration.speed.history_engines import history_engines_kept
from orchestration.speed.history_files import history_kept_open
from orchestration.translators import WAREHOUSE_POOL

_TEMPLATE = Path(__file__).with_name("dagster.yaml")
#: What a run relies on: no telemetry, and one writer at a time, for the whole run.
_NEEDED: Mapping[str, Any] = {
    "telemetry": {"enabled": False},
    "concurrency": {"pools": {"default_limit": 1, "granularity": "run"}},
}

#: The setting that says what Dagster starts and ends runs with.
LAUNCHER_KEY = "run_launcher"


class DagsterSettingsError(SettingsError):
    """The operator's `dagster.yaml` lacks what Accord needs; the message says what to add."""


def prepare_dagster_home(settings: Settings) -> Path:
    """Write `dagster.yaml` if there is none, check it, and return the folder it is in.

    Raises:
        DagsterSettingsError: the file can't be used.
    """
    config = settings.dagster_home / "dagster.yaml"
    if not config.is_file():
        settings.dagster_home.mkdir(parents=True, exist_ok=True)
        config.write_text(_TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
    _check(config)
    return settings.dagster_home


def check_dagster_home(settings: Settings) -> None:
    """Check the operator's `dagster.yaml`, if there is one; write nothing.

    Raises:
        DagsterSettingsError: it can't be used.
    """
    config = settings.dagster_home / "dagster.yaml"
    if config.is_file():
        _check(config)


@contextmanager
def open_instance(settings: Settings) -> Iterator[dg.DagsterInstance]:
    """Give the instance of this data folder, its run history kept open for as long."""
    home = str(prepare_dagster_home(settings))
    with (
        history_kept_open(),
        history_engines_kept(),
        dg.DagsterInstance.from_config(home) as instance,
    ):
        _limit_pool(instance)
        yield instance


def require_own_home() -> None:
    """Make sure that `dagster dev`, if this is a process of it, has this company's run history.

    Raises:
        DagsterSettingsError: it has another one; its runs would be in no history of the company.
    """
    settings, home = load_settings(), home_of_dagster_dev()
    if home is None or (home and Path(home).resolve() == settings.dagster_home.resolve()):
        return
    if not home and settings.dagster_home == PROJECT_ROOT / "data" / "dagster":
        # The dagster.yaml at the root has the settings of a new folder.
        config = settings.dagster_home / "dagster.yaml"
        if not config.is_file() or _parsed(config) == _parsed(_TEMPLATE):
            _make_ready(settings)
            return
    raise DagsterSettingsError(
        f"`dagster dev` runs without the settings of {settings.dagster_home}. Stop it and start "
        f"`accord dev`, or first `export DAGSTER_HOME={settings.dagster_home}`"
    )


def _make_ready(settings: Settings) -> None:
    """Do what `accord dev` does before the queue looks at the folder."""
    if is_code_server():
        with open_instance(settings):
            pass


def _parsed(config: Path) -> Any:
    return yaml.safe_load(config.read_text(encoding="utf-8"))


def launcher_lines() -> str:
    """Return the lines on the launcher, as a new `dagster.yaml` ends with."""
    lines = _TEMPLATE.read_text(encoding="utf-8").splitlines(keepends=True)
    first = lines.index(f"{LAUNCHER_KEY}:\n")
    # With the comment above.
    return "".join(lines[first - 1 :])


def _limit_pool(instance: dg.DagsterInstance) -> None:
    """Make the warehouse's pool known, with the limit that the settings give to every pool.

    Dagster's queue learns of a pool when it starts the first runs that use it, and starts all of
    these together.
    """
    storage = instance.event_log_storage
    if not any(pool.name == WAREHOUSE_POOL for pool in storage.get_pool_limits()):
        storage.initialize_concurrency_limit_to_default(WAREHOUSE_POOL)


def _check(config: Path) -> None:
    try:
        found = yaml.safe_load(config.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise DagsterSettingsError(f"{config} is not YAML: {error}") from error
    missing = {name: part for name, part in _NEEDED.items() if not _holds(found, {name: part})}
    if missing:
        raise DagsterSettingsError(
            f"{config} must have these settings; add them, keep the rest:\n"
            + yaml.safe_dump(missing)
        )


def _holds(found: Any, needed: Any) -> bool:
    """Return whether `found` has every setting of `needed`, whatever else it has."""
    if isinstance(needed, Mapping):
        return isinstance(found, Mapping) and all(
            _holds(found.get(name), part) for name, part in needed.items()
        )
    return bool(found == needed)
