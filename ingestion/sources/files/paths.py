"""Find and open the files of an export; nothing outside its folder is ever read."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from ingestion.sources.files.errors import ExportError
from ingestion.sources.files.limits import NO_MORE, Limits, limited

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
    limits: Limits = NO_MORE

    def guess_format(self) -> str | None:
        """Return the format that the name's ending says, `.gz` aside."""
        suffix = PurePosixPath(self.name.lower().removesuffix(".gz")).suffix
        return _SUFFIXES.get(suffix)


def find(root: Path, pattern: str, member: str = "*", limits: Limits = NO_MORE) -> list[ExportFile]:
    """Return the files that `pattern` (a path or glob below `root`) matches, in name order.

    Reading one stops with an ExportError where it is larger than `limits`.

    Raises:
        ExportError: the pattern or a match leaves `root`, or an archive is broken, escapes or
            explodes.
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
        found.extend(_members(path, name, member, limits))
    return found


def _members(path: Path, name: str, member: str, limits: Limits) -> list[ExportFile]:
    # An xlsx is itself a zip; only the name distinguishes them.
    if path.suffix.lower() == ".zip":
        return _zip_members(path, name, member, limits)
    if path.suffix.lower() == ".gz":
        packed = path.stat().st_size

        def unzipped() -> BinaryIO:
            return limited(cast("BinaryIO", gzip.open(path, "rb")), name, limits, packed)

        return [ExportFile(name, unzipped, limits)]
    return [ExportFile(name, lambda: limited(path.open("rb"), name, limits), limits)]


def _zip_members(path: Path, name: str, member: str, limits: Limits) -> list[ExportFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except zipfile.BadZipFile as error:
        raise ExportError(f"{name}: not a whole zip archive; export or copy it again") from error
    limits.hold_archive(name, entries)
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
    sizes = {entry.filename: entry.compress_size for entry in entries}
    return [
        ExportFile(f"{name}/{inner}", _member_opener(path, inner, limits, sizes[inner]), limits)
        for inner in chosen
    ]


def _member_opener(path: Path, inner: str, limits: Limits, packed: int) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        archive = zipfile.ZipFile(path)
        stream = cast("BinaryIO", archive.open(inner))
        return limited(stream, f"{path.name}/{inner}", limits, packed, archive.close)

    return opened
