"""The long tests can be taken up where they were left."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
CONFTEST = (Path(__file__).parent / "conftest.py").read_text(encoding="utf-8")


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(
        test_long="from pathlib import Path\n"
        "def test_sound(): pass\n"
        "def test_broken(): assert Path('fixed').exists()\n"
    )
    (pytester.path / ".gitignore").write_text("fixed\n.pytest_cache\n__pycache__\n")
    for command in ("init -q", "add -A", "-c user.name=a -c user.email=a@b.c commit -qm first"):
        subprocess.run(["git", *command.split()], cwd=pytester.path, check=True)
    return pytester


def test_what_passed_is_left_out_until_the_tree_changes(project: pytest.Pytester) -> None:
    project.runpytest("--resume").assert_outcomes(passed=1, failed=1)
    (project.path / "fixed").touch()
    project.runpytest("--resume").assert_outcomes(passed=1, deselected=1)
    with (project.path / "test_long.py").open("a") as module:
        module.write("\ndef test_third(): pass\n")
    project.runpytest("--resume").assert_outcomes(passed=3)
    project.runpytest().assert_outcomes(passed=3)
