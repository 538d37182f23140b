"""Command line of the KPI definitions: `python -m kpis compile|check|release|schema`."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from kpis.compilation import compile_project
from kpis.governance.checking import check_project, release
from kpis.problems import CompileError, DefinitionError
from kpis.schema import SCHEMA_PATH, schema_text

_project = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("dbt_project"),
    show_default=True,
    help="Folder of dbt_project.yml.",
)
_as_of = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="Day against which review dates are checked. Default: today.",
)


@click.group()
def main() -> None:
    """Check and compile the KPI definitions."""


@main.command("compile")
@_project
@_as_of
def compile_command(project: Path, as_of: datetime | None) -> None:
    """Write the generated dbt models; nothing is planned again for unchanged definitions."""
    done = compile_project(project, _day(as_of))
    how = "unchanged" if done.is_cached else f"planned in {done.seconds:.1f} s"
    click.echo(f"{done.kpis} KPIs, {done.series} series, {done.models} models: {how}")


@main.command("check")
@_project
@_as_of
def check_command(project: Path, as_of: datetime | None) -> None:
    """Check metric files and scorecards against the rules of the catalogue."""
    files, warnings = check_project(project, _day(as_of))
    for warning in warnings:
        click.echo(f"Warning: {warning}")
    click.echo(f"{len(files)} KPIs are well defined")
    if SCHEMA_PATH.read_text(encoding="utf-8") != schema_text():
        raise click.ClickException(f"{SCHEMA_PATH.name} is stale: run `python -m kpis schema`")


@main.command("release")
@_project
@click.option(
    "--same-figures",
    multiple=True,
    metavar="KPI",
    help="Its formula is written in another way and gives the same figures; may be repeated.",
)
def release_command(project: Path, same_figures: tuple[str, ...]) -> None:
    """Keep the current versions of the definitions: from now on another meaning is another one."""
    added = release(project, same_figures)
    click.echo(f"Released: {', '.join(added)}" if added else "Nothing changed")


@main.command("schema")
def schema_command() -> None:
    """Write the JSON Schema of metric files, for editors."""
    SCHEMA_PATH.write_text(schema_text(), encoding="utf-8")


def _day(given: datetime | None) -> date:
    return given.date() if given else datetime.now().astimezone().date()


if __name__ == "__main__":
    try:
        main(standalone_mode=False)
    except (DefinitionError, CompileError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
