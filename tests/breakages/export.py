"""A company's export as data: its files, its mapping, its profile."""

from __future__ import annotations

import copy
import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Row = dict[str, str]


@dataclass
class Sheet:
    """One CSV file: its rows, and how it is written."""

    rows: list[Row]
    delimiter: str = ","
    encoding: str = "utf-8"
    #: Lines that are written as they are, in place of the row of that number.
    lines: dict[int, str] = field(default_factory=dict)

    @property
    def columns(self) -> list[str]:
        """The header."""
        return list(self.rows[0])

    def write(self, path: Path) -> None:
        """Write the file, header first."""
        with path.open("w", encoding=self.encoding, newline="") as file:
            writer = csv.DictWriter(
                file, self.columns, delimiter=self.delimiter, lineterminator="\n"
            )
            writer.writeheader()
            for number, row in enumerate(self.rows):
                if number in self.lines:
                    file.write(self.lines[number] + "\n")
                else:
                    writer.writerow(row)


@dataclass
class Export:
    """The files by name, the mapping and the profile, as YAML has them."""

    sheets: dict[str, Sheet]
    mapping: dict[str, Any]
    profile: dict[str, Any]

    def copy(self) -> Export:
        """Return one that may be broken."""
        return copy.deepcopy(self)

    def write(self, folder: Path) -> Path:
        """Write everything into `folder`; return the profile's path."""
        data = folder / "export"
        data.mkdir(parents=True, exist_ok=True)
        for name, sheet in self.sheets.items():
            sheet.write(data / f"{name}.csv")
        for name, document in (("mapping", self.mapping), ("company", self.profile)):
            text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
            (folder / f"{name}.yml").write_text(text, encoding="utf-8")
        return folder / "company.yml"

    def field(self, entity: str, name: str) -> dict[str, Any]:
        """Return the long form of a field of the mapping, to be changed in place."""
        fields = self.mapping["entities"][entity]["fields"]
        if isinstance(fields[name], str):
            fields[name] = {"column": fields[name]}
        found: dict[str, Any] = fields[name]
        return found

    def column(self, entity: str, name: str) -> tuple[Sheet, str]:
        """Return the file and the column that feed a field."""
        source = self.mapping["entities"][entity]["from"]
        return self.sheets[source], self.field(entity, name)["column"]
