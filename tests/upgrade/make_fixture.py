"""Make the data folder that a release leaves behind, small enough to be committed.

    python -m tests.upgrade.make_fixture 0.1.0 --commit 1fe12ca

Takes the code of the commit in a work tree of its own, with an environment from its own lock, and
lives through two days of `tests/upgrade/company`: a run that fails, two daily ones, the month's and
the quarter's. What the release then has on disk is packed as `fixtures/<release>.tar.xz`: `data/`
without what any run makes again (compiled SQL, data docs, logs), and `company/` as its profile,
mapping and exports were. Run it once per release, before the next one changes anything.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tests.upgrade.folder import FIXTURES, FOLDER_MARK

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
COMPANY = HERE / "company"
_DAYS = ("2026-03-30", "2026-03-31")
#: Without this sheet the first run fails: its suite blocks.
_FORGOTTEN = "market_sizes.csv"
#: Made again by any run, and most of what a folder weighs. dbt's parse cache stays: one of another
#: release is among what must not confuse.
_LEFT_OUT = (
    *(f"dbt/{name}" for name in ("compiled", "dagster", "logs", "run")),
    *(f"dbt/{name}" for name in ("graph.gpickle", "manifest.json", "run_results.json")),
    "docs",
    "logs",
    "writer.lock",
    "writer.queue",
)


@click.command()
@click.argument("release")
@click.option("--commit", required=True, help="Commit or tag of the release.")
@click.option(
    "--checkout",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A checkout of it whose .venv is ready; left out: one is made.",
)
def main(release: str, commit: str, checkout: Path | None) -> None:
    """Write tests/upgrade/fixtures/RELEASE.tar.xz."""
    with tempfile.TemporaryDirectory(prefix="accord-fixture-") as scratch:
        folder = Path(scratch)
        if checkout is not None:
            _live(checkout, folder)
        else:
            with _work_tree(commit, folder / "code") as made:
                _live(made, folder)
        _generalise(folder / "data")
        packed = FIXTURES / f"{release}.tar.xz"
        packed.parent.mkdir(exist_ok=True)
        _pack(folder, packed)
    click.echo(f"{packed}: {packed.stat().st_size / 1e6:.2f} MB")


@contextmanager
def _work_tree(commit: str, path: Path) -> Iterator[Path]:
    _call(["git", "worktree", "add", "--detach", str(path), commit], ROOT)
    try:
        _call(["make", "setup"], path)
        yield path
    finally:
        _call(["git", "worktree", "remove", "--force", str(path)], ROOT)


def _live(checkout: Path, folder: Path) -> None:
    """Live through the company's days in `folder` with the release's own code."""
    company = folder / "company"
    shutil.copytree(COMPANY, company)
    forgotten = company / "planning" / _FORGOTTEN
    sheet = forgotten.read_bytes()
    forgotten.unlink()
    _run(checkout, folder, _DAYS[0], succeeds=False)
    forgotten.write_bytes(sheet)
    for day in _DAYS:
        _run(checkout, folder, day)
    for job in ("monthly", "quarterly"):
        _run(checkout, folder, _DAYS[-1], job)


def _run(checkout: Path, folder: Path, day: str, job: str = "daily", succeeds: bool = True) -> None:
    """Run a job as of `day`, on the export of that day.

    Raises:
        RuntimeError: it ended otherwise than expected.
    """
    export = folder / "company" / "export"
    shutil.rmtree(export, ignore_errors=True)
    shutil.copytree(COMPANY / "exports" / day, export)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("ACCORD_")},
        "ACCORD_COMPANY": str(folder / "company" / "company.yml"),
        "ACCORD_DATA_DIR": str(folder / "data"),
        "ACCORD_AS_OF": day,
    }
    command = [str(checkout / ".venv/bin/python"), "-m", "orchestration.cli", "run", job]
    done = subprocess.run(
        command, cwd=checkout, env=environment, capture_output=True, text=True, check=False
    )
    if (done.returncode == 0) is not succeeds:
        raise RuntimeError(f"{job} of {day} exited with {done.returncode}:\n{done.stdout[-3000:]}")
    click.echo(f"{job} {day}: {'done' if succeeds else 'failed, as it should'}")


def _generalise(data: Path) -> None:
    """Take the folder's own path out of Dagster's settings: a test puts in its own."""
    settings = data / "dagster" / "dagster.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace(str(data), FOLDER_MARK), encoding="utf-8")


def _pack(folder: Path, packed: Path) -> None:
    for part in _LEFT_OUT:
        path = folder / "data" / part
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    with tarfile.open(packed, "w:xz", preset=9) as archive:
        for part in ("company", "data"):
            archive.add(folder / part, part)


def _call(command: list[str], where: Path) -> None:
    subprocess.run(command, cwd=where, check=True)


if __name__ == "__main__":
    main()
