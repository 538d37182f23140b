"""The command `accord bi export`: what the publication means, for a BI tool."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from orchestration.company.context import load_company

if TYPE_CHECKING:
    from publishing.bi import Meaning

#: Where the export of a tool goes without --output, below the working folder.
_OUTPUTS = {
    "superset": "accord-superset.zip",
    "powerbi": "accord-powerbi",
    "tableau": "accord.tdsx",
}


@click.group()
def bi() -> None:
    """What BI tools should know of the publication: names, units, relationships, measures."""


@bi.command()
@click.argument("tool", type=click.Choice(sorted(_OUTPUTS)))
@click.option("--output", type=click.Path(path_type=Path), help="The file or folder to write.")
@click.option(
    "--source",
    help="Where the tool finds the publication, seen from its machine: an SQLAlchemy address for "
    "Superset, the folder of the Parquet files or server/database of PostgreSQL for Power BI. "
    "Default: the published files here.",
)
@click.option("--language", type=click.Choice(["en", "fr"]), default="en", show_default=True)
def export(tool: str, output: Path | None, source: str | None, language: str) -> None:
    """Write what a tool imports: datasets with measures, and dashboards where it has them.

    A measure never adds up what does not add up: it is empty there.
    """
    from publishing import PublishError

    company = load_company()
    file = company.settings.published_dir / "accord.duckdb"
    if not file.is_file():
        raise click.ClickException(f"{file} is not there yet; `accord run` publishes it")
    if source and urlsplit(source).password:
        raise click.UsageError(
            "--source has a password, and the export would hold it; leave it out: tools ask for it"
        )
    target = output or Path(_OUTPUTS[tool])
    try:
        meaning = _meaning(file)
        if tool == "superset":
            _superset(meaning, target, source or _duckdb(file), language)
        elif tool == "powerbi":
            _powerbi(meaning, target, source or str(file.parent / "parquet"))
        else:
            _tableau(meaning, target, file)
    except PublishError as error:
        raise click.ClickException(str(error)) from error


def _meaning(file: Path) -> Meaning:
    from orchestration.build.postgres import table_keys
    from orchestration.dbt.manifest import load_manifest
    from publishing.bi import read_meaning

    manifest = load_manifest()
    mixed = [
        node["name"]
        for node in manifest["nodes"].values()
        if node.get("config", {}).get("meta", {}).get("accord", {}).get("one_of")
    ]
    return read_meaning(file, table_keys(manifest), mixed)


def _superset(meaning: Meaning, target: Path, uri: str, language: str) -> None:
    from publishing.bi.superset import bundle

    target.write_bytes(bundle(meaning, uri, language))
    click.echo(
        f"{target}: a dataset of all figures and {len(meaning.scorecards)} dashboards. Import it "
        f"under Dashboards, or: superset import-dashboards --path {target} --username admin"
    )


def _powerbi(meaning: Meaning, target: Path, source: str) -> None:
    from publishing.bi.powerbi import Place, project

    is_folder = "\\" in source or source.startswith(("/", "."))
    server, _, database = source.rpartition("/")
    place = Place(folder=source) if is_folder or not server else Place("", server, database)
    for name, text in project(meaning, place).items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    click.echo(
        f"{target}/Accord.pbip: {len(meaning.tables)} tables, {len(meaning.series)} measures. Open "
        "it in Power BI Desktop and refresh."
    )


def _tableau(meaning: Meaning, target: Path, file: Path) -> None:
    from publishing.bi.tableau import packaged

    target.write_bytes(packaged(meaning, file))
    click.echo(f"{target}: all figures with the measure Figure. Open it in Tableau.")


def _duckdb(file: Path) -> str:
    return f"duckdb:///{file}?access_mode=READ_ONLY"
