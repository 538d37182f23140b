"""A YAML file of the company's that knows the line of each of its parts, for errors that help."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedBase
from ruamel.yaml.error import MarkedYAMLError

Location = Sequence[int | str]


class DocumentError(ValueError):
    """A file is absent, not UTF-8, or no YAML mapping; the message names file, line and fix."""


class Document:
    """A YAML mapping read from a file, with the line of each of its parts."""

    def __init__(self, path: Path, *, absent: str, shape: str) -> None:
        """Read `path`.

        Args:
            path: the file.
            absent: what to say when there is none.
            shape: what to say when it is YAML, but no mapping.

        Raises:
            DocumentError: it is absent, not UTF-8, or not a YAML mapping.
        """
        self.path = path
        if not path.is_file():
            raise DocumentError(f"{path}: {absent}")
        try:
            self.data: Any = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
        except UnicodeDecodeError as error:
            raise DocumentError(f"{path}: not UTF-8 text; save the file as UTF-8") from error
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = f":{mark.line + 1}" if mark else ""
            raise DocumentError(f"{path}{line}: not valid YAML: {error.problem}") from error
        if not isinstance(self.data, dict):
            raise DocumentError(f"{path}:1: {shape}")

    def problem(self, location: Location, message: str, whole: str = "file") -> str:
        """Return '<file>:<line>: <field>: <message>' for the part at `location`.

        `whole` names the field when the location is empty.
        """
        field = ".".join(str(part) for part in location) or whole
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
