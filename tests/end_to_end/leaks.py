"""What must not be read where people look: secrets, and addresses of prospects."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from tests.end_to_end.pipeline import Pipeline

#: What operators, BI developers and support read; the warehouse itself does hold addresses.
SHOWN = ("published", "reports", "docs", "logs", "dagster", "dbt")
_BEFORE_AT, _AFTER_AT = re.compile(rb"[A-Za-z0-9._%+-]+$"), re.compile(rb"[A-Za-z0-9.-]+")
_LONGEST = 80


def prospects(company: Pipeline) -> set[str]:
    """Every address of the people of a demo company's world, in lower case."""
    people = pq.read_table(company.truth / "people.parquet", columns=["email", "second_email"])
    return {text.lower() for column in people.columns for text in column.to_pylist() if text}


def leaks(company: Pipeline, addresses: set[str], secrets: tuple[str, ...]) -> list[str]:
    """Return a line per shown file that holds a secret or one of the addresses."""
    found = []
    for path in _files(company):
        content = path.read_bytes()
        if hits := _words(content) & addresses:
            found.append(f"{path}: {len(hits)} addresses of prospects, such as {min(hits)}")
        found += [f"{path}: a secret" for secret in secrets if secret.encode() in content]
    return found + _published_leaks(company, addresses, secrets)


def _files(company: Pipeline) -> list[Path]:
    return [
        path
        for folder in SHOWN
        for path in sorted((company.data_dir / folder).rglob("*"))
        if path.is_file()
    ]


def _published_leaks(company: Pipeline, addresses: set[str], secrets: tuple[str, ...]) -> list[str]:
    """Look into the published file itself: its columns are compressed on disk."""
    if not company.published.exists():
        return []
    found = []
    with duckdb.connect(str(company.published), read_only=True) as connection:
        columns = connection.execute(
            "select schema_name, table_name, column_name from duckdb_columns() "
            "where data_type = 'VARCHAR' and not internal "
            # A view shows what its table has.
            "and table_name in (select table_name from duckdb_tables())"
        ).fetchall()
        for schema, table, column in columns:
            texts = connection.execute(
                f'select distinct "{column}" from "{schema}"."{table}" '
                f'where contains("{column}", \'@\') or regexp_matches("{column}", $1)',
                ["|".join(re.escape(secret) for secret in secrets)],
            ).fetchall()
            for (text,) in texts:
                if _words(text.encode()) & addresses or any(secret in text for secret in secrets):
                    found.append(f"{schema}.{table}.{column}: {text[:80]}")
    return found


def _words(content: bytes) -> set[str]:
    """Return whatever surrounds an @ as in an address.

    Looked for from the @ on: a pattern that begins before it takes hours on a file of few blanks.
    """
    found, at = set(), content.find(b"@")
    while at >= 0:
        before = _BEFORE_AT.search(content[max(0, at - _LONGEST) : at])
        after = _AFTER_AT.match(content[at + 1 : at + 1 + _LONGEST])
        if before and after:
            found.add(f"{before[0].decode()}@{after[0].decode().rstrip('.')}".lower())
        at = content.find(b"@", at + 1)
    return found
