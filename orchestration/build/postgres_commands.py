"""`accord postgres`: the publication in a database, and who may read its restricted rows."""

from __future__ import annotations

import click

from orchestration.company.context import Company, load_company


@click.group()
def postgres() -> None:
    """The publication in the PostgreSQL database of ACCORD_POSTGRES_URL."""


@postgres.command()
def publish() -> None:
    """Bring the current publication to the database; every run does it by itself."""
    # Imported here and below: they load DuckDB and dbt's manifest, which --help does not need.
    from orchestration.build.lock import RunLock
    from orchestration.build.postgres import bring_to_postgres
    from publishing.postgres import PostgresError

    company = load_company()
    _url(company)
    settings = company.settings
    try:
        with RunLock(settings.data_dir, "accord postgres publish", settings.lock_wait_seconds):
            done = bring_to_postgres(company, lambda table: click.echo(f"sending {table}"))
    except PostgresError as error:
        raise click.ClickException(str(error)) from error
    for remark in done.remarks if done else ():
        click.echo(remark, err=True)
    if done:
        click.echo(
            f"PostgreSQL has {done.version}: {done.tables} tables, {len(done.changed)} of them "
            f"changed, in {done.seconds:.1f} s."
        )


@postgres.command()
def status() -> None:
    """Say which publication the database holds, and who may read restricted rows."""
    from publishing import current_version
    from publishing.postgres import PostgresError, held_version, who_may_read

    company = load_company()
    url = _url(company)
    try:
        held, access = held_version(url), who_may_read(url)
    except PostgresError as error:
        raise click.ClickException(str(error)) from error
    current = current_version(company.settings.published_dir)
    now = current.name if current else "none"
    click.echo(f"PostgreSQL has {held or 'no publication'}; the current one is {now}.")
    for one in access:
        what = f"rep {one.rep}" if one.rep else f"team {one.team}"
        click.echo(f"{one.login}: {what if one.team != '*' else 'all teams'}")


@postgres.command()
@click.argument("login")
@click.option("--rep", help="The rep whose rows it reads: an owner_key of marts.dim_reps.")
@click.option(
    "--team", help="The team whose rows it reads: a team_key of marts.dim_teams; * is all."
)
def allow(login: str, rep: str | None, team: str | None) -> None:
    """Let a login of the database read the restricted rows of one rep or one team."""
    from publishing.postgres import Access, PostgresError
    from publishing.postgres import allow as let_read

    if bool(rep) == bool(team):
        raise click.UsageError("give --rep or --team")
    try:
        let_read(_url(load_company()), Access(login, rep=rep, team=team))
    except PostgresError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{login} may read the restricted rows of {rep or team}.")


@postgres.command()
@click.argument("login")
def deny(login: str) -> None:
    """Take all restricted rows from a login."""
    from publishing.postgres import PostgresError
    from publishing.postgres import deny as take_back

    try:
        take_back(_url(load_company()), login)
    except PostgresError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{login} may read no restricted rows any more.")


def _url(company: Company) -> str:
    url = company.settings.postgres_url
    if url is None:
        raise click.ClickException(
            "ACCORD_POSTGRES_URL names no database: postgresql://user:password@host:5432/database"
        )
    return url.get_secret_value()
