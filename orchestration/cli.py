"""The command line: `accord --help`."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console

from closes import CloseError
from company import ProfileError
from ingestion.errors import SourceError
from ingestion.redaction import hide
from ingestion.registry import read_profile
from orchestration import __version__
from orchestration.build.bi_export import bi
from orchestration.build.close_commands import close
from orchestration.build.errors import GateError
from orchestration.build.lock import RunLockError
from orchestration.build.postgres_commands import postgres
from orchestration.company.context import Company, load_company, refresh_company
from orchestration.company.demo import DemoMissingError
from orchestration.company.folder import ClockError, OtherCompanyError
from orchestration.company.release import UpgradeError
from orchestration.company.reserve import is_full_disk
from orchestration.company.settings import PROJECT_ROOT, SettingsError, load_settings
from orchestration.connecting.commands import connect
from orchestration.history.stop_signals import exit_code, is_terminal_gone, listening
from orchestration.periods.rhythm import CADENCES, DAILY, PeriodError
from orchestration.recovery.commands import backup, doctor, forget, restore
from orchestration.recovery.errors import RecoveryError
from orchestration.reporting.commissions import commissions
from orchestration.reporting.explaining import coverage, why
from orchestration.reporting.outlets import guard_process
from orchestration.reporting.proposing import targets

#: Before the libraries that take seconds to load.
_STARTED = time.monotonic()
#: Where output goes to a file or a pipe, nothing limits a line: the widest table has room.
_WIDTH_WITHOUT_TERMINAL = 200
#: Figures that a summary ends with where the headline has none.
_MOST_SHOWN = 20
_RAW = {"ignore_unknown_options": True, "help_option_names": []}
#: Errors that say what to do: shown without a traceback.
_IN_WORDS = (
    ProfileError,
    SettingsError,
    SourceError,
    DemoMissingError,
    OtherCompanyError,
    ClockError,
    RunLockError,
    GateError,
    UpgradeError,
    RecoveryError,
    PeriodError,
    CloseError,
)


class Accord(click.Group):
    """Shows errors that say what to do in words, without a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; stopped by a signal, it ends with the exit code that shells expect."""
        guard_process()
        with listening():
            try:
                return super().invoke(ctx)
            except KeyboardInterrupt:
                if not is_terminal_gone():
                    click.echo("Stopped.", err=True)
                sys.exit(exit_code())
            except _IN_WORDS as error:
                raise click.ClickException(hide(str(error))) from error
            except Exception as error:
                reason = _reason(error)
                if reason is None:
                    raise
                raise click.ClickException(hide(reason)) from error


def _reason(error: BaseException) -> str | None:
    """Return what an error says that is no fault of Accord's own; None: a traceback helps more."""
    from kpis.problems import CompileError, DefinitionError
    from orchestration.dbt.command import DbtError

    seen: BaseException | None = error
    while seen is not None:
        if is_full_disk(seen):
            return "the disk is full; make room and run again. Nothing was published"
        if isinstance(seen, DbtError | DefinitionError | CompileError):
            return str(seen)
        seen = seen.__cause__ or seen.__context__
    return None


@click.group(cls=Accord)
@click.version_option(__version__, prog_name="Accord")
def main() -> None:
    """Accord: one shared funnel and one set of agreed KPIs.

    The company is that of company.yml, or of the profile in ACCORD_COMPANY.
    """


