"""Counts that say what shape simulated worlds have, added up over worlds.

`python -m tests.demo.world.shapes tiny 7 8 9` prints them; some are in the docs.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date

import duckdb

from demo.world.sizes import Size
from demo.world.world import World, simulate

_TABLES = (
    "activities",
    "campaigns",
    "contact_changes",
    "contact_records",
    "costs",
    "deal_changes",
    "deal_people",
    "deals",
    "order_lines",
    "special_cases",
)
#: Deals as they are, without tests, doubles, deleted ones; without imported ones in `sales`.
_DEALS = """
    create table live as
    with latest as (
        select deal_id, field, last(new_value order by changed_at, change_id) as now_is
        from deal_changes group by deal_id, field
    ),
    wide as (
        select deal_id,
            max(now_is) filter (where field = 'stage') as stage,
            max(now_is) filter (where field = 'competitor') as competitor,
            max(now_is) filter (where field = 'loss_reason') as loss_reason,
            cast(max(now_is) filter (where field = 'closed_at') as timestamptz) as closed_at,
            cast(max(now_is) filter (where field = 'expected_close_on') as date) as expected_on
        from latest group by deal_id
    )
    select deals.deal_id, deals.pipeline, deals.type, deals.created_at, deals.currency, wide.*
        exclude (deal_id), special_cases.row_id is not null as is_imported,
        case when stage in ('closedwon', 'renewalwon') then 'won'
            when stage in ('closedlost', 'renewallost') then 'lost' else 'open' end as outcome
    from deals
    join wide on wide.deal_id = deals.deal_id
    left join special_cases on special_cases.row_id = deals.deal_id
        and special_cases.case_name = 'contract_imported'
    where not is_test and merged_into is null and deleted_at is null
"""
#: Name and count. {as_of} is the day looked at, {start} the first one, {import} the day before.
_QUERIES = (
    """
    select 'call:' || isodow(occurred_at), count(*) from activities
    where type = 'call' and direction = 'outbound' group by all
    """,
    "select 'closing:' || isodow(closed_at), count(*) from live where outcome <> 'open'"
    " and not is_imported group by all",
    """
    select outcome || ':' || case when competitor is null then 'unknown' else 'named' end, count(*)
    from live where outcome <> 'open' and not is_imported group by all
    """,
    """
    select 'lost:' || case when loss_reason is null then 'no reason' else 'reason' end, count(*)
    from live where outcome = 'lost' group by all
    """,
    """
    select 'campaign month:' || ((month(starts_on) - 1) % 3 + 1), count(*) from campaigns
    where starts_on > date '{start}' group by all
    """,
    """
    with began as (
        select deal_people.contact_id, min(live.created_at) as opened_at
        from deal_people join live using (deal_id) where live.type <> 'renewal' group by all
    )
    select case when created_at < timestamptz '{start}' + interval 1 month then 'first' else 'later'
        end || case when coalesce(opened_at between created_at and created_at + interval 90 day,
        false) then ' converted' else ' not converted' end, count(*)
    from contact_records left join began using (contact_id)
    where not is_test and merged_into is null and created_at >= timestamptz '{start}'
        and created_at < timestamptz '{as_of}' - interval 90 day
    group by all
    """,
    """
    with ends as (
        select 'first' as name, last_day(date '{start}') as on_day
        union all select 'year later', last_day(date '{start}' + interval 1 year)
    )
    select 'mrr ' || ends.name, cast(sum(recurring_amount
        / case billing_period when 'monthly' then 1 else 12 end
        / case lines.currency when 'GBP' then 0.86 when 'CHF' then 0.95 when 'USD' then 1.1
            else 1 end) as bigint)
    from order_lines as lines join live using (deal_id), ends
    where live.outcome = 'won' and ends.on_day between lines.starts_on and lines.ends_on
        and live.closed_at < ends.on_day + interval 1 day
    group by all
    """,
    """
    select 'open ' || case when expected_on < date '{as_of}' then 'past date' else 'in time' end,
        count(*)
    from live where outcome = 'open' group by all
    """,
    """
    select live.type || ' ' || live.outcome, count(*) from live
    where outcome <> 'open' and not is_imported group by all
    """,
    """
    select 'cycle ' || case when days <= 14 then 'to 14 days' when days <= 40 then 'to 40 days'
        when days <= 84 then 'to 84 days' else 'longer' end, count(*)
    from (select date_diff('day', created_at, closed_at) as days
        from live where outcome = 'won' and type = 'new') as won group by all
    """,
    """
    select 'contact ' || case when phone is null then 'without phone' else 'with phone' end,
        count(*)
    from contact_records where not is_test group by all
    """,
    """
    select 'mql ' || case when sql.contact_id is null then 'not accepted' else 'accepted' end,
        count(*)
    from contact_changes as mql
    left join contact_changes as sql on sql.contact_id = mql.contact_id
        and sql.field = 'lifecycle_stage' and sql.new_value = 'salesqualifiedlead'
    where mql.field = 'lifecycle_stage' and mql.new_value = 'marketingqualifiedlead'
        and mql.changed_at < timestamptz '{as_of}' - interval 60 day
    group by all
    """,
    """
    select 'cost sheet ' || case when recorded_at > period_end_on + interval 15 day then 'late'
        else 'in time' end, count(distinct period_start_on)
    from costs group by all
    """,
    """
    select 'before the import', (
            select count(*) from live where created_at < date '{import}' and not is_imported
        )
        + (select count(*) from contact_records where created_at < date '{import}')
        + (select count(*) from activities where occurred_at < date '{import}')
    """,
)


def shapes(worlds: Iterable[World], as_of: date) -> Counter[str]:
    """The counts of several worlds together, as known at the end of a day."""
    total: Counter[str] = Counter()
    for world in worlds:
        total.update(_shapes(world, as_of))
    return total


def share(counts: Counter[str], name: str, *others: str) -> float:
    """What part one count is of itself and the others."""
    return counts[name] / (counts[name] + sum(counts[other] for other in others))


def weekdays(counts: Counter[str], what: str) -> list[float]:
    """The shares of Monday to Sunday."""
    days = [counts[f"{what}:{day}"] for day in range(1, 8)]
    return [day / sum(days) for day in days]


def _shapes(world: World, as_of: date) -> Counter[str]:
    start = min(world["quotas"]["period_start_on"].to_pylist())
    days = {
        "as_of": as_of,
        "start": start,
        "import": date.fromordinal(start.toordinal() - 1),
    }
    counts: Counter[str] = Counter()
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'Europe/Paris'")
        for name in _TABLES:
            connection.register(name, world.as_known(name, as_of))
        connection.execute(_DEALS)
        for query in _QUERIES:
            for name, count in connection.execute(query.format(**days)).fetchall():
                counts[name] += count
    return counts


def main() -> None:
    size, *seeds = sys.argv[1:]
    as_of = date(2026, 11, 21)
    worlds = [simulate(Size(size), int(seed), as_of) for seed in seeds]
    for name, count in sorted(shapes(worlds, as_of).items()):
        sys.stdout.write(f"{name:<28}{count:>12,}\n")


if __name__ == "__main__":
    main()
