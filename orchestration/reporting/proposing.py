"""The command `accord targets propose`: targets drafted from the published history."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orchestration.company.context import load_company

if TYPE_CHECKING:
    import duckdb

    from kpis.governance.proposals import Asked, Guard, Proposal

_MONTHS = {"month": 1, "quarter": 3}
#: Quarter of the figures of a guardrail that may be worse than its minimum.
_WORST = 0.25


class NothingToProposeError(ValueError):
    """No target can be drafted; the words say why."""


@dataclass(frozen=True)
class Span:
    """From when to when a target is to run."""

    start: date
    due: date

    def periods(self, grain: str) -> int:
        """Return how many periods of `grain` it takes."""
        months = (self.due.year - self.start.year) * 12 + self.due.month - self.start.month + 1
        return max(1, months // _MONTHS[grain])

    def due_of(self, proposal: Proposal) -> date:
        """Return when a proposal's targets are due: earlier where its history is short."""
        grain = proposal.asked.grain
        if proposal.horizon >= self.periods(grain):
            return self.due
        months = self.start.month - 1 + proposal.horizon * _MONTHS[grain]
        return date(self.start.year + months // 12, months % 12 + 1, 1) - timedelta(days=1)


@click.group()
def targets() -> None:
    """Targets FROM -> TO."""


@targets.command()
@click.argument("kpis", nargs=-1)
@click.option("--all", "whole", is_flag=True, help="Every KPI on which a target may be set.")
@click.option("--by", "dimension", default="total", help="Members of a dimension: team, owner.")
@click.option("--start", type=click.DateTime(["%Y-%m-%d"]), help="Default: the next quarter's.")
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), help="Default: a year from the start.")
@click.option(
    "--as",
    "draft",
    type=click.Choice(["ambitious", "likely", "safe", "benchmark"]),
    default="likely",
    show_default=True,
    help="Which of the drafts the rows hold.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file for them.")
def propose(
    kpis: tuple[str, ...],
    whole: bool,
    dimension: str,
    start: datetime | None,
    due: datetime | None,
    draft: str,
    output: Path | None,
) -> None:
    """Draft targets from the published history: rows of targets.csv, and how each was reached.

    Without KPIs: those of the profile's headline. The words go to standard error, so that the rows
    can be sent to a file.
    """
    import duckdb

    company = load_company()
    published = company.settings.published_dir / "accord.duckdb"
    if not published.is_file():
        raise click.ClickException(f"{published} is not there yet; `accord run` publishes it")
    span = _span(company.as_of, start, due)
    with duckdb.connect(str(published), read_only=True) as connection:
        chosen = _chosen(connection, kpis, whole, company.profile.headline_kpis)
        try:
            proposals = proposed(connection, chosen, dimension, span, _say)
        except NothingToProposeError as error:
            raise click.ClickException(str(error)) from error
    rows = as_sheet(proposals, draft, span)
    if output is None:
        sys.stdout.write(rows)
    else:
        output.write_text(rows, encoding="utf-8")
        _say(f"{output} has the rows; add them to targets.csv")


def _say(words: str) -> None:
    click.echo(words, err=True)


