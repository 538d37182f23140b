"""What git runs before a commit is what `make lint` runs, with the tools of the environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
CONFIG = YAML(typ="safe").load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook for repository in CONFIG["repos"] for hook in repository["hooks"]
}
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(BIN)", ".venv/bin")


def test_nothing_is_fetched() -> None:
    assert {repository["repo"] for repository in CONFIG["repos"]} == {"local"}
    assert {hook["language"] for hook in HOOKS.values()} == {"system"}


@pytest.mark.parametrize("name", ["ruff", "ruff-format", "mypy", "sqlfluff"])
def test_make_lint_runs_the_same_commands(name: str) -> None:
    command = HOOKS[name]["entry"].removesuffix(" --force-exclude")
    assert command in MAKEFILE


@pytest.mark.parametrize("name", HOOKS)
def test_the_tool_is_in_the_environment(name: str) -> None:
    program = Path(HOOKS[name]["entry"].split()[0])
    assert (Path(sys.executable).parent / program.name).exists()


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="pre-commit lists files by git")
def test_the_text_files_of_the_repository_pass(tmp_path: Path) -> None:
    """Whitespace, YAML and conflict markers: what `make lint` itself does not look at."""
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"],
        cwd=ROOT,
        env={
            **os.environ,
            "PRE_COMMIT_HOME": str(tmp_path),
            "SKIP": "ruff,ruff-format,mypy,sqlfluff",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
