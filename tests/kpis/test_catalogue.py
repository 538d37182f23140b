"""Definitions against the agreed catalogue, where that is beside the project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from company.sections import Windows
from kpis.compilation import metrics_folder
from kpis.definition import Kpi
from kpis.files import load_metric_files

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT.parent / "shared" / "KPI_CATALOGUE.md"
FAMILIES = {
    "1": "activity",
    "2": "efficiency",
    "3": "efficiency",
    "4": "result",
    "5": "loyalty",
    "6": "integrity",
}
TEAMS = {"sdr", "ae", "marketing", "customer_success"}
EVERY_ROLE = {"SDR", "AE", "SM", "MKT", "CS", "EXEC"}


@pytest.fixture(scope="module")
def defined() -> dict[str, Kpi]:
    return {
        file.kpi.id: file.kpi for file in load_metric_files(metrics_folder(ROOT / "dbt_project"))
    }


@pytest.fixture(scope="module")
def promised() -> dict[str, tuple[str, list[str]]]:
    """Id -> its family and the cells of its row."""
    if not CATALOGUE.exists():
        pytest.skip("the catalogue (../shared/KPI_CATALOGUE.md) is not there")
    return dict(_rows())


def _rows() -> Iterator[tuple[str, tuple[str, list[str]]]]:
    section = ""
    for line in CATALOGUE.read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"## (\d+)\.", line):
            section = heading[1]
        if section in FAMILIES and line.startswith("| `"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            for kpi in re.findall(r"`(\w+)`", cells[0]):
                yield kpi, (FAMILIES[section], cells)


def test_every_row_is_defined_as_it_is_classed(
    defined: dict[str, Kpi], promised: dict[str, tuple[str, list[str]]]
) -> None:
    assert defined.keys() == promised.keys()
    for kpi, (family, cells) in promised.items():
        found = defined[kpi]
        if family == "integrity":
            # The catalogue says neither type, roles nor cadence of these, but: no target.
            assert (found.family, found.is_targetable) == (family, False), kpi
            continue
        *_, kind, roles, cadence = cells
        assert (found.family, found.type, found.cadence) == (family, kind, cadence), kpi
        # A dot separates the roles of the ids of one row.
        of_row = EVERY_ROLE if roles == "all" else set(roles.replace("\u00b7", " ").split())
        assert set(found.roles) == of_row or ("\u00b7" in roles and set(found.roles) < of_row), kpi


def test_a_cohort_waits_for_the_window_of_its_row(
    defined: dict[str, Kpi], promised: dict[str, tuple[str, list[str]]]
) -> None:
    days = Windows()
    stated = {
        kpi: int(found[1])
        for kpi, (_, cells) in promised.items()
        if (found := re.search(r"\*\*cohort\*\* (\d+) d", cells[2]))
    }
    assert len(stated) > 10
    # The row of complaints counts them too: that is no cohort.
    for kpi in stated.keys() - {"complaints"}:
        window = defined[kpi].window
        assert window is not None, kpi
        assert getattr(days, window) == stated[kpi], kpi


def test_teams_are_called_by_one_name(defined: dict[str, Kpi]) -> None:
    assert {team for kpi in defined.values() for team in kpi.teams} == TEAMS


def test_a_variant_in_another_unit_says_so() -> None:
    """By the catalogue: an amount beside a share, a share beside an amount, stars beside CSAT."""
    stated = {
        (file.kpi.id, variant.definition.variant): variant.definition.unit
        for file in load_metric_files(metrics_folder(ROOT / "dbt_project"))
        for variant in file.variants
        if variant.definition.unit
    }
    assert stated == {
        ("new_market_revenue_share", "amount"): "money",
        ("repeat_revenue", "share"): "rate",
        ("win_loss_reasons", "amount"): "money",
        ("customer_satisfaction_score", "public_reviews"): "score",
        # Signatures over those expected, and shares of leads beside a ratio of two such shares.
        ("close_date_shift_rate", "bunching"): "ratio",
        **{
            ("selective_prospecting_index", variant): "rate"
            for variant in (
                "untouched",
                "untouched_hot",
                "untouched_warm",
                "untouched_cold",
                "new_market",
            )
        },
    }
