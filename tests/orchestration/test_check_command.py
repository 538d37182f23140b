"""`accord check`: what is wrong is reported before a run meets it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def check(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run `accord check` on the demo company's profile with some lines more."""
    profile = folder / "company.yml"
    own = (ROOT / "company.yml").read_text(encoding="utf-8")
    profile.write_text("\n".join([own, *more]), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "orchestration.cli", "check"],
        cwd=ROOT,
        env={**os.environ, "ACCORD_COMPANY": str(profile), "ACCORD_DATA_DIR": str(folder / "data")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_sound_company_is_shown_what_it_has(tmp_path: Path) -> None:
    done = check(tmp_path, "headline_kpis: [revenue, win_rate]")
    assert done.returncode == 0, done.stderr
    assert "is sound" in done.stdout
    assert "well defined" in done.stdout


def test_a_headline_that_no_metric_file_defines_is_named(tmp_path: Path) -> None:
    done = check(tmp_path, "headline_kpis: [revenue, revenus]")
    assert done.returncode == 1
    assert "headline_kpis names revenus, which no metric file defines" in done.stderr
