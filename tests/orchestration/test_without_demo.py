"""The product without the demo company: neither its package nor what only it needs is there."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.environment import environment_variables

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "companies" / "example" / "company.yml"
#: Makes the demo company and its libraries as good as not installed, then runs the rest.
HIDDEN = """
import sys
for name in ("demo", "faker"):
    sys.modules[name] = None
"""
EVERY_MODULE = """
import importlib, pkgutil
packages = "closes company expectations ingestion kpis publishing orchestration"
for package in packages.split():
    for module in pkgutil.walk_packages([package], package + "."):
        # Definitions are built when they are imported, from a company; a main module runs.
        if "__main__" not in module.name and ".def" not in module.name:
            importlib.import_module(module.name)
print("all imported")
"""
COMMAND = "from orchestration.cli import main; main(sys.argv[1:])"


def python(
    code: str, *arguments: str, company: Path, data: Path
) -> subprocess.CompletedProcess[str]:
    known = environment_variables()
    kept = {name: value for name, value in os.environ.items() if name not in known}
    return subprocess.run(
        [sys.executable, "-c", HIDDEN + code, *arguments],
        cwd=ROOT,
        env={**kept, "ACCORD_COMPANY": str(company), "ACCORD_DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_module_of_the_product_is_imported(tmp_path: Path) -> None:
    done = python(EVERY_MODULE, company=EXAMPLE, data=tmp_path)
    assert "all imported" in done.stdout, done.stderr[-2000:]


def test_a_company_with_an_export_is_checked_and_loaded(tmp_path: Path) -> None:
    checked = python(COMMAND, "check", company=EXAMPLE, data=tmp_path)
    assert checked.returncode == 0, checked.stderr[-2000:]
    loaded = python(COMMAND, "load", "files", company=EXAMPLE, data=tmp_path)
    assert loaded.returncode == 0, loaded.stderr[-2000:]
    # Ten deals, three stages, five clients, two people who sell, six tickets.
    assert "files: 26 rows" in loaded.stdout


def test_a_demo_profile_says_what_to_install(tmp_path: Path) -> None:
    done = python(COMMAND, "load", "hubspot", company=ROOT / "company.yml", data=tmp_path)
    assert done.returncode == 1
    assert 'pip install "accord[demo]"' in done.stderr
    assert "Traceback" not in done.stderr


def test_what_only_the_demo_needs_is_an_extra() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = " ".join(project["optional-dependencies"]["demo"])
    always = " ".join(project["dependencies"])
    for name in ("faker",):
        assert name in extra
        assert name not in always
