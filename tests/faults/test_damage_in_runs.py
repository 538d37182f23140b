"""Damage that a run meets: through the command line, as operators use it, on the mini company."""

from __future__ import annotations

import pytest

from publishing import diagnose
from tests.orchestration.mini_runs import Mini

pytestmark = [pytest.mark.xdist_group("mini_company"), pytest.mark.timeout(600), pytest.mark.soak]


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Mini:
    """The mini company, whose first run was killed between the two renames of its publication."""
    mini = Mini(tmp_path_factory.mktemp("mini"))
    killed = mini.accord("killed publishing", "run")
    assert killed.returncode == -9, killed.stdout + killed.stderr
    return mini


@pytest.mark.fault(28)
def test_a_run_killed_between_the_two_renames_is_made_good_by_the_next(mini: Mini) -> None:
    published = mini.folder / "published"
    first = mini.published_run()
    assert not (published / "current").exists()
    done = mini.accord("fine", "run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Leads generated" in done.stdout
    assert mini.published_run() != first
    assert not diagnose(published, thorough=True).problems


@pytest.mark.fault(31)
def test_a_repair_ends_with_a_run_that_publishes(mini: Mini) -> None:
    before = mini.published_run()
    (mini.folder / "warehouse.duckdb").write_bytes(b"nothing is left of it")
    done = mini.accord("fine", "doctor", "--repair")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "raw_hubspot: loaded in full again" in done.stdout
    assert "Leads generated" in done.stdout
    assert mini.published_run() != before
