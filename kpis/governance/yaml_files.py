"""Reading YAML: its content, and in which line a field is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from kpis.problems import Problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PART = re.compile(r"([^.\[\]]+)|\[([^\]]*)\]")
#: Where the fields of an item that a path names may be.
_INNER = ("config", "meta", "accord")


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file.

    Raises:
        yaml.YAMLError: it is not YAML.
    """
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 safe


def with_lines(problems: Sequence[Problem], folder: Path) -> list[Problem]:
    """Return `problems`, whose files are under `folder`, each with its line in the file."""
    return [
        problem
        if problem.line is not None
        else replace(problem, line=line_of(folder / problem.file, problem.subject, problem.field))
        for problem in problems
    ]


def line_of(path: Path, name: str, field: str) -> int | None:
    """Return the line of `field` in a YAML file, or of the item that lacks it.

    Args:
        path: the file.
        name: the item that a field without a way to it belongs to.
        field: `guardrails`, `exclusions.owner`, `metrics[win_rate].type_params`.
    """
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, yaml.YAMLError):
        return None
    if root is None:
        return None
    parts = [word or key for word, key in _PART.findall(field)]
    if parts and parts[0] in _keys(root):
        return _follow(root, parts)
    for item in _items(root):
        if _scalar(item, "name") == name:
            return _follow(item, parts)
    return _line(root)


def _follow(node: yaml.Node, parts: Sequence[str]) -> int:
    """Return the line of what `parts` lead to, or of the last of them that is there."""
    line = _line(node)
    for part in parts:
        found = _child(node, part)
        if found is None:
            break
        line, node = found
    return line


def _child(node: yaml.Node, part: str) -> tuple[int, yaml.Node] | None:
    """Return a field or an item of `node`, and the line in which it begins."""
    if isinstance(node, yaml.SequenceNode):
        for key in ("name", "kpi"):
            for item in node.value:
                if _scalar(item, key) == part:
                    return _line(item), item
        is_place = part.isdigit() and int(part) < len(node.value)
        return (_line(node.value[int(part)]), node.value[int(part)]) if is_place else None
    keys = _keys(node)
    if part in keys:
        named, value = keys[part]
        return _line(named), value
    inner = next((keys[name][1] for name in _INNER if name in keys), None)
    return None if inner is None else _child(inner, part)


def _keys(node: yaml.Node) -> Mapping[str, tuple[yaml.Node, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {str(key.value): (key, value) for key, value in node.value}


def _items(root: yaml.Node) -> Iterator[yaml.Node]:
    for _, value in _keys(root).values():
        if isinstance(value, yaml.SequenceNode):
            yield from value.value


def _scalar(node: yaml.Node, key: str) -> str | None:
    found = _keys(node).get(key)
    return str(found[1].value) if found and isinstance(found[1], yaml.ScalarNode) else None


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
