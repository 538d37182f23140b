"""A workbook and a CSV per scorecard, for people who open figures in a spreadsheet.

They lie in the version's folder under `workbooks/`. A scorecard whose figures are those of the
version before is not written again: its files are the same ones.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from publishing.tables import Table
from publishing.versions import WORKBOOKS

_INDEX = "index.json"
#: Counts what a workbook looks like: another one is written for the same figures.
_LAYOUT = 1

#: A text that begins so is a formula to a spreadsheet, whoever wrote it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
#: What no cell of a workbook may hold.
_NOT_PRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
#: How far back the history of a grain goes.
_PERIODS = {"day": 92, "week": 53, "month": 37, "quarter": 13, "year": 6}

Cell = str | float | bool | date | None

_QUERY = """
with shown as (
    select
        scorecards.place,
        figures.*,
        row_number() over (
            partition by scorecards.place order by figures.period_start desc
        ) as periods_ago
    from kpi.scorecards as scorecards
    inner join kpi.kpi_totals as figures
        on scorecards.kpi_id = figures.kpi_id
        and scorecards.variant = figures.variant
        and scorecards.grain = figures.grain
    where scorecards.scorecard = $1
)

select
    variant_label_en, variant_label_fr, unit, format, grain, period_start, value, previous_value,
    change_pct, previous_year_value, change_previous_year_pct, target_value, target_attainment,
    status, status_reason, status_reason_fr, is_complete
