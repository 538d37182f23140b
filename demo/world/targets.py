"""The finance team's targets sheet: FROM -> TO, in total and by member, guarded, on two paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from demo.world.baskets import LIST_RATES
from demo.world.clock import day_number, to_date
from demo.world.state import Simulation

_LEADER = "vp.sales@accord-demo.example"
#: A guardrail and the least it may show (per month where it adds up; a most where lower is better).
Guardrail = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """One target of one year; `baseline` and `target` as the KPI dictionary stores values."""

    kpi: str
    baseline: float
    target: float
    guardrails: tuple[Guardrail, ...] = ()
    path: str = "linear"
    dimension: str = "total"
    member: str = "total"
    owner: str = _LEADER


#: Rates, times and prices ask the same of a company of any size.
_RATES = (
    Plan("mql_to_sql_rate", 0.36, 0.42, (("sqls", 5.0),)),
    Plan("lead_to_opportunity_rate", 0.10, 0.13, (("leads_generated", 20.0),)),
    Plan("win_rate", 0.26, 0.31, (("deals_won", 2.0),)),
    Plan("sales_cycle_days", 75.0, 62.0, (("deals_won", 2.0), ("win_rate", 0.2))),
    Plan("average_deal_size", 24_000.0, 28_000.0, (("deals_won", 2.0),), "stepped"),
    Plan("quota_attainment", 0.85, 1.0, (("average_deal_size", 15_000.0),)),
    Plan("customer_satisfaction_score", 0.84, 0.90),
    Plan("first_response_hours", 7.0, 5.0, (("customer_satisfaction_score", 0.8),)),
    Plan("cost_per_lead", 60.0, 48.0, (("leads_generated", 20.0), ("mql_to_sql_rate", 0.3))),
    Plan(
        "cost_per_lead", 70.0, 55.0, (("leads_generated", 3.0),), "linear", "channel", "paid_search"
    ),
    Plan("win_rate", 0.24, 0.30, (("deals_won", 1.0),), "stepped", "segment", "mid_market"),
    Plan(
        "lead_to_opportunity_rate",
        0.10,
        0.14,
        (("leads_generated", 5.0),),
        "linear",
        "industry",
        "software",
    ),
    # Finance also asked for calls. An input is no target, and the product says so.
    Plan("calls_made", 90.0, 120.0),
)


def build_targets(sim: Simulation) -> None:
    """Write the targets of every calendar year of the horizon, a row per guardrail."""
    first, last = to_date(sim.calendar.start).year, to_date(sim.calendar.end).year
    for age, year in enumerate(range(first, last + 1)):
        since, until = day_number(date(year, 1, 1)), day_number(date(year, 12, 31))
        known = max(sim.calendar.day_start(since - 10), sim.calendar.start_instant)
        for plan in (*_RATES, *_volumes(sim, 1 + 0.04 * age), *_members(sim, 1 + 0.04 * age)):
            for guardrail, minimum in plan.guardrails or ((None, None),):
                sim.rows["targets"].add(
                    kpi_id=plan.kpi,
                    dimension=plan.dimension,
                    dimension_value=plan.member,
                    baseline_value=plan.baseline,
                    target_value=plan.target,
                    start_on=since,
                    due_on=until,
                    owner=plan.owner,
                    path=plan.path,
                    guardrail_kpi_id=guardrail,
                    guardrail_min=minimum,
                    recorded_at=known,
                )


@dataclass(frozen=True, slots=True)
class _Month:
    """What an average month of the company brings."""

    revenue: float
    wins: float
    leads: float
    sqls: float


def _average_month(sim: Simulation) -> _Month:
    months = (sim.calendar.end - sim.calendar.start + 1) / 30.44
    since = sim.calendar.start_instant
    won = [deal for deal in sim.cast.deals if deal.won and (deal.closed or 0) >= since]
    revenue = sum(line.amount / LIST_RATES[deal.currency] for deal in won for line in deal.lines)
    return _Month(
        revenue=revenue / months,
        wins=len(won) / months,
        leads=len(sim.cast.leads) / months,
        sqls=sum(lead.sql is not None for lead in sim.cast.leads) / months,
    )


def _amount(average: float, growth: float, digits: int = 0) -> tuple[float, float]:
    """From nine tenths of what a month brings to somewhat more than it."""
    return round(average * 0.9 * growth, digits), round(average * 1.1 * growth, digits)


def _volumes(sim: Simulation, growth: float) -> Iterator[Plan]:
    """Amounts per month; each with the quality that must not pay for them."""
    month = _average_month(sim)
    quality = (("win_rate", 0.2),)
    yield Plan("revenue", *_amount(month.revenue, growth, -2), (*quality, ("discount_rate", 0.2)))
    yield Plan(
        "deals_won", *_amount(month.wins, growth, 1), (("average_deal_size", 12_000.0),), "stepped"
    )
    yield Plan(
        "new_customers", *_amount(month.wins * 0.6, growth, 1), (("average_deal_size", 12_000.0),)
    )
    yield Plan("open_pipeline", *_amount(month.revenue * 7, growth, -2), quality)
    yield Plan(
        "leads_generated",
        *_amount(month.leads, growth),
        (("lead_to_opportunity_rate", 0.1), ("mql_to_sql_rate", 0.3)),
    )
    yield Plan(
        "sqls", *_amount(month.sqls, growth), (("lead_to_opportunity_rate", 0.1),), "stepped"
    )
    yield Plan(
        "meetings_held", *_amount(month.leads * 0.58, growth), (("lead_to_opportunity_rate", 0.1),)
    )
    # Launching is what a team does: a target only with its hit rate beside it.
    launched = len(sim.cast.campaigns) / (sim.calendar.end - sim.calendar.start + 1) * 30.44
    wanted = _amount(launched, growth, 1)
    yield Plan("campaigns_launched", *wanted, (("campaign_hit_rate", 0.2),), "stepped")


def _members(sim: Simulation, growth: float) -> Iterator[Plan]:
    """Targets of a team, of reps and of other members: people by work e-mail, as sheets do."""
    month = _average_month(sim)
    quality = (("average_deal_size", 8_000.0),)
    managers = [rep.email for rep in sim.cast.reps if rep.role == "SM"] or [_LEADER]
    sellers = [rep for rep in sim.cast.reps if rep.role == "AE" and rep.active_to is None]
    share = 1 / max(len(sellers), 1)
    for name, part in (("ae_france", 0.5), ("ae_international", 0.5)):
        wanted = _amount(month.revenue * part, growth, -2)
        yield Plan("revenue", *wanted, quality, "linear", "team", name, managers[0])
    yield Plan(
        "win_rate", 0.25, 0.32, (("deals_won", 1.0),), "stepped", "team", "ae_france", managers[0]
    )
    for rep in sellers[:2]:
        wanted = _amount(month.revenue * share, growth, -2)
        yield Plan("revenue", *wanted, quality, "stepped", "owner", rep.email, rep.email)
        yield Plan(
            "win_rate", 0.24, 0.30, (("deals_won", 0.5),), "linear", "owner", rep.email, rep.email
        )
    for dimension, member, part in (
        ("market", "FR", 0.3),
        ("product", "PLAT-BUS", 0.3),
        ("pipeline", "sales", 0.8),
        ("channel", "organic_search", 0.2),
    ):
        wanted = _amount(month.revenue * part, growth, -2)
        yield Plan("revenue", *wanted, quality, "linear", dimension, member)
    for campaign in sim.cast.campaigns[:1]:
        wanted = _amount(month.leads * 0.05, growth, 1)
        guard = (("lead_to_opportunity_rate", 0.05),)
        yield Plan("leads_generated", *wanted, guard, "linear", "campaign", campaign.slug)
