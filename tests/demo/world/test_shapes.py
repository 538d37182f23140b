"""The simulated company looks like a company: what outsiders measured and did not believe."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from demo.world.sizes import Size
from demo.world.world import World, simulate
from tests.demo.world.shapes import shapes, share, weekdays


@pytest.fixture(scope="module")
def counts(tiny: World, first_as_of: date) -> Counter[str]:
    others = (simulate(Size.TINY, seed, first_as_of) for seed in (8, 9))
    return shapes((tiny, *others), first_as_of)


@pytest.fixture(scope="module")
def small_counts(first_as_of: date) -> Counter[str]:
    return shapes([simulate(Size.SMALL, 7, first_as_of)], first_as_of)


@pytest.mark.parametrize("what", ["call", "closing"])
def test_work_is_spread_over_working_days(counts: Counter[str], what: str) -> None:
    """Mondays held 40 % of calls and closings: all that fell on a week-end was moved there."""
    *working, saturday, sunday = weekdays(counts, what)
    assert min(working) > 0.12
    assert max(working) < 0.28
    assert saturday + sunday < 0.03


def test_competitors_are_known_of_won_and_lost_deals_and_not_of_all(counts: Counter[str]) -> None:
    assert 0.15 < share(counts, "won:named", "won:unknown") < 0.5
    assert 0.3 < share(counts, "lost:named", "lost:unknown") < 0.6


def test_campaigns_start_in_every_month_of_a_quarter(counts: Counter[str]) -> None:
    months = [counts[f"campaign month:{month}"] for month in (1, 2, 3)]
    assert min(months) >= sum(months) / 5


def test_the_first_leads_convert_as_those_after_them(counts: Counter[str]) -> None:
    first = share(counts, "first converted", "first not converted")
    later = share(counts, "later converted", "later not converted")
    assert 0.6 < first / later < 1.6


def test_recurring_revenue_grows_from_an_installed_base(counts: Counter[str]) -> None:
    assert 0.2 < counts["mrr year later"] / counts["mrr first"] - 1 < 0.6


def test_most_open_deals_are_due_in_the_future(counts: Counter[str]) -> None:
    assert 0.05 < share(counts, "open past date", "open in time") < 0.25


def test_nothing_but_contracts_is_dated_before_the_import(counts: Counter[str]) -> None:
    assert counts["before the import"] == 0


def test_contracts_were_signed_over_the_year_before_the_import(tiny: World) -> None:
    """Booked on the day of the import they were a revenue of a third of a year."""
    [start, *_] = sorted(tiny["quotas"]["period_start_on"].to_pylist())
    cases = tiny["special_cases"].to_pylist()
    imported = {row["row_id"] for row in cases if row["case_name"] == "contract_imported"}
    deals = [row for row in tiny["deals"].to_pylist() if row["deal_id"] in imported]
    assert len(deals) == 30
    assert {row["recorded_at"].date() for row in deals} == {start - timedelta(days=1)}
    assert all(row["created_at"].date() < start - timedelta(days=1) for row in deals)
    months = Counter(row["created_at"].month for row in deals)
    assert len(months) >= 8 and max(months.values()) <= 7


def test_the_company_has_the_gaps_that_its_page_lists(counts: Counter[str]) -> None:
    assert 0.2 < share(counts, "contact without phone", "contact with phone") < 0.4
    assert 0.02 < share(counts, "lost:no reason", "lost:reason") < 0.14
    assert counts["cost sheet late"] == 3


@pytest.mark.soak
def test_a_larger_company_has_the_same_shapes(small_counts: Counter[str]) -> None:
    counts = small_counts
    for what in ("call", "closing"):
        *working, _, _ = weekdays(counts, what)
        assert min(working) > 0.14
        assert max(working) < 0.26
    first = share(counts, "first converted", "first not converted")
    assert 0.7 < first / share(counts, "later converted", "later not converted") < 1.4
    assert 0.2 < counts["mrr year later"] / counts["mrr first"] - 1 < 0.6
    assert 0.1 < share(counts, "open past date", "open in time") < 0.2
