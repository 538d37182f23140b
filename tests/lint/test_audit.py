"""`make audit` never says that all is well when nothing was looked up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.audit.__main__ import CLEAN, UNKNOWN, VULNERABLE, main

FINE = {"name": "click", "version": "8.1", "vulns": []}
SKIPPED = {"name": "click", "skip_reason": "Dependency not found on PyPI"}
BAD = {"name": "click", "version": "8.1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["8.2"]}]}


def audited(folder: Path, pypi: str, osv: str = "") -> int:
    """Audit with a program that answers with these texts."""
    program = folder / "pip-audit"
    program.write_text(
        "#!/bin/sh\ncase \"$*\" in *'service pypi'*) cat pypi;; *) cat osv;; esac\n".replace(
            "cat ", f"cat {folder}/"
        )
    )
    program.chmod(0o755)
    (folder / "pypi").write_text(pypi)
    (folder / "osv").write_text(osv)
    lock = folder / "requirements.lock"
    lock.write_text("click==8.1\n")
    return main(str(program), lock)


def said(*packages: object) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


def test_all_looked_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audited(tmp_path, said(FINE)) == CLEAN
    assert "0 days ago" in capsys.readouterr().out


def test_something_is_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audited(tmp_path, said(FINE, BAD)) == VULNERABLE
    assert "click 8.1: PYSEC-1, fixed in 8.2" in capsys.readouterr().out


@pytest.mark.parametrize("pypi", ["", said(SKIPPED), said(FINE, SKIPPED), said()])
def test_nothing_looked_up_is_no_good_news(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], pypi: str
) -> None:
    assert audited(tmp_path, pypi) == UNKNOWN
    assert "NOT AUDITED" in capsys.readouterr().out


def test_another_source_is_asked(tmp_path: Path) -> None:
    assert audited(tmp_path, said(SKIPPED), said(FINE)) == CLEAN
