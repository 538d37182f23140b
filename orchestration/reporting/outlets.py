"""The places where text leaves this process: each lets no secret through.

Everything printed, logged, or handed to Dagster as an error goes through `hide` of
`ingestion/redaction.py`, so that no caller has to think of it. Child processes that build with dbt
get no secret to begin with.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterable
from typing import Any, TextIO, cast

from ingestion.redaction import hide
from orchestration.company.file_modes import keep_private
from orchestration.company.reserve import is_about_full_disk, release_reserve
from orchestration.company.settings import load_settings
from orchestration.reporting.causes import shortened


def guard_process() -> None:
    """Do what each process of ours begins with: open no file to others, print no secret."""
    keep_private()
    guard_output()


def guard_output() -> None:
    """Hide secrets in all that this process prints or logs from now on."""
    logging.setLogRecordFactory(_Record)
    sys.stdout, sys.stderr = _guarded(sys.stdout), _guarded(sys.stderr)


def guard_dagster() -> None:
    """Hide secrets in the errors that Dagster keeps: of runs, ticks and loading definitions.

    An error that says that the disk is full gives Dagster the space kept aside to write it down.
    Dagster itself can only hide all user errors or none.
    """
    from dagster_shared.error import SerializableErrorInfo

    if getattr(SerializableErrorInfo.from_traceback, "hides_secrets", False):
        return
    original = SerializableErrorInfo.from_traceback.__func__  # type: ignore[attr-defined]

    def from_traceback(cls: Any, error: traceback.TracebackException) -> Any:
        kept = original(cls, error)
        if is_about_full_disk(kept.message):
            # Before Dagster writes it down, for which it needs room.
            release_reserve(load_settings().data_dir)
        return cls(
            hide(kept.message),
            [hide(line) for line in kept.stack],
            kept.cls_name,
            kept.cause,
            kept.context,
        )

    from_traceback.hides_secrets = True  # type: ignore[attr-defined]
    SerializableErrorInfo.from_traceback = classmethod(from_traceback)  # type: ignore[assignment,method-assign]


class _Record(logging.LogRecord):
    """A line of any logger of the process, its error's traceback too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.exc_info and self.exc_info[1] is not None:
            # A formatter takes the text that is there instead of writing its own.
            self.exc_text = hide("".join(traceback.format_exception(*self.exc_info)).rstrip())

    def getMessage(self) -> str:  # noqa: N802 the name is logging's
        return hide(shortened(super().getMessage()))


class _Guarded:
    """A stream of text that hides secrets, and is the stream itself in all else."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(hide(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _guarded(stream: TextIO) -> TextIO:
    return stream if isinstance(stream, _Guarded) else cast(TextIO, _Guarded(stream))
