"""What a monthly or quarterly run says of its period: a page in `reports/`, from what it published.

The month: what was closed, statuses, what moved more than usual, what is restated. The quarter adds
lifetime value, cohorts, attribution, how good forecasts were, integrity and drafts of targets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from orchestration.reporting.proposing import NothingToProposeError, Span, as_sheet, proposed
from orchestration.reporting.restated import read_restatements

_VALUE = ("customer_lifetime_value", "ltv_to_cac_ratio", "customer_acquisition_cost")
_COHORTS = ("customer_retention_rate", "customer_churn_rate", "net_revenue_retention")
_FORECAST = ("forecast_accuracy", "forecast_revenue", "revenue")
_MOST = 30


@dataclass(frozen=True)
class Reviewed:
    """The period of a review: its grain, first and last day, and what its run closed."""

    grain: str
    start: date
    end: date
    closed: Sequence[str]
    notes: Sequence[str]


def write_review(
    published: Path, folder: Path, job: str, period: Reviewed, headline: Sequence[str]
) -> Path:
    """Write the page of a period; return it."""
    with duckdb.connect(str(published), read_only=True) as connection:
        lines = [f"# {job} {period.start}", "", *_closing(period)]
        for title, part in _parts(period, headline):
            found = list(part(connection))
            lines += ["", f"## {title}", "", *(found or ["- nothing"])]
        lines += ["", "## What was reported and is another figure now", ""]
    restated = [f"- {one.line}" for one in read_restatements(published)]
    lines += restated[:_MOST] or ["- nothing"]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{job}-{period.start}.md"
    staged = path.with_name(f".{path.name}.next")
    staged.write_text("\n".join(lines) + "\n", encoding="utf-8")
    staged.replace(path)
    return path


Part = Callable[[duckdb.DuckDBPyConnection], Iterator[str]]


def _closing(period: Reviewed) -> list[str]:
    closed = [f"- closed: {one}" for one in period.closed]
    return [*closed, *(f"- {note}" for note in period.notes)] or ["- nothing was closed"]


def _parts(period: Reviewed, headline: Sequence[str]) -> list[tuple[str, Part]]:
    parts: list[tuple[str, Part]] = [
        ("Headline", lambda it: _figures(it, period, headline)),
        ("Moved more than usual", lambda it: _unusual(it, period)),
        ("Reviews of scorecards", lambda it: _reviews(it, period)),
    ]
    if period.grain != "quarter":
        return parts
    return [
        *parts,
        ("Lifetime value", lambda it: _figures(it, period, _VALUE)),
        ("Retention", lambda it: _figures(it, period, _COHORTS)),
        ("Cohorts", lambda it: _cohorts(it, period)),
        ("Attributed revenue by channel", lambda it: _attribution(it, period)),
        ("Forecasts", lambda it: _figures(it, period, _FORECAST)),
        ("Integrity", lambda it: _integrity(it, period)),
        ("Reviews of definitions that are due", lambda it: _due(it, period)),
        ("Drafts of targets", lambda it: _targets(it, period, headline)),
    ]


def _figures(
    connection: duckdb.DuckDBPyConnection, period: Reviewed, kpis: Sequence[str]
) -> Iterator[str]:
    rows = connection.execute(
        "select kpi_id, variant, value, change_pct, status, status_reason from kpi.kpi_values "
        "where list_contains(?, kpi_id) and grain = ? and period_start = ? "
        "and dimension = 'total' and value is not null order by list_position(?, kpi_id), variant",
        [list(kpis), period.grain, period.start, list(kpis)],
    ).fetchall()
    for kpi, variant, value, change, status, reason in rows:
        moved = "" if change is None else f", {change:+.1%} since the period before"
        yield f"- {_name(kpi, variant)}: {value:,.6g}{moved}; {status}: {reason}"


def _unusual(connection: duckdb.DuckDBPyConnection, period: Reviewed) -> Iterator[str]:
    """Yield the figures whose change exceeds their own usual variation, the largest first."""
    rows = connection.execute(
        "select kpi_id, value, previous_value, trend, change_pct from kpi.kpi_values "
        "where grain = ? and period_start = ? and dimension = 'total' and variant = '' "
        "and trend in ('up', 'down') and is_complete "
        "order by abs(change_pct) desc nulls last, kpi_id limit ?",
        [period.grain, period.start, _MOST],
    ).fetchall()
    for kpi, value, previous, trend, change in rows:
        share = "" if change is None else f" ({change:+.1%})"
        yield f"- {kpi} {trend}: {previous:,.6g} to {value:,.6g}{share}"


def _reviews(connection: duckdb.DuckDBPyConnection, period: Reviewed) -> Iterator[str]:
    """Yield what the period's reviews found beyond single trends, what several say once."""
    if not _has(connection, "kpi", "kpi_reviews"):
        return
    rows = connection.execute(
        "select words_en, any_value(decision_en), "
        "string_agg(nullif(scorecard, ''), ', ' order by scorecard) from kpi.kpi_reviews "
        "where grain = ? and period_start = ? and finding in "
        "('false_success', 'surprised', 'weakest_link', 'moved_together') "
        "group by finding, words_en order by min(place), words_en limit ?",
        [period.grain, period.start, _MOST],
    ).fetchall()
    for words, decision, cards in rows:
        on = f" [{cards}]" if cards else ""
        todo = f" To consider: {decision}" if decision else ""
        yield f"- {words}{on}.{todo}"


