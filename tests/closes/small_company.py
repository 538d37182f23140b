"""A company of four customers, at the level of records: its warehouse as any run would leave it.

The figures are computed here in plain Python, from the words of the catalogue; the compiled
definitions beside them are what the product asks again of the rows of then and now.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

JANUARY, JUNE = date(2026, 1, 1), date(2026, 6, 1)


@dataclass(frozen=True)
class Deal:
    """A closed deal."""

    account: str
    owner: str
    amount: int
    currency: str
    closed_on: date
    is_won: bool = True


@dataclass(frozen=True)
class World:
    """What the systems say on a day.

    Attributes:
        deals: by key.
        companies: which company each account record is resolved to.
        pound: euros for a pound, by month.
        quota: of a day, in euros, by month.
        target: of a month's revenue, by month.
        least: a deal counts as won from so many euros on: the definition.
        version: of that definition.
    """

    deals: Mapping[str, Deal]
    companies: Mapping[str, str]
    pound: Mapping[int, Decimal]
    quota: Mapping[int, int]
    target: Mapping[int, int] = field(default_factory=dict)
    least: int = 0
    version: int = 1

    def euros(self, deal: Deal) -> Decimal:
        """The deal's amount at the rate of its day."""
        rate = self.pound[deal.closed_on.month] if deal.currency == "GBP" else Decimal(1)
        return (deal.amount * rate).quantize(Decimal("0.01"))

    def of_month(self, month: date) -> dict[str, Deal]:
        """The deals that were closed in a month."""
        return {key: it for key, it in self.deals.items() if it.closed_on.month == month.month}

    def is_new(self, key: str) -> bool:
        """Whether a deal is the first that its company won."""
        deal = self.deals[key]
        company = self.companies[deal.account]
        wins = [
            (other.closed_on, name)
            for name, other in self.deals.items()
            if other.is_won and self.companies[other.account] == company
        ]
        return deal.is_won and min(wins) == (deal.closed_on, key)


FIRST = World(
    deals={
        "d1": Deal("a1", "lea", 1000, "EUR", date(2026, 1, 15)),
        "d2": Deal("a2", "tom", 2000, "GBP", date(2026, 1, 20)),
        "d3": Deal("a3", "lea", 3000, "EUR", date(2026, 6, 10)),
        "d4": Deal("a4", "lea", 700, "EUR", date(2026, 6, 12)),
        "d5": Deal("a2", "tom", 400, "GBP", date(2026, 6, 20)),
        "d6": Deal("a3", "lea", 900, "EUR", date(2026, 6, 25), is_won=False),
    },
    companies={name: f"company of {name}" for name in ("a1", "a2", "a3", "a4")},
    pound={1: Decimal("1.25"), 6: Decimal("1.25")},
    quota={1: 100, 6: 200},
    target={1: 3000, 6: 4000},
)
#: In July: a deal of January is corrected, another entered late, two companies are one, a lost deal
#: is deleted, January's pound was 1.30, June's quota and January's target are others, and a deal
#: only counts as won from 2000 euros on.
JULY = replace(
    FIRST,
    deals={
        **{key: deal for key, deal in FIRST.deals.items() if key != "d6"},
        "d1": replace(FIRST.deals["d1"], amount=1200),
        "d7": Deal("a2", "tom", 300, "GBP", date(2026, 1, 28)),
    },
    companies={**FIRST.companies, "a4": "company of a1"},
    pound={1: Decimal("1.30"), 6: Decimal("1.25")},
    quota={1: 100, 6: 280},
    target={1: 3200, 6: 4000},
    least=2000,
    version=2,
)


def figures(world: World, month: date) -> dict[tuple[str, str, str], float | None]:
    """Return the figures of a month by KPI, dimension and member, from the words."""
    found: dict[tuple[str, str, str], float | None] = {}
    deals = world.of_month(month)
    for dimension, member in (("total", "total"), ("owner", "lea"), ("owner", "tom")):
        of = {
            key: deal for key, deal in deals.items() if dimension == "total" or deal.owner == member
        }
        won = {key: deal for key, deal in of.items() if deal.is_won}
        revenue = float(sum(world.euros(deal) for deal in won.values()))
        place = (dimension, member)
        found["revenue", *place] = revenue
        found["deals_won", *place] = float(
            sum(world.euros(deal) >= world.least for deal in won.values())
        )
        found["new_customers", *place] = float(sum(world.is_new(key) for key in won))
        found["average_deal_size", *place] = revenue / len(won) if won else None
        found["win_rate", *place] = len(won) / len(of) if of else None
        if dimension == "total":
            found["quota_attainment", *place] = revenue / (world.quota[month.month] * 30)
    return found


