"""The finance team's sheets: quotas, targets, costs, markets, benchmarks, comments."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from demo.world.baskets import LIST_RATES
from demo.world.cast import Rep
from demo.world.clock import DAY, HOUR, add_months, day_number, to_date
from demo.world.people import MARKET_WEIGHTS, Population
from demo.world.state import Simulation
from demo.world.targets import build_targets

_BENCHMARKS = (
    ("win_rate", 0.25),
    ("mql_to_sql_rate", 0.38),
    ("customer_satisfaction_score", 0.88),
    ("sales_cycle_days", 84.0),
)


#: A day of the month whose costs came three weeks late, before the first `as_of`.
_LATE_SHEET = 130


def _months(sim: Simulation) -> Iterator[tuple[int, int]]:
    day = sim.calendar.start
    while day <= sim.calendar.end:
        last = sim.calendar.month_end(day)
        yield day, last
        day = last + 1


def build_planning(sim: Simulation, population: Population) -> None:
    """Write every planning sheet; plans are known before their period, costs after it."""
    rng = sim.random("planning")
    _quotas(sim)
    build_targets(sim)
    _costs(sim, rng)
    _markets(sim, population, rng)
    _notes(sim)
    for market, days in sim.calendar.holidays.items():
        for day, name in sorted(days.items()):
            sim.rows["holidays"].add(
                holiday_on=day,
                market=market,
                name=name,
                recorded_at=sim.calendar.start_instant,
            )


def _revenue_by_month(sim: Simulation) -> dict[int, float]:
    totals: dict[int, float] = {}
    for deal in sim.cast.deals:
        if deal.won and deal.closed is not None:
            month = sim.calendar.month_end(sim.calendar.day_of(deal.closed))
            amount = sum(line.amount for line in deal.lines) / LIST_RATES[deal.currency]
            totals[month] = totals.get(month, 0.0) + amount
    return totals


def _capacity(sim: Simulation, rep: Rep, first: int, last: int) -> float:
    """0 for a rep who is away, half a quota in the first three months, else 1."""
    if not (rep.active(first) or rep.active(last)):
        return 0.0
    joined_here = rep.active_from > sim.calendar.start
    return 0.5 if joined_here and first - rep.active_from < 90 else 1.0


def _quotas(sim: Simulation) -> None:
    """Quotas follow the season and what the team can sell around that time, and ask for more."""
    calendar = sim.calendar
    months = list(_months(sim))
    revenue = _revenue_by_month(sim)
    aes = [rep for rep in sim.cast.reps if rep.role == "AE"]
    demand = {
        first: sum(calendar.demand(day) for day in range(first, last + 1)) for first, last in months
    }
    for position, (first, last) in enumerate(months):
        around = months[max(0, position - 6) : position + 7]
        sold = sum(revenue.get(end, 0.0) for _, end in around)
        share = demand[first] / sum(demand[start] for start, _ in around)
        capacity = {rep.id: _capacity(sim, rep, first, last) for rep in aes}
        whole = sum(capacity.values())
        for rep in aes:
            if capacity[rep.id] == 0.0:
                continue
            amount = sold * 1.14 * share * capacity[rep.id] / whole
            currency = "GBP" if rep.market == "GB" else "EUR"
            sim.rows["quotas"].add(
                rep_email=rep.email,
                period_start_on=first,
                period_end_on=last,
                amount=float(round(max(amount, 1_000.0) * LIST_RATES[currency], -2)),
                currency=currency,
                recorded_at=max(calendar.day_start(first - 20), calendar.start_instant),
            )


def _costs(sim: Simulation, rng: random.Random) -> None:
    calendar, revenue = sim.calendar, _revenue_by_month(sim)
    size = (sim.scale.leads / 20_000) ** 0.8
    for first, last in _months(sim):
        staff = sum(rep.active(last) for rep in sim.cast.reps if rep.role != "CS")
        # One month's sheet came when finance was back from its holidays.
        is_late = first <= calendar.as_of - _LATE_SHEET <= last
        known = calendar.day_start(last + (24 if is_late else 3)) + 10 * HOUR
        lines: list[tuple[str, str | None, str | None, str | None, float]] = [
            ("salaries", None, None, None, staff * rng.uniform(4_700, 5_100)),
            ("commissions", None, None, None, revenue.get(last, 0.0) * 0.07),
            ("tools", None, None, None, staff * 180.0),
            ("programme", "organic_search", None, "FR", 4_000 * size * rng.uniform(0.8, 1.2)),
            ("programme", "paid_social", None, None, 9_000 * size * rng.uniform(0.7, 1.3)),
        ]
        for campaign in sim.cast.campaigns:
            if campaign.channel in ("event", "partner") and first <= campaign.starts_on <= last:
                spent = campaign.budget * rng.uniform(0.8, 1.1)
                lines.append(("programme", campaign.channel, campaign.slug, None, spent))
        for kind, channel, slug, market, amount in lines:
            sim.rows["costs"].add(
                period_start_on=first,
                period_end_on=last,
                kind=kind,
                channel=channel,
                utm_campaign=slug,
                market=market,
                amount=round(amount, 2),
                currency="EUR",
                recorded_at=known,
            )


def _markets(sim: Simulation, population: Population, rng: random.Random) -> None:
    calendar = sim.calendar
    years = sorted({to_date(first).year for first, _ in _months(sim)})
    for position, market in enumerate(MARKET_WEIGHTS):
        for year in years:
            known = max(calendar.day_start(day_number(date(year, 1, 8))), calendar.start_instant)
            size = MARKET_WEIGHTS[market] * 4e6 * 1.06 ** (year - years[0])
            sim.rows["market_sizes"].add(
                market=market, year=year, amount=round(size, 0), currency="EUR", recorded_at=known
            )
        opened = population.opened.get(
            market, day_number(add_months(to_date(calendar.start), -24 - 5 * position))
        )
        known = max(calendar.day_start(opened - 30), calendar.start_instant)
        sim.rows["opened_markets"].add(market=market, opened_on=opened, recorded_at=known)
    for company in sim.cast.companies:
        if company.segment != "smb" and rng.random() < 0.12 and company.domain != "example.com":
            day = max(calendar.start, calendar.day_of(company.first_seen) - rng.randrange(0, 200))
            sim.rows["target_accounts"].add(
                domain=company.domain,
                market=company.country,
                added_on=day,
                recorded_at=calendar.day_start(day),
            )
    for sku, quantity in (("HW-SCANNER", 60), ("PLAT-CLASSIC", 12)):
        sim.rows["dormant_stock"].add(
            sku=sku,
            listed_on=calendar.start,
            quantity=round(quantity * max(1.0, sim.scale.leads / 4_000)),
            recorded_at=calendar.start_instant,
        )


def _notes(sim: Simulation) -> None:
    calendar = sim.calendar
    for kpi, value in _BENCHMARKS:
        sim.rows["benchmarks"].add(
            kpi_id=kpi,
            value=value,
            source="Survey of European software firms",
            as_of_on=calendar.start,
            recorded_at=calendar.start_instant,
        )
    for first, last in _months(sim):
        if to_date(first).month == 8:
            sim.rows["annotations"].add(
                kpi_id="revenue",
                period_start_on=first,
                grain="month",
                text_en="August is weak every year; compare with the August before.",
                text_fr="Août est faible chaque année ; comparer avec l'août précédent.",
                author="vp.sales@accord-demo.example",
                recorded_at=calendar.day_start(last + 1) + 2 * DAY,
            )
