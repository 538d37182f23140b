"""Personal fields of people with whom nothing has happened for long: emptied where they are stored.

Who that is, the figures' own identities and happenings say, as the last run left them. A source's
raw rows are emptied in the phase of its load, so that the gate seals them with it; rows and keys
all stay, so that no figure changes. See `docs/privacy.md`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import timedelta

import duckdb
import pyarrow as pa

from ingestion.emptied import read_emptied, without_tag, write_emptied
from ingestion.emptying import Emptying
from ingestion.personal import ALL, Personal
from ingestion.registry import discover
from orchestration.company.context import Company

_BATCH = 50_000
_PEOPLE = {"conformed.int_people__unioned", "conformed.identity_people", "conformed.people"}
#: When something happened with a person: table and instants.
_HAPPENINGS: Mapping[str, tuple[str, ...]] = {
    "activities": ("occurred_at", "booked_at"),
    "email_events": ("occurred_at",),
    "touches": ("occurred_at",),
    "tickets": ("opened_at", "last_event_at"),
    "survey_answers": ("answered_at",),
    "lead_stages": ("reached_at",),
    "people": ("created_at", "lead_at", "assigned_at"),
}
#: A deal happens until it is closed; one of the person's company is one of the person's, too, and
#: so is being a customer.
_DEALS = """
    select opportunity_people.person_key,
        coalesce(opportunities.closed_at, timestamp '9999-12-31') as happened_at
    from conformed.opportunity_people
    inner join conformed.opportunities using (opportunity_key)
    union all
    select people.person_key, coalesce(opportunities.closed_at, timestamp '9999-12-31')
    from conformed.people
    inner join conformed.opportunities using (account_key)
    union all
    select people.person_key, coalesce(accounts.lost_at, timestamp '9999-12-31')
    from conformed.people
    inner join conformed.accounts using (account_key)
    where accounts.customer_since is not null
"""
#: Deleted and test records are no people of the figures: their last change is what happened last.
_RECORDS = """
    with happened as ({happenings}),
    last_happened as (
        select person_key, max(happened_at) as happened_at from happened group by person_key
    ),
    records as (
        select
            person.source_key,
            person.email,
            person.secondary_emails,
            person.merged_source_keys,
            person.full_name,
            coalesce(
                case
                    when identity.person_key is null
                        then greatest(person.created_at, person.updated_at)
                    else last_happened.happened_at
                end,
                timestamp '9999-12-31'
            ) < $1 as is_old
        from conformed.int_people__unioned as person
        left join conformed.identity_people as identity using (source_key)
        left join last_happened using (person_key)
    )
    select * from records
"""


def empty_old(company: Company, source: str) -> int:
    """Empty what a source has of people who were silent for too long; return how many values.

    The caller is in the phase that loads the source. Nothing happens while the profile says that
    personal fields are kept, and before the first run has built anything.
    """
    days, settings = company.profile.privacy.raw_personal_days, company.settings
    spec = discover()[source]
    emptied = read_emptied(settings.data_dir)
    with duckdb.connect(str(settings.warehouse_path)) as connection:
        there = _tables(connection)
        if days is not None and there >= _PEOPLE:
            listed = emptied.with_people(_silent(connection, there, company, days))
            if listed.people != emptied.people:
                # First, so that no load brings back what is emptied now.
                write_emptied(settings.data_dir, listed)
                emptied = listed
        if emptied.is_empty:
            return 0
        emptying = Emptying(source, spec.personal, emptied)
        for table, personal in spec.personal.items():
            if f"{spec.dataset}.{table}" in there and personal.staff != ALL:
                _empty(connection, spec.dataset, table, personal, emptying)
        if not emptying.cells:
            return 0
        connection.execute("checkpoint")
    # The packages of loads of before hold the values; the next load makes what it needs.
    shutil.rmtree(settings.dlt_dir / source, ignore_errors=True)
    return emptying.cells.total()


def _silent(
    connection: duckdb.DuckDBPyConnection, there: set[str], company: Company, days: int
) -> Iterator[tuple[str, str]]:
    """Yield kind and value of what names those with whom nothing happened for so many days.

    What names somebody else, too, is left out: an address or a name that two records share.
    """
    happenings = " union all ".join(
        [
            *(
                f"select person_key, {column} as happened_at from conformed.{table}"  # noqa: S608
                for table, columns in _HAPPENINGS.items()
                if f"conformed.{table}" in there
                for column in columns
            ),
            _DEALS,
        ]
    )
    before = company.as_of - timedelta(days=days)
    rows = connection.execute(_RECORDS.format(happenings=happenings), [before]).fetchall()
    old: set[tuple[str, str]] = set()
    others: set[tuple[str, str]] = set()
    strips = company.profile.identity.strip_plus_tags
    for key, email, secondary, merged, name, is_old in rows:
        theirs = old if is_old else others
        theirs.update(("key", it) for it in _parts(key, merged))
        for address in _parts(email, secondary):
            theirs.add(("email", address.lower()))
            if strips:
                theirs.add(("email", without_tag(address.lower())))
        if name and " " in name.strip():
            # One word alone is too common to be looked for in texts.
            theirs.add(("name", name.strip().lower()))
    yield from old - others


def _parts(single: str | None, several: str | None) -> list[str]:
    """Return one value and those of a list that `|` separates, without empty ones."""
    return [it.strip() for it in (single or "", *(several or "").split("|")) if it.strip()]


def _empty(
    connection: duckdb.DuckDBPyConnection,
    dataset: str,
    table: str,
    personal: Personal,
    emptying: Emptying,
) -> None:
    """Empty one table, page by page; only rows that change are written."""
    relation = f'"{dataset}"."{table}"'
    present = [row[0] for row in connection.execute(f"describe {relation}").fetchall()]
    columns = [name for name in present if name in personal.columns]
    if not columns:
        return
    quoted = ", ".join(f'"{name}"' for name in columns)
    pages = connection.cursor().execute(f"select rowid as _row, {quoted} from {relation}")  # noqa: S608
    changed = []
    for batch in pages.to_arrow_reader(_BATCH):
        page = pa.Table.from_batches([batch])
        new = emptying.clean(page, table)
        if new is not page:
            keep = [
                one != other for one, other in zip(page.to_pylist(), new.to_pylist(), strict=True)
            ]
            changed.append(new.filter(pa.array(keep)))
    if not changed:
        return
    connection.register("emptied_rows", pa.concat_tables(changed))
    values = ", ".join(f'"{name}" = emptied_rows."{name}"' for name in columns)
    connection.execute(
        f"update {relation} set {values} from emptied_rows "  # noqa: S608 - names are declared
        f"where {relation}.rowid = emptied_rows._row"
    )
    connection.unregister("emptied_rows")


def _tables(connection: duckdb.DuckDBPyConnection) -> set[str]:
    rows = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables() where not internal "
        "union all select schema_name || '.' || view_name from duckdb_views() where not internal"
    ).fetchall()
    return {label for (label,) in rows}
