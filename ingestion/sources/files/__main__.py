"""Dry run on the command line: `python -m ingestion.sources.files companies/cdnow/company.yml`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from company import ProfileError, load_profile
from ingestion.sources.files import FilesConfig, FilesError, dry_run


@click.command()
@click.argument("company", type=click.Path(path_type=Path))
@click.option("--data-root", help="The export's folder, instead of the profile's.")
def main(company: Path, data_root: str | None) -> None:
    """Read the export of the profile COMPANY and tell what a run would load and refuse."""
    try:
        profile = load_profile(company)
        told = {"folder": company.parent, "data_root": data_root}
        dry_run(FilesConfig.build(profile, told))
    except (ProfileError, FilesError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
