"""The command `accord commissions export`: attainment per rep, for commission tools."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from orchestration.company.context import load_company

if TYPE_CHECKING:
    from publishing.commissions import Attained

TOOLS = ("qobra", "xactly", "spiff", "captivateiq")
#: Below the folder of what only a few may read.
_FOLDER = "commissions"
_SHOWN = 10


@click.group()
def commissions() -> None:
    """What commission tools import."""


@commissions.command("export")
@click.option("--format", "tool", type=click.Choice(TOOLS), required=True, help="Whose import.")
@click.option(
    "--grain", type=click.Choice(["month", "quarter"]), default="month", show_default=True
)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="First day of the first period; default: the last one alone.",
)
@click.option("--kpi", "kpis", multiple=True, help="That alone; may be repeated.")
@click.option("--running", is_flag=True, help="Periods that are not over yet, too.")
@click.option(
    "--people",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV with the columns owner_key and id: who a rep is in the tool.",
)
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Another folder.")
def export(
    tool: str,
    grain: str,
    since: datetime | None,
    kpis: tuple[str, ...],
    running: bool,
    people: Path | None,
    output: Path | None,
) -> None:
    """Write attainment per rep and period as CSV and Parquet, as a tool imports it.

    Attainment of the quota, and of every target that a rep has. The files name reps: only their
    owner may read them, in published/restricted/commissions or the folder of --output.
    """
    import duckdb

    from publishing import PublishError, current_version
    from publishing.commissions import Asked, read_attainment, write_export
    from publishing.modes import RESTRICTED

    company = load_company()
    published = company.settings.published_dir
    version = current_version(published)
    if version is None:
        raise click.ClickException("nothing is published yet; `accord run` publishes")
    asked = Asked(grain, since.date() if since else None, kpis, running)
    with duckdb.connect(str(version / "accord.duckdb"), read_only=True) as connection:
        rows = read_attainment(connection, asked, company.profile.reporting_currency)
    known = _named(rows, _people(people)) if people else rows
    try:
        files = write_export(tool, known, output or version / RESTRICTED / _FOLDER)
    except PublishError as error:
        raise click.ClickException(str(error)) from error
    for file in files:
        click.echo(file)
    _say(known, named=people is not None)


def _people(path: Path) -> dict[str, str]:
    """Return who each rep is in the tool.

    Raises:
        ClickException: the file lacks a column, or names a rep or an id twice.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if missing := {"owner_key", "id"} - set(reader.fieldnames or ()):
            raise click.ClickException(f"{path} lacks the column {' and '.join(sorted(missing))}")
        rows = [(row["owner_key"].strip(), row["id"].strip()) for row in reader]
    for place, words in enumerate(("rep", "id")):
        twice = [name for name, times in Counter(row[place] for row in rows).items() if times > 1]
        if twice:
            raise click.ClickException(f"{path} has the {words} {', '.join(sorted(twice))} twice")
    return dict(rows)


def _named(rows: Sequence[Attained], people: Mapping[str, str]) -> list[Attained]:
    """Return the rows with the tool's ids.

    Raises:
        ClickException: a rep has none: a payment would be missing without a word.
    """
    unknown = sorted({row.owner_key for row in rows if not people.get(row.owner_key)})
    if unknown:
        more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
        raise click.ClickException(
            f"the file of people has no id for {', '.join(unknown[:_SHOWN])}{more}; add them"
        )
    return [replace(row, owner_key=people[row.owner_key]) for row in rows]


def _say(rows: Sequence[Attained], *, named: bool) -> None:
    """Say what the files hold and what of it is not to be paid by without a look."""
    reps, starts = {row.owner_key for row in rows}, {row.start for row in rows}
    click.echo(f"{len(rows)} rows, {len(reps)} reps, {len(starts)} periods", err=True)
    if not named:
        click.echo("Reps are named by Accord's keys; --people gives them the tool's ids", err=True)
    for words, count in (
        ("have no figure", sum(row.attained is None for row in rows)),
        ("leave something out (quality)", sum(row.quality == "partial" for row in rows)),
        ("are not to be relied on (quality)", sum(row.quality == "distrusted" for row in rows)),
        ("are of a period that is not over", sum(not row.is_complete for row in rows)),
    ):
        if count:
            click.echo(f"{count} rows {words}; their note says why", err=True)
