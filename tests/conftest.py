"""The order of the tests, and `--resume`.

`--resume` leaves out what has passed on this very tree, so that long tests can go on.
"""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
from pathlib import Path

import pytest

_PASSED = "accord/passed"
_UMASK = os.umask(0)
os.umask(_UMASK)
#: The files of one long story each: a worker's first.
_LONGEST = {"test_day_by_day.py": 0, "test_real_exports.py": 1}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--resume", action="store_true", help="leave out what has passed on this very tree"
    )


def pytest_configure(config: pytest.Config) -> None:
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # A script's shell has what it starts in the background ignore Ctrl-C, and so would each
        # process of the tests on stopping.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if config.getoption("--resume"):
        config.pluginmanager.register(_Resume(config), "resume")


def pytest_runtest_setup() -> None:
    """Begin each test with the umask of whoever started them: `accord` sets its own, for good."""
    os.umask(_UMASK)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with whole pipelines: a worker that takes the longest file last keeps all waiting."""
    items.sort(key=lambda item: (_LONGEST.get(item.path.name, 2), _is_short(item)))


def _is_short(item: pytest.Item) -> bool:
    return item.get_closest_marker("e2e") is None


class _Resume:
    """Writes down each test as soon as it has passed: a killed session loses nothing."""

    def __init__(self, config: pytest.Config) -> None:
        self._cache = config.cache
        self._tree = _tree(config.rootpath)
        remembered = self._cache.get(_PASSED, {}) if self._cache else {}
        self._passed: list[str] = remembered.get(self._tree, [])

    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        done = [item for item in items if item.nodeid in self._passed]
        if done:
            items[:] = [item for item in items if item.nodeid not in self._passed]
            config.hook.pytest_deselected(items=done)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed and self._cache:
            # pytest-xdist appends the group that a test was sent with.
            self._passed.append(report.nodeid.split("@")[0])
            self._cache.set(_PASSED, {self._tree: self._passed})


def _tree(root: Path) -> str:
    """Return a digest of the work tree: the commit and what has changed since."""
    commands = (["git", "rev-parse", "HEAD"], ["git", "diff", "HEAD"])
    state = [subprocess.run(c, cwd=root, capture_output=True, check=True).stdout for c in commands]
    return hashlib.sha256(b"".join(state)).hexdigest()
