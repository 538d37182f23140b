"""Read a YAML file and say, for each problem, the line it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedBase
from ruamel.yaml.error import MarkedYAMLError

from ingestion.sources.files.errors import MappingError, did_you_mean

Location = Sequence[int | str]


class Document:
    """A YAML file that knows the line of each of its parts."""

    def __init__(self, path: Path) -> None:
        """Read `path`.

        Raises:
            MappingError: it is absent, not UTF-8, or not a YAML mapping.
        """
        self.path = path
        if not path.is_file():
            raise MappingError(f"{path}: no such mapping file; check `mapping` in company.yml")
        try:
            self.data = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
        except UnicodeDecodeError as error:
            raise MappingError(f"{path}: not UTF-8 text; save the file as UTF-8") from error
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = f":{mark.line + 1}" if mark else ""
            raise MappingError(f"{path}{line}: not valid YAML: {error.problem}") from error
        if not isinstance(self.data, dict):
            raise MappingError(f"{path}:1: a mapping begins with `inputs:` and `entities:`")

    def problem(self, location: Location, message: str) -> str:
        """Return '<file>:<line>: <field>: <message>' for the part at `location`."""
        field = ".".join(str(part) for part in location) or "mapping"
        return f"{self.path}:{self.line(location)}: {field}: {message}"

    def line(self, location: Location) -> int:
        """Return the 1-based line of the deepest part of `location` that the file has."""
        line = 1
        node: Any = self.data
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

    def describe(self, error: ValidationError, model: type[BaseModel]) -> str:
        """Return one line per problem of a failed validation against `model`."""
        return "\n".join(
            self.problem(detail["loc"], _mend(detail, model)) for detail in error.errors()
        )


def _mend(detail: Any, model: type[BaseModel]) -> str:
    match detail["type"]:
        case "missing":
            return "this key is required; add it"
        case "extra_forbidden":
            known = _keys(model, detail["loc"])
            return f"no such key; {did_you_mean(str(detail['loc'][-1]), known)}"
        case "value_error":
            return str(detail["ctx"]["error"])
        case _:
            return f"{detail['msg']}; found {detail['input']!r}"


def _keys(model: type[BaseModel], location: Location) -> list[str]:
    """Return the keys known at `location`, by walking the models of the mapping."""
    node: Any = model
    for part in location[:-1]:
        info = node.model_fields.get(part) if hasattr(node, "model_fields") else None
        if info is None:  # a key of a dictionary: its value model was already stepped into
            continue
        node = next((arg for arg in _arguments(info.annotation)), node)
    return [info.alias or name for name, info in node.model_fields.items()]


def _arguments(annotation: Any) -> list[type[BaseModel]]:
    """Return the pydantic models inside an annotation such as dict[str, Field]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for arg in getattr(annotation, "__args__", ()) for model in _arguments(arg)]