def write(world: World, path: Path) -> None:
    """Write the warehouse of a world, in the place of what was there."""
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        for schema in ("conformed", "marts", "kpi"):
            connection.execute(f"create schema {schema}")
        _records(connection, world)
        _marts(connection, world)
        _values(connection, world)


def _records(connection: duckdb.DuckDBPyConnection, world: World) -> None:
    connection.execute(
        "create table conformed.int_opportunities__unioned (source_key varchar, "
        "loaded_at timestamp, is_deleted boolean, account_source_key varchar, amount integer, "
        "outcome varchar)"
    )
    connection.execute(
        "create table conformed.int_accounts__unioned (source_key varchar, is_deleted boolean, "
        "name varchar, merged_source_keys varchar)"
    )
    connection.execute(
        "create table conformed.int_quotas__unioned (source_key varchar, amount integer)"
    )
    # A contract that no figure is made of, entered in July: it explains nothing.
    connection.execute(
        "create table conformed.int_subscriptions__unioned as "
        "select 'crm:s1' as source_key, 10 as amount where ?",
        [world.version > 1],
    )
    connection.execute(
        "create table conformed.identity_accounts (source_key varchar, account_key varchar)"
    )
    connection.execute(
        "create table conformed.fx_rates_daily (day_on date, currency varchar, rate decimal(18, 8))"
    )
    for key, deal in world.deals.items():
        connection.execute(
            "insert into conformed.int_opportunities__unioned values (?, now(), false, ?, ?, ?)",
            [f"crm:{key}", f"crm:{deal.account}", deal.amount, "won" if deal.is_won else "lost"],
        )
    for name, company in world.companies.items():
        connection.execute(
            "insert into conformed.int_accounts__unioned values (?, false, ?, '')",
            [f"crm:{name}", name],
        )
        connection.execute(
            "insert into conformed.identity_accounts values (?, ?)", [f"crm:{name}", company]
        )
    for month, rate in world.pound.items():
        connection.execute(
            "insert into conformed.fx_rates_daily select cast(day as date), 'GBP', ? from "
            "range(make_date(2026, ?, 1), make_date(2026, ?, 1) + interval 1 month, "
            "interval 1 day) as days(day)",
            [rate, month, month],
        )
        connection.execute(
            "insert into conformed.int_quotas__unioned values (?, ?)",
            [f"plan:{month}", world.quota[month]],
        )


def _marts(connection: duckdb.DuckDBPyConnection, world: World) -> None:
    connection.execute(
        "create table marts.fct_opportunities (opportunity_key varchar, "
        # A line that no source has a record of, as of a deal that is sold as a whole.
        "order_line_key varchar, account_key varchar, "
        "closed_on date, owner_key varchar, currency varchar, amount decimal(18, 2), "
        "won_amount decimal(18, 2), is_won bigint, is_closed bigint, is_new_customer bigint)"
    )
    connection.execute(
        "create table marts.fct_quota_days (quota_day_key varchar, day_on date, "
        "quota decimal(18, 2), currency varchar, quota_reporting decimal(18, 2))"
    )
    for key, deal in world.deals.items():
        connection.execute(
            "insert into marts.fct_opportunities values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)",
            [
                *(f"crm:{key}", f"crm:{key}:whole", world.companies[deal.account]),
                *(deal.closed_on, deal.owner),
                *(deal.currency, deal.amount, world.euros(deal) if deal.is_won else 0),
                *(int(deal.is_won), int(world.is_new(key))),
            ],
        )
    for month, quota in world.quota.items():
        for day in range(1, 31):
            at = date(2026, month, day)
            connection.execute(
                "insert into marts.fct_quota_days values (?, ?, ?, 'EUR', ?)",
                [f"q:{at}", at, quota, quota],
            )