def _cohorts(connection: duckdb.DuckDBPyConnection, period: Reviewed) -> Iterator[str]:
    """Yield how many customers of each month of first win are still active at the period's end."""
    if not _has(connection, "marts", "fct_retention_cohorts"):
        return
    rows = connection.execute(
        "select cohort_month_on, customers, active_customers, months_since "
        "from marts.fct_retention_cohorts where observed_on = ? and customers > 0 "
        "order by cohort_month_on desc limit ?",
        [period.end, _MOST],
    ).fetchall()
    for month, customers, active, months in rows:
        share = active / customers
        yield f"- {month:%Y-%m}: {active} of {customers} active after {months} months ({share:.0%})"


def _attribution(connection: duckdb.DuckDBPyConnection, period: Reviewed) -> Iterator[str]:
    rows = connection.execute(
        "select variant, dimension_value, value from kpi.kpi_values "
        "where kpi_id = 'attributed_revenue' and dimension = 'channel' and grain = ? "
        "and period_start = ? and value <> 0 and variant in ('', 'first_touch', 'markov') "
        "order by variant, value desc, dimension_value",
        [period.grain, period.start],
    ).fetchall()
    models: dict[str, list[str]] = {}
    for model, channel, value in rows:
        models.setdefault(model or "linear", []).append(f"{channel} {value:,.6g}")
    for model, shares in models.items():
        yield f"- {model}: {', '.join(shares)}"


def _integrity(connection: duckdb.DuckDBPyConnection, period: Reviewed) -> Iterator[str]:
    kpis = [
        kpi
        for (kpi,) in connection.execute(
            "select distinct kpi_id from kpi.kpi_catalog where family = 'integrity' order by 1"
        ).fetchall()
    ]
    yield from _figures(connection, period, kpis)


def _due(connection: duckdb.DuckDBPyConnection, period: Reviewed) -> Iterator[str]:
    rows = connection.execute(
        "select kpi_id, review_date, owner from kpi.kpi_catalog "
        "where review_date <= ? order by review_date, kpi_id limit ?",
        [period.end + timedelta(days=183), _MOST],
    ).fetchall()
    for kpi, day, owner in rows:
        yield f"- {kpi}: by {day}, {owner}"


def _targets(
    connection: duckdb.DuckDBPyConnection, period: Reviewed, headline: Sequence[str]
) -> Iterator[str]:
    answer = connection.execute(
        "select * from kpi.kpi_catalog where list_contains(?, kpi_id) and is_targetable "
        "order by kpi_id",
        [list(headline)],
    )
    names = [column[0] for column in answer.description or ()]
    catalog: list[dict[str, Any]] = [
        dict(zip(names, row, strict=True)) for row in answer.fetchall()
    ]
    start = period.end + timedelta(days=1)
    span = Span(start, start.replace(year=start.year + 1) - timedelta(days=1))
    said: list[str] = []
    try:
        drafts = proposed(connection, catalog, "total", span, said.append)
    except NothingToProposeError:
        drafts = []
    yield from (f"- {line.strip()}" for line in said)
    if drafts:
        yield ""
        yield "```csv"
        yield as_sheet(drafts, "likely", span).strip()
        yield "```"


def _has(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> bool:
    return bool(
        connection.execute(
            "select 1 from duckdb_tables() where schema_name = ? and table_name = ?",
            [schema, table],
        ).fetchall()
    )


def _name(kpi: str, variant: str) -> str:
    return f"{kpi}, {variant}" if variant else kpi
