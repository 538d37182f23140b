"""The command `accord connect`."""

from __future__ import annotations

import sys

import click
from rich.console import Console

from ingestion.redaction import hide
from orchestration.company.context import load_company

#: Where output goes to a file or a pipe, the widest finding has room.
_WIDTH_WITHOUT_TERMINAL = 200


@click.command()
@click.argument("source")
@click.option("--json", "for_scripts", is_flag=True, help="Findings as JSON, and nothing else.")
def connect(source: str, for_scripts: bool) -> None:
    """Look at an account before its first load: key, scopes, zone, records, what KPIs will lack.

    Nothing is loaded or written. The exit code is 1 where a load would stop.
    """
    # Imported here: other commands need neither dlt nor the KPIs.
    from ingestion.connect import Finding
    from ingestion.connect import connect as look_at
    from orchestration.connecting.report import as_json, conclusion, show
    from orchestration.load import settings_of

    company = load_company()
    if source not in company.sources:
        raise click.ClickException(
            f"{company.settings.company} turns no source {source!r} on; "
            f"on are {', '.join(company.sources)}"
        )
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDTH_WITHOUT_TERMINAL)
    findings: list[Finding] = []
    with settings_of(company, source) as settings:
        for finding in look_at(source, company.profile, settings, company.as_of):
            findings.append(finding)
            if not for_scripts:
                show(console, finding)
    if for_scripts:
        click.echo(hide(as_json(source, findings)))
    else:
        console.print(conclusion(source, findings), markup=False)
    sys.exit(int(any(finding.level == "blocks" for finding in findings)))
