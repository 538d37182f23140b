"""HubSpot: its settings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, TypeAdapter, field_validator
from pydantic_settings import SettingsConfigDict

from company.sections import Section
from ingestion.registry import find_source
from ingestion.source_config import FROM_PROFILE, Address, RecordsConfig
from ingestion.sources.hubspot.mapping import FieldMap, Stage, check_names
from ingestion.sources.hubspot.versions import CURRENT, Version, warnings_of

if TYPE_CHECKING:
    from company import Profile

_VENDOR_HOST = "api.hubapi.com"


class HubSpotSection(Section):
    """What a profile says of its portal.

    Attributes:
        fields: which properties of the portal's own hold which conformed fields.
        lifecycle_stages: what lifecycle stages of the portal's own mean.
        tickets: whether HubSpot's tickets are support's; left out: where no other source's are.
    """

    fields: dict[str, dict[str, str]] = Field(default_factory=dict)
    lifecycle_stages: dict[str, Stage] = Field(default_factory=dict)
    tickets: bool | None = None

    @field_validator("lifecycle_stages", mode="before")
    @classmethod
    def _ids_are_texts(cls, said: Any) -> Any:
        """YAML reads the id of a stage as a number."""
        return {str(key): value for key, value in said.items()} if isinstance(said, dict) else said

    @field_validator("fields")
    @classmethod
    def _fields_can_be_mapped(cls, fields: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        check_names(fields)
        return fields


def _section(said: Any) -> Any:
    """Read `hubspot: true` as a portal without a mapping, and `false` as none."""
    if isinstance(said, bool):
        return HubSpotSection() if said else None
    return said


_SECTION = Annotated[HubSpotSection | None, BeforeValidator(_section)]


def section_of(profile: Profile) -> HubSpotSection:
    """Return what a profile says of its portal, in whatever form it was read."""
    said = profile.sources.section("hubspot")
    return TypeAdapter(_SECTION).validate_python(said) or HubSpotSection()


def mapping_of(profile: Profile) -> FieldMap:
    """Return what a profile maps."""
    return section_of(profile).fields


def has_tickets(profile: Profile) -> bool:
    """Return whether HubSpot's tickets count: as the profile says, else where nobody else's do.

    Two systems may hold one request each, and nothing tells that they are the same.
    """
    said = section_of(profile).tickets
    if said is not None:
        return said
    others = [find_source(name) for name in profile.sources.active() if name != "hubspot"]
    return not any("tickets" in spec.entities for spec in others if spec and not spec.mapped)


class HubSpotConfig(RecordsConfig):
    """One HubSpot portal."""

    model_config = SettingsConfigDict(env_prefix="ACCORD_HUBSPOT_")
    title = "HubSpot"
    profile_section = _SECTION
    ways_in = (("token",),)

    fields: Annotated[FieldMap, FROM_PROFILE] = Field(default_factory=dict)
    tickets: Annotated[bool, FROM_PROFILE] = True
    lifecycle_stages: Annotated[dict[str, Stage], FROM_PROFILE] = Field(default_factory=dict)

    base_url: Address = Field(
        default=f"https://{_VENDOR_HOST}", description="Address of HubSpot's API."
    )
    token: SecretStr = Field(
        description="A service key (or the access token of an older private app), with the scopes "
        "of the source's README."
    )
    api_version: Version = Field(
        default=CURRENT,
        description="Version of HubSpot's API. v3 loses support on 2027-03-30; a load warns "
        "from half a year before its version ends.",
    )
    requests_per_second: float | None = Field(
        default=None,
        gt=0,
        description="Our ceiling for everything but search; left out: 9 at the vendor, none "
        "elsewhere.",
    )
    searches_per_second: float | None = Field(
        default=None,
        gt=0,
        description="Our ceiling for search; left out: 4 at the vendor, none elsewhere.",
    )
    lookback_minutes: int = Field(
        default=60,
        ge=0,
        description="How far behind the last cursor changed records are read again: the search "
        "index lags behind writes.",
    )
    event_lookback_days: int = Field(
        default=30,
        ge=0,
        description="The same for e-mail events and form submissions, which can be recorded days "
        "after they happened.",
    )

    reconcile_days: int = Field(
        default=7,
        gt=0,
        description="After how many days all ids are compared with the warehouse: records that "
        "came late with an old date are read, those that are gone are marked so, and associations "
        "that changed are replaced.",
    )

    def warnings(self, as_of: date) -> tuple[str, ...]:
        """Say which version in use loses its support soon."""
        return warnings_of(self.api_version, as_of)

    @property
    def unused_parts(self) -> frozenset[str]:
        """Return the parts in `without`, and the tickets where they do not count."""
        return super().unused_parts | (frozenset() if self.tickets else {"tickets"})

    @classmethod
    def build(cls, profile: Profile | None, settings: Mapping[str, Any]) -> Self:
        """Return the settings, with what the profile says.

        `settings['fields']` and `settings['lifecycle_stages']` are there instead of it.
        """
        said: dict[str, Any] = {}
        if profile is not None:
            section = section_of(profile).model_dump()
            said = {**section, "tickets": has_tickets(profile)}
        return cls.model_validate({**said, **settings})

    @property
    def pace(self) -> float | None:
        """Requests per second for everything but search."""
        return self.requests_per_second or (9.0 if self._at_vendor else None)

    @property
    def search_pace(self) -> float | None:
        """Requests per second for search, which has a limit of its own."""
        return self.searches_per_second or (4.0 if self._at_vendor else None)

    @property
    def _at_vendor(self) -> bool:
        return urlsplit(self.base_url).hostname == _VENDOR_HOST
