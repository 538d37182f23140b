"""Every setting that comes from the environment, typed: the only reader of environment variables.

Each variable is the field's name in capitals with the prefix `ACCORD_`. `docs/settings.md` lists
them; a test keeps it complete.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PROJECT_ROOT = Path(__file__).resolve().parents[2]


class SettingsError(ValueError):
    """An environment variable that can't be used; the message names it and the mend."""


class Settings(BaseSettings):
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
    as_of: date | None = Field(
        default=None,
        description="The last business day that the figures know, YYYY-MM-DD. "
        "Left out: the profile's `as_of`; for the demo company the day of its last run; else "
        "yesterday in the company's time zone.",
    )
    notify_urls: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        default=(),
        description="Where failures are told: Apprise addresses, separated by blanks "
        "(mailto://, slack://, msteams://, …).",
    )
    lock_wait_seconds: int = Field(
        default=3600, ge=0, description="How long a run waits for another one that writes."
    )
    retry_seconds: float = Field(
        default=20.0,
        gt=0,
        description="The wait before a source whose vendor did not answer is loaded again; "
        "doubled each time, three times at most.",
    )
    sandbox_size: Literal["tiny", "small", "large"] | None = Field(
        default=None, description="Size of the demo company; left out: the profile's."
    )
    sandbox_seed: int | None = Field(
        default=None, description="Seed of the demo company; left out: the profile's."
    )

    hubspot_base_url: str | None = Field(
        default=None, description="HubSpot's API; left out: the vendor's own address."
    )
    hubspot_token: SecretStr | None = Field(default=None, description="HubSpot private-app token.")
    google_analytics_base_url: str | None = Field(
        default=None, description="GA4 Data API; left out: the vendor's own address."
    )
    google_analytics_property_id: str | None = Field(
        default=None, description="GA4 property, digits only."
    )
    google_analytics_access_token: SecretStr | None = Field(
        default=None, description="OAuth access token; Google's live for an hour."
    )
    google_analytics_client_id: str | None = Field(
        default=None, description="OAuth client, to refresh access tokens with."
    )
    google_analytics_client_secret: SecretStr | None = Field(
        default=None, description="The OAuth client's secret."
    )
    google_analytics_refresh_token: SecretStr | None = Field(
        default=None,
        description="OAuth refresh token; with the client, instead of an access token.",
    )
    google_ads_base_url: str | None = Field(
        default=None, description="Google Ads API; left out: the vendor's own address."
    )
    google_ads_customer_id: str | None = Field(
        default=None,
        description="Accounts that are read, digits only, separated by commas; left out: all that "
        "the credentials may read.",
    )
    google_ads_login_customer_id: str | None = Field(
        default=None, description="Google Ads manager account, when access goes through one."
    )
    google_ads_developer_token: SecretStr | None = Field(
        default=None, description="Google Ads developer token."
    )
    google_ads_access_token: SecretStr | None = Field(
        default=None, description="OAuth access token; Google's live for an hour."
    )
    google_ads_client_id: str | None = Field(
        default=None, description="OAuth client, to refresh access tokens with."
    )
    google_ads_client_secret: SecretStr | None = Field(
        default=None, description="The OAuth client's secret."
    )
    google_ads_refresh_token: SecretStr | None = Field(
        default=None,
        description="OAuth refresh token; with the client, instead of an access token.",
    )
    zendesk_base_url: str | None = Field(
        default=None, description="The helpdesk's address, https://<subdomain>.zendesk.com."
    )
    zendesk_email: str | None = Field(
        default=None, description="E-mail of the agent whom the token belongs to."
    )
    zendesk_api_token: SecretStr | None = Field(
        default=None,
        description="API token of that agent; without an e-mail, an OAuth access token.",
    )

    files_data_root: Path | None = Field(
        default=None, description="The export's folder, instead of the profile's `data_root`."
    )

    @field_validator("notify_urls", mode="before")
    @classmethod
    def _split_on_blanks(cls, value: Any) -> Any:
        return tuple(value.split()) if isinstance(value, str) else value

    @field_validator("company", "data_dir", "files_data_root")
    @classmethod
    def _from_the_project_root(cls, value: Path | None) -> Path | None:
        return None if value is None else (PROJECT_ROOT / value.expanduser()).resolve()

    @property
    def warehouse_path(self) -> Path:
        """The warehouse's DuckDB file; one writing process at a time."""
        return self.data_dir / "warehouse.duckdb"

    @property
    def published_dir(self) -> Path:
        """What BI tools read."""
        return self.data_dir / "published"

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

    def child_environment(self, **extra: str) -> dict[str, str]:
        """Return this process's environment for a child process, with `extra` on top."""
        return {**os.environ, **extra}

    def credentials(self, source: str) -> Mapping[str, Any]:
        """Return what is set for `source`, without the prefix: `base_url`, tokens, ids."""
        prefix = f"{source}_"
        return {
            name.removeprefix(prefix): getattr(self, name)
            for name in type(self).model_fields
            if name.startswith(prefix) and getattr(self, name) is not None
        }

    def secrets(self) -> tuple[str, ...]:
        """Return every secret's text: what logs, reports and notifications must not show."""
        values = [getattr(self, name) for name in type(self).model_fields]
        single = [value for value in values if isinstance(value, SecretStr)]
        return tuple(value.get_secret_value() for value in (*single, *self.notify_urls))


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
        return Settings()
    except ValidationError as error:
        problems = [
            f"ACCORD_{'.'.join(str(part) for part in detail['loc']).upper()}: {detail['msg']}; "
            "see docs/settings.md"
            for detail in error.errors()
        ]
        raise SettingsError("\n".join(problems)) from error
