"""Two closes, and all that can change a figure afterwards: every restated cell is explained.

The expected effects are worked by hand from what `small_company.JULY` says.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from closes import Period, Store
from closes.effects import Restatement
from closes.freeze import By, freeze
from closes.plan import Planned
from closes.restate import restate
from closes.steps import CAUSES
from tests.closes import small_company as company
from tests.closes.small_company import FIRST, JANUARY, JULY, JUNE, World, figures

FEEDS = {"fct_quota_days": frozenset({"quotas"}), "fct_opportunities": frozenset({"opportunities"})}
MONTHS = {
    JANUARY: Period("month", JANUARY, date(2026, 1, 31)),
    JUNE: Period("month", JUNE, date(2026, 6, 30)),
}


#: What is restated in July: the effect of each cause by KPI, month and member, worked by hand.
EFFECTS = {
    # 1000 + 2500 were reported; now 1200 + 2600 + 390. Late: 300 pounds at the rate of then.
    ("revenue", 1, "total"): {
        "late record": "375",
        "corrected record": "200",
        "changed rate": "115",
    },
    ("revenue", 1, "lea"): {"corrected record": "200"},
    ("revenue", 1, "tom"): {"late record": "375", "changed rate": "115"},
    # 3500 / 2; then 3875 / 3, 4075 / 3 and 4190 / 3.
    ("average_deal_size", 1, "total"): {
        "late record": "-458.333333333",
        "corrected record": "66.666666667",
        "changed rate": "38.333333333",
    },
    ("average_deal_size", 1, "lea"): {"corrected record": "200"},
    # 2500; then 2875 / 2 and 2990 / 2.
    ("average_deal_size", 1, "tom"): {"late record": "-1062.5", "changed rate": "57.5"},
    # Two deals, with the late one three; of them only that of 2600 is worth 2000.
    ("deals_won", 1, "total"): {"late record": "1", "new definition": "-2"},
    ("deals_won", 1, "lea"): {"new definition": "-1"},
    # Of 3000, 700 and 500 one is.
    ("deals_won", 6, "total"): {"new definition": "-2"},
    ("deals_won", 6, "lea"): {"new definition": "-1"},
    ("deals_won", 6, "tom"): {"new definition": "-1"},
    # The fourth company is the first one, which had bought in January.
    ("new_customers", 6, "total"): {"merge": "-1"},
    ("new_customers", 6, "lea"): {"merge": "-1"},
    # Three of four were won; the lost one is no more. Of Lea's two of three.
    ("win_rate", 6, "total"): {"deletion": "0.25"},
    ("win_rate", 6, "lea"): {"deletion": "0.333333333"},
    # 3500 of a quota of 3000, and the same three causes.
    ("quota_attainment", 1, "total"): {
        "late record": "0.125",
        "corrected record": "0.066666667",
        "changed rate": "0.038333333",
    },
    # 4200 of 6000; now of 8400.
    ("quota_attainment", 6, "total"): {"changed target": "-0.2"},
}


def close(folder: Path, world: World, month: date, least: int = 0) -> None:
    """Close a month of a world, as a run does."""
    warehouse, store = folder / "warehouse.duckdb", Store(folder)
    company.write(world, warehouse)
    generated = company.compile_into(folder / "generated", least)
    by = By("monthly", "run", MONTHS[month].end)
    freeze(warehouse, store, [Planned(MONTHS[month], 1, "closed")], by, generated)
    store.commit()


def restated(folder: Path, world: World) -> list[Restatement]:
    """Return what is another figure in a world."""
    company.write(world, folder / "warehouse.duckdb")
    generated = company.compile_into(folder / "generated", world.least)
    return restate(folder / "warehouse.duckdb", Store(folder), generated, FEEDS)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("story")
    until = {key: deal for key, deal in FIRST.deals.items() if deal.closed_on.month == 1}
    close(folder, replace(FIRST, deals=until), JANUARY)
    close(folder, FIRST, JUNE)
    return folder


@pytest.fixture(scope="module")
def july(closed: Path) -> list[Restatement]:
    return restated(closed, JULY)


def effects(found: list[Restatement]) -> dict[tuple[str, int, str], dict[str, str]]:
    """Return the effect of each cause by KPI, month and member."""
    given: dict[tuple[str, int, str], dict[str, str]] = {}
    for one in found:
        if one.figure == "value":
            start = one.difference.period_start
            assert isinstance(start, date)
            place = (one.difference.kpi_id, start.month, one.difference.dimension_value)
            assert one.effect is not None
            given.setdefault(place, {})[one.cause] = f"{one.effect.normalize():f}"
    return given


def test_every_restated_cell_is_explained(july: list[Restatement]) -> None:
    assert effects(july) == EFFECTS


def test_the_effects_add_up_to_the_difference_to_the_last_digit(july: list[Restatement]) -> None:
    sums: dict[tuple[object, ...], Decimal] = {}
    for one in july:
        place = (*one.difference.cell, one.figure)
        sums[place] = sums.get(place, Decimal(0)) + (one.effect or 0)
    for one in july:
        assert sums[*one.difference.cell, one.figure] == one.total
        assert one.reported is not None and one.now is not None
        assert float(one.total or 0) == pytest.approx(one.now - one.reported, abs=1e-9)


def test_what_is_restated_is_what_the_oracle_says_is_another_figure(
    july: list[Restatement],
) -> None:
    now = {
        (kpi, month, dimension, member): value
        for month in (JANUARY, JUNE)
        for (kpi, dimension, member), value in figures(JULY, month).items()
    }
    then = {
        (kpi, month, dimension, member): value
        for month in (JANUARY, JUNE)
        for (kpi, dimension, member), value in figures(FIRST, month).items()
    }
    others = {place for place in now if now[place] != then[place]}
    found = {
        (
            *(one.difference.kpi_id, one.difference.period_start),
            *(one.difference.dimension, one.difference.dimension_value),
        )
        for one in july
        if one.figure == "value"
    }
    assert found == others


def test_another_target_is_of_the_target(july: list[Restatement]) -> None:
    (one,) = [one for one in july if one.figure == "target_value"]
    assert (one.cause, one.reported, one.now, one.effect) == ("changed target", 3000, 3200, 200)


def test_causes_come_in_their_order(july: list[Restatement]) -> None:
    agreed = ["late record", "corrected record", "merge", "deletion", "changed rate"]
    assert sorted(CAUSES, key=CAUSES.__getitem__) == [*agreed, "new definition", "changed target"]
    places: dict[tuple[object, ...], list[int]] = {}
    for one in july:
        places.setdefault((*one.difference.cell, one.figure), []).append(CAUSES[one.cause])
    assert all(steps == sorted(set(steps)) for steps in places.values())


def test_records_tell_what_records_can(july: list[Restatement]) -> None:
    by_rule = {one.difference.kpi_id for one in july if one.evidence == "rule"}
    # A quota is no record of a deal: that the sheet changed is all that is known.
    assert by_rule == {"quota_attainment"}


def test_nothing_is_restated_where_nothing_changed(closed: Path) -> None:
    assert restated(closed, FIRST) == []


def test_what_no_record_explains_is_of_the_definition(closed: Path) -> None:
    warehouse = closed / "warehouse.duckdb"
    company.write(FIRST, warehouse)
    with duckdb.connect(str(warehouse)) as connection:
        # Another release computes otherwise, and did not say so.
        connection.execute("update kpi.kpi_values set value = value + 1 where kpi_id = 'revenue'")
    found = restate(warehouse, Store(closed), closed / "generated", FEEDS)
    assert {(one.cause, one.effect, one.evidence) for one in found} == {
        ("new definition", Decimal(1), "rule")
    }


def test_a_close_names_no_customer(closed: Path) -> None:
    """Read as it would be by whoever gets the folder: packed bytes would show nothing anyway."""
    texts = set(kept_texts(closed / "closes"))
    assert {"month", "revenue", "opportunities"} <= texts
    assert {"lea", "tom"} <= texts  # A figure by owner names the rep, as its publication did.
    for text in texts:
        for personal in ("crm:", "company of", "@"):
            assert personal not in text, text


def kept_texts(folder: Path) -> Iterator[str]:
    """Every text in the files of the closes."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".parquet":
            for column, kind, *_ in duckdb.execute(f"describe from '{path}'").fetchall():
                if kind == "VARCHAR":
                    found = duckdb.execute(f"select distinct \"{column}\" from '{path}'").fetchall()
                    yield from (text for (text,) in found if text is not None)
        elif path.suffix == ".gz":
            yield gzip.decompress(path.read_bytes()).decode()
        elif path.is_file():
            yield path.read_text(encoding="utf-8")
