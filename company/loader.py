"""Read a company profile from YAML; an invalid one is rejected, with line number and fix."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from company.document import Document, DocumentError
from company.former_fields import former_field
from company.profile import Profile, profile_type


class ProfileError(ValueError):
    """A profile that can't be used: each line names the file, line, field and fix."""


def load_profile(path: Path, sections: Mapping[str, Any] | None = None) -> Profile:
    """Return the profile in `path`.

    Args:
        path: the YAML file.
        sections: the sources that there are -> type of what a profile says of each. None leaves
            the profile's sources unchecked, for readers to whom they don't matter.

    Raises:
        ProfileError: the file is absent, is not YAML, or a field is missing, unknown or invalid.
    """
    try:
        document = Document(
            path,
            absent="no such company profile; set ACCORD_COMPANY to the path of a company.yml",
            shape="a profile is a mapping; begin with `name: Your company`",
        )
    except DocumentError as error:
        raise ProfileError(str(error)) from error
    kind = Profile if sections is None else profile_type(sections)
    try:
        return kind.model_validate(document.data, context={"folder": path.parent})
    except ValidationError as error:
        problems = [
            document.problem(detail["loc"], _fix(detail, sections or {}), "profile")
            for detail in error.errors()
        ]
        raise ProfileError("\n".join(problems)) from error


def _fix(detail: Any, sections: Mapping[str, Any]) -> str:
    match detail["type"]:
        case "missing":
            return "this field is required; add it"
        case "extra_forbidden" if former := former_field(detail["loc"]):
            return former
        case "extra_forbidden" if detail["loc"][0] == "sources" and len(detail["loc"]) == 2:
            return f"no such source; there are {', '.join(sections)} (docs/sources.md)"
        case "extra_forbidden":
            return "no such field; check its spelling and indentation in docs/company-profile.md"
        case "value_error":
            return str(detail["ctx"]["error"])
        case _:
            return f"{detail['msg']}; found {detail['input']!r}"