from shown
where periods_ago <= list_extract($3, list_position($2, grain))
order by place, period_start desc
"""
_COLUMNS = {
    "en": (
        "KPI", "Unit", "Grain", "Period", "Value", "Period before", "Change", "Year before",
        "Change on year", "Target", "Attainment", "Status", "Reason", "Complete",
    ),
    "fr": (
        "KPI", "Unité", "Maille", "Période", "Valeur", "Période précédente", "Évolution",
        "Année précédente", "Évolution sur un an", "Objectif", "Atteinte", "Statut", "Motif",
        "Complète",
    ),
}  # fmt: skip
#: Places of the columns that have the KPI's own format, and of the shares.
_FIGURES, _SHARES = (4, 5, 7, 9), (6, 8, 10)


@dataclass(frozen=True)
class Row:
    """A figure of a scorecard: its cells in both languages, and how its values are shown."""

    format: str
    en: tuple[Cell, ...]
    fr: tuple[Cell, ...]

    def cells(self, language: str) -> tuple[Cell, ...]:
        """Return the cells in `language`: en or fr."""
        return self.en if language == "en" else self.fr


def has_scorecards(tables: Iterable[Table]) -> bool:
    """Return whether the warehouse has scorecards; one of an earlier release has not."""
    return any((table.schema, table.name) == ("kpi", "scorecards") for table in tables)


def write_spreadsheets(
    connection: duckdb.DuckDBPyConnection, folder: Path, before: Path | None
) -> list[str]:
    """Write the workbook and the CSV files of every scorecard; return those that were written.

    Args:
        connection: the new file, with its views.
        folder: of the version that is being built.
        before: of the version before, if it is whole.
    """
    target = folder / WORKBOOKS
    target.mkdir()
    known = _index(before)
    index: dict[str, str] = {}
    written = []
    names = connection.execute(
        "select distinct scorecard, label_en from kpi.scorecards order by scorecard"
    ).fetchall()
    for name, label in names:
        rows = _rows(connection, name)
        index[name] = _hash(label, rows)
        if before is not None and known.get(name) == index[name]:
            _link(before / WORKBOOKS, target, name)
        else:
            _write(target, name, rows)
            written.append(name)
    (target / _INDEX).write_text(json.dumps(index, indent=1), encoding="utf-8")
    return written


def neutral(value: Cell) -> Cell:
    """Return a cell that a spreadsheet takes for what it is: a text is never a formula."""
    if not isinstance(value, str):
        return value
    text = _NOT_PRINTED.sub("", value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _files(name: str) -> tuple[str, ...]:
    return (f"{name}.xlsx", f"csv-en/{name}.csv", f"csv-fr/{name}.csv")


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    found = connection.execute(_QUERY, [name, list(_PERIODS), list(_PERIODS.values())]).fetchall()
    rows = []
    for label_en, label_fr, unit, shown_as, grain, *figures in found:
        *values, reason_en, reason_fr, is_complete = figures
        en = (label_en, unit, grain, *values, reason_en, is_complete)
        fr = (label_fr, unit, grain, *values, reason_fr, is_complete)
        rows.append(Row(shown_as, tuple(map(neutral, en)), tuple(map(neutral, fr))))
    return rows


def _write(target: Path, name: str, rows: Sequence[Row]) -> None:
    workbook, *texts = (target / file for file in _files(name))
    _write_workbook(workbook, rows)
    for path, language in zip(texts, _COLUMNS, strict=True):
        path.parent.mkdir(exist_ok=True)
        _write_csv(path, rows, language)


def _write_workbook(path: Path, rows: Sequence[Row]) -> None:
    """A sheet of the latest figures and one of their history, in each language."""
    # Imported here: a command that publishes nothing has no use for it.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    latest = _latest(rows)
    for title, language, shown in (
        ("Now", "en", latest),
        ("Maintenant", "fr", latest),
        ("History", "en", rows),
        ("Historique", "fr", rows),
    ):
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "B2"
        for column, width in {"A": 36, "D": 12, "M": 60}.items():
            sheet.column_dimensions[column].width = width
        sheet.append(_COLUMNS[language])
        for row in shown:
            sheet.append(_styled(sheet, row, language))
    book.save(path)


def _styled(sheet: object, row: Row, language: str) -> list[object]:
    from openpyxl.cell import WriteOnlyCell

    cells: list[object] = list(row.cells(language))
    for place in (*_FIGURES, *_SHARES):
        cell = WriteOnlyCell(sheet, value=cells[place])
        cell.number_format = row.format if place in _FIGURES else "0.0%"
        cells[place] = cell
    return cells


def _latest(rows: Iterable[Row]) -> list[Row]:
    """Return of each series the period that runs and the last complete one, as one row or two."""
    found: list[Row] = []
    seen: set[tuple[Cell, ...]] = set()
    complete: set[tuple[Cell, ...]] = set()
    for row in rows:
        # Its name, unit and grain.
        series, is_complete = row.en[:3], row.en[-1]
        if series not in seen or (is_complete and series not in complete):
            found.append(row)
        seen.add(series)
        if is_complete:
            complete.add(series)
    return found


def _write_csv(path: Path, rows: Sequence[Row], language: str) -> None:
    """As a spreadsheet of that language opens it: UTF-8 with a mark, and its own separators."""
    separator = "," if language == "en" else ";"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(_COLUMNS[language])
        writer.writerows([_text(cell, language) for cell in row.cells(language)] for row in rows)


def _text(cell: Cell, language: str) -> Cell:
    if isinstance(cell, float) and language == "fr":
        return str(cell).replace(".", ",")
    return cell


def _hash(label: str, rows: Sequence[Row]) -> str:
    return hashlib.blake2b(repr((_LAYOUT, label, rows)).encode(), digest_size=16).hexdigest()


def _index(folder: Path | None) -> dict[str, str]:
    """Return what the workbooks of the version before hold; nothing where one can't be used."""
    if folder is None or not (folder / WORKBOOKS / _INDEX).is_file():
        return {}
    index: dict[str, str] = json.loads((folder / WORKBOOKS / _INDEX).read_text(encoding="utf-8"))
    return {
        name: of_one
        for name, of_one in index.items()
        if all((folder / WORKBOOKS / file).is_file() for file in _files(name))
    }


def _link(source: Path, target: Path, name: str) -> None:
    for file in _files(name):
        (target / file).parent.mkdir(exist_ok=True)
        os.link(source / file, target / file)