@main.command()
@click.argument(
    "job", type=click.Choice([cadence.name for cadence in CADENCES]), default=DAILY.name
)
@click.option(
    "--period",
    type=click.DateTime(["%Y-%m-%d"]),
    help="First day of the period to run; default: the last one that has ended.",
)
@click.option("--rebuild", is_flag=True, help="Do everything again, though nothing changed.")
@click.option(
    "--accept",
    multiple=True,
    metavar="NAME",
    help="A table or KPI whose loss or change the run was refused for; may be repeated.",
)
def run(job: str, period: datetime | None, rebuild: bool, accept: tuple[str, ...]) -> None:
    """Load, check, build, publish; then show the KPIs.

    What is made from the same data, definitions and day as before is not made again.
    """
    # Imported here and below: Dagster takes seconds that other commands don't need.
    from orchestration.reporting.after_run import reported
    from orchestration.run import run_job
    from orchestration.upgrade.startup import bring_up_to_date

    start, console = period.date() if period else None, _console()
    with reported(job, start.isoformat() if start else None):
        company = refresh_company()
        bring_up_to_date(company, console)
        result = run_job(company, job, start, console, rebuild, accept)
    console.quiet = is_terminal_gone()
    if not result.report.succeeded:
        if not any(step.error for step in result.report.steps):
            console.print(result.report.headline, style="red", markup=False)
        for step in result.report.steps:
            if step.error:
                console.print(f"{step.name}: {step.error}", style="red", markup=False)
        for words in result.report.refused:
            console.print(f"Refused       {words}", style="yellow", markup=False)
        console.print(f"Report: {result.report_path}\nEverything it printed: {result.log_path}")
        sys.exit(exit_code() if result.report.status == "CANCELED" else 1)
    _show_summary(company, console, whole=False)
    for words in result.report.left_out:
        console.print(f"Left out      {words}", style="yellow", markup=False)
    for words in result.report.refused:
        console.print(f"Refused       {words}", style="yellow", markup=False)
    console.print(f"Report        {result.report_path}")
    if (page := _start_page(company)) is not None:
        console.print(f"Pages         {page.as_uri()} (accord open)")
    console.print(f"Took          {time.monotonic() - _STARTED:.1f} s")


@main.command()
@click.argument("source", required=False)
def load(source: str | None) -> None:
    """Load one source alone, and publish nothing; without a name, list the sources."""
    from expectations.refused import refused_shares
    from orchestration.load import load_one, source_table, summary_table

    console = _console()
    if source is None:
        console.print(source_table(load_company()))
        return
    summary = load_one(refresh_company(), source, console)
    console.print(summary_table(summary))
    for one in summary.missing:
        console.print(f"Left out: {one.words}", style="yellow", markup=False)
    for share in refused_shares(load_company().settings.warehouse_path, [source]):
        if share.share:
            console.print(f"Refused: {share.words}", style="yellow", markup=False)
    console.print(
        f"{source}: {summary.total_rows:,} rows in {summary.seconds:.1f} s. Nothing was published; "
        "`accord run` builds, checks and publishes. Until then the jobs of longer periods, and "
        "backfills, are refused."
    )


@main.command()
@click.option("--all", "whole", is_flag=True, help="Every KPI, not the profile's headline alone.")
def summary(whole: bool) -> None:
    """Show the published KPIs."""
    _show_summary(load_company(), _console(), whole)


@main.command("open")
def open_pages() -> None:
    """Open the published pages in a browser."""
    page = _start_page(load_company())
    if page is None:
        raise click.ClickException(
            "no pages are published: `accord run` publishes them, unless the profile says "
            "`publication: {site: false}`"
        )
    click.echo(page.as_uri())
    if click.launch(page.as_uri()) != 0:
        click.echo("No browser opened; open this address in one.", err=True)


@main.command()
def rollback() -> None:
    """Give readers the publication before the current one."""
    from orchestration.build.postgres import bring_to_postgres
    from publishing import PublishError
    from publishing import rollback as roll_back

    company = load_company()
    try:
        version = roll_back(company.settings.published_dir)
        click.echo(f"Readers have {version} again.")
        done = bring_to_postgres(company)
    except PublishError as error:
        raise click.ClickException(str(error)) from error
    if done is not None:
        click.echo(f"PostgreSQL has it too: {len(done.changed)} tables were others.")


@main.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be changed.")
@click.option("--undo", is_flag=True, help="Put back what the last upgrade changed.")
def upgrade(dry_run: bool, undo: bool) -> None:
    """Bring a data folder of an earlier release up to this one.

    Snapshots, publications, run history and profile are kept, and what is changed is backed up.
    `accord run` does the same by itself where nothing has to be decided.
    """
    from orchestration.upgrade import commands

    if dry_run and undo:
        raise click.UsageError("--dry-run and --undo exclude each other")
    company, console = load_company(), _console()
    if dry_run:
        commands.show_plan(company, console)
    elif undo:
        commands.undo_upgrade(company, console)
    else:
        commands.upgrade_folder(company, console)


