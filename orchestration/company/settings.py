"""Every setting that comes from the environment, typed: the only reader of environment variables.

Accord's own are the fields of `Settings`, in capitals with the prefix `ACCORD_`; a source's are
those of its settings class, with a prefix of their own. `docs/settings.md` lists all.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit

from pydantic import (
    Field,
    SecretStr,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource, NoDecode, SettingsConfigDict

from ingestion.errors import worded
from ingestion.redaction import know
from ingestion.registry import SourceConfig, find_config, source_names
from orchestration.company.keeping import Keeping

PROJECT_ROOT = Path(__file__).resolve().parents[2]
_WAREHOUSE = "warehouse.duckdb"


class SettingsError(ValueError):
    """An environment variable that can't be used; the message names it and suggests a fix."""


class Settings(Keeping, BaseSettings):
    """Accord's settings. A relative path starts from the project's root."""

    model_config = SettingsConfigDict(
        env_prefix="ACCORD_", env_ignore_empty=True, frozen=True, hide_input_in_errors=True
    )

    company: Path = Field(default=Path("company.yml"), description="The company profile.")
    data_dir: Path = Field(
        default_factory=lambda known: _data_dir(known["company"]),
        description="The one folder that the pipeline writes to. Left out: `data`, or "
        "`data/<folder of the profile>` for a profile that is not the root's.",
    )
    published_dir: Path = Field(
        default_factory=lambda known: known["data_dir"] / "published",
        description="What BI tools read. Left out: `published` in the data folder; set it where "
        "other users may not pass the folders above that.",
    )
    published_readers: Literal["everybody", "group", "owner"] = Field(
        default="everybody",
        description="Which users of the machine may read what is published: `everybody`, the "
        "`group` of the folder, or the `owner` alone. All else in the data folder is the owner's.",
    )
    dev_warehouse: Path = Field(
        default=Path("dbt_project/warehouse.duckdb"),
        description="The development warehouse, which `accord dev-data` makes and plain dbt works "
        "on; dbt reads the same variable.",
    )
    as_of: date | None = Field(
        default=None,
        description="The last business day that the figures know, YYYY-MM-DD. "
        "Left out: the profile's `as_of`; for the demo company the day of its last run; else "
        "yesterday in the company's time zone.",
    )
    notify_urls: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        default=(),
        description="Where failures are notified: Apprise addresses, separated by blanks "
        "(mailto://, slack://, msteams://, …).",
    )
    postgres_url: SecretStr | None = Field(
        default=None,
        description="A PostgreSQL database that gets every publication too: "
        "`postgresql://user:password@host:5432/database`. Left out: files alone.",
    )
    ui_url: str = Field(
        default="http://127.0.0.1:3000",
        description="Address of Dagster's UI, for the links in reports and notifications.",
    )
    lock_wait_seconds: int = Field(
        default=3600, ge=0, description="How long a run waits for another one that writes."
    )
    memory_limit: str | None = Field(
        default=None,
        pattern=r"^\d+(\.\d+)? ?[KMGT]i?B$",
        description="How much memory DuckDB may take while a run loads, builds and publishes, for "
        "instance `4GB`; beyond it, it spills to disk. Left out: 80 % of the machine's, DuckDB's "
        "own default.",
    )
    storage_version: Literal["v1.2.0", "v1.3.0", "v1.4.0"] | None = Field(
        default=None,
        description="The oldest DuckDB that must read the published file; a later one packs it "
        "closer. Left out: 1.0, which every driver of today reads.",
    )
    spreadsheets: bool = Field(
        default=True,
        description="Whether a workbook and CSV files per scorecard are published.",
    )
    parquet_by_grain: bool = Field(
        default=False,
        description="Whether Parquet has the figures once more, in a folder by grain.",
    )
    retry_seconds: float = Field(
        default=20.0,
        gt=0,
        description="The wait before a source whose vendor did not answer is loaded again; "
        "doubled each time, three times at most.",
    )
    auto_upgrade: bool = Field(
        default=True,
        description="Whether a run upgrades a data folder of an earlier release by itself. "
        "`false`: it stops, and `accord upgrade` does it.",
    )
    pages_port: int = Field(
        default=3001,
        ge=1,
        le=65535,
        description="The port on which `accord dev` serves reports, data docs and what is late.",
    )
    pages_url: str | None = Field(
        default=None,
        description="Where a browser finds these pages; links in the UI begin with it. Left out: "
        "`http://127.0.0.1:<port>`.",
    )
    sandbox_size: Literal["tiny", "small", "large"] | None = Field(
        default=None, description="Size of the demo company; left out: the profile's."
    )
    sandbox_seed: int | None = Field(
        default=None, description="Seed of the demo company; left out: the profile's."
    )

    @field_validator("ui_url")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @field_validator("notify_urls", mode="before")
    @classmethod
    def _split_on_blanks(cls, value: Any) -> Any:
        return tuple(value.split()) if isinstance(value, str) else value

    @field_validator("company", "data_dir", "published_dir", "dev_warehouse", "backup_dir")
    @classmethod
    def _start_at_the_project_root(cls, value: Path | None) -> Path | None:
        return _from_project_root(value) if value else None

    @field_validator("dev_warehouse")
    @classmethod
    def _apart_from_production(cls, value: Path, known: ValidationInfo) -> Path:
        data_dir = known.data.get("data_dir")
        if data_dir and value == data_dir / _WAREHOUSE:
            raise ValueError("is production itself, where dbt would publish unchecked figures")
        return value

    @property
    def warehouse_path(self) -> Path:
        """The warehouse's DuckDB file; one writing process at a time."""
        return self.data_dir / _WAREHOUSE

    @property
    def dagster_home(self) -> Path:
        """Dagster's run history, schedules' state and step output."""
        return self.data_dir / "dagster"

    @property
    def dlt_dir(self) -> Path:
        """Dlt's working folders, one per source."""
        return self.data_dir / "dlt"

    @property
    def dbt_target_dir(self) -> Path:
        """Dbt's manifest, compiled SQL and parse cache, apart from the project's own."""
        return self.data_dir / "dbt"

    @property
    def docs_dir(self) -> Path:
        """Data docs: what was checked and what was found."""
        return self.data_dir / "docs"

    @property
    def reports_dir(self) -> Path:
        """One report per run."""
        return self.data_dir / "reports"

    def page(self, path: str) -> str:
        """Return the address of a page that `accord dev` serves: `reports/latest.md`."""
        base = self.pages_url or f"http://127.0.0.1:{self.pages_port}"
        return f"{base.rstrip('/')}/{path}"

    def child_environment(self, *, secrets: bool = False, **extra: str) -> dict[str, str]:
        """Return this process's environment for a child process, with `extra` on top.

        Without `secrets`, what gives one is left out: most children have no use for any.
        """
        left_out = set() if secrets else secret_variables()
        return {**{name: os.environ[name] for name in os.environ if name not in left_out}, **extra}

    def as_variables(self) -> str:
        """Return the company and the data folder, where they are not the root's, before a command.

        So that a command that is shown does the same when it is pasted into another terminal.
        """
        named = ("company", "data_dir")
        given = [
            f"ACCORD_{name.upper()}={shlex.quote(str(getattr(self, name)))} "
            for name in named
            if name in self.model_fields_set
        ]
        return "".join(given)

    def source(self, name: str) -> Mapping[str, Any]:
        """Return what the environment gives for a source, by field of its settings class.

        Raises:
            SettingsError: a variable has a value of the wrong kind.
        """
        return _source_settings(find_config(name))

    def secrets(self) -> tuple[str, ...]:
        """Return every secret's text: what logs, reports and notifications must not show."""
        of_sources = (value for name in source_names() for value in self.source(name).values())
        single = (value for value in of_sources if isinstance(value, SecretStr))
        own = (*self.notify_urls, *((self.postgres_url,) if self.postgres_url else ()))
        found = [value.get_secret_value() for value in (*single, *own)]
        # A server may repeat the password without the address around it.
        password = urlsplit(found[-1]).password if self.postgres_url else None
        return (*found, *((password, unquote(password)) if password else ()))


