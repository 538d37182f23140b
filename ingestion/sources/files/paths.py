"""Find and open the files of an export; nothing outside its folder is ever read."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from ingestion.sources.files.errors import ExportError

_SUFFIXES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
}


@dataclass(frozen=True)
class ExportFile:
    """One file of an export, or one member of a zip: its name for people, and how to open it."""

    name: str
    open: Callable[[], BinaryIO]

    def guess_format(self) -> str | None:
        """Return the format that the name's ending says, `.gz` aside."""
        suffix = PurePosixPath(self.name.lower().removesuffix(".gz")).suffix
        return _SUFFIXES.get(suffix)


def find(root: Path, pattern: str, member: str = "*") -> list[ExportFile]:
    """Return the files that `pattern` (a path or glob below `root`) matches, in name order.

    Raises:
        ExportError: the pattern or a match leaves `root`, or an archive is broken or escapes.
    """
    parts = PurePosixPath(pattern.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or ":" in parts.parts[0]:
        raise ExportError(
            f"path {pattern!r} leaves the data folder: refused; "
            "write it relative to `data_root`, without `..`"
        )
    inside = root.resolve()
    if not inside.is_dir():
        raise ExportError(f"{root}: no such data folder; set `data_root` in company.yml")
    found: list[ExportFile] = []
    for path in sorted(inside.glob(parts.as_posix())):
        if not path.is_file():
            continue
        name = path.relative_to(inside).as_posix()
        if not path.resolve().is_relative_to(inside):
            raise ExportError(f"{name}: a link that leads out of the data folder: refused")
        found.extend(_members(path, name, member))
    return found


def _members(path: Path, name: str, member: str) -> list[ExportFile]:
    # An xlsx is itself a zip; only the name distinguishes them.
    if path.suffix.lower() == ".zip":
        return _zip_members(path, name, member)
    if path.suffix.lower() == ".gz":
        return [ExportFile(name, lambda: cast("BinaryIO", gzip.open(path, "rb")))]
    return [ExportFile(name, lambda: path.open("rb"))]


def _zip_members(path: Path, name: str, member: str) -> list[ExportFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except zipfile.BadZipFile as error:
        raise ExportError(f"{name}: not a whole zip archive; export or copy it again") from error
    for entry in entries:
        inner = PurePosixPath(entry.filename.replace("\\", "/"))
        if inner.is_absolute() or ".." in inner.parts or ":" in inner.parts[0]:
            raise ExportError(
                f"{name}: member {entry.filename!r} escapes the archive: refused; "
                "such an archive isn't to be trusted, ask its sender for another"
            )
        if entry.flag_bits & 1:
            raise ExportError(f"{name}: member {entry.filename!r} has a password; export without")
    chosen = sorted(
        entry.filename
        for entry in entries
        if fnmatch(entry.filename, member) and not entry.filename.startswith("__MACOSX/")
    )
    if not chosen:
        raise ExportError(
            f"{name}: no member matches {member!r}; it holds "
            f"{', '.join(entry.filename for entry in entries) or 'nothing'}"
        )
    return [ExportFile(f"{name}/{inner}", _member_opener(path, inner)) for inner in chosen]


def _member_opener(path: Path, inner: str) -> Callable[[], BinaryIO]:
    return lambda: cast("BinaryIO", io.BufferedReader(_ZipMember(path, inner)))


class _ZipMember(io.RawIOBase):
    """A zip member that closes its archive with it."""

    def __init__(self, path: Path, inner: str) -> None:
        self._archive = zipfile.ZipFile(path)
        self._stream = self._archive.open(inner)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        self._archive.close()
        super().close()
