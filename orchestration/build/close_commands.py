"""`accord close list` and `accord close reopen` on the terminal."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table

from orchestration.company.context import load_company

_WIDTH_WITHOUT_TERMINAL = 200


@click.group()
def close() -> None:
    """What was reported when a month or quarter was closed, and closing one again."""


@close.command("list")
def list_closes() -> None:
    """Show what was closed and reopened, the first first."""
    from orchestration.build.close_days import store_of

    store = store_of(load_company())
    reopened, current = store.reopenings(), set(store.current().values())
    view = Table("period", "close", "state", "closed at (UTC)", "by", "why", box=None)
    closes = store.closes()
    for one in closes:
        state = one.state if one in current or one.name in reopened else f"{one.state}, replaced"
        view.add_row(
            *(one.period.words, str(one.number), state, f"{one.closed_at:%Y-%m-%d %H:%M}"),
            *(one.by, one.why),
        )
        if (again := reopened.get(one.name)) is not None:
            view.add_row(*("", "", "reopened", f"{again.at:%Y-%m-%d %H:%M}", again.by, again.why))
    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDTH_WITHOUT_TERMINAL)
    console.print(view if closes else "Nothing is closed yet: the monthly and quarterly jobs do.")


@close.command()
@click.option("--period", required=True, help="The month or quarter: 2026-09 or 2026-Q3.")
@click.option("--by", required=True, help="Who reopens it.")
@click.option("--why", required=True, help="Why.")
def reopen(period: str, by: str, why: str) -> None:
    """Reopen the close of a period; the next run of its job closes it again.

    What was reported stays in kpi.kpi_values_as_reported. 2026-Q3 is the quarter from July on.
    """
    # Imported here: it loads DuckDB, which the command line's quick commands don't need.
    from closes import CloseError, Period
    from closes.periods import CLOSED_GRAINS
    from orchestration.build.close_days import store_of
    from orchestration.build.lock import RunLock
    from orchestration.reporting.why import NoFigureError, period_of

    company = load_company()
    try:
        grain, day = period_of(period)
    except NoFigureError as error:
        raise click.ClickException(str(error)) from error
    if grain not in CLOSED_GRAINS:
        raise click.ClickException(f"{period}: months and quarters are closed, no {grain}")
    calendar, kind = company.calendar, CLOSED_GRAINS[CLOSED_GRAINS.index(grain)]
    start = calendar.period_start(day, kind)
    found = Period(kind, start, calendar.period_end(start, kind))
    settings = company.settings
    try:
        with RunLock(settings.data_dir, "accord close reopen", settings.lock_wait_seconds):
            done = store_of(company).reopen(found, by, why)
    except CloseError as error:
        raise click.ClickException(str(error)) from error
    job = "monthly" if grain == "month" else "quarterly"
    click.echo(
        f"{found.words} is reopened, by {done.by}: {done.why}. The next run publishes it so; "
        f"`accord run {job} --period {start}` closes it again."
    )
