"""`accord doctor`, `backup`, `restore` and `forget` on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click
from rich.console import Console

from orchestration.company.context import load_company

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.option("--repair", "repairs", is_flag=True, help="Put right what is damaged.")
@click.option(
    "--no-run", is_flag=True, help="With --repair: leave it to the next run to build and publish."
)
@click.pass_context
def doctor(context: click.Context, repairs: bool, no_run: bool) -> None:
    """Say what of the data folder is whole, and what is not; exit with 1 if something is wrong.

    With --repair, what is damaged is set aside and made again, and a run builds and publishes where
    that is needed. Readers keep what they have meanwhile.
    """
    # Imported here and below: DuckDB and dlt take a second that other commands don't need.
    from orchestration.recovery.doctor import examine
    from orchestration.recovery.findings import State, table_of
    from orchestration.recovery.repair import repair

    company, console = load_company(), _console()
    needs_run = False
    if repairs:
        done = repair(company, _teller(console))
        for line in done.done:
            console.print(line, markup=False)
        if done.report:
            console.print(f"Report        {done.report}", markup=False)
        needs_run = done.needs_run
    accord = context.parent and context.parent.command
    if needs_run and not no_run and isinstance(accord, click.Group):
        context.invoke(accord.commands["run"])
    findings = examine(company)
    console.print(table_of(findings))
    sys.exit(any(it.state is State.WRONG for it in findings))


@click.command()
@click.option("--to", "folder", type=_FOLDER, help="Where; default: ACCORD_BACKUP_DIR.")
def backup(folder: Path | None) -> None:
    """Copy what could not be made again into a folder of its own, with a hash of each file.

    It waits for a run that writes; readers and the UI go on.
    """
    from orchestration.recovery.backup import backup_folder, make_backup

    company, console = load_company(), _console()
    target = (folder or backup_folder(company)).absolute()
    done = make_backup(company, target, _teller(console))
    console.print(f"Back-up       {done}", markup=False)
    console.print(f"Restore it    accord restore {done}", markup=False)


@click.command()
@click.argument("folder", type=_FOLDER)
def restore(folder: Path) -> None:
    """Bring the data folder back to what the back-up in FOLDER holds.

    What is there now is set aside. While `accord dev` is open it is refused: end that first.
    """
    from orchestration.recovery.restore import restore as restore_from

    company, console = load_company(), _console()
    report = restore_from(company, folder.absolute(), _teller(console))
    console.print(report.read_text(encoding="utf-8"), markup=False)
    console.print(f"Report        {report}", markup=False)
    console.print("Next          accord run", markup=False)


@click.command()
@click.argument("person", metavar="E-MAIL or SOURCE:ID")
@click.option("--dry-run", "dry", is_flag=True, help="Only say what would be removed.")
@click.option(
    "--with-backups",
    is_flag=True,
    help="Remove all back-ups, and what was set aside, too: they have the person.",
)
def forget(person: str, dry: bool, with_backups: bool) -> None:
    """Remove a person from all that Accord keeps, and let no load bring them back.

    Name them by an address, or by the vendor's id: hubspot:1234. What the vendors have is theirs:
    have the person removed there, too. docs/privacy.md says what is kept of whom.
    """
    from orchestration.recovery.forgetting.forget import forget as forget_person
    from orchestration.recovery.forgetting.report import lines_of

    company, console = load_company(), _console()
    done, report = forget_person(
        company, person, _teller(console), dry=dry, with_backups=with_backups
    )
    for line in lines_of(done, dry=dry):
        console.print(line, markup=False)
    if report:
        console.print(f"Report        {report}", markup=False)
        console.print("Next          accord run", markup=False)


def _teller(console: Console) -> Callable[[str], None]:
    """Return what shows one line of progress."""
    return lambda line: console.print(f"  {line}", style="dim", markup=False)


def _console() -> Console:
    shown = Console(highlight=False)
    return shown if shown.is_terminal else Console(highlight=False, width=200)
