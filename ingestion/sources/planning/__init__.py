"""Planning inputs: targets, quotas, costs, rates and calendars, as a finance team's CSV sheets.

The layouts are declared once, in `sheets.yml`, in the language of a files mapping: reading,
checking and quarantine are those of the `files` source.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import dlt
from dlt.extract import DltSource

from ingestion.registry import SourceConfig, SourceSpec
from ingestion.sources.files.document import MappingDocument
from ingestion.sources.files.errors import ExportError, MappingError, did_you_mean
from ingestion.sources.files.loading import entity_rows, quarantine_rows, resources
from ingestion.sources.files.mapping import Mapping, Rule, read_mapping
from ingestion.sources.files.refusals import QUARANTINE
from ingestion.sources.files.report import DryRun, report
from ingestion.sources.files.shapes import CONTRACTS, read_shapes
from ingestion.sources.files.workspace import Workspace, read_export
from ingestion.sources.planning.settings import ad_account_rule, ad_accounts

if TYPE_CHECKING:
    from company import Profile

__all__ = ["SPEC", "PlanningConfig", "dry_run", "source"]

NAME = "planning"
SHEETS = Path(__file__).with_name("sheets.yml")


class PlanningConfig(SourceConfig):
    """Where the sheets are.

    Attributes:
        folder: the CSV files.
        time_zone: of instants without an offset.
        ad_accounts: names of the connected ad accounts; a programme cost must not repeat them.
        contracts: the dbt folder with the contracts of the base entities.
    """

    folder: Path
    time_zone: str = "UTC"
    ad_accounts: tuple[str, ...] = ()
    contracts: Path = CONTRACTS

    @classmethod
    def build(cls, profile: Profile, credentials: Map[str, Any]) -> Self:
        """Settings from the profile; `credentials['folder']` wins over its `planning:` path.

        `credentials['ad_accounts']` adds account names or ids to those of the profile's sources.
        """
        declared = profile.sources.planning
        folder = credentials.get("folder") or (declared if isinstance(declared, str) else None)
        if folder is None:
            raise MappingError(
                "sources.planning: no folder; write `planning: path/to/sheets` in company.yml"
            )
        more = tuple(str(name) for name in credentials.get("ad_accounts", ()))
        return cls(
            folder=Path(folder),
            time_zone=profile.time_zone,
            ad_accounts=(*ad_accounts(profile.sources.active()), *more),
        )


def source(config: PlanningConfig, as_of: date) -> DltSource:
    """Return the dlt source: each planning entity (empty without its sheet), and the quarantine.

    The sheets are loaded whole; `as_of` plays no part, the models look no further than it.
    """
    del as_of
    tables = {entity: entity_rows(entity) for entity in SPEC.entities}
    found = resources(lambda: _read(config), {**tables, QUARANTINE: quarantine_rows})
    return dlt.source(lambda: found, name=NAME)()


def dry_run(config: PlanningConfig) -> DryRun:
    """Read the sheets without loading them; the report's `text` says what would happen.

    Raises:
        FilesError: an unknown sheet or column, or a sheet that can't be read.
    """
    return report(_read(config))


@cache
def _declared() -> tuple[Mapping, MappingDocument]:
    return read_mapping(SHEETS)


def _read(config: PlanningConfig) -> Workspace:
    mapping, document = _declared()
    _refuse_unknown_sheets(config.folder, mapping)
    rule = ad_account_rule(config.ad_accounts)
    mapping = _with_rule(mapping, rule) if rule else mapping
    shapes = read_shapes(config.contracts)
    return read_export(NAME, mapping, document, shapes, config.folder, config.time_zone)


def _refuse_unknown_sheets(folder: Path, mapping: Mapping) -> None:
    if not folder.is_dir():
        raise ExportError(f"{folder}: no such planning folder; mend `planning:` in company.yml")
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
    tables = (*entities, QUARANTINE)
    return SourceSpec(NAME, entities, tables, PlanningConfig, source, is_conformed=True)


SPEC = _spec()
