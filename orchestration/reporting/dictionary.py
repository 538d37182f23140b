"""The KPI dictionary of the last publication: what each KPI is, and who fills what it is made of.

`docs/kpis.md` has the definitions that hold for every company; here they are beside the fields
that this company's sources fill, so that a reader sees what a figure can't say.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

#: Its name in the folder of reports.
DICTIONARY_FILE = "dictionary.md"
_KPIS = """
    select kpi_id, label_en, description_en, formula_en, version, inactive_reason, missing_en
    from kpi.kpi_catalog
    order by label_en, kpi_id
"""
_COVERAGE = """
    select
        kpi_id, variant, entity || case when field = '' then '' else '.' || field end as made_of,
        source, row_count, filled_share, since_on, is_fed
    from kpi.kpi_coverage
    order by kpi_id, variant, is_fed, made_of, source
"""
_HEADER = ("| made of | of variant | source | rows | filled | since |", "| --- " * 6 + "|")


def dictionary_text(published: Path) -> str:
    """Return the dictionary of a published database as Markdown: a section per KPI."""
    with duckdb.connect(str(published), read_only=True) as connection:
        kpis = connection.execute(_KPIS).fetchall()
        fed: dict[str, list[tuple[Any, ...]]] = {}
        for kpi_id, *row in connection.execute(_COVERAGE).fetchall():
            fed.setdefault(kpi_id, []).append(tuple(row))
    lines = ["# KPI dictionary of the last publication", ""]
    lines += [line for kpi in kpis for line in _section(kpi, fed.get(kpi[0], []))]
    return "\n".join(lines)


def _section(kpi: tuple[Any, ...], fed: list[tuple[Any, ...]]) -> Iterator[str]:
    kpi_id, label, description, formula, version, inactive, missing = kpi
    yield from (f"## {label} (`{kpi_id}`, version {version})", "", description, "", formula, "")
    for lacked in filter(None, (inactive, missing)):
        yield from (f"**Lacks:** {lacked}", "")
    if fed:
        yield from _HEADER
        yield from map(_row, fed)
        yield ""


def _row(row: tuple[Any, ...]) -> str:
    variant, made_of, source, rows, share, since, is_fed = row
    filled = "-" if share is None else f"{share:.1%}"
    cells = (
        made_of if is_fed else f"**{made_of}: not fed**",
        {"": "", "*": "all"}.get(variant, variant),
        source or "-",
        f"{rows:,}" if source else "-",
        filled,
        since or "-",
    )
    return f"| {' | '.join(map(str, cells))} |"
