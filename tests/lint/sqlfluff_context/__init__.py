"""What sqlfluff's jinja templater puts in place of dbt: enough for every model to render.

Only the shape of the SQL matters here: an engine macro renders as a call of its own name.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml

_PROJECT = Path(__file__).resolve().parents[3] / "dbt_project" / "dbt_project.yml"
# sqlfluff loads this module anew for each model: the loader in C takes a tenth of the time.
_DEFAULTS: dict[str, Any] = yaml.load(_PROJECT.read_bytes(), yaml.CSafeLoader)["vars"]
# Macros whose later arguments are no SQL expressions: a separator, a pattern, a type, an order.
_FIRST_ONLY = {
    "replace_pattern",
    "safe_cast_to",
    "string_list_agg",
    "trim_character",
    "listagg",
    "split_part",
}
_WRITTEN = {
    "column_type": "{0}",
    "days_between_columns": "select {0} as day from {2}",
    "generate_series": "select 1 as generated_number",
    "rows_of": "(values {2}) as {1} ({0})",
    "split_to_rows": "select {1} as part from {3}",
    "text": "'...'",
    # The part of the day is no column.
    "date_trunc": "dbt__date_trunc({1})",
    "dateadd": "dbt__dateadd({1}, {2})",
    "datediff": "dbt__datediff({0}, {1})",
}


def var(name: str, default: Any = None) -> Any:
    """Return the default of the dbt variable `name`, as dbt_project.yml has it."""
    return _DEFAULTS.get(name, default)


def _call(macro: str, prefix: str, arguments: tuple[Any, ...]) -> str:
    texts = [", ".join(one) if isinstance(one, dict | list) else str(one) for one in arguments]
    if macro in _WRITTEN:
        return _WRITTEN[macro].format(*texts)
    return f"{prefix}{macro}({texts[0] if macro in _FIRST_ONLY else ', '.join(texts)})"


def _dispatch(macro: str, _package: str | None = None) -> Callable[..., str]:
    return lambda *arguments: _call(macro, "", arguments)


class DbtMacros:
    """dbt's own macros: each renders as a call of `dbt__<its name>`."""

    def __getattr__(self, macro: str) -> Callable[..., str]:
        """Return the macro."""
        return lambda *arguments: _call(macro, "dbt__", arguments)


dbt = DbtMacros()


def _no_relation(*_names: str) -> None:
    """Answer as on the first run: nothing is built yet."""


def _columns_of(_relation: object) -> list[SimpleNamespace]:
    """Answer that every table has the columns of `model`."""
    return list(model.columns.values())


adapter = SimpleNamespace(
    dispatch=_dispatch, get_relation=_no_relation, get_columns_in_relation=_columns_of
)


def run_query(_query: str) -> SimpleNamespace:
    """Answer every query with one row of days: what KPI models ask for is which to recompute."""
    day = dt.date(2025, 1, 1)
    return SimpleNamespace(rows=[(day, day, day)])


run_started_at = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
modules = SimpleNamespace(datetime=dt)
model = SimpleNamespace(
    columns={"source_key": SimpleNamespace(name="source_key", data_type="string")}
)
target = SimpleNamespace(schema="staging", type="duckdb")
