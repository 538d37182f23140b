"""A company of which Accord reads ad accounts alone: it ends with its own figures."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from company import load_profile
from demo.server.process import SandboxProcess
from tests.end_to_end.conftest import AS_OF
from tests.end_to_end.pipeline import ROOT, Pipeline
from tests.end_to_end.vendors import SECRETS, VendorPipeline
from tests.oracle.spend import advertising
from tests.oracle.world import World

MONTH = date(2026, 10, 1)
#: What an ad account says, in every version of it.
OWN = {"ad_clicks", "ad_click_through_rate", "cost_per_click", "impressions"}


@dataclass(frozen=True)
class Ads:
    """The company after its first run, and what the run printed."""

    pipeline: Pipeline
    printed: str


@pytest.fixture(scope="module")
def ads(world: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ads]:
    folder = tmp_path_factory.mktemp("ads of one company")
    company = folder / "company.yml"
    company.write_text("name: Ads alone\nsources:\n  google_ads: true\n", encoding="utf-8")
    with SandboxProcess.start(world.truth.parent, AS_OF) as server:
        own = {name: value for name, value in SECRETS.items() if "_GOOGLE_ADS_" in name}
        variables = {**own, "ACCORD_GOOGLE_ADS_BASE_URL": server.base_url("google_ads")}
        pipeline = VendorPipeline(folder / "data", company=company, variables=variables)
        yield Ads(pipeline, pipeline.run(AS_OF).stdout)


@pytest.mark.soak  # a whole run
def test_an_ads_only_company_ends_with_its_own_figures(ads: Ads, world: Pipeline) -> None:
    profile = load_profile(ROOT / "company.yml")
    rows = advertising(World(world.truth, profile, AS_OF))
    clicks = sum(row["clicks"] for row in rows if row["day"].replace(day=1) == MONTH)
    assert clicks > 0
    found = ads.pipeline.query(
        "select kpi_id, value, status_reason from kpi.kpi_values where grain = 'month' "
        "and period_start = $1 and dimension = 'total' and variant = ''",
        MONTH,
    )
    figures = {kpi: (value, reason) for kpi, value, reason in found}
    assert figures["ad_clicks"][0] == clicks
    assert {kpi for kpi in OWN if figures[kpi][0]} == OWN
    # One of its two accounts is in GBP, and the company has no sheet of rates.
    assert figures["marketing_spend"][1].startswith("no exchange rate for GBP: ")
    assert "│ Ad clicks " in ads.printed
    assert "Revenue" not in ads.printed


@pytest.mark.soak
def test_every_other_kpi_of_an_ads_only_company_says_why_it_has_no_figure(ads: Ads) -> None:
    silent = ads.pipeline.query(
        """
        with sound as (
            select distinct kpi_id from kpi.kpi_values
            where value is not null and quality = 'ok' and variant = ''
        ),

        explained as (
            select kpi_id from kpi.kpi_catalog
            where inactive_reason is not null or missing_en is not null
            union
            select kpi_id from kpi.data_trust where not success
        )

        select catalog.kpi_id, sound.kpi_id is not null as is_sound
        from kpi.kpi_catalog as catalog
        left join sound on catalog.kpi_id = sound.kpi_id
        left join explained on catalog.kpi_id = explained.kpi_id
        where explained.kpi_id is null
        """
    )
    assert {kpi for kpi, is_sound in silent if not is_sound} == set()
    assert {kpi for kpi, _ in silent} <= OWN | {"campaigns_launched"}


@pytest.mark.soak
def test_the_summary_that_a_run_names_can_be_pasted(ads: Ads) -> None:
    """In a terminal that has none of the variables of the run, and from another folder."""
    [line] = [line for line in ads.printed.splitlines() if line.startswith("All KPIs")]
    command = line.removeprefix("All KPIs").rpartition(" (another")[0]
    outside = {name: value for name, value in os.environ.items() if not name.startswith("ACCORD_")}
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=ads.pipeline.data_dir.parent,
        env={**outside, "PATH": programs},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "│ Ad clicks " in done.stdout
