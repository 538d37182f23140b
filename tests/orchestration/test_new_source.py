"""A source is two folders: a copy of the product with the fixture's two sees it everywhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.environment import environment_variables

ROOT = Path(__file__).parents[2]
FIXTURE = Path(__file__).parent / "fixture_source"
PRODUCT = (
    *("company", "dbt_project", "expectations", "ingestion", "kpis", "orchestration"),
    *("closes", "publishing", "pyproject.toml", "requirements.lock"),
)
PROFILE = "name: Fairs only\nsources:\n  trade_fairs: true\nas_of: 2026-11-27\n"
pytestmark = pytest.mark.timeout(900)


@dataclass(frozen=True)
class Project:
    """A copy of the product, and the company of the new source."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def python(self, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        known = environment_variables()
        kept = {name: value for name, value in os.environ.items() if name not in known}
        own = {"PYTHONPATH": str(self.folder), "ACCORD_TRADE_FAIRS_TOKEN": "fair-5ecret"}
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env={**kept, **own, **extra},
            capture_output=True,
            text=True,
            check=False,
        )

    def accord(self, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        return self.python("-m", "orchestration.cli", *arguments, **extra)

    def said(self, code: str) -> str:
        """What `code` prints in the copy."""
        done = self.python("-c", code)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("project")
    left = shutil.ignore_patterns("__pycache__", "target", "logs", "*.duckdb*")
    for name in PRODUCT:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, folder / name, ignore=left)
        else:
            shutil.copy(path, folder / name)
    shutil.copytree(FIXTURE / "ingestion", folder / "ingestion" / "sources" / "trade_fairs")
    staging = folder / "dbt_project" / "models" / "staging" / "trade_fairs"
    shutil.copytree(FIXTURE / "staging", staging)
    (folder / "company.yml").write_text(PROFILE, encoding="utf-8")
    return Project(folder)


@pytest.fixture(scope="module")
def loaded(project: Project) -> Project:
    """The copy after `accord load trade_fairs`."""
    done = project.accord("load", "trade_fairs")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "raw_trade_fairs.fairs" in done.stdout
    assert "trade_fairs: 2 rows" in done.stdout
    return project


@pytest.fixture(scope="module")
def inventory(loaded: Project) -> dict[str, Any]:
    """What Dagster loads in the copy."""
    home = loaded.data / "dagster"
    home.mkdir(parents=True, exist_ok=True)
    done = loaded.python(str(Path(__file__).with_name("inventory.py")), DAGSTER_HOME=str(home))
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_it_is_listed_where_sources_are_listed(project: Project) -> None:
    done = project.accord("load")
    assert "Trade fairs" in done.stdout
    assert "raw_trade_fairs (2 tables)" in done.stdout


def test_the_pages_of_sources_and_settings_show_it(project: Project) -> None:
    pages = project.said(
        "from orchestration.company.reference import *; print(settings_page(), sources_page())"
    )
    assert "| `ACCORD_TRADE_FAIRS_TOKEN` |  | Token of the organiser's portal." in pages
    assert "| `ACCORD_TRADE_FAIRS_CITY` | `Lyon` | Where the fairs are. |" in pages
    assert "`trade_fairs`: `true` | `campaigns` | 2 in `raw_trade_fairs`" in pages


def test_the_profile_is_held_to_what_it_takes(project: Project, tmp_path: Path) -> None:
    wrong = tmp_path / "company.yml"
    wrong.write_text("name: x\nsources:\n  trade_fairs: sometimes\n  trade_fair: true\n")
    done = project.accord("check", ACCORD_COMPANY=str(wrong))
    assert done.returncode == 1
    assert "company.yml:3: sources.trade_fairs: Input should be a valid boolean" in done.stderr
    assert (
        "company.yml:4: sources.trade_fair: no such source; did you mean trade_fairs? there are "
        "files," in done.stderr
    )
    assert "trade_fairs," in done.stderr.split("there are")[1]


def test_its_secret_is_hidden(project: Project) -> None:
    code = "from orchestration.company.settings import Settings; print(Settings().secrets())"
    assert "fair-5ecret" in project.said(code)


def test_a_missing_setting_is_named(project: Project) -> None:
    done = project.accord("load", "trade_fairs", ACCORD_TRADE_FAIRS_TOKEN="")
    assert done.returncode == 1
    assert "ACCORD_TRADE_FAIRS_TOKEN is not set" in done.stderr


def test_dagster_has_its_assets_and_its_step(inventory: dict[str, Any]) -> None:
    assert {
        "raw_trade_fairs/fairs",
        "staging/stg_trade_fairs__fairs",
        "staging/int_trade_fairs__campaigns",
    } <= set(inventory["assets"])
    assert {"1_raw_trade_fairs", "2_staging_trade_fairs"} <= set(inventory["groups"])
    assert "load_trade_fairs" in inventory["steps"]["daily"]
    assert [step for step in inventory["steps"]["daily"] if step.startswith("load_")] == [
        "load_trade_fairs"
    ]


def test_its_rows_are_in_the_union(loaded: Project) -> None:
    loaded.said(
        "from orchestration.company.context import load_company\n"
        "from orchestration.dbt.command import DbtCommand\n"
        "DbtCommand(load_company()).run_quietly(['build', '-s', '+int_campaigns__unioned'])\n"
    )
    with duckdb.connect(str(loaded.data / "warehouse.duckdb"), read_only=True) as warehouse:
        rows = warehouse.execute(
            """
            select source_key, campaign, channel, cast(starts_on as string), cast(budget as double)
            from conformed.int_campaigns__unioned
            order by source_key
            """
        ).fetchall()
    assert rows == [
        ("trade_fairs:f1", "spring fair", "event", "2026-03-02", 900.0),
        ("trade_fairs:f2", "autumn fair", "event", "2026-10-05", 1200.0),
    ]
