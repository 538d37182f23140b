"""Renders dbt models without dbt: refs as names, engine macros as calls of their own name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Environment

from tests.lint import sqlfluff_context

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"


@dataclass
class Rendered:
    """One model as SQL, and the models that it refers to."""

    sql: str
    refs: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)


@cache
def engine_macros() -> set[str]:
    """Return the names of the macros that may differ between engines."""
    text = "\n".join(_text(path) for path in PROJECT.glob("macros/engine/*.sql"))
    return {part.split("(")[0] for part in text.replace("{%-", "{%").split("{% macro ")[1:]}


class _This(str):
    """The table of the model itself."""

    database = "warehouse"
    schema = "schema"
    identifier = "this_table"


class _Renderer:
    """The macros of the project, compiled once, and the model that is being rendered."""

    def __init__(self) -> None:
        self._found = Rendered(sql="")
        self._environment = Environment(extensions=["jinja2.ext.do"])
        self._environment.globals.update(
            ref=self._ref,
            source=self._source,
            config=lambda **_settings: "",
            var=sqlfluff_context.var,
            adapter=sqlfluff_context.adapter,
            run_started_at=sqlfluff_context.run_started_at,
            run_query=sqlfluff_context.run_query,
            modules=sqlfluff_context.modules,
            model=sqlfluff_context.model,
            target=sqlfluff_context.target,
            is_incremental=lambda: True,
            execute=False,
            this=_This("this_table"),
        )
        self._environment.globals["return"] = lambda value: value
        # No model calls a materialization, and its tag is dbt's own.
        paths = [
            path for path in PROJECT.glob("macros/**/*.sql") if "materializations" not in path.parts
        ]
        macros = "\n".join(_text(path) for path in sorted(paths))
        exported = self._environment.from_string(macros).module
        self._environment.globals.update(
            {name: macro for name, macro in vars(exported).items() if not name.startswith("_")}
        )

    def render(self, template: str) -> Rendered:
        self._found = Rendered(sql="")
        self._found.sql = self._environment.from_string(template).render()
        return self._found

    def _ref(self, *names: str) -> str:
        self._found.refs.add(names[-1])
        return names[-1]

    def _source(self, schema: str, table: str) -> str:
        self._found.sources.add(f"{schema}.{table}")
        return f"{schema}__{table}"


@cache
def _renderer() -> _Renderer:
    return _Renderer()


def render(template: str) -> Rendered:
    """Render one model; incremental models render as on a later run."""
    return _renderer().render(template)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
