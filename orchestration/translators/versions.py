"""Which version of our code makes an asset: Dagster shows what was made by another one as stale."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from orchestration.company.settings import PROJECT_ROOT


def version_of_folders(*folders: str) -> str:
    """Return what changes with any Python or YAML file in `folders` of the project."""
    files = [
        path
        for folder in folders
        for path in sorted((PROJECT_ROOT / folder).rglob("*"))
        if path.suffix in (".py", ".yml", ".yaml")
    ]
    return _digest(path.read_bytes() for path in files)


def version_of_node(manifest: Mapping[str, Any], unique_id: str) -> str:
    """Return what changes with a dbt node's file, or with a macro of the project that it uses."""
    node = manifest["nodes"][unique_id]
    macros = sorted(set(_macros(manifest, node, set())))
    texts = [
        node["checksum"]["checksum"],
        *(manifest["macros"][one]["macro_sql"] for one in macros),
    ]
    return _digest(text.encode() for text in texts)


def _macros(manifest: Mapping[str, Any], user: Mapping[str, Any], seen: set[str]) -> Iterator[str]:
    """Yield the project's macros that `user` uses, also those that one of them uses."""
    project = f"macro.{manifest['metadata']['project_name']}."
    for macro in user["depends_on"].get("macros", ()):
        # What a package has changes with requirements.lock, not with an edit.
        if macro.startswith(project) and macro not in seen:
            seen.add(macro)
            yield macro
            yield from _macros(manifest, manifest["macros"][macro], seen)


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()[:16]
