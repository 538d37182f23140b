"""Look at the published pages as a browser shows them: `make site-test`, in Debian's Chromium."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.publishing.site_world import published

#: Python of the environment that has Playwright; `make site-test` sets it.
PYTHON = os.environ.get("ACCORD_BROWSER_PYTHON", "")
CHROMIUM = shutil.which("chromium") or ""
#: Published pages to look at beside the small ones of the tests: `data/published/site`.
MORE = os.environ.get("ACCORD_BROWSER_SITE", "")

pytestmark = pytest.mark.skipif(
    not (PYTHON and CHROMIUM),
    reason="needs Playwright and Chromium: `make site-test` (Debian: apt-get install chromium)",
)


def _problems(site: Path) -> list[str]:
    program = Path(__file__).with_name("program.py")
    done = subprocess.run(
        [PYTHON, str(program), str(site.resolve()), CHROMIUM],
        capture_output=True,
        text=True,
        timeout=1500,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    found: list[str] = json.loads(done.stdout)
    return found


def test_the_pages_are_sound_in_a_browser(tmp_path: Path) -> None:
    assert _problems(published(tmp_path)) == []


@pytest.mark.skipif(not MORE, reason="ACCORD_BROWSER_SITE names no published pages")
def test_published_pages_are_sound_in_a_browser() -> None:
    assert _problems(Path(MORE)) == []
