"""The pages docs/settings.md and docs/sources.md, written from what is discovered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from ingestion.registry import SourceConfig, SourceSpec, discover
from orchestration.company.keeping import Keeping
from orchestration.company.settings import Settings, is_secret

_SETTINGS = """# Settings

<!-- Written by `make docs` from the settings classes; change those. -->

Every setting is an environment variable. What changes a figure's meaning is in
[the company profile](company-profile.md). `orchestration/company/settings.py` reads and checks
them all, and nothing else reads any. A relative path starts from the project's root.

A source's variables are only needed when the profile turns that source on and is no demo company.

{tables}

Secrets (marked so, `ACCORD_NOTIFY_URLS` and `ACCORD_POSTGRES_URL`) are hidden wherever text leaves:
terminal, logs, Dagster's history, dlt's traces, the warehouse, reports and notifications have `***`
in their place, also where a vendor repeats one in an error or a record. It is done by the value, so
one that is shorter than six characters, and so looks like ordinary text, is not hidden.
"""
_SOURCES = """# Sources

<!-- Written by `make docs` from `ingestion/sources/*/source.py`; change those. -->

A source is on when the profile names it under `sources` ([company profile](company-profile.md)).
Its README says scopes, limits, history and deletes; its variables are in [settings](settings.md).

| source | `sources.<name>` takes | feeds | raw tables |
| --- | --- | --- | --- |
{rows}

`accord load <name>` loads one source alone.
"""


def settings_page() -> str:
    """Return docs/settings.md: Accord's own variables, then each source's."""
    own = Settings.model_fields
    demo = {name: field for name, field in own.items() if name.startswith("sandbox_")}
    kept = Keeping.model_fields
    general = {name: it for name, it in own.items() if name not in demo and name not in kept}
    tables = [
        _table("The company and its run", _own(general)),
        _table("What is kept", _own(kept)),
        _table("The demo company", _own(demo)),
        *(_table(spec.config.title, _of_source(spec)) for spec in discover().values()),
    ]
    return _SETTINGS.format(tables="\n\n".join(tables))


def sources_page() -> str:
    """Return docs/sources.md: one row per source."""
    return _SOURCES.format(rows="\n".join(map(_source_row, discover().values())))


def _own(fields: Mapping[str, FieldInfo]) -> Iterable[tuple[str, FieldInfo]]:
    return ((f"ACCORD_{name.upper()}", field) for name, field in fields.items())


def _of_source(spec: SourceSpec) -> Iterable[tuple[str, FieldInfo]]:
    fields = spec.config.settings_fields().items()
    return ((spec.config.variable(name), field) for name, field in fields)


def _table(title: str, fields: Iterable[tuple[str, FieldInfo]]) -> str:
    head = [f"## {title}", "", "| variable | default | meaning |", "| --- | --- | --- |"]
    return "\n".join([*head, *(_setting_row(name, field) for name, field in fields)])


def _setting_row(variable: str, field: FieldInfo) -> str:
    secret = " Secret." if is_secret(field) and field.description else ""
    return f"| `{variable}` | {_default(field.default)} | {field.description}{secret} |"


def _default(value: Any) -> str:
    if value is None or value is PydanticUndefined or value == ():
        return ""
    return f"`{value}`"


def _source_row(spec: SourceSpec) -> str:
    readme = f"../ingestion/sources/{spec.name}/README.md"
    entities = ", ".join(f"`{name}`" for name in spec.entities)
    if spec.mapped is not None:
        entities = spec.mapped_are
    return (
        f"| [{spec.config.title}]({readme}) | `{spec.name}`: {_taken(spec.config)} "
        f"| {entities} | {len(spec.raw_tables)} in `{spec.dataset}` |"
    )


def _taken(config: type[SourceConfig]) -> str:
    section = config.profile_section
    if section is bool:
        return "`true`"
    if fields := [name for part in _parts(section) for name in part.model_fields]:
        named = ", ".join(f"`{name}`" for name in fields)
        return named if isinstance(section, type) else f"`true`, or {named}"
    return f"`true`, or {config.profile_text}"


def _parts(section: Any) -> Iterable[type[BaseModel]]:
    """The sections of a profile that a type is made of."""
    if isinstance(section, type) and issubclass(section, BaseModel):
        yield section
    for part in get_args(section):
        yield from _parts(part)
