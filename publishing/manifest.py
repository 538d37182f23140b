"""How a version is known to be whole: size and hash of each file that is read, in `manifest.json`.

The manifest is written last, before the version gets its name, so that a version without one is
of a release that wrote none.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import duckdb

from publishing.modes import RESTRICTED
from publishing.site.settings import SITE

DUCKDB_NAME = "accord.duckdb"
MANIFEST_NAME = "manifest.json"
_HASH = "blake2b"


def write_manifest(folder: Path, follows: str = "") -> None:
    """Note what the file, the Parquet and the pages in `folder` are now.

    Args:
        folder: of the version.
        follows: the version that readers have until they get this one; empty: none.
    """
    files = {
        str(path.relative_to(folder)): {"bytes": path.stat().st_size, _HASH: _hash(path)}
        for path in (
            folder / DUCKDB_NAME,
            *sorted((folder / RESTRICTED).glob("*.duckdb")),
            *sorted((folder / "parquet").rglob("*.parquet")),
            *sorted(path for path in (folder / SITE).rglob("*") if path.is_file()),
        )
    }
    text = json.dumps({"files": files, "follows": follows}, indent=1)
    (folder / MANIFEST_NAME).write_text(text, encoding="utf-8")


def followed_by(folder: Path) -> str | None:
    """Return the version that readers had before that in `folder`; None when nobody noted it."""
    try:
        noted = json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))["follows"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(noted)


def damage_of(folder: Path) -> str:
    """Return what is wrong with the version in `folder`; empty when it is whole.

    One that has no manifest is whole as far as it can be read.
    """
    if not folder.is_dir():
        return "its folder is gone"
    manifest = folder / MANIFEST_NAME
    if not manifest.is_file():
        return _unreadable(folder)
    try:
        files = json.loads(manifest.read_text(encoding="utf-8"))["files"]
        problems = (_difference(folder / name, noted) for name, noted in files.items())
        return next(filter(None, problems), "")
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"{MANIFEST_NAME} can't be read"
    except OSError as error:
        return f"can't be read: {error}"


def _difference(path: Path, noted: dict[str, object]) -> str:
    if not path.is_file():
        return f"{path.name} is gone"
    size = path.stat().st_size
    if size != noted["bytes"]:
        return f"{path.name} has {size} bytes of {noted['bytes']}"
    return "" if _hash(path) == noted[_HASH] else f"{path.name} is not what was published"


def _unreadable(folder: Path) -> str:
    if not (folder / DUCKDB_NAME).is_file():
        return f"{DUCKDB_NAME} is gone"
    if not (folder / "parquet").is_dir():
        return "parquet is gone"
    try:
        with duckdb.connect(str(folder / DUCKDB_NAME), read_only=True) as connection:
            connection.execute("select run_id from kpi.publication").fetchall()
    except duckdb.Error as error:
        return f"{DUCKDB_NAME} can't be read: {str(error).splitlines()[0]}"
    return ""


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, _HASH).hexdigest()