def _values(connection: duckdb.DuckDBPyConnection, world: World) -> None:
    connection.execute(
        "create table kpi.kpi_values (kpi_id varchar, variant varchar, grain varchar, "
        "period_start date, period_end date, dimension varchar, dimension_value varchar, "
        "value double, target_value double, is_complete boolean, definition_version bigint, "
        "run_id varchar)"
    )
    connection.execute(
        "create table kpi.kpi__definitions (kpi_id varchar, variant varchar, "
        "is_zero_without_event boolean)"
    )
    for kpi in ("revenue", "deals_won", "new_customers"):
        connection.execute("insert into kpi.kpi__definitions values (?, '', true)", [kpi])
    for kpi in ("average_deal_size", "win_rate", "quota_attainment"):
        connection.execute("insert into kpi.kpi__definitions values (?, '', false)", [kpi])
    for month in (JANUARY, JUNE):
        if not world.of_month(month):
            continue
        for (kpi, dimension, member), value in figures(world, month).items():
            is_target = (kpi, dimension) == ("revenue", "total")
            connection.execute(
                "insert into kpi.kpi_values values "
                "(?, '', 'month', ?, last_day(?), ?, ?, ?, ?, true, ?, 'run')",
                [
                    *(kpi, month, month, dimension, member, value),
                    world.target[month.month] if is_target else None,
                    world.version if kpi == "deals_won" else 1,
                ],
            )


def compile_into(folder: Path, least: int) -> Path:
    """Write the definitions as they are compiled, where a deal is won from `least` euros on."""
    folder.mkdir(parents=True, exist_ok=True)
    members = '{"owner": "owner_key"}'
    deals = "{{ kpi_source(ref('fct_opportunities'), 'closed_on', 'month', bounds, "
    quotas = "{{ kpi_source(ref('fct_quota_days'), 'day_on', 'month', bounds, {}) }}"
    text = _MODEL.replace("<deals>", f"{deals}{members}) }}}}")
    text = text.replace("<deals in total>", deals + "{}) }}").replace("<quotas>", quotas)
    (folder / "kpi__month__1.sql").write_text(text.replace("<least>", str(least)), encoding="utf-8")
    parts = [
        {"mart": "fct_opportunities", "key": "opportunity_key"},
        {"mart": "fct_quota_days", "key": "quota_day_key"},
    ]
    behind = {"revenue": [{"parts": parts}]}
    (folder / "rows_behind.json").write_text(json.dumps(behind), encoding="utf-8")
    return folder


_ROWS = "\n    union all\n".join(
    f"    select '{kpi}' as kpi_id, '' as variant, metric_time__month as period_start,\n"
    "        kpi_dimension as dimension, kpi_member as dimension_value,\n"
    f"        cast({value} as {{{{ type_double() }}}}) as value, null as numerator, "
    f"null as denominator\n    from answer_{answer} where {condition}"
    for kpi, value, answer, condition in (
        ("revenue", "revenue", 1, "revenue <> 0"),
        ("deals_won", "deals_won", 1, "deals_won <> 0"),
        ("new_customers", "new_customers", 1, "new_customers <> 0"),
        ("average_deal_size", "revenue / nullif(wins, 0)", 1, "wins <> 0"),
        ("win_rate", "wins / closed", 1, "closed <> 0"),
        ("quota_attainment", "revenue / quota", 2, "quota <> 0"),
    )
)
_MODEL = (
    "{{ config(materialized='incremental') }}\n"
    "{%- set bounds = kpi_bounds() %}\n"
    """with answer_1 as (
select
    {{ first_day_of('month', 'closed_on') }} as metric_time__month,
    kpi_dimension, kpi_member,
    sum(won_amount) as revenue,
    sum(is_won) as wins,
    sum(case when won_amount >= <least> then is_won else 0 end) as deals_won,
    sum(is_new_customer) as new_customers,
    sum(is_closed) as closed
from <deals> opportunities_src_1
group by all
),

answer_2 as (
select closed.metric_time__month, closed.kpi_dimension, closed.kpi_member, revenue, quota
from (
    select {{ first_day_of('month', 'closed_on') }} as metric_time__month, kpi_dimension,
        kpi_member, sum(won_amount) as revenue
    from <deals in total> opportunities_src_2
    group by all
) as closed
inner join (
    select {{ first_day_of('month', 'day_on') }} as metric_time__month,
        sum(quota_reporting) as quota
    from <quotas> quota_days_src_1
    group by all
) as quotas on closed.metric_time__month = quotas.metric_time__month
),

measured as (
""" + _ROWS + "\n)\n\nselect * from measured\n{%- endif %}\n"
)
