"""Vendors that misbehave and machines that die, during whole runs of `accord run`.

Either the figures are right, or the error is clear and readers keep what they had.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from company import load_profile
from demo.server.process import SandboxProcess
from ingestion.registry import discover
from ingestion.run import load_source
from orchestration.company.demo import demo_settings
from tests.end_to_end.conftest import AS_OF, beginning_as, parsed_as
from tests.end_to_end.leaks import leaks, prospects
from tests.end_to_end.pipeline import ROOT, Pipeline
from tests.end_to_end.vendors import SECRETS, VENDORS, VendorPipeline, client_of, faults_left
from tests.end_to_end.warehouses import differences, raw_differences

OBJECTS = "/hubspot/crm/objects/2026-09/"
Fault = Mapping[str, Any]

#: More than each request survives by luck, less than a client gives up at.
STORM: tuple[Fault, ...] = (
    {"kind": "rate_limit", "path_contains": f"{OBJECTS}contacts", "times": 4},
    {"kind": "rate_limit", "path_contains": "/associations/", "times": 2, "retry_after": 0.2},
    {"kind": "server_error", "path_contains": f"{OBJECTS}deals", "times": 2},
    {"kind": "cut_body", "path_contains": f"{OBJECTS}calls", "times": 2},
    {"kind": "html", "path_contains": f"{OBJECTS}meetings", "times": 1},
    {"kind": "duplicates", "path_contains": f"{OBJECTS}companies", "times": 1},
    {"kind": "rate_limit", "path_contains": "/zendesk", "times": 1, "retry_after": 0.2},
    {"kind": "server_error", "path_contains": "/zendesk", "times": 1},
    {"kind": "cut_body", "path_contains": "/zendesk", "times": 1},
    {"kind": "html", "path_contains": "/zendesk", "times": 1},
    {"kind": "duplicates", "path_contains": "/zendesk", "times": 1},
    {"kind": "rate_limit", "path_contains": "/google_analytics", "times": 2},
    {"kind": "server_error", "path_contains": "/google_analytics", "times": 1},
    {"kind": "html", "path_contains": "/google_analytics", "times": 1},
    {"kind": "rate_limit", "path_contains": "/google_ads", "times": 2},
    {"kind": "cut_body", "path_contains": "/google_ads", "times": 1},
)
LASTING = 10_000


@pytest.fixture(scope="module")
def server(tiny: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    """The tiny company's vendors, in a process that the run does not own."""
    planning = tmp_path_factory.mktemp("vendors") / "planning"
    world = tiny.truth.parent
    with SandboxProcess.start(world, AS_OF, planning_folder=planning) as process:
        yield process


@pytest.fixture(scope="module")
def client(
    world: Pipeline,
    tiny: Pipeline,
    server: SandboxProcess,
    tmp_path_factory: pytest.TempPathFactory,
) -> VendorPipeline:
    planning = tiny.truth.parent / "planning"
    return parsed_as(world, client_of(server, tmp_path_factory.mktemp("client"), planning))


def run(company: Pipeline) -> subprocess.CompletedProcess[str]:
    return company.accord("run", ACCORD_AS_OF=AS_OF.isoformat())


def report(company: Pipeline) -> dict[str, Any]:
    path = company.data_dir / "reports" / "latest.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def after_a_lasting_fault(
    server: SandboxProcess, client: VendorPipeline
) -> subprocess.CompletedProcess[str]:
    """A run in which one of HubSpot's listings never ends, and the others recover."""
    fault = {"kind": "repeated_token", "path_contains": f"{OBJECTS}contacts", "times": LASTING}
    server.misbehave([fault, *(fault for fault in STORM if "/crm/" not in fault["path_contains"])])
    done = run(client)
    server.misbehave([])
    return done


@pytest.mark.fault(6)
@pytest.mark.e2e
def test_a_listing_that_never_ends_is_reported_and_nothing_is_published(
    client: VendorPipeline, after_a_lasting_fault: subprocess.CompletedProcess[str]
) -> None:
    done = after_a_lasting_fault
    assert done.returncode == 1
    assert "repeats page token" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert not client.published.exists()
    reported = report(client)
    assert reported["published"] is False
    failed = {step["name"] for step in reported["steps"] if step["status"] == "FAILURE"}
    assert failed == {"load_hubspot"}


