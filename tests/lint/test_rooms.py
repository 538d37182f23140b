"""The rooms of `orchestration/`: imports go one way, and few rooms know each other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "orchestration"

#: Each room imports only from those before it. A file at the top is a room of its own.
ORDER = (
    "speed",
    "company",
    "translators",
    "periods",
    "history",
    "reporting",
    "dbt",
    "build",
    "defs",
    "definitions",
    "load",
    "connecting",
    "pages",
    "upgrade",
    "recovery",
    "run",
    "cli",
)
#: There were 92 when all files lay in one folder, and 36 when this was written.
MOST_ARROWS = 58


def rooms_imported(path: Path) -> Iterator[str]:
    """Yield the rooms that a file imports from, also inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("orchestration."):
            yield str(node.module).split(".")[1]
        elif isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
            yield from (name[1] for name in names if name[0] == "orchestration" and name[1:])


def arrows() -> set[tuple[str, str]]:
    """Return which room imports from which other one."""
    found = set()
    for path in HOUSE.rglob("*.py"):
        first = path.relative_to(HOUSE).parts[0].removesuffix(".py")
        found |= {(first, room) for room in rooms_imported(path) if room != first}
    return found


def test_every_room_has_its_place_in_the_order() -> None:
    rooms = {path.relative_to(HOUSE).parts[0].removesuffix(".py") for path in HOUSE.rglob("*.py")}
    assert rooms - {"__init__"} <= set(ORDER)


def test_imports_go_one_way() -> None:
    wrong = [
        f"{importer} imports {imported}"
        for importer, imported in sorted(arrows())
        if ORDER.index(importer) < ORDER.index(imported)
    ]
    assert wrong == []


def test_few_rooms_know_each_other() -> None:
    assert len(arrows()) <= MOST_ARROWS, sorted(arrows())


def test_the_check_sees_an_import_against_the_order(tmp_path: Path) -> None:
    file = tmp_path / "late.py"
    lines = ["import orchestration.cli", "def later():", "    from orchestration.build import gate"]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert list(rooms_imported(file)) == ["cli", "build"]
