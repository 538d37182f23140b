"""Renders dbt models for an engine without dbt.

Engine macros are dispatched as dbt would; dbt's own cross-database macros stay calls of the name
`dbt__<macro>`, for what they give each engine is dbt's to answer for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

from jinja2 import Environment

from tests.lint import sqlfluff_context
from tests.lint.sqlfluff_context import DbtMacros

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"
#: Prefix of a call of a macro of dbt's.
DBT_CALL = "dbt__"
_MACRO = re.compile(r"\{%-?\s*macro\s+(?P<name>\w+).*?\{%-?\s*endmacro\s*-?%\}", re.DOTALL)


@dataclass
class Rendered:
    """One model as SQL, and the models that it refers to."""

    sql: str
    refs: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)


class NotImplementedForEngineError(Exception):
    """An engine macro has no implementation for the engine that the model is rendered for."""


class _This(str):
    """The table of the model itself."""

    database = "warehouse"
    schema = "schema"
    identifier = "this_table"


class _Renderer:
    """The macros of the project, compiled once for an engine, and the model being rendered."""

    def __init__(self, engine: str) -> None:
        self._engine = engine
        self._found = Rendered(sql="")
        self._environment = Environment(extensions=["jinja2.ext.do"])
        self._environment.globals.update(
            ref=self._ref,
            source=self._source,
            config=lambda **_settings: "",
            var=sqlfluff_context.var,
            adapter=SimpleNamespace(
                dispatch=self._dispatch,
                get_relation=sqlfluff_context.adapter.get_relation,
                get_columns_in_relation=sqlfluff_context.adapter.get_columns_in_relation,
            ),
            dbt=DbtMacros(),
            exceptions=SimpleNamespace(raise_compiler_error=_refuse),
            run_started_at=sqlfluff_context.run_started_at,
            run_query=sqlfluff_context.run_query,
            modules=sqlfluff_context.modules,
            model=sqlfluff_context.model,
            target=SimpleNamespace(schema="staging", type=engine),
            is_incremental=lambda: True,
            execute=False,
            this=_This("this_table"),
        )
        self._environment.globals["return"] = _return
        self._environment.globals["tojson"] = json.dumps
        self._macros = {name: self._macro(name, body) for name, body in macro_texts().items()}
        self._environment.globals.update(self._macros)

    def render(self, template: str) -> Rendered:
        self._found = Rendered(sql="")
        self._found.sql = self._environment.from_string(template).render()
        return self._found

    def _macro(self, name: str, body: str) -> Callable[..., Any]:
        """Compile one macro; as in dbt, `return` ends it with any value."""

        @cache
        def compiled() -> Callable[..., Any]:
            # Not before all macros are known, for a template keeps the names of its beginning.
            macro: Callable[..., Any] = getattr(self._environment.from_string(body).module, name)
            return macro

        def call(*arguments: Any, **named: Any) -> Any:
            try:
                return compiled()(*arguments, **named)
            except _ReturnedError as returned:
                return returned.value

        return call

    def _dispatch(self, name: str, _package: str | None = None) -> Callable[..., str]:
        own: Callable[..., str] | None = self._macros.get(f"{self._engine}__{name}")
        default: Callable[..., str] = self._macros[f"default__{name}"]
        return own or default

    def _ref(self, *names: str) -> str:
        self._found.refs.add(names[-1])
        return names[-1]

    def _source(self, schema: str, table: str) -> str:
        self._found.sources.add(f"{schema}.{table}")
        return f"{schema}__{table}"


class _ReturnedError(Exception):
    """A macro returns `value`."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


def _return(value: Any) -> NoReturn:
    raise _ReturnedError(value)


@cache
def macro_texts() -> dict[str, str]:
    """Return every macro by name, each by itself: they then call one another as in dbt."""
    found = {}
    for path in sorted(PROJECT.glob("macros/**/*.sql")):
        # No model calls a materialization, and its tag is dbt's own; variables are the context's.
        if "materializations" not in path.parts and path.name != "var.sql":
            text = path.read_text(encoding="utf-8")
            found |= {match["name"]: match[0] for match in _MACRO.finditer(text)}
    return found


def _refuse(message: str) -> NoReturn:
    raise NotImplementedForEngineError(message)


@cache
def _renderer(engine: str) -> _Renderer:
    return _Renderer(engine)


def render(template: str, engine: str = "duckdb") -> Rendered:
    """Render one model for `engine`; incremental models render as on a later run."""
    return _renderer(engine).render(template)
