"""Read a company profile from YAML; an invalid one is refused with its line and the mend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from company.document import Document, DocumentError
from company.profile import Profile


class ProfileError(ValueError):
    """A profile that can't be used: each line names the file, line, field and the mend."""


def load_profile(path: Path) -> Profile:
    """Return the profile in `path`.

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
    try:
        return Profile.model_validate(document.data)
    except ValidationError as error:
        problems = [
            document.problem(detail["loc"], _mend(detail), "profile") for detail in error.errors()
        ]
        raise ProfileError("\n".join(problems)) from error


def _mend(detail: Any) -> str:
    match detail["type"]:
        case "missing":
            return "this field is required; add it"
        case "extra_forbidden":
            return "no such field; check its spelling and indentation in docs/company-profile.md"
        case "value_error":
            return str(detail["ctx"]["error"])
        case _:
            return f"{detail['msg']}; found {detail['input']!r}"
