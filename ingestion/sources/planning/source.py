"""Planning inputs: targets, quotas, costs, rates and calendars, as a finance team's CSV sheets.

The layouts are declared once, in `sheets.yml`, in the language of a files mapping: reading,
checking and quarantine are those of the `files` source.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

import dlt
from dlt.extract import DltSource

from ingestion.registry import SourceSpec
from ingestion.sources.files.document import MappingDocument
from ingestion.sources.files.errors import ExportError, did_you_mean
from ingestion.sources.files.limits import Limits
from ingestion.sources.files.loading import (
    entity_rows,
    quarantine_rows,
    resources,
    row_count_rows,
)
from ingestion.sources.files.mapping import Mapping, Rule, read_mapping
from ingestion.sources.files.personal import PERSONAL
from ingestion.sources.files.refusals import QUARANTINE
from ingestion.sources.files.report import DryRun, report
from ingestion.sources.files.row_counts import ROW_COUNTS
from ingestion.sources.files.shapes import declared_of, read_shapes
from ingestion.sources.files.workspace import Workspace, read_export
from ingestion.sources.planning.ad_accounts import ad_account_rule
from ingestion.sources.planning.settings import PlanningConfig

NAME = "planning"
SHEETS = Path(__file__).with_name("sheets.yml")


def source(config: PlanningConfig, as_of: date) -> DltSource:
    """Return the dlt source: each planning entity (empty without its sheet), and the quarantine.

    The sheets are loaded whole; `as_of` plays no part, the models look no further than it.
    """
    del as_of
    tables = {entity: entity_rows(entity) for entity in SPEC.entities}
    found = resources(
        lambda: _read(config), {**tables, QUARANTINE: quarantine_rows, ROW_COUNTS: row_count_rows}
    )
    return dlt.source(lambda: found, name=NAME)()


def dry_run(config: PlanningConfig) -> DryRun:
    """Read the sheets without loading them; the report's `text` says what would happen.

    Raises:
        FilesError: an unknown sheet or column, or a sheet that can't be read.
    """
    return report(_read(config))


def given_entities(config: PlanningConfig) -> tuple[str, ...]:
    """Return the entities whose sheet has rows: a sheet that is left out feeds nothing.

    Without the folder: all, so that the load says that it is missing.
    """
    entities = _declared()[0].entities
    if config.folder is None or not config.folder.is_dir():
        return tuple(entities)
    sheets = _declared()[0].inputs
    paths = {name: sheets[str(entity.from_input)].path for name, entity in entities.items()}
    folder = config.folder
    return tuple(name for name, path in paths.items() if path and _has_rows(folder / path))


def _has_rows(sheet: Path) -> bool:
    if not sheet.is_file():
        return False
    with sheet.open("rb") as lines:
        return any(line.strip(b" \t\r\n,;") for line in islice(lines, 1, None))


@cache
def _declared() -> tuple[Mapping, MappingDocument]:
    return read_mapping(SHEETS)


def _read(config: PlanningConfig) -> Workspace:
    mapping, document = _declared()
    _refuse_unknown_sheets(config.sheets, mapping)
    rule = ad_account_rule(config.ad_accounts)
    mapping = _with_rule(mapping, rule) if rule else mapping
    shapes = read_shapes()
    limits = Limits(config.max_file_mb)
    return read_export(NAME, mapping, document, shapes, config.sheets, config.time_zone, limits)


def _refuse_unknown_sheets(folder: Path, mapping: Mapping) -> None:
    if not folder.is_dir():
        raise ExportError(f"{folder}: no such planning folder; correct `planning:` in company.yml")
    known = {spec.path for spec in mapping.inputs.values() if spec.path}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in known:
            raise ExportError(
                f"{path.name}: no such planning sheet; {did_you_mean(path.name, known)} "
                "Rename it, or move it out of the planning folder"
            )


def _with_rule(mapping: Mapping, rule: Rule) -> Mapping:
    costs = mapping.entities["costs"]
    with_rule = costs.model_copy(update={"refuse": (*costs.refuse, rule)})
    return mapping.model_copy(update={"entities": {**mapping.entities, "costs": with_rule}})


def _spec() -> SourceSpec:
    entities = tuple(_declared()[0].entities)
    tables = (*entities, QUARANTINE, ROW_COUNTS)
    return SourceSpec(
        NAME,
        entities,
        tables,
        PlanningConfig,
        source,
        is_conformed=True,
        declared=declared_of(entities, QUARANTINE),
        mapped=given_entities,
        mapped_are="those whose sheet has rows, of " + ", ".join(f"`{name}`" for name in entities),
        personal={table: PERSONAL[table] for table in tables if table in PERSONAL},
    )


SPEC = _spec()
