"""The pages beside Dagster's web server: what they show, what they refuse, when they end."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.environment import environment_variables

ROOT = Path(__file__).resolve().parents[2]
#: Starts the pages, then becomes another program, as `accord dev` does.
DEV = """
import os
from orchestration.company.settings import load_settings
from orchestration.pages.beside import serve_beside
print(serve_beside(load_settings(), 1), flush=True)
os.execvp("sleep", ["sleep", "600"])
"""
pytestmark = pytest.mark.timeout(120)


@dataclass(frozen=True)
class Answer:
    status: int
    kind: str
    text: str


@dataclass(frozen=True)
class Pages:
    """The pages of a data folder, served on a port of their own."""

    port: int
    dev: subprocess.Popen[str]
    address: str

    def ask(self, path: str, method: str = "GET", host: str = "127.0.0.1") -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            # As it is: no client of ours may tidy `..` away.
            connection.putrequest(method, path, skip_host=True)
            connection.putheader("Host", f"{host}:{self.port}")
            connection.endheaders()
            got = connection.getresponse()
            text = got.read().decode()
        finally:
            connection.close()
        return Answer(got.status, got.headers.get_content_type(), text)

    def answers(self) -> bool:
        try:
            return self.ask("/").status == 200
        except OSError:
            return False


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    data = tmp_path_factory.mktemp("pages")
    for path, text in {
        "reports/one.md": "# daily 2026-11-15: success",
        "reports/latest.md": "# daily 2026-11-15: success",
        "logs/one.log": "printed",
        "docs/checks/raw/index.html": "<p>what was checked",
        "warehouse.duckdb": "figures",
        "secret.md": "not for readers",
    }.items():
        (data / path).parent.mkdir(parents=True, exist_ok=True)
        (data / path).write_text(text, encoding="utf-8")
    (data / "reports" / "out.md").symlink_to(data / "secret.md")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {
        name: value for name, value in os.environ.items() if name not in environment_variables()
    }
    dev = subprocess.Popen(
        [sys.executable, "-c", DEV],
        cwd=ROOT,
        env={
            **kept,
            "ACCORD_DATA_DIR": str(data),
            "ACCORD_COMPANY": "tests/orchestration/mini_company.yml",
            "ACCORD_PAGES_PORT": str(port),
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    assert dev.stdout is not None
    served = Pages(port, dev, dev.stdout.readline().strip())
    try:
        wait_until(served.answers)
        yield served
    finally:
        dev.kill()
        dev.wait()


def wait_until(is_so: object) -> None:
    assert callable(is_so)
    for _ in range(300):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError("it never came to be")


def test_the_address_is_this_machine_s(pages: Pages) -> None:
    assert pages.address == f"http://127.0.0.1:{pages.port}/"


@pytest.mark.parametrize(
    ("path", "kind", "text"),
    [
        ("/reports/one.md", "text/plain", "# daily 2026-11-15: success"),
        ("/logs/one.log", "text/plain", "printed"),
        ("/checks/raw/index.html", "text/html", "<p>what was checked"),
        ("/reports/", "text/html", 'href="/reports/one.md"'),
        ("/logs/", "text/html", 'href="/logs/one.log"'),
        ("/checks/", "text/html", 'href="/checks/raw/index.html"'),
        ("/", "text/html", 'href="/late"'),
        # The mini company's day is set in its profile.
        ("/late", "text/html", "Nothing can be late"),
    ],
)
def test_what_links_lead_to_is_shown(pages: Pages, path: str, kind: str, text: str) -> None:
    answer = pages.ask(path)
    assert (answer.status, answer.kind) == (200, kind)
    assert text in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/warehouse.duckdb",
        "/secret.md",
        "/reports/../secret.md",
        "/reports/%2e%2e/secret.md",
        "/reports/..%2fsecret.md",
        "/reports//../../secret.md",
        "/reports/out.md",
        "/docs/",
        "/checks/../../secret.md",
    ],
)
def test_nothing_else_is(pages: Pages, path: str) -> None:
    answer = pages.ask(path)
    assert answer.status == 404
    assert "not for readers" not in answer.text


def test_a_page_that_is_missing_says_what_makes_it(pages: Pages) -> None:
    assert "Each run writes its report when it ends." in pages.ask("/reports/two.md").text
    if not (ROOT / "data" / "site").is_dir():
        documentation = pages.ask("/site/")
        assert documentation.status == 404
        assert "make docs" in documentation.text


def test_pages_are_read_only(pages: Pages) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert pages.ask("/reports/one.md", method).status == 405


def test_another_site_s_name_is_refused(pages: Pages) -> None:
    """Or a page of that site could have its own name point here, and read."""
    assert pages.ask("/reports/one.md", host="attacker.example").status == 400


def test_they_end_with_the_process_that_started_them(pages: Pages) -> None:
    pages.dev.terminate()
    pages.dev.wait()
    wait_until(lambda: not pages.answers())
