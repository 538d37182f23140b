"""A company's own export, mapped onto the base entities by one YAML file.

How to write the mapping: `docs/bring-your-own-data.md`. Nothing of a refused row is lost without
a trace: `raw_files.quarantine` says its file, line, field and reason.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import dlt
from dlt.extract import DltSource

from ingestion.registry import SourceConfig, SourceSpec
from ingestion.sources.files.errors import ExportError, FilesError, MappingError
from ingestion.sources.files.loading import entity_rows, quarantine_rows, resources
from ingestion.sources.files.mapping import read_mapping
from ingestion.sources.files.refusals import QUARANTINE
from ingestion.sources.files.report import DryRun, report
from ingestion.sources.files.shapes import CONTRACTS, read_shapes
from ingestion.sources.files.workspace import Workspace, read_export

if TYPE_CHECKING:
    from company import Profile

__all__ = [
    "SPEC",
    "DryRun",
    "ExportError",
    "FilesConfig",
    "FilesError",
    "MappingError",
    "dry_run",
    "last_date",
    "mapped_entities",
    "source",
]

NAME = "files"


class FilesConfig(SourceConfig):
    """Where the mapping and the export are.

    Attributes:
        mapping: the YAML file. data_root: the folder that its paths start from.
        time_zone: of dates without an offset, unless the mapping says another.
        contracts: the dbt folder with the contracts of the base entities.
    """

    mapping: Path
    data_root: Path
    time_zone: str = "UTC"
    contracts: Path = CONTRACTS

    @classmethod
    def build(cls, profile: Profile, credentials: Map[str, Any]) -> Self:
        """Settings from the profile; its paths start from `credentials['folder']`.

        `credentials` may also give another `data_root`, which wins (the same mapping, the data
        elsewhere).
        """
        files = profile.sources.files
        if files is None:
            raise MappingError("the profile turns no `files` source on; add `sources: files:`")
        folder = Path(credentials.get("folder") or ".")
        root = credentials.get("data_root")
        return cls(
            mapping=folder / files.mapping,
            data_root=Path(root) if root else folder / files.data_root,
            time_zone=profile.time_zone,
        )


def source(config: FilesConfig, as_of: date) -> DltSource:
    """Return the dlt source: each base entity (empty when unmapped), and the quarantine.

    An export is loaded whole; `as_of` plays no part, the models look no further than it.
    """
    del as_of
    tables = {entity: entity_rows(entity) for entity in read_shapes(config.contracts)}
    found = resources(lambda: _read(config), {**tables, QUARANTINE: quarantine_rows})
    return dlt.source(lambda: found, name=NAME)()


def dry_run(config: FilesConfig, show: bool = True) -> DryRun:
    """Read the export without loading it; print and return what would happen.

    Raises:
        FilesError: the mapping is wrong, or a file can't be read as it declares.
    """
    result = report(_read(config))
    if show:
        print(result.text)  # noqa: T201 a dry run is there to be read
    return result


def last_date(config: FilesConfig) -> date:
    """Return the last business day on which anything happened in the export: its `as_of`.

    Raises:
        FilesError: the export can't be read, or no mapped field says when things happen.
    """
    found = _read(config).last_date()
    if found is None:
        raise MappingError(
            f"{config.mapping}: no mapped field ends in `_at`, so the data has no last date; "
            "map one, or set `as_of` in company.yml"
        )
    return found


def mapped_entities(config: FilesConfig) -> tuple[str, ...]:
    """Return the entities that the mapping fills."""
    mapping, _ = read_mapping(config.mapping)
    return tuple(mapping.entities)


def _read(config: FilesConfig) -> Workspace:
    mapping, document = read_mapping(config.mapping)
    shapes = read_shapes(config.contracts)
    return read_export(NAME, mapping, document, shapes, config.data_root, config.time_zone)


def _spec() -> SourceSpec:
    entities = tuple(read_shapes())
    tables = (*entities, QUARANTINE)
    return SourceSpec(NAME, entities, tables, FilesConfig, source, is_conformed=True)


SPEC = _spec()
