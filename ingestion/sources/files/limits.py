"""How much an export may hold: files that explode when they are opened are refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from ingestion.sources.files.errors import ExportError

_MEGABYTE = 1024 * 1024
#: No export is compressed better than this; small files may be, they do no harm.
_RATIO = 200
_HARMLESS = 50 * _MEGABYTE
#: Characters of a line, columns of a table, members of an archive, rows of a file.
LONGEST = 10_000_000
COLUMNS = 5_000
_MEMBERS = 10_000
_ROWS = 200_000_000


@dataclass(frozen=True)
class Limits:
    """The size of one file, or of all that an archive holds, once it is unpacked."""

    megabytes: int = 4096

    @property
    def size(self) -> int:
        """In bytes."""
        return self.megabytes * _MEGABYTE

    def hold(self, name: str, size: int, packed: int | None = None) -> None:
        """Refuse `size` unpacked bytes, of `packed` ones where the file is compressed.

        Raises:
            ExportError: that is too much.
        """
        if size > self.size:
            raise ExportError(
                f"{name}: more than {self.megabytes} MB once unpacked: refused; raise the setting "
                "MAX_FILE_MB of the source if it is to be trusted, or split the file"
            )
        if packed is not None and size > _HARMLESS and size > packed * _RATIO:
            raise ExportError(
                f"{name}: unpacks to more than {_RATIO} times its size, as no export does: "
                "refused; ask its sender for another"
            )

    def hold_archive(self, name: str, members: list[zipfile.ZipInfo]) -> None:
        """Refuse an archive by what it says of itself, before anything is unpacked.

        Raises:
            ExportError: it has too many members, or they are too large.
        """
        if len(members) > _MEMBERS:
            raise ExportError(f"{name}: {len(members)} members, more than {_MEMBERS}: refused")
        packed = sum(member.compress_size for member in members)
        self.hold(name, sum(member.file_size for member in members), packed)

    def hold_rows(self, name: str, rows: int, size: int) -> None:
        """Refuse a file by the rows and the unpacked bytes that it says it has.

        Raises:
            ExportError: that is too much.
        """
        if rows > _ROWS:
            raise ExportError(f"{name}: {rows} rows, more than {_ROWS}: refused; split the file")
        self.hold(name, size)


#: What holds where nobody says another.
NO_MORE = Limits()


class Limited(io.RawIOBase):
    """A stream that stops with an error where it gives more than it may.

    Args:
        stream: what is read, unpacked; closed with this.
        name: for messages.
        limits: how much it may give.
        packed: size of the compressed file behind it; None for one that is not compressed.
        then: called once it is closed.
    """

    def __init__(
        self,
        stream: BinaryIO,
        name: str,
        limits: Limits,
        packed: int | None = None,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        self._stream = stream
        self._name = name
        self._limits = limits
        self._packed = packed
        self._then = then
        self._given = 0

    def readable(self) -> bool:
        """Return true, as the standard library asks."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read as the standard library asks.

        Raises:
            ExportError: the stream has given too much.
        """
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self._given += len(data)
        self._limits.hold(self._name, self._given, self._packed)
        return len(data)

    def close(self) -> None:
        """Close what is behind."""
        self._stream.close()
        self._then()
        super().close()


def limited(
    stream: BinaryIO,
    name: str,
    limits: Limits,
    packed: int | None = None,
    then: Callable[[], None] = lambda: None,
) -> BinaryIO:
    """Return `stream`, read through its limits; see `Limited`."""
    return io.BufferedReader(Limited(stream, name, limits, packed, then), 256 * 1024)
