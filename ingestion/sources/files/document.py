"""A mapping file: a YAML document that says, for each problem, its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from company.document import Document, DocumentError, Location
from ingestion.sources.files.errors import MappingError, did_you_mean


class MappingDocument(Document):
    """The YAML of a mapping."""

    def __init__(self, path: Path) -> None:
        """Read `path`.

        Raises:
            MappingError: it is absent, not UTF-8, or not a YAML mapping.
        """
        try:
            super().__init__(
                path,
                absent="no such mapping file; check `mapping` in company.yml",
                shape="a mapping begins with `inputs:` and `entities:`",
            )
        except DocumentError as error:
            raise MappingError(str(error)) from error

    def describe(self, error: ValidationError, model: type[BaseModel]) -> str:
        """Return one line per problem of a failed validation against `model`."""
        lines = [
            self.problem(_without_type(detail), _fix(detail, model), "mapping")
            for detail in error.errors()
        ]
        return "\n".join(dict.fromkeys(lines))


def _without_type(detail: Any) -> Location:
    """Return where a problem is; a date fails as each of the types that are allowed there."""
    location: tuple[int | str, ...] = detail["loc"]
    return location[:-1] if isinstance(detail["input"], date) else location


def _fix(detail: Any, model: type[BaseModel]) -> str:
    if isinstance(detail["input"], date):
        return f'YAML takes {detail["input"]} for a date of its own: write "{detail["input"]}"'
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
