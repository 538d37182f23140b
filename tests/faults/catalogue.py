"""Which test injects which of the forty faults: `docs/faults.md` and the marker `fault`.

    python -m tests.faults.catalogue

writes the page's last column anew from the markers.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "faults.md"
NUMBERS = range(1, 41)

#: A row of the page's table: number, fault, what must hold, tests.
_ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \|(.*)\|$", re.MULTILINE)

#: Row -> the tests that inject it, by file.
Injected = dict[int, dict[str, list[str]]]


def injected(folder: Path = TESTS) -> Injected:
    """Return the tests that inject each row, as their markers say."""
    found: Injected = defaultdict(lambda: defaultdict(list))
    for path in sorted(folder.rglob("test_*.py")):
        for name, rows in _marked(ast.parse(path.read_text(encoding="utf-8"))):
            for row in rows:
                found[row][path.relative_to(folder).as_posix()].append(name)
    return found


def rows_of(page: str) -> dict[int, str]:
    """Return the page's rows: number -> what its last column says."""
    return {int(found[1]): found[4].strip() for found in _ROW.finditer(page)}


def written(page: str, tests: Injected) -> str:
    """Return the page with its last column as the markers say."""

    def row(found: re.Match[str]) -> str:
        number, fault, holds, _ = found.groups()
        return f"| {number} | {fault} | {holds} | {_cell(tests.get(int(number), {}))} |"

    return _ROW.sub(row, page)


def _cell(files: dict[str, list[str]]) -> str:
    return "<br>".join(
        f"`{path}`: {', '.join(f'`{name}`' for name in names)}" for path, names in files.items()
    )


def _marked(module: ast.Module) -> Iterator[tuple[str, list[int]]]:
    """Yield the tests of a module that inject rows."""
    common = [
        row
        for statement in module.body
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "pytestmark"
        for row in _rows(statement.value)
    ]
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            own = [row for decorator in node.decorator_list for row in _rows(decorator)]
            if rows := sorted({*common, *own}):
                yield node.name, rows


def _rows(node: ast.expr) -> Iterator[int]:
    """Yield the numbers in `pytest.mark.fault(…)`, in a `pytest.param(…, marks=…)` too."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call) and ast.unparse(part.func) == "pytest.mark.fault":
            yield from (int(ast.literal_eval(argument)) for argument in part.args)


def main() -> None:
    """Write the page."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(written(page, injected()), encoding="utf-8")


if __name__ == "__main__":
    main()
