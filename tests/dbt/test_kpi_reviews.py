"""The dbt model of reviews over made-up tables, beside what the words ask of it."""

from __future__ import annotations

import importlib.util
import random
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from types import ModuleType
from typing import Any

import duckdb
import pytest

from tests.dbt.warehouse import PROJECT
from tests.oracle.reviews import Expected, expected

_TABLES = {
    "kpi_catalog": "kpi_id varchar, label_en varchar, label_fr varchar, direction varchar, "
    "decision_en varchar, decision_fr varchar, guardrails varchar, unit varchar, "
    "variant_units varchar, version bigint, missing_en varchar, missing_fr varchar, "
    "additivity varchar, window_days bigint",
    "kpi_values": "kpi_id varchar, variant varchar, grain varchar, period_start date, "
    "period_end date, dimension varchar, value double, numerator double, denominator double, "
    "change double, target_value double, status varchar, is_complete boolean, quality varchar, "
    "status_reason varchar, status_reason_fr varchar",
    "scorecards": "scorecard varchar, rhythm varchar, place bigint, kpi_id varchar, "
    "variant varchar, label_en varchar, label_fr varchar",
    "kpi_targets": "kpi_id varchar, dimension varchar, start_on date, due_on date",
    "kpi_target_guardrails": "kpi_id varchar, dimension varchar, start_on date, "
    "guardrail_kpi_id varchar, guardrail_min double",
    "kpi__guardrail_minima": "kpi_id varchar, grain varchar, period_start date, "
    "dimension varchar, guardrail_kpi_id varchar, least_value double",
    "kpi__definitions": "kpi_id varchar, variant varchar, window_days bigint",
    "kpi__inputs": "kpi_id varchar, table_name varchar",
    "dim_periods": "grain varchar, period_start date, period_end date, is_complete boolean",
}
_SETTINGS = {"trend_periods": "12", "trend_deviations": "1.0", "reporting_currency": "EUR"}
_MONTHS = 20


@pytest.fixture(scope="module")
def reviews() -> ModuleType:
    path = PROJECT / "models" / "kpi" / "governance" / "kpi_reviews.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Config:
    def __call__(self, **values: str) -> None:
        assert values == {"materialized": "table"}

    def get(self, name: str) -> str:
        return _SETTINGS[name]


class World:
    """A company of some KPIs with twenty months, and the `dbt` that a Python model gets."""

    def __init__(self) -> None:
        self.config = Config()
        self.pending: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self.connection = duckdb.connect()
        for schema in ("kpi", "marts"):
            self.connection.execute(f"create schema {schema}")
        for name, columns in _TABLES.items():
            self.connection.execute(f"create table {self._named(name)} ({columns})")
        for number in range(_MONTHS):
            self.add("dim_periods", "month", *month(number), True)

    def _named(self, name: str) -> str:
        return f"{'marts' if name.startswith('dim_') else 'kpi'}.{name}"

    def ref(self, name: str) -> duckdb.DuckDBPyRelation:
        self._insert()
        return self.connection.query(f"select * from {self._named(name)}")

    def add(self, table: str, *row: Any) -> None:
        self.pending[table].append(row)

    def _insert(self) -> None:
        """Insert what was added: one statement per table is much quicker than one per row."""
        for table, rows in self.pending.items():
            marks = ", ".join(["(" + ", ".join("?" * len(rows[0])) + ")"] * len(rows))
            values = [value for row in rows for value in row]
            self.connection.execute(f"insert into {self._named(table)} values {marks}", values)
        self.pending.clear()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        self._insert()
        return self.connection.execute(sql).fetchall()

    def kpi(
        self,
        kpi: str,
        values: list[float | None],
        *,
        direction: str = "higher_is_better",
        guardrails: str = "",
        unit: str = "money",
        window: int = 0,
        card: str | None = "board",
        target: float | None = None,
        missing: str | None = None,
        of: Callable[[int], dict[str, Any]] = lambda _: {},
    ) -> None:
        said = (
            kpi,
            kpi,
            direction,
            "Decide.",
            "Décider.",
            guardrails,
            unit,
            "",
            1,
            missing,
            missing,
        )
        self.add("kpi_catalog", kpi, *said, "none", window)
        self.add("kpi__definitions", kpi, "", window)
        if card:
            self.add("scorecards", card, "M", 1, kpi, "", "Board", "Conseil")
        before = None
        for number, value in enumerate(values):
            own = {"cases": None, "status": "none", "quality": "ok", "is_complete": True} | of(
                number
            )
            change = None if value is None or before is None else value - before
            start, end = month(number)
            self.add(
                "kpi_values",
                *(kpi, "", "month", start, end, "total", value, None, own["cases"], change, target),
                *(own["status"], own["is_complete"], own["quality"], "why", "pourquoi"),
            )
            before = value

    def target(self, kpi: str, minima: dict[str, float]) -> None:
        first, last = month(0)[0], month(_MONTHS - 1)[1]
        self.add("kpi_targets", kpi, "total", first, last)
        for name, least in minima.items():
            self.add("kpi_target_guardrails", kpi, "total", first, name, least)
            for number in range(_MONTHS):
                self.add(
                    "kpi__guardrail_minima", kpi, "month", month(number)[0], "total", name, least
                )