@pytest.mark.fault(38)
@pytest.mark.e2e
@pytest.mark.usefixtures("after_a_lasting_fault")
def test_neither_secrets_nor_addresses_show_after_all_that(
    tiny: Pipeline, client: VendorPipeline
) -> None:
    assert leaks(client, prospects(tiny), tuple(SECRETS.values())) == []


@pytest.mark.fault(1, 2, 3, 4, 8)
@pytest.mark.e2e
def test_a_storm_at_every_vendor_changes_no_row(
    tiny: Pipeline, server: SandboxProcess, tmp_path: Path
) -> None:
    """Loaded alone: what is built from the same rows is the same."""
    warehouse, profile = tmp_path / "warehouse.duckdb", load_profile(tiny.company)
    server.misbehave(STORM)
    for vendor in VENDORS:
        credentials = demo_settings(
            discover()[vendor].config, server.base_url(vendor), server.token, tmp_path
        )
        load_source(vendor, profile, credentials, warehouse, tmp_path / "dlt", AS_OF)
    left = faults_left(server)
    server.misbehave([])
    assert left == [], "the loads never met these"
    assert raw_differences(tiny.warehouse, warehouse, VENDORS) == []


@pytest.mark.fault(1, 2, 3, 4, 8)
@pytest.mark.soak
def test_a_storm_during_a_run_changes_no_figure(
    tiny: Pipeline, server: SandboxProcess, client: VendorPipeline
) -> None:
    server.misbehave(STORM)
    client.run(AS_OF)
    left = faults_left(server)
    server.misbehave([])
    assert left == [], "the run never met these"
    assert differences(tiny, client) == []
    assert leaks(client, prospects(tiny), tuple(SECRETS.values())) == []


@pytest.mark.fault(1, 2, 3, 4)
@pytest.mark.soak
@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"kind": "html", "path_contains": "/zendesk"}, "not JSON"),
        ({"kind": "server_error", "path_contains": "/google_ads"}, "500"),
        ({"kind": "rate_limit", "path_contains": "/google_analytics"}, "429"),
        ({"kind": "cut_body", "path_contains": f"{OBJECTS}deals"}, "not JSON"),
    ],
    ids=["html", "server_error", "rate_limit", "cut_body"],
)
def test_a_vendor_that_stays_down_leaves_the_former_publication(
    tiny: Pipeline, server: SandboxProcess, client: VendorPipeline, fault: Fault, words: str
) -> None:
    if not client.published.exists():
        client.run(AS_OF)
    content = client.published.read_bytes()
    server.misbehave([{**fault, "times": LASTING}])
    done = run(client)
    server.misbehave([])
    assert done.returncode == 1
    assert words in done.stdout
    assert client.published.read_bytes() == content
    client.run(AS_OF)
    assert differences(tiny, client) == []


def kill_when(company: Pipeline, moment: Callable[[], bool]) -> None:
    """Start `accord run` and kill it, and it alone, at `moment`.

    Its children must notice by themselves: whoever pulls a plug pulls no second one.
    """
    with subprocess.Popen(
        [sys.executable, "-m", "orchestration.cli", "run"],
        cwd=ROOT,
        env=company.environment(ACCORD_AS_OF=AS_OF.isoformat()),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        deadline = time.monotonic() + 300
        while not moment():
            assert process.poll() is None, "the run ended before the moment came"
            assert time.monotonic() < deadline, "the moment never came"
            time.sleep(0.01)
        process.kill()
    assert _group_ends(process.pid), "a killed run left processes behind"


def _group_ends(group: int) -> bool:
    """Wait for the group's last process; end what is left of it, and say whether nothing was."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    os.killpg(group, signal.SIGKILL)
    return False


def models_begun(company: Pipeline) -> int:
    """How many models dbt has begun to build: it writes each one's statement first."""
    return sum(1 for _ in (company.data_dir / "dbt" / "run").rglob("*.sql"))


@pytest.mark.fault(28)
@pytest.mark.soak
def test_a_plain_rerun_after_two_kills_equals_a_fresh_load(
    world: Pipeline, tiny: Pipeline, tmp_path: Path
) -> None:
    company = beginning_as(world, Pipeline(tmp_path / "data"))
    packages = company.data_dir / "dlt" / "hubspot" / "load" / "normalized"
    kill_when(company, lambda: packages.is_dir() and any(packages.iterdir()))
    assert not company.published.exists()
    kill_when(company, lambda: models_begun(company) >= 20)
    assert not company.published.exists()
    company.run(AS_OF)
    assert differences(tiny, company) == []