@main.command()
def check() -> None:
    """Check the settings, the company profile and the KPI definitions."""
    from kpis.compilation import check as check_definitions
    from kpis.problems import DefinitionError
    from orchestration.company.given import require_settings

    company = load_company()
    require_settings(company)
    try:
        defined = check_definitions(PROJECT_ROOT / "dbt_project", company.as_of)
    except DefinitionError as error:
        raise click.ClickException(str(error)) from error
    unknown = sorted(set(company.profile.headline_kpis) - set(defined))
    if unknown:
        raise click.ClickException(
            f"{company.settings.company}: headline_kpis names {', '.join(unknown)}, "
            "which no metric file defines; docs/kpis.md lists the ids"
        )
    click.echo(f"{company.profile.name}: {company.settings.company} is sound.")
    click.echo(f"Sources: {', '.join(company.sources)}. As of {company.as_of}.")
    click.echo(f"KPIs: {len(defined)}, well defined.")


@main.command("dev-data")
def dev_data() -> None:
    """Give plain dbt the company's data and variables: copy production for development."""
    from rich.progress import Progress

    from orchestration.build.dev_data import DevDataError, refresh
    from orchestration.build.lock import RunLockError

    console = _console()
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("copying the warehouse")
        try:
            made = refresh(
                load_company(),
                lambda reason: console.print(f"Waiting: {reason}."),
                lambda done, size: bar.update(task, completed=done, total=size),
            )
        except (DevDataError, RunLockError) as error:
            raise click.ClickException(str(error)) from error
    console.print(f"Development   {made.path} ({made.size >> 20} MiB, {made.raw_rows:,} raw rows)")
    console.print("Build it      cd dbt_project && dbt build")


@main.command(context_settings=_RAW)
@click.argument("args", nargs=-1, type=click.UNPROCESSED)
def dbt(args: tuple[str, ...]) -> None:
    """Run dbt on the development warehouse: accord dbt build -s fct_funnel.

    `accord dbt --target prod ...` runs it on production instead: it waits for a run that writes,
    and what it built is not published before a run has built and checked it again.
    """
    from orchestration.build.by_hand import dbt_on_production

    _on_target("dbt", args, dbt_on_production)


@main.command(context_settings=_RAW)
@click.argument("args", nargs=-1, type=click.UNPROCESSED)
def mf(args: tuple[str, ...]) -> None:
    """Ask MetricFlow: accord mf query --metrics revenue --group-by metric_time__month.

    It answers from the development warehouse; from production with `--target prod`.
    """
    from orchestration.build.by_hand import metricflow_on_production

    _on_target("mf", args, metricflow_on_production)


@main.command(context_settings=_RAW)
@click.argument("args", nargs=-1, type=click.UNPROCESSED)
def sandbox(args: tuple[str, ...]) -> None:
    """Simulate the demo company or serve it by hand: accord sandbox --help."""
    from orchestration.company.demo import command_line

    command_line(args, "accord sandbox")


@main.group()
def files() -> None:
    """A company's own export."""


@files.command("dry-run")
def dry_run() -> None:
    """Show what of the export would be loaded, what is refused, and what is doubtful.

    It ends with 1 where a run would publish nothing, or nothing right.
    """
    from ingestion.sources.files.source import dry_run as read_export
    from orchestration.company.clock import files_config

    settings = load_settings()
    config = files_config(settings, read_profile(settings.company))
    if config is None:
        raise click.ClickException(
            f"{settings.company} turns no `files` source on; see docs/bring-your-own-data.md"
        )
    if read_export(config).has_errors:
        sys.exit(1)


