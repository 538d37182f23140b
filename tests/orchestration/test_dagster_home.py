"""`dagster.yaml` is the operator's, and Dagster's own storage keeps the run history."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
import yaml

from orchestration.company.settings import PROJECT_ROOT, Settings, SettingsError
from orchestration.history import dagster_home
from orchestration.history.dagster_home import (
    DagsterSettingsError,
    open_instance,
    prepare_dagster_home,
    require_own_home,
)
from orchestration.translators import WAREHOUSE_POOL

#: The whole file of an operator who wants their own storage, run queue and retention.
OPERATORS = """\
# ours
storage:
  sqlite: {base_dir: STORAGE}
telemetry: {enabled: false}
concurrency:
  pools: {default_limit: 1, granularity: run}
  runs: {max_concurrent_runs: 3}
retention:
  sensor: {purge_after_days: 400}
"""


@dg.asset
def one() -> None:
    """Make nothing."""


def config_of(settings: Settings) -> Path:
    return settings.dagster_home / "dagster.yaml"


def write(settings: Settings, text: str) -> None:
    settings.dagster_home.mkdir(parents=True)
    config_of(settings).write_text(text, encoding="utf-8")


def test_a_first_start_writes_settings_that_dagster_takes(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    with open_instance(settings) as instance:
        run_id = dg.materialize([one], instance=instance).run_id
        assert not instance.telemetry_enabled
    assert (settings.dagster_home / "history" / "runs" / f"{run_id}.db").is_file()


def test_what_an_operator_wrote_is_kept_and_used(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    text = OPERATORS.replace("STORAGE", str(tmp_path / "elsewhere"))
    write(settings, text)
    with open_instance(settings) as instance:
        assert dg.materialize([one], instance=instance).success
    assert config_of(settings).read_text(encoding="utf-8") == text
    assert list((tmp_path / "elsewhere").rglob("*.db"))


ONE_SLOT = {"concurrency": {"pools": {"default_limit": 1, "granularity": "run"}}}


@pytest.mark.parametrize(
    ("operators", "theirs", "asked"),
    [
        ("enabled: false", "enabled: true", {"telemetry": {"enabled": False}}),
        ("telemetry: {enabled: false}\n", "", {"telemetry": {"enabled": False}}),
        ("default_limit: 1", "default_limit: 2", ONE_SLOT),
        ("granularity: run", "granularity: op", ONE_SLOT),
        ("concurrency:", "freshness:", ONE_SLOT),
    ],
)
def test_what_accord_needs_is_asked_for(
    tmp_path: Path, operators: str, theirs: str, asked: dict[str, object]
) -> None:
    settings = Settings(data_dir=tmp_path)
    text = OPERATORS.replace(operators, theirs)
    assert text != OPERATORS
    write(settings, text)
    with pytest.raises(DagsterSettingsError) as refusal:
        prepare_dagster_home(settings)
    # The message names the file, and holds lines that can be pasted into it.
    first, _, lines = str(refusal.value).partition("\n")
    assert str(config_of(settings)) in first
    assert yaml.safe_load(lines) == asked
    assert config_of(settings).read_text(encoding="utf-8") == text


def test_a_file_that_is_not_yaml_is_named(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    write(settings, "telemetry: [\n")
    # The command line shows a SettingsError in words, without a traceback.
    with pytest.raises(SettingsError, match=r"dagster\.yaml is not YAML"):
        prepare_dagster_home(settings)


def test_no_file_is_overwritten_not_even_one_of_an_earlier_release(tmp_path: Path) -> None:
    """That one is the upgrade's, which keeps what an operator added to it."""
    settings = Settings(data_dir=tmp_path)
    before = (
        "# Written by Accord (orchestration/dagster_home.py); changes are overwritten.\n"
        + OPERATORS.replace("STORAGE", str(tmp_path))
    )
    write(settings, before)
    prepare_dagster_home(settings)
    assert config_of(settings).read_text(encoding="utf-8") == before


