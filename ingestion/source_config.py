"""What a source gets from the environment and from the company's profile.

Light to import (no dlt): reading a profile, listing settings and hiding secrets need no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

if TYPE_CHECKING:
    from company import Profile

#: Marks a field that `build` fills from the company's profile: `Annotated[str, FROM_PROFILE]`.
FROM_PROFILE = "from the profile"


def _address(value: str) -> str:
    found = urlsplit(value)
    if found.scheme == "https" and found.hostname:
        return value
    if found.scheme == "http" and found.hostname in _THIS_MACHINE:
        return value
    # What it is may be a secret that was put into the wrong variable.
    raise ValueError(
        "is no address of a vendor: write it whole, with https:// before the name of the host "
        "(http:// only for 127.0.0.1)"
    )


#: Where requests go: by TLS, but on this machine.
Address = Annotated[str, AfterValidator(_address)]
_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


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
    profile_text: ClassVar[str] = ""
    """What a text there is, in words, where it may be one: `a folder`."""
    ways_in: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Fields that let a load in, where there are several ways: one of them must be given whole."""

    @model_validator(mode="after")
    def _some_way_in(self) -> Self:
        if missing := self.lacking(self.model_dump()):
            raise ValueError(f"{listed(map(self.variable, missing))}: not set")
        return self

    @property
    def unused_parts(self) -> frozenset[str]:
        """Parts of the source that the company says it does not use."""
        return frozenset()

    @property
    def most_refused(self) -> float:
        """The share of a column's values that may be refused before a load fails."""
        return 0.1

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
    def known_as(cls, field: str) -> str:
        """Return what an operator knows a field by: its variable, or its place in the profile."""
        is_of_profile = field in cls.model_fields and field not in cls.settings_fields()
        return f"`{field}` in the profile" if is_of_profile else cls.variable(field)

    @classmethod
    def lacking(cls, settings: Mapping[str, Any]) -> tuple[str, ...]:
        """Return what the way in that is nearest to whole lacks; nothing where one is whole."""
        open_fields = [
            tuple(field for field in way if not settings.get(field)) for way in cls.ways_in
        ]
        if not open_fields or () in open_fields:
            return ()
        begun = [
            missing
            for way, missing in zip(cls.ways_in, open_fields, strict=True)
            if len(missing) < len(way)
        ]
        return min(begun or open_fields[:1], key=len)

    def way_in(self) -> tuple[str, ...]:
        """Return the variables that let loads in: those of the first way that is whole."""
        given = self.model_dump()
        whole = (way for way in self.ways_in if all(given[field] for field in way))
        return tuple(map(self.variable, next(whole, ())))

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

    def warnings(self, as_of: date) -> tuple[str, ...]:
        """Return what a load on `as_of` should say of these settings, such as versions that end."""
        del as_of
        return ()


class VendorConfig(SourceConfig):
    """Settings of every source that is read over a vendor's API."""

    max_answer_mb: int = Field(
        default=128,
        gt=0,
        description="The largest answer that is read, in megabytes; a larger one fails the load.",
    )
    reconcile_days: int = Field(
        default=28,
        gt=0,
        description="After how many days everything is read again, and not only what was touched: "
        "what came late with an old date.",
    )
    refused_share: float = Field(
        default=0.1,
        ge=0,
        le=1,
        description="The share of a column's values that may be of a kind that the column can't "
        "hold; they are left out and listed in `quality.quarantine`. Above it, and above 20 "
        "values, the load fails: the vendor may have changed its format.",
    )

    @property
    def most_refused(self) -> float:
        """The share of a column's values that may be refused before a load fails."""
        return self.refused_share

    without: str | None = Field(
        default=None,
        description="Parts that the company does not use, as `accord connect` names them, "
        "separated by commas: they are not asked for, and no KPI waits for them.",
    )

    @property
    def unused_parts(self) -> frozenset[str]:
        """The parts in `without`."""
        return _names(self.without)


class RecordsConfig(VendorConfig):
    """Settings of a vendor that may leave out a field that has no value: who says it is gone?"""

    absent_fields: str | None = Field(
        default=None,
        description="Fields that the vendor no longer has, as `table.field`, separated by commas: "
        "loads go on without them, and what is made of them becomes empty. Without it, a field "
        "that is gone fails the load.",
    )

    @property
    def accepted(self) -> frozenset[str]:
        """The `table.field` that may be gone."""
        return _names(self.absent_fields)


class ExportConfig(SourceConfig):
    """Settings of every source that is read from files."""

    max_file_mb: int = Field(
        default=4096,
        gt=0,
        description="The largest file that is read, in megabytes, once it is unpacked; a larger "
        "one fails the load.",
    )

    @classmethod
    def limits_of(cls, settings: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the environment says of the limits; their defaults are the rest."""
        return {name: settings[name] for name in ("max_file_mb",) if name in settings}


def listed(names: Iterable[str]) -> str:
    """Return names as a sentence has them: `a, b and c`."""
    found = list(names)
    return " and ".join([", ".join(found[:-1]), found[-1]] if found[1:] else found)


def _names(said: str | None) -> frozenset[str]:
    names = (name.strip() for name in (said or "").split(","))
    return frozenset(name for name in names if name)