@main.command()
@click.option("--port", default=3000, show_default=True)
def dev(port: int) -> None:
    """Open the Dagster UI on this machine."""
    from orchestration.history.dagster_home import open_instance
    from orchestration.history.in_use import hold_open
    from orchestration.pages.beside import serve_beside
    from orchestration.reporting.after_run import reported
    from orchestration.upgrade.startup import bring_up_to_date

    # As a service it has nobody who looks at its terminal.
    with reported("dev"):
        company = load_company()
        settings = company.settings
        has_address = "ui_url" in settings.model_fields_set
        address = settings.ui_url if has_address else f"http://127.0.0.1:{port}"
        hold_open(settings.data_dir, address)
        bring_up_to_date(company, _console())
        with open_instance(company.settings):
            # A new folder is made ready before the queue looks at it.
            pass
    environment = settings.child_environment(
        secrets=True,
        DAGSTER_HOME=str(settings.dagster_home),
        ACCORD_DATA_DIR=str(settings.data_dir),
        ACCORD_UI_URL=address,
    )
    # A script's shell has its background jobs ignore Ctrl-C, and what they start, too; Dagster
    # hears of SIGTERM by the same handler, and would take no notice of either.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    pages = serve_beside(settings, port)
    click.echo(f"Dagster on http://127.0.0.1:{port}; what is late, reports, data docs on {pages}")
    click.echo("Stop both with Ctrl-C.")
    os.chdir(PROJECT_ROOT)
    command = [sys.executable, "-m", "dagster", "dev"]
    os.execve(sys.executable, [*command, "-h", "127.0.0.1", "-p", str(port)], environment)  # noqa: S606


def _on_target(
    program: str,
    args: Sequence[str],
    on_production: Callable[[Company, Sequence[str], Callable[[str], None]], int],
) -> NoReturn:
    """Run `dbt` or `mf` on the target that `args` name, and exit as it does."""
    from kpis.problems import CompileError, DefinitionError
    from orchestration.dbt.command import PRODUCTION, DbtError
    from orchestration.dbt.development import run_on_dev, split_target

    target, others = split_target(args)
    company = load_company()
    try:
        if target == PRODUCTION:
            code = on_production(company, others, lambda reason: click.echo(f"Waiting: {reason}."))
        else:
            code = run_on_dev(company, program, args)
    except (CompileError, DefinitionError, DbtError, RunLockError) as error:
        raise click.ClickException(str(error)) from error
    sys.exit(code)


def _start_page(company: Company) -> Path | None:
    """Return the first of the published pages; None where there are none."""
    from publishing.site.settings import SITE

    page = company.settings.published_dir / SITE / "index.html"
    return page if page.is_file() else None


def _console() -> Console:
    shown = Console(highlight=False)
    return shown if shown.is_terminal else Console(highlight=False, width=_WIDTH_WITHOUT_TERMINAL)


def _show_summary(company: Company, console: Console, whole: bool) -> None:
    from orchestration.history.in_use import ui_address
    from orchestration.reporting.scorecard_reviews import review_lines
    from orchestration.reporting.summary import (
        NothingPublishedError,
        headline,
        lacking,
        read_figures,
        table,
    )

    settings = company.settings
    published = settings.published_dir / "accord.duckdb"
    try:
        figures = read_figures(published)
    except NothingPublishedError as error:
        raise click.ClickException(str(error)) from error
    chosen = figures if whole else headline(figures, company.profile.headline_kpis)
    if not whole and not any(figure.value is not None for figure in chosen):
        # A company of few sources has none of the headline's figures, and others.
        chosen = [figure for figure in figures if figure.value is not None][:_MOST_SHOWN] or chosen
    console.print(table(chosen, company.profile.reporting_currency))
    if lines := lacking(chosen):
        console.print("What these figures lack")
        for line in lines:
            console.print(f"  {line}", markup=False)
    if lines := review_lines(published):
        console.print("What reviews of scorecards found (docs/reviews.md)")
        for line in lines:
            console.print(f"  {line}", markup=False)
    if len(chosen) < len(figures):
        command = f"{settings.as_variables()}accord summary --all"
        console.print(f"All KPIs      {command} (another {len(figures) - len(chosen)})")
    console.print(f"Marts         {published}")
    console.print(f"Parquet       {settings.published_dir / 'parquet'}")
    console.print(f"Data docs     {settings.docs_dir / 'checks'}")
    console.print(f"Run history   accord dev, then {ui_address(settings)}")


for _command in (
    why,
    coverage,
    close,
    connect,
    doctor,
    backup,
    restore,
    forget,
    targets,
    postgres,
    commissions,
    bi,
):
    main.add_command(_command)


if __name__ == "__main__":
    main()
