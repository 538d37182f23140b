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
# Macros whose later arguments are no SQL expressions: a separator, a pattern, a type.
_FIRST_ONLY = {"replace_pattern", "safe_cast_to", "string_list_agg", "text_part"}
_ROWS_OF = {
    "date_spine": "select {0} as day from {2}",
    "number_spine": "select {0} as number",
    "split_to_rows": "select {1} as part from {3}",
}


def var(name: str, default: Any = None) -> Any:
    """Return the default of the dbt variable `name`, as dbt_project.yml has it."""
    return _DEFAULTS.get(name, default)


def _dispatch(macro: str, _package: str | None = None) -> Callable[..., str]:
    def render(*arguments: Any) -> str:
        if macro in _ROWS_OF:
            return _ROWS_OF[macro].format(*arguments)
        if macro in _FIRST_ONLY:
            return f"{macro}({arguments[0]})"
        return f"{macro}({', '.join(str(argument) for argument in arguments)})"

    return render


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
target = SimpleNamespace(schema="staging")
