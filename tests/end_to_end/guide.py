"""The worked examples of `docs/bring-your-own-data.md`, as its readers copy them."""

from __future__ import annotations

import re
from pathlib import Path

GUIDE = Path(__file__).parents[2] / "docs" / "bring-your-own-data.md"
_COMPANY = """
name: Acme
sources: {files: {mapping: mapping.yml}}
time_zone: Europe/Paris
reporting_currency: EUR
as_of: 2024-03-31
"""


FIRST = "## A worked example"
LONG = "## From lead to recurring revenue"


def section(title: str = LONG) -> str:
    """An example of the guide, by its heading."""
    text = GUIDE.read_text(encoding="utf-8")
    begin = text.index(title)
    return text[begin : text.index("\n## ", begin + 1)]


def write_first_example(folder: Path) -> Path:
    """Write the first example's export, profile and mapping where it puts them."""
    text = section(FIRST)
    company = folder / "repository" / "companies" / "acme"
    company.mkdir(parents=True)
    for name, body in re.findall(r"`companies/acme/([\w.]+)`:\n\n```yaml\n(.*?)```", text, re.S):
        (company / name).write_text(body, encoding="utf-8")
    [sheet] = re.findall(r"`affaires_2024.csv`, .*?:\n\n((?:    .*\n)+)", text)
    export = folder / "acme-export"
    export.mkdir()
    lines = [line[4:] for line in sheet.splitlines()]
    (export / "affaires_2024.csv").write_text("\n".join(lines) + "\n", encoding="cp1252")
    return company / "company.yml"


def write_example(folder: Path) -> Path:
    """Write the example's files and mapping; return the company's profile."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in re.findall(r"^`([\w.]+)`:\n\n```\w+\n(.*?)```", section(), re.S | re.M):
        (folder / name).write_text(body, encoding="utf-8")
    profile = folder / "company.yml"
    profile.write_text(_COMPANY, encoding="utf-8")
    return profile


def promised(title: str = LONG) -> list[tuple[str, str, float]]:
    """The figures that the guide says a run publishes: KPI, month, value."""
    rows = re.findall(r"^\| `(\w+)` \| (\d{4}-\d{2}) \| ([\d.]+) \|", section(title), re.M)
    return [(kpi, month, float(value)) for kpi, month, value in rows]
