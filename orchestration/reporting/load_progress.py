"""The progress of a load on the terminal: rows per table as they are read, then merged."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

from dlt.common.runtime.collector_base import Collector
from rich.console import Console
from rich.live import Live
from rich.table import Table

#: Counters of dlt's that are of no table.
_OF_NO_TABLE = ("Resources", "Files", "Items", "Jobs")
_STEPS = {"extract": "reading", "normalize": "preparing", "load": "merging into the warehouse"}


class LoadProgress:
    """Shows a table that grows; where output is no terminal, nothing. A context manager."""

    def __init__(self, console: Console) -> None:
        self._live = Live(console=console, transient=True, vertical_overflow="crop")
        self._shown = console.is_terminal
        self._step = ""
        self.rows: dict[str, int] = {}
        self.collector = _Counters(self)

    def __enter__(self) -> Self:
        if self._shown:
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._live.stop()

    def begin(self, step: str) -> None:
        """Say that `step` of the load begins: extract, normalize or load."""
        self._step = _STEPS.get(step, step)
        if self._shown:
            self._live.update(self._table(), refresh=True)

    def count(self, table: str, rows: int) -> None:
        """Add `rows` that were read of a table."""
        if self._step == _STEPS["extract"] and not table.startswith("_dlt"):
            self.rows[table] = self.rows.get(table, 0) + rows
            self._live.update(self._table())

    def _table(self) -> Table:
        table = Table(self._step, box=None)
        table.add_column("rows", justify="right")
        for name, rows in self.rows.items():
            table.add_row(name, f"{rows:,}")
        return table


class _Counters(Collector):  # type: ignore[misc]
    """What dlt tells its progress collectors."""

    def __init__(self, progress: LoadProgress) -> None:
        self._progress = progress

    def update(self, name: str, inc: int = 1, *_: Any, **__: Any) -> None:
        if name not in _OF_NO_TABLE:
            self._progress.count(name, inc)

    def _start(self, step: str) -> None:
        self._progress.begin(step.split(" ")[0].lower())

    def _stop(self) -> None:
        """The next step follows, or the end."""
