"""What a KPI needs is fed, or the reason says what nobody feeds and what the profile could map."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import jinja2
import pytest

from kpis.needs import NEEDS, split, terms_of

MACRO = Path(__file__).parents[2] / "dbt_project" / "macros" / "kpi" / "needs.sql"
SETTINGS: Mapping[str, Any] = {
    "trust": {"min_filled_share": 0.1},
    "unfed_fields": {"opportunities": ["competitor"]},
    "ideal_customer": {"min_employees": None, "industries": []},
    "deal_quality": {"margin_weight": 0.2, "discount_weight": 0},
}
#: What the tests' KPI is made of, and the columns of the entities that feed it.
TABLES = {
    "opportunities": "cost integer, competitor varchar, amount integer, created_at timestamp",
    "opportunity_lines": "cost integer, refund_amount integer, created_at timestamp",
    "activities": "type varchar, direction varchar, occurred_at timestamp",
    "person_changes": "field varchar, changed_at timestamp",
    "people": "lead_score integer, created_at timestamp",
}


def rows_of(columns: dict[str, str], caller: Callable[[], str]) -> str:
    return f"(values {caller()}) as listed ({', '.join(columns)})"


def _macros(settings: Mapping[str, Any]) -> Any:
    """The macros of the file, with what dbt gives them."""
    names = {
        "ref": lambda name: name,
        "var": lambda name: settings[name],
        "text": lambda words: "'" + words.replace("'", "''") + "'",
        "rows_of": rows_of,
    }
    environment = jinja2.Environment(extensions=["jinja2.ext.do"], autoescape=False)
    environment.globals.update(names)
    return environment.from_string(MACRO.read_text(encoding="utf-8")).module


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """Every entity, without a row."""
    with duckdb.connect() as connection:
        for entity, columns in TABLES.items():
            connection.execute(
                f"create table int_{entity}__unioned "
                f"(source varchar default 'crm', is_deleted boolean default false, {columns})"
            )
        yield connection


Row = dict[str, Any]


def fed(
    connection: duckdb.DuckDBPyConnection,
    needs: list[str],
    assumed: Sequence[str] = (),
    **settings: Any,
) -> tuple[dict[str, Row], list[Row]]:
    """What is said of each need, and who fills it."""
    macros = _macros({**SETTINGS, **settings})
    names = sorted({*(split(said)[0] for said in needs), *assumed})
    terms = [asdict(term) for term in terms_of(names)]
    words = {
        name: {
            "en": NEEDS[name].reason_en,
            "fr": NEEDS[name].reason_fr,
            "rules": NEEDS[name].rules,
            "assumed_en": NEEDS[name].assumed_en,
            "assumed_fr": NEEDS[name].assumed_fr,
        }
        for name in names
    }
    used = []
    for said in needs:
        name, setting = split(said)
        used.append(["kpi", "", name, *([setting] if setting else [])])
    connection.execute(f"create or replace table kpi__filled as {macros.kpi_filled(terms)}")
    others = {name: [["other_kpi", ""]] for name in assumed}
    answers = connection.sql(macros.kpi_needs(used, words, terms, others))
    rows = [dict(zip(answers.columns, row, strict=True)) for row in answers.fetchall()]
    filled = connection.sql("from kpi__filled order by entity, field, source")
    return (
        {row["need"]: row for row in rows},
        [dict(zip(filled.columns, row, strict=True)) for row in filled.fetchall()],
    )


@pytest.mark.parametrize(
    ("activities", "is_fed"),
    [
        ("", True),
        ("('call', null, false)", True),
        ("('social', null, false)", False),
        ("('social', null, false), ('call', 'outbound', false)", False),
        ("('social', 'outbound', false), ('social', null, false)", True),
        ("('social', null, true)", True),
    ],
    ids=["none", "no messages", "messages", "only calls say it", "some say it", "deleted"],
)
def test_messages_without_a_direction_are_missing_where_there_are_messages(
    warehouse: duckdb.DuckDBPyConnection, activities: str, is_fed: bool
) -> None:
    if activities:
        warehouse.execute(
            f"insert into int_activities__unioned (type, direction, is_deleted) values {activities}"
        )
    found, _ = fed(warehouse, ["message_directions"])
    assert found["message_directions"]["is_fed"] is is_fed


def test_the_reason_names_the_field_that_the_profile_could_map(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found, _ = fed(warehouse, ["competitors"])
    assert found["competitors"]["is_fed"] is False
    assert found["competitors"]["reason_en"] == (
        "no source feeds the competitors of deals (the profile maps no opportunities.competitor)"
    )


@pytest.mark.parametrize(("field", "is_fed"), [("owner", False), ("score", True)])
def test_changes_of_another_field_feed_no_score(
    warehouse: duckdb.DuckDBPyConnection, field: str, is_fed: bool
) -> None:
    warehouse.execute("insert into int_person_changes__unioned (field) values (?)", [field])
    found, _ = fed(warehouse, ["lead_scores"])
    assert found["lead_scores"]["is_fed"] is is_fed


@pytest.mark.parametrize(
    ("filled", "empty", "is_fed"),
    [(0, 0, False), (0, 50, False), (4, 46, False), (5, 45, True), (1, 0, True)],
)
def test_a_field_that_few_rows_fill_is_one_that_nobody_feeds(
    warehouse: duckdb.DuckDBPyConnection, filled: int, empty: int, is_fed: bool
) -> None:
    """A tenth of the rows must have it."""
    for amount in [100] * filled + [None] * empty:
        warehouse.execute("insert into int_opportunities__unioned (amount) values (?)", [amount])
    found, _ = fed(warehouse, ["amounts_of_deals"])
    assert found["amounts_of_deals"]["is_fed"] is is_fed
    assert found["amounts_of_deals"]["reason_en"] == "no source feeds the amounts of deals"


def test_another_field_may_feed_it_and_each_source_is_counted(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    warehouse.execute(
        """
        insert into int_opportunities__unioned (source, created_at) values
            ('crm', '2026-01-05'), ('crm', '2026-01-06'), ('files', '2026-01-07');
        insert into int_opportunity_lines__unioned (source, cost, created_at) values
            ('crm', null, '2026-02-01'), ('crm', 4, '2026-02-03'), ('crm', 4, '2026-02-02')
        """
    )
    found, filled = fed(warehouse, ["cost_of_deals"])
    assert found["cost_of_deals"]["is_fed"] is True
    assert [
        tuple(row[name] for name in ("entity", "source", "row_count", "filled_count", "since_on"))
        for row in filled
    ] == [
        ("opportunities", "crm", 2, 0, None),
        ("opportunities", "files", 1, 0, None),
        ("opportunity_lines", "crm", 3, 2, date(2026, 2, 2)),
    ]


def test_an_entity_without_a_source_is_listed_without_rows(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found, filled = fed(warehouse, ["people"])
    assert found["people"]["is_fed"] is False
    assert [(row["entity"], row["source"], row["row_count"]) for row in filled] == [
        ("people", "", 0)
    ]


@pytest.mark.parametrize(
    ("rules", "is_fed"),
    [({"min_employees": None, "industries": []}, False), ({"min_employees": 50}, True)],
)
def test_a_rule_of_the_profile_feeds_what_it_is_asked_for(
    warehouse: duckdb.DuckDBPyConnection, rules: dict[str, Any], is_fed: bool
) -> None:
    found, _ = fed(warehouse, ["ideal_customer_rule"], ideal_customer=rules)
    assert found["ideal_customer_rule"]["is_fed"] is is_fed
    words = "the profile sets no rule under ideal_customer"
    assert found["ideal_customer_rule"]["reason_en"] == words


def test_a_part_that_weighs_nothing_needs_nothing(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found, _ = fed(
        warehouse,
        [
            "cost_of_deals if deal_quality.margin_weight",
            "competitors if deal_quality.discount_weight",
        ],
    )
    assert set(found) == {"cost_of_deals"}


@pytest.mark.parametrize(("refunded", "is_fed"), [(0, False), (1, True)])
def test_one_refund_says_that_refunds_are_fed_and_a_figure_says_what_it_assumes_without(
    warehouse: duckdb.DuckDBPyConnection, refunded: int, is_fed: bool
) -> None:
    """Refunds are rare: one line in fifty is too few for a field that most rows should have."""
    for amount in [9] * refunded + [None] * 50:
        warehouse.execute(
            "insert into int_opportunity_lines__unioned (refund_amount) values (?)", [amount]
        )
    found, _ = fed(warehouse, ["opportunity_lines"], ["refunds"])
    assert found["opportunity_lines"]["is_required"] is True
    assert found["refunds"]["is_required"] is False
    assert found["refunds"]["is_fed"] is is_fed
    words = "no source feeds refunds, as if nothing had been refunded"
    assert found["refunds"]["reason_en"] == words