def secret_variables() -> set[str]:
    """Return the names of the environment variables that hold secrets."""
    own = {f"ACCORD_{name.upper()}": field for name, field in Settings.model_fields.items()}
    for config in map(find_config, source_names()):
        fields = config.settings_fields()
        own.update({config.variable(name): field for name, field in fields.items()})
    return {variable for variable, field in own.items() if is_secret(field)}


def is_secret(field: FieldInfo) -> bool:
    """Return whether a setting must not be shown."""
    return "SecretStr" in str(field.annotation)


def _source_settings(config: type[SourceConfig]) -> dict[str, Any]:
    found = EnvSettingsSource(config)()
    values, problems = {}, []
    for name, field in config.settings_fields().items():
        if name not in found:
            continue
        kind: Any = Annotated[field.annotation, Field(), *field.metadata]
        try:
            value = TypeAdapter(kind).validate_python(found[name])
        except ValidationError as error:
            problems += [_problem(config.variable(name), detail) for detail in error.errors()]
            continue
        values[name] = _from_project_root(value) if isinstance(value, Path) else value
    if problems:
        raise SettingsError("\n".join(problems))
    return values


def _problem(variable: str, detail: Any) -> str:
    return f"{variable} {worded(detail['type'], detail['msg'])}; see docs/settings.md"


@contextmanager
def environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Have `variables`, and no others, for a while, for a child that is started."""
    before = dict(os.environ)
    _replace_environment(variables)
    try:
        yield
    finally:
        _replace_environment(before)


def _replace_environment(variables: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(variables)


def home_of_dagster_dev() -> str | None:
    """Return the DAGSTER_HOME that `dagster dev` runs with, empty for none; None elsewhere.

    Whoever only checks the definitions, as `dg check defs`, needs no run history.
    """
    if "DAGSTER_IS_DEV_CLI" not in os.environ or "DAGSTER_IS_DEFS_VALIDATION_CLI" in os.environ:
        return None
    return os.environ.get("DAGSTER_HOME", "")


def _from_project_root(path: Path) -> Path:
    return (PROJECT_ROOT / path.expanduser()).resolve()


def _data_dir(company: Path) -> Path:
    """Return the default data folder: companies never share a warehouse."""
    if company.parent == PROJECT_ROOT:
        return PROJECT_ROOT / "data"
    return PROJECT_ROOT / "data" / company.parent.name


@cache
def load_settings() -> Settings:
    """Return the settings of this process; they don't change while it lives.

    Raises:
        SettingsError: a variable has a value of the wrong kind.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        problems = [
            _problem(f"ACCORD_{'.'.join(str(part) for part in detail['loc']).upper()}", detail)
            for detail in error.errors()
        ]
        raise SettingsError("\n".join(problems)) from error
    problems = []
    for name in source_names():
        try:
            settings.source(name)
        except SettingsError as error:
            problems.append(str(error))
    if problems:
        raise SettingsError("\n".join(problems))
    know(settings.secrets())
    return settings
