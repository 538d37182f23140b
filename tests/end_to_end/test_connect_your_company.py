"""README's "Connect your company", followed word by word by who has a HubSpot portal.

The portal is a server that answers as the vendor does; the company is nobody's demo: its profile
has the lines of the documentation and no `sandbox:`, its key is in the environment.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from company import load_profile
from demo.server.process import SandboxProcess
from tests.end_to_end.conftest import AS_OF
from tests.end_to_end.pipeline import ROOT, Pipeline
from tests.end_to_end.vendors import VendorPipeline
from tests.oracle.world import World

README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "connect-hubspot.md").read_text(encoding="utf-8")


def section() -> str:
    begin = README.index("## Connect your company\n")
    return README[begin : README.index("\n## ", begin + 1)]


def blocks(text: str, language: str) -> list[str]:
    """The code blocks of a page, as a reader copies them."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```", text, re.S | re.M)
    return [re.sub(rf"^{indent}", "", body, flags=re.M) for indent, body in found]


def commands(text: str) -> list[list[str]]:
    """What a reader types, a line each; what follows `#` is for the reader."""
    lines = [line for block in blocks(text, "sh") for line in block.splitlines()]
    return [words for line in lines if (words := shlex.split(line, comments=True))]


def in_the_makefile(target: str) -> list[str]:
    """The command behind `make <target>`."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.search(rf"^{target}: setup .*\n\t@\$\(BIN\)/(.*)$", makefile, re.M)
    assert found, target
    return found[1].split()


@pytest.fixture
def acme(world: Pipeline, tmp_path: Path) -> Iterator[VendorPipeline]:
    """A company at the place that the README names, as its reader describes it."""
    [[_, assignment], *_] = commands(section())
    variable, _, place = assignment.partition("=")
    assert variable == "ACCORD_COMPANY"
    [profile] = blocks(GUIDE, "yaml")
    company = tmp_path / place
    company.parent.mkdir(parents=True)
    company.write_text(f"name: Acme\n{profile}", encoding="utf-8")
    [[_, key], _] = commands(GUIDE)
    assert key == "ACCORD_HUBSPOT_TOKEN=…"
    with SandboxProcess.start(world.truth.parent, AS_OF) as server:
        variables = {
            key.partition("=")[0]: "sandbox-acme-5ecret",
            "ACCORD_AS_OF": AS_OF.isoformat(),
            # The one thing that no reader needs: the vendor is here.
            "ACCORD_HUBSPOT_BASE_URL": server.base_url("hubspot"),
        }
        yield VendorPipeline(tmp_path / "data", company=company, variables=variables)


def follow(pipeline: Pipeline, words: list[str]) -> str:
    """Type a command of the documentation; it ends with 0."""
    program, *arguments = in_the_makefile(words[1]) if words[0] == "make" else words
    assert program == "accord"
    done = pipeline.accord(*arguments)
    assert done.returncode == 0, f"{words}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
    return done.stdout


def test_the_readme_leads_from_the_profile_to_the_run() -> None:
    assert commands(section()) == [
        ["export", "ACCORD_COMPANY=companies/acme/company.yml"],
        ["accord", "check"],
        ["make", "run"],
    ]
    # In words, with any source: the page of HubSpot has them as commands.
    assert "`accord connect <source>`" in section()
    assert "`accord load <source>`" in section()
    assert "leave `sandbox:` out" in section()
    assert "(docs/connect-hubspot.md)" in section()
    assert commands(GUIDE)[-1] == ["accord", "connect", "hubspot"]


@pytest.mark.soak  # a whole run
def test_who_follows_the_readme_with_a_portal_publishes_its_figures(
    acme: VendorPipeline, world: Pipeline
) -> None:
    _, check, run = commands(section())
    follow(acme, check)
    looked = follow(acme, commands(GUIDE)[-1])
    assert "deals" in looked
    assert not acme.warehouse.exists()
    follow(acme, re.sub("<source>", "hubspot", "accord load <source>").split())
    assert not acme.published.exists()
    follow(acme, run)
    [(won,)] = acme.query(
        "select sum(value) from kpi.kpi_values where kpi_id = 'deals_won' and variant = '' "
        "and grain = 'year' and dimension = 'total'"
    )
    truth = World(world.truth, load_profile(ROOT / "company.yml"), AS_OF)
    # This profile does not say which deals are tests: the three that there are were won, too.
    tests = [row for row in truth.truth.rows("deals") if row["is_test"]]
    assert won == len(truth.deals.won) + len(tests) > 100


def test_without_its_key_the_account_is_not_looked_at(acme: VendorPipeline) -> None:
    done = acme.accord("connect", "hubspot", ACCORD_HUBSPOT_TOKEN="")
    assert done.returncode == 1
    assert "ACCORD_HUBSPOT_TOKEN" in done.stdout
