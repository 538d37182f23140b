"""What a dry run shows: what would be loaded, what is unmapped, what is refused."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from ingestion.sources.files.mapping import Mapping
from ingestion.sources.files.refusals import Refusal
from ingestion.sources.files.verdict import Counts
from ingestion.sources.files.workspace import Workspace

_SHOWN = 10


@dataclass(frozen=True)
class InputReport:
    """One input: its files, rows that could be read, columns, and those nothing reads."""

    name: str
    files: tuple[str, ...]
    rows: int
    columns: tuple[str, ...]
    unmapped_columns: tuple[str, ...]


@dataclass(frozen=True)
class EntityReport:
    """One entity: its rows by fate, fields that are filled, and those left null."""

    name: str
    counts: Counts
    mapped_fields: tuple[str, ...]
    unmapped_fields: tuple[str, ...]


@dataclass(frozen=True)
class DryRun:
    """The outcome of reading an export without loading it."""

    inputs: tuple[InputReport, ...]
    entities: tuple[EntityReport, ...]
    refusals: tuple[Refusal, ...]
    last_date: date | None

    @property
    def text(self) -> str:
        """The report for a terminal."""
        lines = ["Read"]
        for one in self.inputs:
            files = f"{len(one.files)} file(s)" if one.files else "inline"
            lines.append(f"  {one.name}: {one.rows:,} rows from {files}")
            lines += [f"    {name}" for name in one.files[:_SHOWN]]
            if one.unmapped_columns:
                lines.append(f"    unmapped columns: {', '.join(one.unmapped_columns)}")
        lines.append("Would load")
        for entity in self.entities:
            count = entity.counts
            extra = f", {count.superseded:,} gave way to another row" if count.superseded else ""
            lines.append(
                f"  {entity.name}: {count.loaded:,} of {count.read:,} rows, "
                f"{count.refused:,} refused{extra}"
            )
            if entity.unmapped_fields:
                lines.append(f"    left empty: {', '.join(entity.unmapped_fields)}")
        lines += self._refused()
        lines.append(f"Last date in the data: {self.last_date or 'none'}")
        return "\n".join(lines)

    def _refused(self) -> list[str]:
        if not self.refusals:
            return ["Refused: nothing"]
        kinds = Counter((one.entity, one.field, one.reason) for one in self.refusals)
        lines = ["Refused"]
        for (entity, field, reason), count in kinds.most_common():
            lines.append(f"  {count:,} x {entity}.{field or '(row)'}: {reason}")
        lines.append("  first ones:")
        lines += [f"    {one}" for one in self.refusals[:_SHOWN]]
        return lines


def report(workspace: Workspace) -> DryRun:
    """Print what `workspace` holds."""
    mapping = workspace.mapping
    inputs = tuple(
        InputReport(
            one.name,
            one.files,
            one.rows,
            one.columns,
            tuple(column for column in one.columns if not _is_read(mapping, one.name, column)),
        )
        for one in workspace.inputs.values()
    )
    entities = tuple(
        EntityReport(
            name,
            workspace.counts[name],
            tuple(spec.fields),
            tuple(f for f in workspace.shapes[name].fields if f not in spec.fields),
        )
        for name, spec in mapping.entities.items()
    )
    return DryRun(inputs, entities, tuple(workspace.refusals.items), workspace.last_date())


def _is_read(mapping: Mapping, name: str, column: str) -> bool:
    """Say whether anything in the mapping reads `column` of input `name`, by name or in SQL."""
    spec = mapping.inputs[name]
    names: list[str] = []
    sql: list[str] = [spec.where or ""]
    fields = list(spec.columns.values())
    for entity in mapping.entities.values():
        if entity.from_input == name:
            names += entity.key
            fields += entity.fields.values()
            sql.append(entity.where or "")
        elif entity.query and re.search(rf"\b{re.escape(name)}\b", entity.query):
            # What a query passes on with `*` counts as read where a field takes it.
            names += [*entity.key, *(f.column or "" for f in entity.fields.values())]
            sql += [entity.query, *(f.sql or "" for f in entity.fields.values())]
    names += [field.column or "" for field in fields]
    sql += [field.sql or "" for field in fields]
    word = re.compile(rf"(?<!\w){re.escape(column)}(?!\w)", re.IGNORECASE)
    return column.lower() in {one.lower() for one in names} or any(map(word.search, sql))
