"""Read a company profile from YAML; an invalid one is rejected, with line number and fix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

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
            document.problem(detail["loc"], _fix(detail, kind, sections or {}), "profile")
            for detail in error.errors()
        ]
        raise ProfileError("\n".join(problems)) from error


def _fix(detail: Any, kind: type[BaseModel], sections: Mapping[str, Any]) -> str:
    match detail["type"]:
        case "missing":
            return "this field is required; add it"
        case "extra_forbidden" if former := former_field(detail["loc"]):
            return former
        case "extra_forbidden" if detail["loc"][0] == "sources" and len(detail["loc"]) == 2:
            near = _near(detail["loc"][-1], sections)
            return f"no such source;{near} there are {', '.join(sections)} (docs/sources.md)"
        case "extra_forbidden":
            near = _near(detail["loc"][-1], _fields_beside(kind, detail["loc"]))
            return (
                f"no such field;{near} check its spelling and indentation in "
                "docs/company-profile.md"
            )
        case "value_error":
            return str(detail["ctx"]["error"])
        case _:
            return f"{detail['msg']}; found {detail['input']!r}"


def _near(name: Any, known: Iterable[str]) -> str:
    close = get_close_matches(str(name), list(known), n=1)
    return f" did you mean {close[0]}?" if close else ""


def _fields_beside(kind: type[BaseModel], place: Sequence[Any]) -> Iterable[str]:
    """Return the names of the fields where one of another name was found."""
    for part in place[:-1]:
        field = kind.model_fields.get(str(part))
        inner = field.annotation if field else None
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            return ()
        kind = inner
    return kind.model_fields
