"""Planning: where the finance team's sheets are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from ingestion.source_config import FROM_PROFILE, ExportConfig
from ingestion.sources.files.errors import MappingError

if TYPE_CHECKING:
    from company import Profile


class PlanningConfig(ExportConfig):
    """Where the sheets are.

    Attributes:
        time_zone: of instants without an offset.
        ad_accounts: names of the connected ad accounts; a programme cost must not repeat them.
    """

    model_config = SettingsConfigDict(env_prefix="ACCORD_PLANNING_")
    title = "Planning sheets"
    #: `true` takes the folder from ACCORD_PLANNING_FOLDER or the demo company; else the folder.
    profile_section = str | bool
    profile_text = "the folder of the sheets, from that of the profile"

    folder: Path | None = Field(
        default=None, description="Folder of the sheets, instead of the one that the profile names."
    )
    time_zone: Annotated[str, FROM_PROFILE] = "UTC"
    ad_accounts: Annotated[tuple[str, ...], FROM_PROFILE] = ()

    @classmethod
    def build(cls, profile: Profile, settings: Mapping[str, Any]) -> Self:
        """Return the settings; the profile's path starts from its own folder.

        `settings['ad_accounts']` adds account names or ids to those of the profile's sources.
        """
        said = profile.sources.section("planning")
        own = profile.folder / said if isinstance(said, str) else None
        folder = settings.get("folder") or own
        more = tuple(str(name) for name in settings.get("ad_accounts", ()))
        return cls(
            folder=folder,
            time_zone=profile.time_zone,
            ad_accounts=(*_connected(profile.sources.active()), *more),
            **cls.limits_of(settings),
        )

    @property
    def sheets(self) -> Path:
        """The folder of the sheets.

        Raises:
            MappingError: nobody names it.
        """
        if self.folder is None:
            raise MappingError(
                "sources.planning: no folder; write `planning: path/to/sheets` in company.yml"
            )
        return self.folder


def _connected(active: Iterable[str]) -> tuple[str, ...]:
    """Return what sheets may call the ad accounts that the active sources load."""
    # Imported here: the other sources are not needed to read a profile.
    from ingestion.registry import discover

    return tuple(name for source in active for name in discover()[source].ad_accounts)
