"""What a source is, and which there are: every folder of `ingestion/sources`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ingestion.sources
from company import load_profile
from ingestion.parts import Part
from ingestion.personal import Personal
from ingestion.source_config import SourceConfig

if TYPE_CHECKING:
    from dlt.extract import DltSource

    from company import Profile

__all__ = [
    "Declared",
    "SourceConfig",
    "SourceSpec",
    "discover",
    "find_config",
    "find_source",
    "read_profile",
    "source_names",
]


@dataclass(frozen=True)
class Declared:
    """What a source says of a raw table: its key, its columns, and that of the load's instant.

    One that `may_shrink` holds what the last load found, such as refused rows.
    """

    key: tuple[str, ...]
    columns: tuple[str, ...]
    loaded_at: str
    may_shrink: bool = False


@dataclass(frozen=True)
class SourceSpec:
    """One source: `SPEC` in its `source.py`.

    Attributes:
        name: folder name; raw tables are in schema `raw_<name>`.
        entities: conformed entities (dbt `int_<entity>__unioned`) that the source feeds.
        raw_tables: tables that a successful load leaves in the raw schema.
        config: its settings class, in its `settings.py`.
        source: builds the dlt source from settings and the day that counts as today.
        is_conformed: its raw tables already have the columns of the entities' contracts, so that
            no dbt model maps them (the dbt variable `conformed_sources`).
        mapped: for a source whose company chooses the entities: those that these settings feed.
        unused: of `entities`, those that a profile does not take from this source.
        mapped_are: what they are, in words.
        unfed: for a source whose company chooses the fields: by entity, those that nothing feeds
            by this profile. No figure may be made of them.
        team: who in the company answers for the vendor account; empty: who runs the pipeline.
        ad_accounts: what a sheet of costs may call the ad account whose spend the source loads,
            so that no cost counts twice.
        personal: of each raw table that names people, which columns do; see `RawTable.personal`.
        declared: key and columns of each raw table, which checks go by; see `declared_of`.
        parts: what an account may lack without stopping the load; see `Part`.
    """

    name: str
    entities: tuple[str, ...]
    raw_tables: tuple[str, ...]
    config: type[SourceConfig]
    source: Callable[[Any, date], DltSource]
    is_conformed: bool = False
    mapped: Callable[[Any], tuple[str, ...]] | None = None
    unused: Callable[[Profile], tuple[str, ...]] | None = None
    mapped_are: str = "what its mapping fills"
    unfed: Callable[[Profile], Mapping[str, tuple[str, ...]]] | None = None
    team: str = ""
    ad_accounts: tuple[str, ...] = ()
    personal: Mapping[str, Personal] = field(default_factory=dict)
    declared: Mapping[str, Declared] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    @property
    def dataset(self) -> str:
        """Schema of the raw tables."""
        return f"raw_{self.name}"


@cache
def source_names() -> tuple[str, ...]:
    """Return the names of all folders of `ingestion/sources`, without importing them."""
    return tuple(
        module.name for module in pkgutil.iter_modules(ingestion.sources.__path__) if module.ispkg
    )


def find_config(name: str) -> type[SourceConfig]:
    """Return the settings class of a source: the one that its `settings.py` defines.

    Raises:
        LookupError: it defines none, or several.
    """
    module = importlib.import_module(f"ingestion.sources.{name}.settings")
    found = [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, SourceConfig)
        and value.__module__ == module.__name__
    ]
    if len(found) != 1:
        raise LookupError(f"{module.__file__}: define one class of SourceConfig, not {len(found)}")
    return found[0]


def find_source(name: str) -> SourceSpec | None:
    """Return the source of one folder; None where there is no such folder."""
    if name not in source_names():
        return None
    spec: SourceSpec = importlib.import_module(f"ingestion.sources.{name}.source").SPEC
    return spec


@cache
def discover() -> dict[str, SourceSpec]:
    """Return all sources by name. Imports them, and dlt with them: a second or two."""
    found = {name: find_source(name) for name in source_names()}
    return {name: spec for name, spec in found.items() if spec is not None}


def read_profile(path: Path) -> Profile:
    """Return the company profile in `path`, its section `sources` held to what each source takes.

    Raises:
        ProfileError: the profile can't be used; the message names line, field and fix.
    """
    sections = {name: find_config(name).profile_section for name in source_names()}
    return load_profile(path, sections)
