"""The code location, loaded as in production: nothing is dropped, nothing warns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ingestion.registry import discover, read_profile
from tests.environment import environment_variables

ROOT = Path(__file__).resolve().parents[2]
DBT = ROOT / "dbt_project"
ACTIVE = read_profile(ROOT / "company.yml").sources.active()
CADENCES = ("weekly", "monthly", "quarterly")
pytestmark = [pytest.mark.xdist_group("definitions"), pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment without settings but an empty data folder."""
    own = environment_variables()
    kept = {name: value for name, value in os.environ.items() if name not in own}
    folder = tmp_path_factory.mktemp("definitions")
    home = folder / "dagster"
    home.mkdir()
    settings = ROOT / "orchestration" / "history" / "dagster.yaml"
    (home / "dagster.yaml").write_text(settings.read_text("utf-8"), "utf-8")
    return {**kept, "ACCORD_DATA_DIR": str(folder), "DAGSTER_HOME": str(home)}


def run(environment: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-W", "default::DeprecationWarning:orchestration", *args],
        env=environment,
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def inventory(environment: dict[str, str]) -> dict[str, Any]:
    """What is found without any manifest: it is prepared on the way."""
    done = run(environment, "-m", "tests.orchestration.inventory")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_every_raw_table_is_an_asset(inventory: dict[str, Any]) -> None:
    wanted = {f"raw_{name}/{table}" for name in ACTIVE for table in discover()[name].raw_tables}
    assert {key for key in inventory["assets"] if key.startswith("raw_")} == wanted


def test_every_model_is_an_asset(inventory: dict[str, Any]) -> None:
    off = [DBT / "models" / "staging" / name for name in discover() if name not in ACTIVE]
    models = {
        path.stem
        for path in (DBT / "models").rglob("*.sql")
        if not any(folder in path.parents for folder in off)
        # Ephemeral ones are text in others, no relation in the warehouse.
        and "materialized='ephemeral'" not in path.read_text(encoding="utf-8")
    }
    assets = {key.split("/")[-1] for key in inventory["assets"] if not key.startswith("raw_")}
    assert models - assets == set()


def test_steps_of_the_daily_job(inventory: dict[str, Any]) -> None:
    assert inventory["steps"]["daily"] == sorted(
        [
            *(f"load_{name}" for name in ACTIVE),
            "raw_checks",
            "build_marts",
            "marts_checks",
            "kpi__compiled_metrics",
            "build_kpis",
            "published__accord",
            "periods__daily",
        ]
    )


@pytest.mark.parametrize("cadence", CADENCES)
def test_periods_never_ingest(inventory: dict[str, Any], cadence: str) -> None:
    assert inventory["steps"][cadence] == [f"periods__{cadence}"]


def test_only_periods_have_partitions(inventory: dict[str, Any]) -> None:
    """A table holds all periods: none of it could be missing."""
    assert inventory["partitioned"] == sorted(
        f"periods/{cadence}" for cadence in ("daily", *CADENCES)
    )


def test_groups_follow_the_way_of_the_data_and_none_is_a_knot(inventory: dict[str, Any]) -> None:
    layers = [group.split("_")[1] for group in inventory["groups"]]
    assert list(dict.fromkeys(layers)) == [
        *("raw", "staging", "conformed", "marts", "kpi", "published", "periods")
    ]
    made = {group: size for group, size in inventory["groups"].items() if group[0] in "345"}
    assert {group: size for group, size in made.items() if size > 30} == {}


def test_every_asset_is_a_team_s(inventory: dict[str, Any]) -> None:
    assert inventory["owners"] == [
        f"team:{team}" for team in ("customer-success", "data-platform", "marketing", "sales")
    ]
    found = inventory["owners of"]
    assert found["raw_google_ads/campaigns"] == ["team:marketing", "team:data-platform"]
    assert found["staging/stg_zendesk__tickets"] == ["team:customer-success"]
    assert found["marts/fct_funnel"] == ["team:sales"]


def test_what_readers_get_is_checked(inventory: dict[str, Any]) -> None:
    # Views of a few rows that planners wrote, and the compiler's own.
    assert inventory["without check"] == [
        "kpi/compiled_metrics",
        "kpi/kpi_annotations",
        "kpi/kpi_fingerprints",
        "kpi/kpi_target_guardrails",
        "kpi/kpi_targets_refused",
    ]


def test_the_ui_tells_the_story(inventory: dict[str, Any]) -> None:
    for lack in ("unmade", "without description", "without owner", "without kind"):
        assert inventory[lack] == [], lack


def test_the_ui_shows_what_is_stale_and_where_its_code_is(inventory: dict[str, Any]) -> None:
    assert inventory["without code version"] == []
    assert inventory["without code reference"] == []
    mart, step = inventory["code of fct_funnel"]
    assert Path(mart).read_text(encoding="utf-8").count("select")
    assert Path(mart).name == "fct_funnel.sql"
    assert Path(step).name == "transformation.py"


def test_every_step_is_in_the_writers_pool(inventory: dict[str, Any]) -> None:
    assert inventory["unpooled steps"] == []


def test_schedules_and_sensors(inventory: dict[str, Any]) -> None:
    assert inventory["schedules"] == ["daily", "monthly", "quarterly", "weekly"]
    assert inventory["sensors"] == [
        "abandoned_runs",
        "lateness",
        "periods",
        "report_cancelled",
        "report_failure",
        "report_success",
    ]


def test_checks_are_there(inventory: dict[str, Any]) -> None:
    assert inventory["checks"] > 100


def test_none_of_our_code_warns(inventory: dict[str, Any]) -> None:
    assert inventory["our warnings"] == []


def test_dagster_finds_it_valid(environment: dict[str, str], inventory: dict[str, Any]) -> None:
    assert inventory
    done = run(environment, "-m", "dagster", "definitions", "validate")
    assert "All code locations passed validation" in done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr


def test_vars_that_only_fill_sql_are_in_no_configuration() -> None:
    """dbt parses the project once for all days (`project_files.COMPILE_TIME_VARS`)."""
    wrong = [
        path.relative_to(DBT).as_posix()
        for path in (DBT / "models").rglob("*.sql")
        for block in path.read_text(encoding="utf-8").split("config(")[1:]
        if any(f"'{name}'" in block.split("}}")[0] for name in ("as_of", "kpi_from", "kpi_to"))
    ]
    assert wrong == []
