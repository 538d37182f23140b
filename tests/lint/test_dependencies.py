"""The direction of dependencies: Dagster stays in `orchestration`, packages import inward only."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

#: What each package may import of ours (CONTRIBUTING: folders).
MAY_IMPORT: dict[str, set[str]] = {
    "company": set(),
    "ingestion": {"company"},
    "expectations": {"company"},
    "kpis": {"company"},
    "publishing": {"company"},
    "closes": set(),
    "demo": {"company", "ingestion"},
    "orchestration": {
        *("closes", "company", "demo", "ingestion", "expectations", "kpis", "publishing"),
    },
}


def refused(package: str, code: str) -> str:
    """What ruff's rules of import say to `code` in a module of `package`."""
    check = ["ruff", "check", "--select", "TID251", "--no-cache", "--stdin-filename"]
    done = subprocess.run(
        [sys.executable, "-m", *check, f"{package}/snippet.py", "-"],
        input=code,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout if done.returncode else ""


@pytest.mark.parametrize("package", [name for name in MAY_IMPORT if name != "orchestration"])
@pytest.mark.parametrize(
    "code", ["import dagster\n", "from dagster import asset\n", "import dagster_dbt\n"]
)
def test_dagster_is_refused_outside_orchestration(package: str, code: str) -> None:
    assert "Only `orchestration` knows about Dagster" in refused(package, code)


def test_dagster_is_at_home_in_orchestration() -> None:
    assert refused("orchestration", "import dagster\n") == ""


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_packages_import_inward_only(package: str) -> None:
    outward = []
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            ours = {module.split(".")[0] for module in modules} & set(MAY_IMPORT)
            if ours - MAY_IMPORT[package] - {package}:
                outward.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert outward == []


def test_one_module_imports_the_demo_company() -> None:
    importers = [
        path.relative_to(ROOT).as_posix()
        for package in MAY_IMPORT.keys() - {"demo"}
        for path in (ROOT / package).rglob("*.py")
        if re.search(r"^\s*(from|import) demo\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert importers == ["orchestration/company/demo.py"]


def test_every_package_is_shipped_and_typed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert set(shipped) == set(MAY_IMPORT)
    assert set(project["tool"]["mypy"]["packages"]) == set(MAY_IMPORT)
