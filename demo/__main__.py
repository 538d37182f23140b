"""`python -m demo`: simulate the demo company, and serve it."""

from __future__ import annotations

import os
import threading
from datetime import date, datetime
from pathlib import Path

import click

from demo.server.app import build_app
from demo.server.preparation import prepare
from demo.server.serving import serve
from demo.server.state import SandboxState
from demo.server.worlds import LazyWorld
from demo.world.tables import BUSINESS_ZONE

_DAY = click.DateTime(["%Y-%m-%d"])
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group()
def main() -> None:
    """The embedded demo company."""


@main.command("prepare")
@click.option("--size", type=click.Choice(["tiny", "small", "large"]), required=True)
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--first-as-of", type=_DAY, required=True, help="The last day of the past.")
@click.option("--folder", type=_FOLDER, required=True, help="Where truth/ and planning/ go.")
def prepare_command(size: str, seed: int, first_as_of: datetime, folder: Path) -> None:
    """Simulate a world and write it, unless the folder holds that very world."""
    made = prepare(size, seed, first_as_of.date(), folder)
    click.echo(f"{folder}: {'simulated' if made else 'already there'}")


@main.command("serve")
@click.option("--world", "folder", type=_FOLDER, required=True, help="A folder of `prepare`.")
@click.option("--as-of", type=_DAY, help="The business day at whose end to look. [yesterday]")
@click.option("--port", type=int, default=0, show_default=True, help="0 takes a free one.")
@click.option("--port-file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--planning-folder", type=_FOLDER, help="Default: planning/ in the world's folder.")
@click.option("--portal", type=click.Choice(["full", "plain"]), default="full", show_default=True)
@click.option("--until-stdin-closes", is_flag=True, help="End with whoever holds the other end.")
def serve_command(
    folder: Path,
    as_of: datetime | None,
    port: int,
    port_file: Path | None,
    planning_folder: Path | None,
    portal: str,
    until_stdin_closes: bool,
) -> None:
    """Answer as the vendors do, from a written world."""
    day = as_of.date() if as_of else _yesterday()
    try:
        world = LazyWorld(folder)
    except FileNotFoundError as error:
        raise click.ClickException(str(error)) from error
    if until_stdin_closes:
        threading.Thread(target=_end_with_stdin, daemon=True).start()
    state = SandboxState(world, day, planning_folder or folder / "planning", portal)
    serve(build_app(state), port, port_file)


def _end_with_stdin() -> None:
    # Of the file descriptor: a lock on sys.stdin would keep the interpreter from ending.
    while os.read(0, 1024):
        pass
    os._exit(0)


def _yesterday() -> date:
    now = datetime.now(BUSINESS_ZONE)
    return date.fromordinal(now.date().toordinal() - 1)


if __name__ == "__main__":
    main()
