"""Tricks leave their mark in the figures; honest reps that resemble them can be recognised."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from demo.world.sizes import Size
from demo.world.world import World, simulate

_DEALS = """
    with current as (
        select deal_id, field, max_by(new_value, (changed_at, change_id)) as now_is,
            min_by(new_value, (changed_at, change_id)) as began_as,
            max(case when field = 'probability' and new_value not in ('0.00', '1.00')
                then cast(new_value as double) end) as highest
        from deal_changes where new_value is not null group by deal_id, field
    )
    select deals.deal_id, reps.tricks, reps.looks_like, deals.created_at,
        stage.now_is as stage, stage.began_as as first_stage, odds.highest,
        cast(closing.now_is as timestamptz) as closed_at
    from deals
    join current stage on stage.deal_id = deals.deal_id and stage.field = 'stage'
    join current owner on owner.deal_id = deals.deal_id and owner.field = 'owner'
    join reps on reps.rep_id = owner.began_as
    left join current odds on odds.deal_id = deals.deal_id and odds.field = 'probability'
    left join current closing on closing.deal_id = deals.deal_id and closing.field = 'closed_at'
    where not deals.is_test and deals.merged_into is null and deals.pipeline = 'sales'
"""


@pytest.fixture(scope="module")
def small() -> duckdb.DuckDBPyConnection:
    return _connect(simulate(Size.SMALL, 11, date(2026, 11, 21)))


def _connect(world: World) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for name in ("deals", "deal_changes", "reps", "contact_records", "contact_changes"):
        connection.register(name, world[name])
    connection.register("activities", world["activities"])
    connection.execute(f"create table sales as {_DEALS}")
    return connection


def _share(connection: duckdb.DuckDBPyConnection, what: str, of: str, who: str) -> float:
    row = connection.execute(
        f"select avg(cast({what} as integer)) from sales where ({of}) and ({who})"
    ).fetchone()
    assert row is not None
    return float(row[0])


_HONEST = "tricks = '' and looks_like = ''"


@pytest.mark.soak
@pytest.mark.parametrize(
    ("trick", "what", "of"),
    [
        ("late_logged_pipeline", "first_stage = 'negotiation'", "stage = 'closedwon'"),
        ("happy_ears", "highest >= 0.8", "stage = 'closedlost'"),
        ("sandbagging", "highest < 0.6", "stage = 'closedwon'"),
        (
            "undeclared_losses",
            "closed_at is null",
            # Who does it cleans up at last, 7 months after the loss at the earliest.
            "stage <> 'closedwon' and created_at >= timestamptz '2025-12-01 00:00:00+00' "
            "and created_at < timestamptz '2026-06-01 00:00:00+00'",
        ),
        (
            "quarter_end_bunching",
            "closed_at >= date_trunc('quarter', closed_at) + interval 3 month - interval 4 day",
            "stage = 'closedwon'",
        ),
    ],
)
def test_a_trick_shows(small: duckdb.DuckDBPyConnection, trick: str, what: str, of: str) -> None:
    guilty = _share(small, what, of, f"contains(tricks, '{trick}')")
    honest = _share(small, what, of, _HONEST)
    assert guilty > honest + 0.1, (trick, guilty, honest)


@pytest.mark.soak
def test_selective_prospecting_leaves_cold_leads_untouched(
    small: duckdb.DuckDBPyConnection,
) -> None:
    query = """
        select contains(reps.tricks, 'selective_prospecting') as guilty,
            avg(cast(touched.contact_id is not null as integer))
        from contact_changes owner
        join reps on reps.rep_id = owner.new_value
        join contact_changes warmth on warmth.contact_id = owner.contact_id
            and warmth.field = 'temperature' and warmth.old_value is null
        left join (
            select distinct contact_id from activities where direction = 'outbound'
        ) touched on touched.contact_id = owner.contact_id
        where owner.field = 'owner' and owner.old_value is null and warmth.new_value = 'cold'
        group by guilty
    """
    shares = dict(small.execute(query).fetchall())
    assert shares[True] < 0.35 < 0.7 < shares[False]
