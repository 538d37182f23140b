"""A company's own export: where it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from company.defaults import CHANNEL_MAP
from company.sections import RefusedRows, Section
from ingestion.source_config import FROM_PROFILE, ExportConfig
from ingestion.sources.files.errors import MappingError

if TYPE_CHECKING:
    from company import Profile


class FilesSection(Section):
    """What a profile says: the mapping file, and the folder its paths start from."""

    mapping: str
    data_root: str = "."


class FilesConfig(ExportConfig):
    """Where the mapping and the export are.

    Attributes:
        mapping: the YAML file.
        time_zone: of dates without an offset, unless the mapping says another.
        channels: the words that the company's profile knows as channels, as slugs.
        has_other_sources: other sources are on, whose records the export may refer to.
        refused_rows: which share of an entity's rows may be refused.
        solved_statuses: the statuses of tickets that are solved.
    """

    model_config = SettingsConfigDict(env_prefix="ACCORD_FILES_")
    title = "Own export"
    profile_section = FilesSection

    mapping: Annotated[Path, FROM_PROFILE]
    data_root: Path = Field(
        description="The export's folder, instead of the profile's `data_root`."
    )
    time_zone: Annotated[str, FROM_PROFILE] = "UTC"
    channels: Annotated[frozenset[str], FROM_PROFILE] = frozenset(CHANNEL_MAP)
    has_other_sources: Annotated[bool, FROM_PROFILE] = False
    refused_rows: Annotated[RefusedRows, FROM_PROFILE] = RefusedRows()
    solved_statuses: Annotated[frozenset[str], FROM_PROFILE] = frozenset()

    @classmethod
    def build(cls, profile: Profile, settings: Mapping[str, Any]) -> Self:
        """Return the settings; the profile's paths start from its own folder.

        Raises:
            MappingError: the profile does not turn the source on.
        """
        said = profile.sources.section("files")
        if not said:
            raise MappingError("the profile turns no `files` source on; add `sources: files:`")
        section = FilesSection.model_validate(said)
        return cls(
            mapping=profile.folder / section.mapping,
            data_root=settings.get("data_root") or profile.folder / section.data_root,
            time_zone=profile.time_zone,
            channels=frozenset(profile.channel_map()),
            has_other_sources=len(profile.sources.active()) > 1,
            refused_rows=profile.refused_rows,
            solved_statuses=frozenset(profile.solved_ticket_statuses),
            **cls.limits_of(settings),
        )
