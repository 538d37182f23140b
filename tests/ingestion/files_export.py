"""Read a small export in a test's folder."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

from ingestion.sources.files.mapping import read_mapping
from ingestion.sources.files.shapes import read_shapes
from ingestion.sources.files.workspace import Workspace, read_export


def read(folder: Path, mapping: str, zone: str = "Europe/Paris") -> Workspace:
    path = folder / "mapping.yml"
    path.write_text(dedent(mapping), encoding="utf-8")
    found, document = read_mapping(path)
    return read_export("files", found, document, read_shapes(), folder, zone)


def rows(workspace: Workspace, entity: str, *fields: str) -> list[tuple[Any, ...]]:
    table = workspace.table(entity)
    return list(zip(*(table[field].to_pylist() for field in fields), strict=True))