def month(number: int) -> tuple[date, date]:
    start = date(2025 + number // 12, number % 12 + 1, 1)
    after = date(2025 + (number + 1) // 12, (number + 1) % 12 + 1, 1)
    return start, after - timedelta(days=1)


def found(reviews: ModuleType, world: World) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = reviews.model(world, None).to_pylist()
    assert len({row["review_key"] for row in rows}) == len(rows)
    return rows


def false_successes(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["finding"] == "false_success"]


@pytest.mark.parametrize("discount", [0.25, 0.15, None])
def test_a_target_that_a_discount_paid_for(reviews: ModuleType, discount: float | None) -> None:
    """Goodhart's law: revenue is met by discounts above what the target allows, or it is not."""
    world = World()
    world.kpi("revenue", [100.0] * 19 + [130.0], guardrails="discount_rate", target=120.0)
    world.kpi(
        "discount_rate",
        [0.1] * 19 + [discount],
        direction="lower_is_better",
        unit="rate",
        card=None,
    )
    world.target("revenue", {"discount_rate": 0.2})
    rows = found(reviews, world)
    last = month(19)[0]
    [guard] = [row for row in rows if row["finding"] == "guardrail" and row["period_start"] == last]
    assert guard["guardrail_state"] == {0.25: "broke", 0.15: "holds", None: "not_known"}[discount]
    assert (guard["other_kpi_id"], guard["reference_value"]) == ("discount_rate", 0.2)
    if discount == 0.25:
        [one] = false_successes(rows)
        assert (one["kpi_id"], one["period_start"], one["place"]) == ("revenue", last, 1)
        assert "discount_rate broke: 25 %, must keep 20 %" in one["words_en"]
        assert "discount_rate a cédé : 25 %, doit tenir 20 %" in one["words_fr"]
        assert one["decision_fr"] == "Décider."
    else:
        assert not false_successes(rows)
        said = {0.15: "discount_rate holds: 15 %", None: "discount_rate is not known: why"}
        assert guard["words_en"].startswith(said[discount])


def test_a_target_without_a_scorecard_is_reviewed_all_the_same(reviews: ModuleType) -> None:
    world = World()
    world.kpi("revenue", [100.0] * 20, guardrails="nps", card=None, target=90.0)
    world.kpi("nps", [10.0] * 20, card=None, of=lambda _: {"status": "red"})
    world.target("revenue", {})
    rows = false_successes(found(reviews, world))
    assert {row["scorecard"] for row in rows} == {""}
    # The last seven months.
    assert len(rows) == 7


def test_what_no_source_feeds_is_said(reviews: ModuleType) -> None:
    world = World()
    world.kpi("revenue", [100.0] * 20, guardrails="nps", target=90.0)
    world.kpi("nps", [], missing="nobody asks customers")
    rows = [row for row in found(reviews, world) if row["period_start"] == month(19)[0]]
    [guard] = [row for row in rows if row["finding"] == "guardrail"]
    assert guard["guardrail_state"] == "not_known"
    assert guard["words_en"] == "nps is not known: nobody asks customers"
    [absent] = [row for row in rows if (row["finding"], row["kpi_id"]) == ("not_judged", "nps")]
    assert absent["words_fr"] == "nps n'est pas jugé : nobody asks customers"


def _random_world(seed: int) -> World:
    draw = random.Random(seed)
    world = World()
    names = [f"kpi_{number}" for number in range(8)]

    def own(_: int) -> dict[str, Any]:
        return {
            "cases": draw.choice([None, 5.0, 40.0, 40.0]),
            "status": draw.choice(["none", "none", "green", "orange", "red"]),
            "quality": draw.choice(["ok"] * 12 + ["distrusted", "partial"]),
            "is_complete": draw.random() < 0.97,
        }

    for name in names:
        values = [
            None if draw.random() < 0.03 else round(draw.gauss(50, draw.choice([1, 8])), 3)
            for _ in range(_MONTHS)
        ]
        if draw.random() < 0.5:
            values[-1] = draw.choice([20.0, 90.0])
        is_targeted = draw.random() < 0.6
        world.kpi(
            name,
            values,
            direction=draw.choice(["higher_is_better", "lower_is_better", "target_is_best"]),
            guardrails=", ".join(draw.sample([one for one in names if one != name], 2)),
            unit=draw.choice(["rate", "money"]),
            window=draw.choice([0, 0, 31, 90]),
            card=draw.choice(["board", "other", None]),
            target=draw.choice([45.0, 50.0]) if is_targeted else None,
            of=own,
        )
        if is_targeted:
            minima = {one: 50.0 for one in draw.sample(names, 2) if one != name}
            world.target(name, minima)
    return world


def _said(rows: list[dict[str, Any]]) -> Expected:
    keyed = [
        ((row["scorecard"], row["grain"], row["period_start"], row["kpi_id"]), row) for row in rows
    ]
    verdicts = {"progressed", "worsened", "moved", "stagnated", "not_judged"}
    return Expected(
        {key: row["finding"] for key, row in keyed if row["finding"] in verdicts},
        {key for key, row in keyed if row["finding"] == "surprised"},
        {key for key, row in keyed if row["finding"] == "false_success"},
        {
            (*key, row["other_kpi_id"]): row["guardrail_state"]
            for key, row in keyed
            if row["finding"] == "guardrail"
        },
    )


def test_made_up_companies_are_reviewed_by_the_words(reviews: ModuleType) -> None:
    total = Expected({}, set(), set(), {})
    for seed in range(6):
        world = _random_world(seed)
        wanted, said = expected(world.rows), _said(found(reviews, world))
        assert said == wanted, seed
        total.verdicts.update({(f"{seed}", *key[1:]): one for key, one in wanted.verdicts.items()})
        total.false_successes.update((f"{seed}", *key[1:]) for key in wanted.false_successes)
        total.surprises.update((f"{seed}", *key[1:]) for key in wanted.surprises)
    # There is something to find.
    assert len(set(total.verdicts.values())) == 5
    assert len(total.false_successes) > 10 and len(total.surprises) > 5
