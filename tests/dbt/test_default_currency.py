"""An amount without a currency has that of the profile for its source, and no other has it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import jinja2
import pytest

MACRO = Path(__file__).parents[2] / "dbt_project" / "macros" / "union_sources.sql"


@pytest.mark.parametrize(
    ("defaults", "expected"),
    [
        ({}, [("files", None), ("files", " "), ("files", "USD"), ("other", None)]),
        (
            {"files": "CHF"},
            [("files", "CHF"), ("files", "CHF"), ("files", "USD"), ("other", None)],
        ),
    ],
)
def test_amounts_of_a_source_without_a_currency(
    defaults: dict[str, str], expected: list[tuple[str, str | None]]
) -> None:
    settings: dict[str, Any] = {
        "entity_sources": {"opportunities": ["files", "other"]},
        "conformed_sources": ["files", "other"],
        "default_currencies": defaults,
    }
    columns = {
        name: SimpleNamespace(name=name, data_type="string") for name in ("source", "currency")
    }
    environment = jinja2.Environment(extensions=["jinja2.ext.do"], autoescape=False)
    environment.globals.update(
        var=settings.__getitem__,
        model=SimpleNamespace(columns=columns),
        source=lambda name, entity: f"raw_{name}_{entity}",
        column_type=lambda _: "varchar",
    )
    macros: Any = environment.from_string(MACRO.read_text(encoding="utf-8")).module
    with duckdb.connect() as connection:
        connection.execute(
            """
            create table raw_files_opportunities as
            select * from (values ('files', null), ('files', ' '), ('files', 'USD'))
                as rows (source, currency);
            create table raw_other_opportunities as select 'other' as source, null as currency
            """
        )
        assert connection.execute(macros.union_sources("opportunities")).fetchall() == expected