def _span(as_of: date, start: datetime | None, due: datetime | None) -> Span:
    ahead = as_of.month - 1 - (as_of.month - 1) % 3 + 3
    first = start.date() if start else date(as_of.year + ahead // 12, ahead % 12 + 1, 1)
    last = due.date() if due else first.replace(year=first.year + 1) - timedelta(days=1)
    if last <= first:
        raise click.UsageError("--due must come after --start")
    return Span(first, last)


def _chosen(
    connection: duckdb.DuckDBPyConnection,
    kpis: Sequence[str],
    whole: bool,
    headline: Sequence[str],
) -> list[dict[str, Any]]:
    """Return the catalogue's rows of the KPIs that are asked for."""
    rows = _rows(connection, "select * from kpi.kpi_catalog order by kpi_id")
    known = {str(row["kpi_id"]): row for row in rows}
    if unknown := sorted(set(kpis) - set(known)):
        raise click.ClickException(
            f"no KPI is called {', '.join(unknown)}; docs/kpis.md lists them"
        )
    if kpis:
        return [known[kpi] for kpi in dict.fromkeys(kpis)]
    wanted = known if whole else [kpi for kpi in headline if kpi in known]
    return [known[kpi] for kpi in wanted if known[kpi]["is_targetable"]]


def proposed(
    connection: duckdb.DuckDBPyConnection,
    catalog: Sequence[Mapping[str, Any]],
    dimension: str,
    span: Span,
    say: Callable[[str], None],
) -> list[Proposal]:
    """Draft targets for each KPI and member, and say how, or why there is none.

    Args:
        connection: to a publication.
        catalog: rows of kpi_catalog.
        dimension: total, or the dimension whose members get targets.
        span: from when to when.
        say: gets the words.

    Raises:
        NothingToProposeError: there is none at all.
    """
    from kpis.governance.proposals import propose as propose_from

    made = []
    for row in catalog:
        if not row["is_targetable"]:
            say(f"{row['kpi_id']}: no target may be set on it")
            continue
        for member in _members(connection, row, dimension):
            name = row["kpi_id"] if dimension == "total" else f"{row['kpi_id']}, {member}"
            try:
                asked = _asked(connection, row, dimension, member)
                proposal = propose_from(asked, span.periods(asked.grain))
            except ValueError as error:
                say(f"{name}: none: {error}")
                continue
            say(f"{name}: {proposal.words}")
            if (due := span.due_of(proposal)) < span.due:
                say(f"  due {due} already: the history has too few windows that are longer")
            for draft in proposal.drafts:
                say(f"  {draft.words}")
            made.append(proposal)
    if not made:
        raise NothingToProposeError("no target can be drafted: see the reasons above")
    return made


def as_sheet(proposals: Sequence[Proposal], draft: str, span: Span) -> str:
    """Return the rows as targets.csv has them, with its first line."""
    from kpis.governance.proposals import COLUMNS

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for proposal in proposals:
        writer.writerows(proposal.rows(draft, span.start, span.due_of(proposal)))
    return text.getvalue()


def _members(
    connection: duckdb.DuckDBPyConnection, row: Mapping[str, Any], dimension: str
) -> list[str]:
    if dimension == "total":
        return ["total"]
    found = connection.execute(
        """
        select distinct dimension_value from kpi.kpi_values
        where kpi_id = ? and variant = '' and dimension = ? and dimension_value <> 'unknown'
        order by dimension_value
        """,
        [row["kpi_id"], dimension],
    ).fetchall()
    return [str(member) for (member,) in found]


def _asked(
    connection: duckdb.DuckDBPyConnection, row: Mapping[str, Any], dimension: str, member: str
) -> Asked:
    """Read the history of a figure: complete periods that can be trusted.

    Raises:
        TooShortError: there is none.
    """
    from kpis.governance.proposals import Asked

    grain = "month" if "month" in str(row["grains"]).split(", ") else "quarter"
    figures = _history(connection, str(row["kpi_id"]), grain, dimension, member)
    guards = tuple(
        _guard(connection, name, dimension, member)
        for name in str(row["target_guardrails"] or "").split(", ")
        if name
    )
    return Asked(
        kpi_id=str(row["kpi_id"]),
        dimension=dimension,
        member=member,
        unit=str(row["unit"]),
        direction=str(row["direction"]),
        grain=grain,
        owner=str(row["owner"]),
        series=_series(figures, row, grain),
        benchmark=next((it["benchmark_value"] for it in reversed(figures)), None),
        guards=guards,
    )


def _history(
    connection: duckdb.DuckDBPyConnection, kpi: str, grain: str, dimension: str, member: str
) -> list[dict[str, Any]]:
    return _rows(
        connection,
        """
        select period_start, value, numerator, denominator, benchmark_value
        from kpi.kpi_values
        where
            kpi_id = ? and variant = '' and grain = ? and dimension = ? and dimension_value = ?
            and is_complete and quality <> 'distrusted'
        order by period_start
        """,
        [kpi, grain, dimension, member],
    )


def _series(figures: Sequence[Mapping[str, Any]], row: Mapping[str, Any], grain: str) -> Any:
    """Return the history without a gap in its calendar."""
    import numpy as np

    from kpis.governance.pace import POINTS, Series, TooShortError

    if not figures:
        raise TooShortError(f"no complete {grain} with a figure that can be trusted")
    months = _MONTHS[grain]
    numbers = {_number(one["period_start"]): one for one in figures}
    first, last = min(numbers), max(numbers)
    periods = range(first, last + 1, months)
    adds_up = row["additivity"] != "none"
    # Targets of a KPI that adds up over time are per month, whatever its grain.
    divisor = months if row["additivity"] == "full" else 1

    def column(name: str, missing: float) -> Any:
        found = [numbers.get(number, {}).get(name) for number in periods]
        return np.array([missing if it is None else float(it) for it in found], dtype=np.float64)

    is_ratio = any(one["denominator"] is not None for one in figures)
    return Series(
        values=column("value", 0.0 if adds_up else np.nan) / divisor,
        places=np.array([(number % 12) // months for number in periods], dtype=np.int64),
        per_year=12 // months,
        by_points=row["unit"] in POINTS,
        numerators=column("numerator", 0.0) if is_ratio else None,
        denominators=column("denominator", 0.0) if is_ratio else None,
    )


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _guard(connection: duckdb.DuckDBPyConnection, name: str, dimension: str, member: str) -> Guard:
    """Return the minimum of a guardrail: what three of four of its last year's figures kept."""
    import numpy as np

    from kpis.governance.proposals import Guard, rounded

    [row] = _rows(connection, "select * from kpi.kpi_catalog where kpi_id = ?", [name])
    grain = "month" if "month" in str(row["grains"]).split(", ") else "quarter"
    found = _history(connection, name, grain, dimension, member)[-12 // _MONTHS[grain] :]
    values = [float(one["value"]) for one in found if one["value"] is not None]
    if not values:
        return Guard(name, None)
    rises = row["direction"] != "lower_is_better"
    least = float(np.quantile(values, _WORST if rises else 1 - _WORST))
    return Guard(name, rounded(least, str(row["unit"])))


def _rows(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Any] = ()
) -> list[dict[str, Any]]:
    found = connection.execute(sql, list(parameters))
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