def test_the_history_of_an_earlier_accord_is_still_there(tmp_path: Path) -> None:
    """It lay where Dagster's own storage lies by default, in the same files and tables."""
    settings = Settings(data_dir=tmp_path)
    write(
        settings,
        "telemetry: {enabled: false}\n"
        "concurrency: {pools: {default_limit: 1, granularity: run}}\n"
        "event_log_storage:\n"
        "  module: dagster._core.storage.event_log\n"
        "  class: SqliteEventLogStorage\n"
        f"  config: {{base_dir: {settings.dagster_home / 'history' / 'runs'}}}\n",
    )
    with open_instance(settings) as instance:
        run_id = dg.materialize([one], instance=instance).run_id
    config_of(settings).unlink()
    with open_instance(settings) as instance:
        assert instance.get_run_by_id(run_id) is not None
        assert instance.all_logs(run_id, of_type=dg.DagsterEventType.ASSET_MATERIALIZATION)
        assert instance.get_latest_materialization_event(one.key) is not None


def test_plain_dagster_has_the_settings_of_a_new_folder(tmp_path: Path) -> None:
    home = prepare_dagster_home(Settings(data_dir=tmp_path))
    new = yaml.safe_load((home / "dagster.yaml").read_text(encoding="utf-8"))
    plain = yaml.safe_load((PROJECT_ROOT / "dagster.yaml").read_text(encoding="utf-8"))
    places = {name: plain.pop(name) for name in ("storage", "local_artifact_storage")}
    assert {str(place) for place in _base_dirs(places)} == {"data/dagster"}
    # Where Dagster itself puts it in a home.
    assert list(_base_dirs(plain.pop("compute_logs"))) == ["data/dagster/storage"]
    assert plain == new


def _base_dirs(config: Any) -> Iterator[str]:
    for name, value in config.items():
        if name == "base_dir":
            yield value
        elif isinstance(value, dict):
            yield from _base_dirs(value)


def test_dagster_dev_needs_the_companys_own_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, others = Settings(data_dir=tmp_path / "mine"), tmp_path / "others"
    monkeypatch.delenv("DAGSTER_IS_DEV_CLI", raising=False)
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    monkeypatch.setattr(dagster_home, "load_settings", lambda: mine)
    require_own_home()
    monkeypatch.setenv("DAGSTER_IS_DEV_CLI", "1")
    with pytest.raises(DagsterSettingsError, match="accord dev"):
        require_own_home()
    monkeypatch.setenv("DAGSTER_HOME", str(others))
    with pytest.raises(DagsterSettingsError, match="accord dev"):
        require_own_home()
    # `dg check defs` calls itself a development server too.
    monkeypatch.setenv("DAGSTER_IS_DEFS_VALIDATION_CLI", "1")
    require_own_home()
    monkeypatch.delenv("DAGSTER_IS_DEFS_VALIDATION_CLI")
    monkeypatch.setenv("DAGSTER_HOME", str(mine.dagster_home))
    require_own_home()


def test_plain_dagster_does_for_the_roots_company_unless_its_operator_has_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dagster_home, "PROJECT_ROOT", tmp_path)
    monkeypatch.setenv("DAGSTER_IS_DEV_CLI", "1")
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    settings = Settings(data_dir=tmp_path / "data")
    monkeypatch.setattr(dagster_home, "load_settings", lambda: settings)
    require_own_home()
    prepare_dagster_home(settings)
    require_own_home()
    config_of(settings).write_text(OPERATORS, encoding="utf-8")
    with pytest.raises(DagsterSettingsError, match="export DAGSTER_HOME"):
        require_own_home()


def test_plain_dagster_has_the_pools_limit_before_its_queue_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dagster_home, "PROJECT_ROOT", tmp_path)
    monkeypatch.setenv("DAGSTER_IS_DEV_CLI", "1")
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    # As what `dagster dev` starts to read the definitions with.
    monkeypatch.setattr("sys.argv", ["dagster", "api", "grpc", "--socket", "x"])
    settings = Settings(data_dir=tmp_path / "data")
    monkeypatch.setattr(dagster_home, "load_settings", lambda: settings)
    require_own_home()
    with dg.DagsterInstance.from_config(str(settings.dagster_home)) as instance:
        pools = instance.event_log_storage.get_pool_limits()
    assert [(pool.name, pool.limit) for pool in pools] == [(WAREHOUSE_POOL, 1)]
