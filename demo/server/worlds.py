"""A written world, of which a table is read when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from demo.world.tables import TABLES


class LazyWorld(Mapping[str, pa.Table]):
    """The tables in `<folder>/truth`. Raises FileNotFoundError when there is no such folder."""

    def __init__(self, folder: Path) -> None:
        self._truth = folder / "truth"
        if not self._truth.is_dir():
            raise FileNotFoundError(f"no world in {folder}: run `python -m demo prepare`")
        self._read: dict[str, pa.Table] = {}

    def __getitem__(self, name: str) -> pa.Table:
        if name not in TABLES:
            raise KeyError(name)
        if name not in self._read:
            self._read[name] = pq.read_table(self._truth / f"{name}.parquet")
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)
