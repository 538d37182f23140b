"""A folder of an earlier release, upgraded by this one: what is kept, what goes, how it ends."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from rich.console import Console

from orchestration import __version__
from orchestration.build.lock import RunLock, RunLockError
from orchestration.company.release import (
    NewerFolderError,
    UpgradeError,
    UpgradeNeededError,
    require_current,
)
from orchestration.history.dagster_home import open_instance
from orchestration.periods.day_states import ran_or_runs
from orchestration.periods.partitions import period_of
from orchestration.periods.rhythm import CADENCES
from orchestration.upgrade import plan as planning
from orchestration.upgrade import upgrade as upgrading
from orchestration.upgrade.plan import make_plan
from orchestration.upgrade.startup import bring_up_to_date
from orchestration.upgrade.steps import Step, all_steps
from orchestration.upgrade.undo import undo
from orchestration.upgrade.upgrade import upgrade
from tests.upgrade.folder import ROOT, Folder

KEPT = r"schema_name = 'snapshots' or schema_name like 'raw\_%' escape '\'"


def quietly(_what: str) -> None:
    pass


def no_names(prefix: str, schema: str, folder: Folder) -> bool:
    """Whether no table or view of the schema begins so."""
    return not folder.query(
        f"""
        select table_name from information_schema.tables
        where table_schema = '{schema}' and starts_with(table_name, '{prefix}')
        """
    )


def everything(folder: Folder) -> dict[str, Any]:
    """All that an upgrade may change or must keep; instants of the upgrade itself left out."""
    [backup] = (folder.data / "backups").iterdir()
    return {
        "kept": folder.tables(KEPT),
        "gate": folder.query("select phase, state from quality.gate order by all"),
        "relations": folder.query(
            "select table_schema, table_name from information_schema.tables order by all"
        ),
        "dagster.yaml": (folder.data / "dagster" / "dagster.yaml")
        .read_text()
        .replace(str(folder.data), "DATA"),
        "dbt": folder.files("data/dbt"),
        "dlt": folder.files("data/dlt"),
        "stamp": folder.stamp(),
        "backup": [str(path.relative_to(backup)) for path in sorted(backup.rglob("*"))],
    }


def test_data_history_and_publications_are_kept(left_behind: Folder, folder: Folder) -> None:
    upgrade(folder.company(), quietly)
    before = left_behind.tables(KEPT)
    # Two days: at least one record has a version that has ended.
    ended = left_behind.query(
        "select count(*) from snapshots.snapshot_opportunities where dbt_valid_to < '9999-01-01'"
    )
    assert ended > [(0,)]
    assert folder.tables(KEPT) == before
    assert folder.files("data/published") == left_behind.files("data/published")
    assert folder.files("data/dlt") == left_behind.files("data/dlt")
    assert folder.files("company") == left_behind.files("company")
    assert (folder.data / "clock.json").read_bytes() == (
        left_behind.data / "clock.json"
    ).read_bytes()


def test_the_run_history_opens_and_its_closed_periods_stay_closed(
    left_behind: Folder, folder: Folder
) -> None:
    company = folder.company()
    upgrade(company, quietly)
    before = left_behind.runs()
    assert [status for _, status in before] == ["FAILURE", *["SUCCESS"] * 4]
    periods = {"daily": "2026-03-31", "monthly": "2026-03-01", "quarterly": "2026-01-01"}
    with open_instance(company.settings) as instance:
        found = [(run.run_id, run.status.value) for run in instance.get_runs(ascending=True)]
        assert found == before
        failed = instance.all_logs(before[0][0])
        assert any("market" in (entry.user_message or "") + str(entry) for entry in failed)
        for cadence in CADENCES:
            if cadence.name in periods:
                assert ran_or_runs(instance, cadence, period_of(periods[cadence.name]))


def test_what_no_model_makes_any_more_is_gone(left_behind: Folder, folder: Folder) -> None:
    assert not no_names("base_", "conformed", left_behind)
    assert not no_names("int_files__", "staging", left_behind)
    assert not no_names("int_planning__", "staging", left_behind)
    with duckdb.connect(str(folder.warehouse)) as connection:
        # Not dbt's, or published: no upgrade drops what it did not make.
        for name in ("marts.my_notes", "kpi.my_notes", "quality.my_notes", "my_own.notes"):
            connection.execute(f"create schema if not exists {name.split('.')[0]}")
            connection.execute(f"create table {name} as select 1 as note")
    upgrade(folder.company(), quietly)
    assert no_names("base_", "conformed", folder)
    assert no_names("int_files__", "staging", folder)
    assert no_names("int_planning__", "staging", folder)
    kept = folder.query(
        "select table_schema from information_schema.tables "
        "where table_name in ('my_notes', 'notes') order by all"
    )
    assert kept == [("kpi",), ("marts",), ("my_own",), ("quality",)]
    assert not no_names("fct_", "marts", folder)
    assert not no_names("stg_", "staging", folder)


def test_the_next_run_has_to_build_anew(left_behind: Folder, folder: Folder) -> None:
    gate = "select phase, state from quality.gate where phase in ('build', 'kpis') order by all"
    assert left_behind.query(gate) == [("build", "passed"), ("kpis", "passed")]
    upgrade(folder.company(), quietly)
    assert folder.query(gate) == [("build", "open"), ("kpis", "open")]


def test_the_report_says_what_was_changed_and_kept(left_behind: Folder, folder: Folder) -> None:
    [report] = upgrade(folder.company(), quietly)
    [path] = (folder.data / "reports").glob("upgrade-*.md")
    text = path.read_text(encoding="utf-8")
    [(versions,)] = left_behind.query("select count(*) from snapshots.snapshot_opportunities")
    assert text.startswith(f"# Accord: data folder upgraded from 0.1.0 to {__version__}\n")
    assert "base_opportunities" in text
    assert f"- snapshots.snapshot_opportunities: {versions}\n" in text
    assert "- runs in Dagster's history: 5\n" in text
    assert f"- The back-up is `{report.backup}`" in text
    reported = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert reported["publication"] == (left_behind.data / "published" / "current").resolve().name
    assert (folder.data / report.backup / "files" / "warehouse.duckdb").is_file()


def test_a_second_upgrade_has_nothing_to_do(folder: Folder) -> None:
    assert len(upgrade(folder.company(), quietly)) == 1
    before = folder.files("data")
    assert make_plan(folder.company()) is None
    assert upgrade(folder.company(), quietly) == []
    assert folder.files("data") == before


def test_a_dry_run_changes_nothing(folder: Folder) -> None:
    company, before = folder.company(), folder.files("data")
    plan = make_plan(company)
    assert plan is not None
    assert list(plan.changes) == list(all_steps())
    assert folder.files("data") == before


def test_killed_at_every_point_it_ends_alike(
    left_behind: Folder, folder: Folder, tmp_path: Path
) -> None:
    killed = left_behind.copy_to(tmp_path / "killed")
    done = subprocess.run(
        [sys.executable, "-m", "tests.upgrade.killing", str(killed.path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    points: list[str] = []
    upgrade(folder.company(), points.append)
    assert done.stdout.splitlines() == [point.split("backups/")[0] for point in points]
    assert len(points) > 6
    # Killed between the copy and the note of it, nothing was changed yet: it was made again.
    first, _second = sorted((killed.data / "backups").iterdir())
    shutil.rmtree(first)
    assert everything(killed) == everything(folder)


def test_undo_gives_back_what_was_there(left_behind: Folder, folder: Folder) -> None:
    upgrade(folder.company(), quietly)
    with duckdb.connect(str(folder.warehouse)) as connection:
        connection.execute("create table raw_files.seen_since as select 1 as id")
    undo(folder.company(), quietly)
    # Nothing is lost of what came after the upgrade.
    [aside] = (folder.data / "damaged").iterdir()
    since = "select id from raw_files.seen_since"
    assert folder.query(since, aside / "warehouse.duckdb") == [(1,)]
    now = folder.files("data")
    # A cache, which any release makes again.
    cached = {name for name in left_behind.files("data") if name.startswith("dbt/")}
    settings = "dagster/dagster.yaml"
    for name, digest in left_behind.files("data").items():
        if name not in cached and name != settings:
            assert now[name] == digest, name
    assert (folder.data / settings).read_text().replace(str(folder.data), "") == (
        left_behind.data / settings
    ).read_text().replace(str(left_behind.data), "")
    assert folder.stamp()["release"] == "0.1.0"
    with pytest.raises(UpgradeError, match="no upgrade that could be undone"):
        undo(folder.company(), quietly)
    assert len(upgrade(folder.company(), quietly)) == 1


@pytest.mark.parametrize(
    "stamp",
    [
        {"release": "99.0.0", "steps": [], "backup": ""},
        {"release": __version__, "steps": ["step_9999_of_another_branch"], "backup": ""},
    ],
)
def test_a_folder_of_a_newer_release_is_refused(folder: Folder, stamp: dict[str, Any]) -> None:
    (folder.data / "release.json").write_text(json.dumps(stamp), encoding="utf-8")
    company, before = folder.company(), folder.files("data")
    for refused in (
        lambda: upgrade(company, quietly),
        lambda: bring_up_to_date(company, Console(quiet=True)),
        lambda: require_current(company.settings.data_dir),
    ):
        with pytest.raises(NewerFolderError, match=f"was written by Accord {stamp['release']}"):
            refused()
    after = folder.files("data")
    assert after == before


def test_without_room_for_the_back_up_nothing_is_changed(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(folder.data)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1000))
    company, before = folder.company(), folder.files("data")
    with pytest.raises(UpgradeError, match="make room"):
        upgrade(company, quietly)
    after = folder.files("data")
    assert after == before


def test_a_run_that_writes_is_waited_for(folder: Folder) -> None:
    company = folder.company()
    company = replace(
        company, settings=company.settings.model_copy(update={"lock_wait_seconds": 0})
    )
    with (
        RunLock(folder.data, "run 1", 0),
        pytest.raises(RunLockError, match=r"run 1 .* is still writing"),
    ):
        upgrade(company, quietly)
    assert not (folder.data / "release.json").exists()


def test_a_run_asks_where_a_person_has_to_decide(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = dict(all_steps())
    name = next(iter(steps))
    steps[name] = replace(steps[name], question="figures of 2025 change")
    for module in (planning, upgrading):
        monkeypatch.setattr(module, "all_steps", lambda: steps)
    company, before = folder.company(), folder.files("data")
    with pytest.raises(UpgradeNeededError, match="figures of 2025 change"):
        bring_up_to_date(company, Console(quiet=True))
    assert folder.files("data") == before
    assert len(upgrade(company, quietly)) == 1


def test_a_run_leaves_the_upgrade_alone_when_asked_to(folder: Folder) -> None:
    company = folder.company()
    company = replace(company, settings=company.settings.model_copy(update={"auto_upgrade": False}))
    before = folder.files("data")
    with pytest.raises(UpgradeNeededError, match="ACCORD_AUTO_UPGRADE"):
        bring_up_to_date(company, Console(quiet=True))
    with pytest.raises(UpgradeNeededError, match="accord upgrade"):
        require_current(company.settings.data_dir)
    assert folder.files("data") == before


def test_what_a_step_loses_is_noticed(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    company = folder.company()

    def lose(_company: object) -> None:
        with duckdb.connect(str(folder.warehouse)) as connection:
            connection.execute(
                "delete from snapshots.snapshot_accounts where rowid = "
                "(select min(rowid) from snapshots.snapshot_accounts)"
            )

    losing = Step("Lose a row", "0.2.0", lambda _: ["lose"], lambda _: [folder.warehouse], lose)
    steps = {**all_steps(), "step_9999_losing": losing}
    for module in (planning, upgrading):
        monkeypatch.setattr(module, "all_steps", lambda: steps)
    with pytest.raises(UpgradeError, match=r"snapshots\.snapshot_accounts: "):
        upgrade(company, quietly)


def test_a_new_folder_is_of_this_release(tmp_path: Path) -> None:
    require_current(tmp_path)
    stamp = json.loads((tmp_path / "release.json").read_text(encoding="utf-8"))
    assert stamp == {"release": __version__, "steps": list(all_steps()), "backup": ""}
    (tmp_path / "warehouse.duckdb").touch()
    require_current(tmp_path)
