"""What a build is made from, as one fingerprint: raw rows, the company, the day and the code.

Two builds from the same inputs give the same tables, so the second need not be made.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import duckdb

from orchestration.company.context import Company
from orchestration.company.settings import PROJECT_ROOT
from orchestration.dbt.command import DBT_PROJECT_DIR
from orchestration.dbt.project_files import fingerprint

#: Packages whose code decides what a build, a check or a publication holds.
_CODE = ("company", "expectations", "kpis", "publishing")


def inputs_fingerprint(company: Company) -> str:
    """Return what changes whenever a build could come out differently.

    Costs a read of every raw table. Load times and dlt's own columns don't count: a record that
    was loaded again unchanged is the same record.
    """
    told = {
        **company.dbt_vars(),
        "profile": company.profile.model_dump(mode="json"),
        "project": fingerprint(DBT_PROJECT_DIR, company.dbt_vars()),
        "code": _code(),
        "raw": _raw_content(company.settings.warehouse_path),
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def _code() -> str:
    digest = hashlib.sha256((PROJECT_ROOT / "requirements.lock").read_bytes())
    for package in _CODE:
        for module in sorted((PROJECT_ROOT / package).rglob("*.py")):
            digest.update(module.read_bytes())
    return digest.hexdigest()


def _raw_content(warehouse_path: Path) -> dict[str, list[str]]:
    """Return rows and a hash of their values, whatever their order, for each raw table."""
    with duckdb.connect(str(warehouse_path), read_only=True) as connection:
        tables = connection.execute(
            r"""
            select schema_name, table_name, list('"' || column_name || '"' order by column_name)
            from duckdb_columns()
            where
                schema_name like 'raw\_%' escape '\'
                and table_name not like '\_dlt%' escape '\'
                and column_name not like '\_%' escape '\'
                and column_name <> 'loaded_at'
            group by schema_name, table_name
            order by schema_name, table_name
            """
        ).fetchall()
        return {
            f"{schema}.{table}": [
                str(figure)
                for figure in connection.execute(
                    f"select count(*), sum(cast(hash({', '.join(columns)}) as hugeint)) "  # noqa: S608
                    f'from "{schema}"."{table}"'
                ).fetchall()[0]
            ]
            for schema, table, columns in tables
        }
