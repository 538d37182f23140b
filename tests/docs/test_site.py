"""The site builds without a warning and loads nothing from elsewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: What a browser fetches by itself when it shows a page.
FETCHED = re.compile(
    r"""<(?:script|img|iframe)[^>]*\ssrc=["']?(https?:[^"' >]+)|"""
    r"""<link[^>]*\srel=["']?(?:stylesheet|icon|pre)[^>]*\shref=["']?(https?:[^"' >]+)"""
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The documentation and what it is made from: a build may write its KPI pages again."""
    ignored = shutil.ignore_patterns("target", "logs", "__pycache__")
    for folder in ("docs", "dbt_project", "companies", "ingestion"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    for page in [*ROOT.glob("*.md"), ROOT / "mkdocs.yml"]:
        shutil.copy(page, tmp_path)
    return tmp_path


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_site_is_whole_and_needs_no_network(copy: Path) -> None:
    done = build(copy)
    assert done.returncode == 0, done.stderr
    site = copy / "data/site"
    assert (site / "sources/hubspot.html").exists()
    assert "bring-your-own-data.html" in (site / "sources/files.html").read_text("utf-8")
    pages = {page: page.read_text(encoding="utf-8") for page in site.rglob("*.html")}
    assert {page.name: FETCHED.findall(text) for page, text in pages.items()} == {
        page.name: [] for page in pages
    }
    # The theme would fetch the library that draws these.
    assert [page.name for page, text in pages.items() if 'class="mermaid"' in text] == []


def test_a_dead_link_fails_the_build(copy: Path) -> None:
    page = copy / "docs/bi.md"
    page.write_text(page.read_text("utf-8") + "\n[gone](no-such-page.md)\n", encoding="utf-8")
    done = build(copy)
    assert done.returncode != 0
    assert "no-such-page.md" in done.stderr
