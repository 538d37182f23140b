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


def section() -> str:
    """The example from lead to recurring revenue."""
    text = GUIDE.read_text(encoding="utf-8")
    begin = text.index("## From lead to recurring revenue")
    return text[begin : text.index("\n## ", begin + 1)]


def write_example(folder: Path) -> Path:
    """Write the example's files and mapping; return the company's profile."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in re.findall(r"^`([\w.]+)`:\n\n```\w+\n(.*?)```", section(), re.S | re.M):
        (folder / name).write_text(body, encoding="utf-8")
    profile = folder / "company.yml"
    profile.write_text(_COMPANY, encoding="utf-8")
    return profile


def promised() -> list[tuple[str, str, float]]:
    """The figures that the guide says a run publishes: KPI, month, value."""
    rows = re.findall(r"^\| `(\w+)` \| (\d{4}-\d{2}) \| ([\d.]+) \|", section(), re.M)
    return [(kpi, month, float(value)) for kpi, month, value in rows]
