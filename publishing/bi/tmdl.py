"""TMDL, the text of a Power BI semantic model: nested blocks, indented by tabs.

Only what the model needs of it, after Microsoft's description of the format: names are quoted where
they hold more than letters, digits and underscores; a multi-line expression is indented two levels
below its property; a description is lines of `///` above its object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True)
class Block:
    """An object: `table Sales`, its properties, and the objects in it.

    Attributes:
        head: its kind and name, and its expression's beginning.
        description: what it is; empty: nothing is said.
        expression: lines after the head's `=`.
        properties: `name: value` lines, or a word alone for one that is true.
        children: the objects in it.
    """

    head: str
    description: str = ""
    expression: Sequence[str] = ()
    properties: Sequence[str] = ()
    children: Sequence[Block] = field(default_factory=tuple)

    def lines(self, depth: int = 0) -> Iterator[str]:
        """Yield the lines of the block."""
        indent = "\t" * depth
        for line in self.description.splitlines():
            yield f"{indent}/// {line}".rstrip()
        yield f"{indent}{self.head}"
        for line in self.expression:
            yield f"{indent}\t\t{line}".rstrip()
        for line in self.properties:
            yield f"{indent}\t{line}"
        for child in self.children:
            yield ""
            yield from child.lines(depth + 1)


def text_of(blocks: Sequence[Block]) -> str:
    """Return the text of a file."""
    return "\n\n".join("\n".join(block.lines()) for block in blocks) + "\n"


def name_of(name: str) -> str:
    """Return a name as TMDL wants it."""
    return name if _PLAIN.fullmatch(name) else "'" + name.replace("'", "''") + "'"


def quoted(text: str) -> str:
    """Return a text as a value of DAX or M."""
    return '"' + text.replace('"', '""') + '"'
