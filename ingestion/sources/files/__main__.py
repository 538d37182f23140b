"""Dry run by hand: `python -m ingestion.sources.files companies/example/company.yml`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from company import ProfileError
from ingestion.registry import read_profile
from ingestion.sources.files.errors import FilesError
from ingestion.sources.files.settings import FilesConfig
from ingestion.sources.files.source import dry_run


@click.command()
@click.argument("company", type=click.Path(path_type=Path))
@click.option("--data-root", help="The export's folder, instead of the profile's.")
def main(company: Path, data_root: str | None) -> None:
    """Read the export of the profile COMPANY and show what a run would load and reject.

    It ends with 1 where a run would publish nothing, or nothing right.
    """
    try:
        found = dry_run(FilesConfig.build(read_profile(company), {"data_root": data_root}))
    except (ProfileError, FilesError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    sys.exit(1 if found.has_errors else 0)


if __name__ == "__main__":
    main()
