"""Memory runs out: DuckDB spills to disk, or the step fails with a reason; nothing is killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
import yaml

from orchestration.company.settings import Settings, SettingsError, load_settings
from orchestration.dbt.command import DBT_PROJECT_DIR, DbtCommand
from publishing import diagnose, publish
from tests.orchestration.small_folder import company_in
from tests.publishing.test_publishing import AS_OF, build_warehouse, published_value

pytestmark = pytest.mark.fault(37)

LARGE = (
    "create or replace table marts.fct_large as "
    "select range as id, uuid()::varchar as words from range(300000)"
)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    publish(build_warehouse(tmp_path / "warehouse.duckdb"), tmp_path / "published", "run-1", AS_OF)
    return tmp_path / "published"


def test_a_publication_larger_than_the_limit_is_spilled_or_refused(
    tmp_path: Path, published: Path
) -> None:
    warehouse = build_warehouse(tmp_path / "warehouse.duckdb", 2.0, extra=LARGE)
    with pytest.raises(duckdb.OutOfMemoryException, match="memory"):
        publish(warehouse, published, "run-2", AS_OF, memory_limit="4MB")
    assert published_value(published) == 1.0
    assert not diagnose(published, thorough=True).problems
    publish(warehouse, published, "run-2", AS_OF, memory_limit="120MB")
    assert published_value(published) == 2.0


def test_a_process_that_gets_no_more_memory_changes_nothing_for_readers(
    tmp_path: Path, published: Path
) -> None:
    build_warehouse(tmp_path / "warehouse.duckdb", 2.0, extra=LARGE)
    program = (
        "import resource, sys, duckdb, numpy; from pathlib import Path\n"
        "from publishing import publish\n"
        "used = int(Path('/proc/self/statm').read_text().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (used + (250 << 20),) * 2)\n"
        "folder = Path(sys.argv[1])\n"
        "publish(folder / 'warehouse.duckdb', folder / 'published', 'run-2')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False
    )
    # By an error, or by the C or C++ library, which end a process that gets no memory for a thread
    # (by `abort`, where nobody can catch it); not by the system, whose signal were another one.
    assert done.returncode > 0 or done.returncode == -signal.SIGABRT, done.stderr
    assert published_value(published) == 1.0
    assert not diagnose(published, thorough=True).problems
    publish(tmp_path / "warehouse.duckdb", published, "run-2", AS_OF)
    assert published_value(published) == 2.0


def test_the_setting_reaches_dbt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    company = company_in(tmp_path)
    assert DbtCommand(company).environment()["ACCORD_PROD_MEMORY_LIMIT"].endswith("iB")
    limited = company.settings.model_copy(update={"memory_limit": "3GB"})
    object.__setattr__(company, "settings", limited)
    assert DbtCommand(company).environment()["ACCORD_PROD_MEMORY_LIMIT"] == "3GB"
    profile = yaml.safe_load((DBT_PROJECT_DIR / "profiles.yml").read_text(encoding="utf-8"))
    settings = profile["accord"]["outputs"]["prod"]["settings"]
    assert settings["memory_limit"] == "{{ env_var('ACCORD_PROD_MEMORY_LIMIT') }}"
    assert settings["TimeZone"] == "UTC"

    load_settings.cache_clear()
    monkeypatch.setenv("ACCORD_MEMORY_LIMIT", "lots")
    with pytest.raises(SettingsError, match="ACCORD_MEMORY_LIMIT"):
        load_settings()
    load_settings.cache_clear()
    assert Settings(memory_limit="1.5 GiB").memory_limit == "1.5 GiB"
