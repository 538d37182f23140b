"""The data folder of an earlier release, unpacked, and what it holds."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from orchestration.company.context import Company, load_company
from orchestration.company.settings import load_settings

ROOT = Path(__file__).parents[2]
FIXTURES = Path(__file__).parent / "fixtures"
RELEASES = sorted(path.name.removesuffix(".tar.xz") for path in FIXTURES.glob("*.tar.xz"))
#: Replaces, in `dagster.yaml`, the folder that the data lies in.
FOLDER_MARK = "{DATA_DIR}"


@dataclass(frozen=True)
class Folder:
    """A company and its data folder, as an operator has them: `company/` and `data/` in `path`."""

    path: Path

    @property
    def data(self) -> Path:
        return self.path / "data"

    @property
    def warehouse(self) -> Path:
        return self.data / "warehouse.duckdb"

    @property
    def published(self) -> Path:
        return self.data / "published" / "accord.duckdb"

    @property
    def profile(self) -> Path:
        return self.path / "company" / "company.yml"

    def environment(self) -> dict[str, str]:
        """The settings that `accord` gets of it."""
        return {"ACCORD_COMPANY": str(self.profile), "ACCORD_DATA_DIR": str(self.data)}

    def company(self) -> Company:
        """Load the company in this process."""
        for name in [name for name in os.environ if name.startswith("ACCORD_")]:
            del os.environ[name]
        os.environ |= self.environment()
        load_settings.cache_clear()
        load_company.cache_clear()
        return load_company()

    def accord(self, *arguments: str, as_of: date | None = None) -> str:
        """Run an `accord` command; return its output. A failure shows what the user would see."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ACCORD_")}
        day = {"ACCORD_AS_OF": as_of.isoformat()} if as_of else {}
        done = subprocess.run(
            [sys.executable, "-m", "orchestration.cli", *arguments],
            cwd=ROOT,
            env={**kept, **self.environment(), **day},
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
        return done.stdout

    def take_export_of(self, day: date) -> None:
        """Put the export of a day in the place where the mapping reads it."""
        export = self.path / "company" / "export"
        shutil.rmtree(export, ignore_errors=True)
        shutil.copytree(self.path / "company" / "exports" / day.isoformat(), export)

    def query(self, sql: str, path: Path | None = None) -> list[tuple[Any, ...]]:
        """Query the warehouse, or the DuckDB file at `path`."""
        with duckdb.connect(str(path or self.warehouse), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def tables(self, condition: str) -> dict[str, list[tuple[Any, ...]]]:
        """Return the rows, in order, of every table whose `schema_name` fulfils the condition."""
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            names = connection.execute(
                "select schema_name, table_name from duckdb_tables() "
                f"where {condition} order by all"
            ).fetchall()
            return {
                f"{schema}.{table}": connection.execute(
                    f'select * from "{schema}"."{table}" order by all'
                ).fetchall()
                for schema, table in names
            }

    def runs(self) -> list[tuple[str, str]]:
        """Return the runs of Dagster's history, oldest first: id and status."""
        history = self.data / "dagster" / "history" / "runs.db"
        with closing(sqlite3.connect(f"file:{history}?mode=ro", uri=True)) as connection:
            return connection.execute("select run_id, status from runs order by id").fetchall()

    def stamp(self) -> dict[str, Any]:
        """Return the folder's stamp."""
        return dict(json.loads((self.data / "release.json").read_text(encoding="utf-8")))

    def files(self, part: str) -> dict[str, str]:
        """Return a digest of every file under a part of the folder, links as what they point at.

        Without the run lock and its queue.
        """
        root = self.path / part
        return {
            str(path.relative_to(root)): str(path.readlink())
            if path.is_symlink()
            else hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(root.rglob("*"))
            if (path.is_symlink() or path.is_file()) and not path.name.startswith("writer.")
        }

    def copy_to(self, path: Path) -> Folder:
        """Return a copy; its Dagster settings name its own place."""
        shutil.copytree(self.path, path, symlinks=True, copy_function=_copy_or_link)
        copy = Folder(path)
        _put_into_dagster_settings(copy, str(self.data))
        return copy


def unpack(release: str, path: Path) -> Folder:
    """Unpack what a release left behind into `path`, as if it had been made there."""
    with tarfile.open(FIXTURES / f"{release}.tar.xz") as archive:
        archive.extractall(path, filter="data")
    folder = Folder(path)
    _put_into_dagster_settings(folder, FOLDER_MARK)
    return folder


def _copy_or_link(source: str, target: str) -> None:
    """Copy what may be written to in place; what is only ever replaced needs no copy."""
    if "/data/" in source and not source.endswith((".duckdb", ".db", ".yaml", ".json")):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def _put_into_dagster_settings(folder: Folder, former: str) -> None:
    settings = folder.data / "dagster" / "dagster.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace(former, str(folder.data)), encoding="utf-8")
