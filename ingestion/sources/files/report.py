"""What a dry run shows: what would be loaded, what is unmapped, what is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingestion.sources.files.findings import Finding, Known, Severity
from ingestion.sources.files.mapping import Mapping
from ingestion.sources.files.refusals import Refusal
from ingestion.sources.files.verdict import Counts
from ingestion.sources.files.workspace import Workspace, reads

_SHOWN = 10
#: Refusals of one reason that are shown.
_EXAMPLES = 3


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
    padded: int = 0


@dataclass(frozen=True)
class DryRun:
    """The outcome of reading an export without loading it."""

    inputs: tuple[InputReport, ...]
    entities: tuple[EntityReport, ...]
    refusals: tuple[Refusal, ...]
    last_date: date | None
    findings: tuple[Finding, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether a run would publish nothing, or nothing right."""
        return any(one.severity == "error" for one in self.findings)

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
            if entity.padded:
                lines.append(f"    {entity.padded:,} short rows: their last cells taken as empty")
        lines += self._refused()
        lines += self._found("error", "Errors: correct them before a run")
        lines += self._found("warning", "Warnings: compare with the export")
        lines.append(f"Last date in the data: {self.last_date or 'none'}")
        return "\n".join(lines)

    def _refused(self) -> list[str]:
        if not self.refusals:
            return ["Refused: nothing"]
        kinds: dict[tuple[str, str, str], list[Refusal]] = {}
        for one in self.refusals:
            kinds.setdefault((one.entity, one.field, one.reason), []).append(one)
        lines = [f"Refused: {len(self.refusals):,}, for {len(kinds)} reason(s)"]
        most_first = sorted(kinds.items(), key=lambda kind: -len(kind[1]))
        for (entity, field, reason), of_kind in most_first:
            lines.append(f"  {len(of_kind):,} x {entity}.{field or '(row)'}: {reason}")
        # After all reasons, so that the many of one hide no other.
        lines.append("  for example:")
        lines += [f"    {one}" for _, of_kind in most_first for one in of_kind[:_EXAMPLES]]
        return lines

    def _found(self, severity: Severity, title: str) -> list[str]:
        found = [f"  {one}" for one in self.findings if one.severity == severity]
        return [title, *found] if found else []


def report(workspace: Workspace, known: Known | None = None) -> DryRun:
    """Return what `workspace` holds, and what of it would give a wrong figure."""
    mapping = workspace.mapping
    padded = {one.entity: one.padded for one in workspace.row_counts()}
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
            padded[name],
        )
        for name, spec in mapping.entities.items()
    )
    return DryRun(
        inputs,
        entities,
        tuple(workspace.refusals.items),
        workspace.last_date(),
        tuple(workspace.findings(known or Known())),
    )


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
        elif entity.query and reads(entity.query, name):
            # What a query passes on with `*` counts as read where a field takes it.
            names += [*entity.key, *(f.column or "" for f in entity.fields.values())]
            sql += [entity.query, *(f.sql or "" for f in entity.fields.values())]
    names += [field.column or "" for field in fields]
    sql += [field.sql or "" for field in fields]
    word = re.compile(rf"(?<!\w){re.escape(column)}(?!\w)", re.IGNORECASE)
    return column.lower() in {one.lower() for one in names} or any(map(word.search, sql))
