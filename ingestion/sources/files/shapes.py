"""What a mapping may target: the conformed base entities, read from their dbt contracts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ingestion.registry import Declared
from ingestion.sources.files.row_counts import ROW_COUNTS

CONTRACTS = Path(__file__).parents[3] / "dbt_project" / "models" / "conformed" / "unioned"

_DUCKDB_TYPES = {"string": "varchar"}

# Columns that the loader itself fills in; `is_deleted` may be mapped.
OWN_COLUMNS = ("source", "source_id", "source_key", "loaded_at")

# Fields that may identify a prospect or customer: never shown in reports or quarantine.
PERSONAL_FIELDS = frozenset(
    {"email", "secondary_emails", "full_name", "phone", "company_name", "anonymous_id", "author"}
)


@dataclass(frozen=True)
class Shape:
    """One base entity: its columns in order, name -> DuckDB type in lower case."""

    entity: str
    columns: dict[str, str]
    required: frozenset[str]
    allowed: dict[str, tuple[str, ...]]

    @property
    def fields(self) -> dict[str, str]:
        """The columns that a mapping may fill."""
        return {name: kind for name, kind in self.columns.items() if name not in OWN_COLUMNS}


def declared_of(entities: Iterable[str], quarantine: str) -> dict[str, Declared]:
    """Return key and columns of the raw tables of these entities, and of the refused rows."""
    shapes = read_shapes()
    tables = {
        name: Declared(("source_key",), tuple(shapes[name].columns), "loaded_at")
        for name in entities
    }
    refused = Declared(("quarantine_id",), ("reason",), "loaded_at", may_shrink=True)
    counts = Declared(("entity",), ("entity", "rows_read", "rows_refused"), "loaded_at", True)
    return {**tables, quarantine: refused, ROW_COUNTS: counts}


@cache
def read_shapes(folder: Path = CONTRACTS) -> dict[str, Shape]:
    """Return every base entity by name, from `int_<entity>__unioned.yml` in `folder`.

    Raises:
        FileNotFoundError: the folder holds no contract.
    """
    shapes: dict[str, Shape] = {}
    for path in sorted(folder.glob("int_*__unioned.yml")):
        # As dbt reads them: by libyaml, a tenth of what Python takes.
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}
        for model in document.get("models", []):
            shape = _shape(model)
            shapes[shape.entity] = shape
    if not shapes:
        raise FileNotFoundError(f"{folder}: no int_<entity>__unioned.yml; is this the dbt project?")
    return shapes


def _shape(model: dict[str, Any]) -> Shape:
    columns: dict[str, str] = {}
    required: set[str] = set()
    allowed: dict[str, tuple[str, ...]] = {}
    for column in model["columns"]:
        name = str(column["name"])
        declared = re.sub(r"\s+", "", str(column["data_type"]).lower())
        # Contracts name types as every engine knows them; an export is read by DuckDB.
        columns[name] = _DUCKDB_TYPES.get(declared, declared)
        if any(rule.get("type") == "not_null" for rule in column.get("constraints", [])):
            required.add(name)
        for test in column.get("data_tests", column.get("tests", [])):
            if test == "not_null":
                required.add(name)
            elif isinstance(test, dict) and "accepted_values" in test:
                rule = test["accepted_values"]
                values = rule.get("arguments", rule)["values"]
                allowed[name] = tuple(str(value) for value in values)
    required -= {*OWN_COLUMNS, "is_deleted"}
    entity = str(model["name"]).removeprefix("int_").removesuffix("__unioned")
    return Shape(entity, columns, frozenset(required), allowed)
