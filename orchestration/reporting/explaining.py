"""The commands `accord why` and `accord coverage`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import duckdb
from rich.console import Console
from rich.table import Table

from orchestration.company.context import Company, load_company
from orchestration.company.settings import PROJECT_ROOT

#: Where output goes to a file or a pipe, the widest line has room.
_WIDTH_WITHOUT_TERMINAL = 200


@click.command()
@click.argument("kpi")
@click.option("--period", default="", help="2026, 2026-Q3, 2026-W40, 2026-10 or 2026-10-05.")
@click.option(
    "--dimension", default="", metavar="NAME=MEMBER", help="One member: owner=anna.blanc."
)
@click.option("--variant", default="", help="A variant of the KPI.")
@click.option("--sql", is_flag=True, help="Also print the queries that list the rows behind it.")
def why(kpi: str, period: str, dimension: str, variant: str, sql: bool) -> None:
    """Explain one published figure: what it is made of, what it lacks, what changed.

    Without a period it is the last complete one that has a figure.
    """
    from kpis.behind import read_rows_behind
    from kpis.compilation import generated_folder
    from orchestration.reporting.why import Asked, NoFigureError, explain
    from orchestration.reporting.why_shown import page
    from publishing.versions import before_current

    company, console = load_company(), _console()
    name, _, member = dimension.partition("=")
    if dimension and not member:
        raise click.UsageError("--dimension wants a member: --dimension owner=anna.blanc")
    asked = Asked(kpi, period, name or "total", member or "total", variant)
    folder = before_current(company.settings.published_dir)
    compiled = read_rows_behind(generated_folder(PROJECT_ROOT / "dbt_project"), kpi)
    try:
        explained = explain(
            _published(company), folder and folder / "accord.duckdb", compiled, asked
        )
    except NoFigureError as error:
        raise click.ClickException(str(error)) from error
    for line in page(explained, company.profile.reporting_currency, queries=sql):
        console.print(line, markup=False, soft_wrap=True)


@click.command()
@click.argument("kpi", required=False)
@click.option("--lacking", is_flag=True, help="Only what no source feeds.")
def coverage(kpi: str | None, lacking: bool) -> None:
    """Show who fills what the KPIs are made of: source, share of the rows, since when."""
    company = load_company()
    rows = _covered(_published(company), kpi, lacking)
    if rows:
        _console().print(_coverage_table(rows))
    elif lacking:
        click.echo(f"Nothing that {kpi or 'a KPI'} is made of is lacking.")
    else:
        raise click.ClickException(f"no KPI is called {kpi!r}; docs/kpis.md lists the ids")


def _covered(published: Path, kpi: str | None, lacking: bool) -> list[tuple[object, ...]]:
    with duckdb.connect(str(published), read_only=True) as connection:
        rows: list[tuple[object, ...]] = connection.execute(
            """
            select
                string_agg(distinct kpi_id, ', ' order by kpi_id), count(distinct kpi_id),
                entity || case when field = '' then '' else '.' || field end, source,
                max(row_count), max(filled_share), min(since_on), is_fed, max(reason_en)
            from kpi.kpi_coverage
            where (cast($1 as varchar) is null or kpi_id = $1) and not ($2 and is_fed)
            group by need, entity, field, source, is_fed
            order by is_fed, entity, field, source
            """,
            [kpi, lacking],
        ).fetchall()
    return rows


def _coverage_table(rows: Sequence[tuple[object, ...]]) -> Table:
    view = Table()
    for heading in ("made of", "source", "rows", "filled", "since", "KPIs"):
        view.add_column(heading, justify="right" if heading in ("rows", "filled") else "left")
    for kpis, count, what, source, row_count, share, since, is_fed, reason in rows:
        shown = f"{share * 100:.1f} %" if isinstance(share, float) else "-"
        view.add_row(
            str(what),
            str(source) or "-",
            f"{row_count:,}" if source else "-",
            shown,
            str(since or "-"),
            f"{kpis}" if count == 1 else f"{count}: {kpis}",
            style="" if is_fed else "yellow",
        )
        if not is_fed:
            view.add_row("", "", "", "", "", str(reason), style="yellow")
    return view


def _published(company: Company) -> Path:
    published = company.settings.published_dir / "accord.duckdb"
    if not published.is_file():
        raise click.ClickException(f"{published} is not there yet; `accord run` publishes it")
    return published


def _console() -> Console:
    shown = Console(highlight=False)
    return shown if shown.is_terminal else Console(highlight=False, width=_WIDTH_WITHOUT_TERMINAL)
