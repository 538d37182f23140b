"""A reader of TMDL, by Microsoft's description of the format and nothing of ours.

Lines that are indented deeper belong to the object above; an object is `kind name [= expression]`,
a property `name: value` or a word alone, an expression of several lines is indented two levels
below the line that it belongs to, and `///` above an object describes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_NAME = r"(?:'(?:[^']|'')*'|[^\s=:.']+)"
_OBJECT = re.compile(rf"(?P<kind>[a-z][A-Za-z]*) (?P<name>{_NAME})(?: = ?(?P<given>.*)| =)?$")
_PROPERTY = re.compile(r"(?P<name>[a-z][A-Za-z]*): (?P<value>.+)$")
_WORD = re.compile(r"[a-z][A-Za-z]*$")
_REFERENCE = re.compile(rf"ref (?P<kind>[A-Za-z]+) (?P<name>{_NAME})$")
_EXPRESSION = re.compile(r"(?P<name>[a-z][A-Za-z]*) =$")


@dataclass
class Found:
    """An object of a file."""

    kind: str
    name: str
    description: str = ""
    expression: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    children: list[Found] = field(default_factory=list)

    def all(self, kind: str) -> list[Found]:
        """Its objects of a kind."""
        return [child for child in self.children if child.kind == kind]


def read(text: str) -> Found:
    """Return what a file holds, below an object without a name.

    Raises:
        ValueError: a line is none of the format.
    """
    root = Found("file", "")
    open_objects: list[tuple[int, Found]] = [(-1, root)]
    description: list[str] = []
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if not line.strip():
            continue
        content = line.lstrip("\t")
        depth = len(line) - len(content)
        if content.startswith(" "):
            raise ValueError(f"line {at}: spaces where tabs indent: {line!r}")
        while open_objects[-1][0] >= depth:
            open_objects.pop()
        level, parent = open_objects[-1]
        if depth != level + 1:
            raise ValueError(f"line {at}: indented by {depth} below {level}: {line!r}")
        if content.startswith("///"):
            description.append(content[3:].strip())
            continue
        body, at_after = _expression(lines, at, depth) if content.endswith("=") else ("", at)
        if match := _REFERENCE.fullmatch(content):
            parent.children.append(Found("ref", _plain(match["name"]), match["kind"]))
        elif match := _PROPERTY.fullmatch(content):
            parent.properties[match["name"]] = match["value"]
        elif match := _EXPRESSION.fullmatch(content):
            parent.properties[match["name"]], at = body, at_after
        elif match := _OBJECT.fullmatch(content):
            made = Found(match["kind"], _plain(match["name"]), "\n".join(description))
            made.expression = body or (match["given"] or "").strip()
            at = at_after
            parent.children.append(made)
            open_objects.append((depth, made))
        elif _WORD.fullmatch(content):
            if content in {"translations", "dataAccessOptions"}:
                made = Found(content, "")
                parent.children.append(made)
                open_objects.append((depth, made))
            else:
                parent.properties[content] = "true"
        else:
            raise ValueError(f"line {at}: {line!r}")
        if description and not _OBJECT.fullmatch(content):
            raise ValueError(f"line {at}: a description of no object")
        description = []
    return root


def _expression(lines: list[str], at: int, depth: int) -> tuple[str, int]:
    taken = []
    while at < len(lines) and (not lines[at].strip() or lines[at].startswith("\t" * (depth + 2))):
        if not lines[at].strip() and not (
            at + 1 < len(lines) and lines[at + 1].startswith("\t" * (depth + 2))
        ):
            break
        taken.append(lines[at][depth + 2 :])
        at += 1
    return "\n".join(taken), at


def _plain(name: str) -> str:
    return name[1:-1].replace("''", "'") if name.startswith("'") else name
