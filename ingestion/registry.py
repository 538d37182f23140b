"""What a source is, and which there are: every package in `ingestion/sources` with a `SPEC`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from dlt.extract import DltSource
from pydantic import BaseModel, ConfigDict

import ingestion.sources

if TYPE_CHECKING:
    from company import Profile

SOURCES: dict[str, SourceSpec]


class SourceConfig(BaseModel):
    """Base of every source's settings: credentials and what the profile says about the source.

    Declare secrets as `pydantic.SecretStr`, so that no log or traceback shows them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @classmethod
    def build(cls, profile: Profile, credentials: Mapping[str, Any]) -> Self:
        """Settings for one company. A source that reads the profile overrides this."""
        del profile
        return cls.model_validate(dict(credentials))


@dataclass(frozen=True)
class SourceSpec:
    """One source.

    Attributes:
        name: folder name; raw tables are in schema `raw_<name>`.
        entities: base entities (dbt `int_<entity>__unioned`) that the source feeds.
        raw_tables: tables that a successful load leaves in the raw schema.
        config: its settings class.
        source: builds the dlt source from settings and the day that counts as today.
        is_conformed: its raw tables already have the columns of the entities' contracts, so that
            no dbt model maps them (the dbt variable `conformed_sources`).
    """

    name: str
    entities: tuple[str, ...]
    raw_tables: tuple[str, ...]
    config: type[SourceConfig]
    source: Callable[[Any, date], DltSource]
    is_conformed: bool = False

    @property
    def dataset(self) -> str:
        """Schema of the raw tables."""
        return f"raw_{self.name}"


def source_names() -> tuple[str, ...]:
    """Names of all folders of `ingestion/sources`, without importing them."""
    return tuple(module.name for module in pkgutil.iter_modules(ingestion.sources.__path__))


def find_source(name: str) -> SourceSpec | None:
    """The source of one folder; None where there is no such folder or it has no `SPEC`."""
    if name not in source_names():
        return None
    package = importlib.import_module(f"ingestion.sources.{name}")
    spec = getattr(package, "SPEC", None)
    return spec if isinstance(spec, SourceSpec) else None


@cache
def discover() -> dict[str, SourceSpec]:
    """All sources by name, found by looking into the folder `ingestion/sources`."""
    found = {name: find_source(name) for name in source_names()}
    return {name: spec for name, spec in found.items() if spec is not None}


def __getattr__(name: str) -> Any:
    # Lazily, as the source packages themselves import this module.
    if name == "SOURCES":
        return discover()
    raise AttributeError(name)
