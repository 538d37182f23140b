"""What a source gets from the environment and from the company's profile.

Light to import (no dlt): reading a profile, listing settings and hiding secrets need no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

if TYPE_CHECKING:
    from company import Profile

#: Marks a field that `build` fills from the company's profile: `Annotated[str, FROM_PROFILE]`.
FROM_PROFILE = "from the profile"


class SourceConfig(BaseSettings):
    """Base of every source's settings: `GoogleAdsConfig` in `sources/google_ads/settings.py`.

    State the prefix of its environment variables, `env_prefix="ACCORD_GOOGLE_ADS_"`. Each field
    is a setting, read from `<prefix><FIELD>`, and its description is its line in
    docs/settings.md; a field marked FROM_PROFILE is none. Declare secrets as
    `pydantic.SecretStr`, so that no log or traceback shows them.

    Only `orchestration/company/settings.py` reads the environment: constructing one does not.
    """

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, env_ignore_empty=True
    )

    title: ClassVar[str]
    """What people call the vendor: `Google Ads`."""
    profile_section: ClassVar[Any] = bool
    """What a profile may write under `sources.<name>` to turn the source on: a type."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take values from the call alone."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)

    @classmethod
    def settings_fields(cls) -> dict[str, FieldInfo]:
        """Return the fields that the environment gives, in the order they are declared."""
        return {
            name: field
            for name, field in cls.model_fields.items()
            if FROM_PROFILE not in field.metadata
        }

    @classmethod
    def variable(cls, field: str) -> str:
        """Return the environment variable that gives `field`."""
        return f"{cls.model_config['env_prefix']}{field.upper()}"

    @classmethod
    def build(cls, profile: Profile, settings: Mapping[str, Any]) -> Self:
        """Return the settings for one company. A source that reads the profile overrides this.

        Args:
            profile: the company.
            settings: what the environment gives, by field.

        Raises:
            pydantic.ValidationError: a required setting is missing, or a value is of a wrong kind.
        """
        del profile
        return cls.model_validate(dict(settings))
