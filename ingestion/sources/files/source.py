"""A company's own export, mapped onto the base entities by one YAML file.

How to write the mapping: `docs/bring-your-own-data.md`. Nothing of a refused row is lost without
a trace: `raw_files.quarantine` says its file, line, field and reason.
"""

from __future__ import annotations

from datetime import date

import dlt
from dlt.extract import DltSource

from ingestion.parts import note
from ingestion.registry import SourceSpec
from ingestion.sources.files.doubts import DECLARED, DOUBTS
from ingestion.sources.files.errors import MappingError
from ingestion.sources.files.findings import Known
from ingestion.sources.files.limits import Limits
from ingestion.sources.files.loading import (
    doubt_rows,
    entity_rows,
    quarantine_rows,
    resources,
    row_count_rows,
)
from ingestion.sources.files.mapping import read_mapping
from ingestion.sources.files.personal import PERSONAL
from ingestion.sources.files.refusals import QUARANTINE
from ingestion.sources.files.report import DryRun, report
from ingestion.sources.files.row_counts import ROW_COUNTS
from ingestion.sources.files.settings import FilesConfig
from ingestion.sources.files.shapes import declared_of, read_shapes
from ingestion.sources.files.workspace import Workspace, read_export

NAME = "files"


def source(config: FilesConfig, as_of: date) -> DltSource:
    """Return the dlt source: each base entity (empty when unmapped), and the quarantine.

    An export is loaded whole; `as_of` plays no part, the models look no further than it.
    """
    del as_of
    tables = {entity: entity_rows(entity) for entity in read_shapes()}
    known = known_of(config)
    others = {
        QUARANTINE: quarantine_rows,
        ROW_COUNTS: row_count_rows,
        DOUBTS: doubt_rows(known),
    }
    found = resources(lambda: _noted(config, known), {**tables, **others})
    return dlt.source(lambda: found, name=NAME)()


def _noted(config: FilesConfig, known: Known) -> Workspace:
    """Read the export for a load, whose operator hears of what a dry run would have said."""
    workspace = _read(config)
    for finding in workspace.findings(known):
        note(str(finding))
    return workspace


def known_of(config: FilesConfig) -> Known:
    """Return what the company knows beside its export."""
    return Known(
        config.channels,
        config.has_other_sources,
        config.refused_rows,
        frozenset(status.strip().lower() for status in config.solved_statuses),
    )


def dry_run(config: FilesConfig, show: bool = True) -> DryRun:
    """Read the export without loading it; print and return what would happen.

    Raises:
        FilesError: the mapping is wrong, or a file can't be read as it declares.
    """
    result = report(_read(config), known_of(config))
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
    """Return the entities that the mapping fills: a mapping chooses them."""
    mapping, _ = read_mapping(config.mapping)
    return tuple(mapping.entities)


def _read(config: FilesConfig) -> Workspace:
    mapping, document = read_mapping(config.mapping)
    shapes = read_shapes()
    return read_export(
        NAME,
        mapping,
        document,
        shapes,
        config.data_root,
        config.time_zone,
        Limits(config.max_file_mb),
    )


def _spec() -> SourceSpec:
    entities = tuple(read_shapes())
    return SourceSpec(
        NAME,
        entities,
        (*entities, QUARANTINE, ROW_COUNTS, DOUBTS),
        FilesConfig,
        source,
        is_conformed=True,
        mapped=mapped_entities,
        personal=PERSONAL,
        declared={**declared_of(entities, QUARANTINE), DOUBTS: DECLARED},
    )


SPEC = _spec()
