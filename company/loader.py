"""Read a company profile from YAML; an invalid one is refused with its line and the mend."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedBase
from ruamel.yaml.error import MarkedYAMLError

from company.profile import Profile


class ProfileError(ValueError):
    """A profile that can't be used: each line names the file, line, field and the mend."""


def load_profile(path: Path) -> Profile:
    """Return the profile in `path`.

    Raises:
        ProfileError: the file is absent, is not YAML, or a field is missing, unknown or invalid.
    """
    document = _read(path)
    try:
        return Profile.model_validate(document)
    except ValidationError as error:
        problems = [_problem(path, document, detail) for detail in error.errors()]
        raise ProfileError("\n".join(problems)) from error


def _read(path: Path) -> Any:
    if not path.is_file():
        raise ProfileError(
            f"{path}: no such company profile; set ACCORD_COMPANY to the path of a company.yml"
        )
    try:
        document = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise ProfileError(f"{path}: not UTF-8 text; save the file as UTF-8") from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f":{mark.line + 1}" if mark else ""
        raise ProfileError(f"{path}{line}: not valid YAML: {error.problem}") from error
    if not isinstance(document, dict):
        raise ProfileError(f"{path}:1: a profile is a mapping; begin with `name: Your company`")
    return document


def _problem(path: Path, document: Any, detail: Any) -> str:
    location: tuple[int | str, ...] = detail["loc"]
    field = ".".join(str(part) for part in location) or "profile"
    return f"{path}:{_line(document, location)}: {field}: {_mend(detail)}"


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


def _line(document: Any, location: Sequence[int | str]) -> int:
    """Return the 1-based line of the deepest part of `location` that the file has."""
    line = 1
    node = document
    for part in location:
        if not isinstance(node, CommentedBase):
            break
        try:
            position = node.lc.key(part) if isinstance(node, dict) else node.lc.item(part)
            line = position[0] + 1
            node = node[part]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            break
    return line
