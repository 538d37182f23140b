"""What a source is told of a real company: addresses and secrets, and where its files are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from company import Profile
from orchestration.company.settings import Settings


def credentials(settings: Settings, profile: Profile, source: str) -> Mapping[str, Any]:
    """Return the settings of `source`, and its folder where the profile declares one.

    Paths in a profile start from the profile's own folder.
    """
    declared = getattr(profile.sources, source)
    told = dict(settings.credentials(source))
    if isinstance(declared, str):
        told["folder"] = settings.company.parent / declared
    elif not isinstance(declared, bool):
        told["folder"] = settings.company.parent
    return told
