"""The files of the pages: what has not changed is linked from the version before."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import orjson

#: What each file was made from, so that the next publication knows which it need not make.
INPUTS_NAME = "inputs.json"


class Files:
    """Writes the files of a folder of pages, each with a digest of what it is made from."""

    def __init__(self, folder: Path, before: Path | None) -> None:
        self.folder = folder
        self._before = before
        self._known = _read_inputs(before)
        self._inputs: dict[str, str] = {}
        self.written: list[str] = []

    def put(self, name: str, inputs: bytes, make: Callable[[], bytes]) -> None:
        """Write a file, or link the one of before if it was made from the same.

        Args:
            name: its path in the folder.
            inputs: all that its content depends on.
            make: gives the content; only called if it is to be written.
        """
        digest = hashlib.blake2b(inputs, digest_size=16).hexdigest()
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if self._known.get(name) != digest or not self._link(name, target):
            target.write_bytes(make())
            self.written.append(name)
        self._inputs[name] = digest

    def copy(self, name: str, content: bytes) -> None:
        """Write a file of known content, or link the one of before if it is the same."""
        self.put(name, content, lambda: content)

    def _link(self, name: str, target: Path) -> bool:
        if self._before is None or not (self._before / name).is_file():
            return False
        os.link(self._before / name, target)
        return True

    def finish(self) -> None:
        """Write down what the files were made from."""
        content = orjson.dumps(self._inputs, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
        (self.folder / INPUTS_NAME).write_bytes(content)


def _read_inputs(folder: Path | None) -> dict[str, str]:
    noted = folder / INPUTS_NAME if folder else None
    if noted is None or not noted.is_file():
        return {}
    return {str(name): str(digest) for name, digest in orjson.loads(noted.read_bytes()).items()}
