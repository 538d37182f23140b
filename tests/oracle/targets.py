"""Attainment of targets: each KPI's figure over what its target's path asks of the period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from tests.oracle.cells import Cell
from tests.oracle.figures import RATIO, Figure, divided
from tests.oracle.observations import Observation
from tests.oracle.periods import add_months, period_end, period_start, periods
from tests.oracle.truth import Row
from tests.oracle.world import World

TARGET_ATTAINMENT = "target_attainment"
FIGURES = {TARGET_ATTAINMENT: RATIO}
#: Inputs, by the catalogue: a row that targets one is refused. `campaigns_launched` may be targeted
#: with its hit rate as a guardrail.
_INPUTS = {
    "calls_made", "sales_emails_sent", "social_touches", "outbound_touches", "activities_per_rep",
    "time_per_activity", "follow_ups_made", "customer_visits", "leads_worked",
    "contents_published", "social_posts_published", "emails_per_recipient",
    "marketing_emails_sent", "marketing_spend", "impressions", "ad_clicks",
}  # fmt: skip
_LOWER_IS_BETTER = {
    "sales_cycle_days", "time_in_stage", "first_response_hours", "resolution_hours",
    "speed_to_lead_hours", "cost_per_lead", "cost_per_acquisition", "cost_per_click",
    "bounce_rate", "email_unsubscribe_rate", "no_show_rate", "discount_rate", "reopen_rate",
    "customer_churn_rate", "customer_acquisition_cost", "cac_payback_months", "mrr_churn",
    "mrr_contraction", "ticket_backlog", "complaints",
}  # fmt: skip
#: They add up over members, not over time.
_STOCKS = {
    "open_pipeline", "weighted_pipeline", "mrr", "arr", "ticket_backlog", "newsletter_subscribers",
}  # fmt: skip


#: Web traffic and tickets come on any day: their targets are spread over all of them.
_ANY_DAY = {
    "sessions", "page_views", "impressions", "ad_clicks", "tickets_opened", "complaints",
}  # fmt: skip


def observe(_: World) -> Iterator[Observation]:
    """Nothing is observed: attainment follows from other figures, see `attained`."""
    return iter(())


def attained(
    world: World,
    figures: Mapping[Cell, float | None],
    figure_of: Callable[[str, str], Figure],
) -> Iterator[tuple[Cell, float | None]]:
    """The attainment of every KPI, member and period that has a target."""
    by_series: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in world.truth.rows("targets"):
        if row["kpi_id"] not in _INPUTS:
            by_series[row["kpi_id"], row["dimension"], _member(row)].append(row)
    for (kpi, dimension, member), rows in by_series.items():
        figure = figure_of(kpi, "")
        is_flow = figure.nothing is not None and kpi not in _STOCKS
        for grain in figure.grains:
            first = min(row["start_on"] for row in rows)
            for start, _ in periods(first, world.as_of, grain):
                end = period_end(start, grain)
                if is_flow:
                    asked = _asked(rows, start, end, _shares(world, kpi))
                else:
                    asked = _path(rows, end)
                if asked is None:
                    continue
                value = figures.get(Cell(kpi, "", grain, start, dimension, member), figure.nothing)
                cell = Cell(TARGET_ATTAINMENT, kpi, grain, start, dimension, member)
                yield cell, _attainment(value, asked, kpi)


def revenue_targets(
    world: World,
) -> dict[tuple[str, str], Callable[[date, date], float | None]]:
    """Dimension and member -> what the sheet asks of the revenue of a whole period."""
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in world.truth.rows("targets"):
        if row["kpi_id"] == "revenue" and row["dimension"] in ("total", "owner", "team"):
            rows[row["dimension"], _member(row)].append(row)
    share = _shares(world, "revenue")

    def asked(of_member: list[Row]) -> Callable[[date, date], float | None]:
        return lambda start, end: _asked(of_member, start, end, share)

    return {key: asked(of_member) for key, of_member in rows.items()}


def _member(row: Row) -> str:
    """Reps go by the local part of their work e-mail."""
    member: str = row["dimension_value"]
    return member.lower().split("@")[0] if row["dimension"] == "owner" else member


def _attainment(value: float | None, asked: float, kpi: str) -> float | None:
    if value is None:
        return None
    return divided(asked, value) if kpi in _LOWER_IS_BETTER else divided(value, asked)


def _shares(world: World, kpi: str) -> Callable[[date], float]:
    """What of a month's target falls on a day: a working day's share, none on others."""

    def share(day: date) -> float:
        month = period_start(day, "month")
        length = (add_months(month, 1) - month).days
        days = [month + timedelta(days=offset) for offset in range(length)]
        if kpi in _ANY_DAY:
            return 1 / length
        open_days = sum(world.calendar.is_open(one) for one in days)
        return world.calendar.is_open(day) / open_days if open_days else 0.0

    return cache(share)


def _asked(rows: list[Row], start: date, end: date, share: Callable[[date], float]) -> float | None:
    """Of an amount per month, the sum over the period's days; none where nothing is asked."""
    total = weights = 0.0
    day = start
    while day <= end:
        path = _path(rows, day)
        if path is None:
            return None
        weights += share(day)
        total += path * share(day)
        day += timedelta(days=1)
    return total if weights else None


def _path(rows: list[Row], day: date) -> float | None:
    """What the row that started last asks on a day; none after it was due."""
    started = [row for row in rows if row["start_on"] <= day]
    row = max(started, key=lambda row: row["start_on"], default=None)
    if row is None or day > row["due_on"]:
        return None
    share = _steps(row, day) if row["path"] == "stepped" else _line(row, day)
    baseline, target = float(row["baseline_value"]), float(row["target_value"])
    return baseline + (target - baseline) * share


def _line(row: Row, day: date) -> float:
    start: date = row["start_on"]
    due: date = row["due_on"]
    whole = (due - start).days
    return (day - start).days / whole if whole else 1.0


def _steps(row: Row, day: date) -> float:
    """Steps taken by a day ÷ all: one at each month end, the last on the day it is due."""
    ends: list[date] = [row["due_on"]]
    end = period_end(period_start(row["start_on"], "month"), "month")
    while end < row["due_on"]:
        ends.append(end)
        end = period_end(end + timedelta(days=1), "month")
    return sum(step <= day for step in ends) / len(ends)
