"""What the UI shows of tables: their rows, and their columns with types."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import dagster as dg
import duckdb

from orchestration.build.seal import Seal, read_seal
from orchestration.company.settings import Settings

ROW_COUNT = "dagster/row_count"
_COLUMNS = """
    select schema_name || '.' || table_name, list([column_name, data_type] order by column_index)
    from duckdb_columns()
    where database_name = current_database() and not internal
    group by all
    order by all
"""


def row_counts(settings: Settings, keys: Iterable[dg.AssetKey]) -> Iterator[dg.AssetObservation]:
    """Yield the rows of each table among `keys`, as they were counted when its phase ended."""
    tables = (read_seal(settings.warehouse_path) or Seal()).tables
    for key in sorted(keys):
        table = tables.get(_label(key))
        if table is not None and table.rows is not None:
            yield dg.AssetObservation(key, metadata={ROW_COUNT: table.rows})


def view_counts(settings: Settings, published: Mapping[str, int]) -> Iterator[dg.AssetObservation]:
    """Yield the rows of each view that was published: only the copy of it was ever counted."""
    tables = (read_seal(settings.warehouse_path) or Seal()).tables
    for label, rows in sorted(published.items()):
        if label in tables and tables[label].rows is None:
            yield dg.AssetObservation(label.split("."), metadata={ROW_COUNT: rows})


def keep_columns(settings: Settings) -> None:
    """Note the columns of all tables and views, for the definitions that are loaded next."""
    with duckdb.connect(str(settings.warehouse_path), read_only=True) as connection:
        found = json.dumps(dict(connection.execute(_COLUMNS).fetchall()))
    kept = _file(settings)
    if not kept.is_file() or kept.read_text(encoding="utf-8") != found:
        kept.parent.mkdir(parents=True, exist_ok=True)
        staged = kept.with_suffix(".next")
        staged.write_text(found, encoding="utf-8")
        staged.replace(kept)


def kept_columns(settings: Settings) -> Mapping[str, list[tuple[str, str]]]:
    """Return (name, type) of each column by `schema.name`; nothing before the first build."""
    kept = _file(settings)
    found = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    return {label: [(name, type_) for name, type_ in columns] for label, columns in found.items()}


def _file(settings: Settings) -> Path:
    return settings.dbt_target_dir / "dagster" / "columns.json"


def _label(key: dg.AssetKey) -> str:
    return ".".join(key.path)
