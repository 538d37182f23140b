"""The gate before publishing: which phases of a build stand, kept in the warehouse itself.

A run passes the phases in order. Opening one makes it and all later ones unsafe until they pass
again, so that whatever a failed, cancelled or killed run left behind is never published, not by
another job or another day either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

_SHOWN = 500


class GateError(RuntimeError):
    """The warehouse holds a build that may not be published; the message says why."""


@dataclass(frozen=True)
class Gate:
    """The gate of one warehouse.

    Attributes:
        warehouse_path: the DuckDB file; each call opens it for a moment only.
        order: the phases, in order. Loading phases don't make each other unsafe.
        run_id: the run that passes through.
    """

    warehouse_path: Path
    order: tuple[str, ...]
    run_id: str

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Open `name` and what follows it; mark it passed if the block ends without an error."""
        self._write([name, *self._after(name)], "open", "")
        try:
            yield
        except BaseException as error:
            # Also a cancelled run: the phase did not pass, and the gate says why.
            self._write([name], "failed", f"{type(error).__name__}: {error}"[:_SHOWN])
            raise
        self._write([name], "passed", "")

    def require(self, *names: str) -> None:
        """Make sure that `names` (all phases when none is given) passed.

        Raises:
            GateError: one did not; the message says which and what to run.
        """
        states = self._read()
        problems = [
            f"{name}: {states[name][0]} in run {states[name][1]}. {states[name][2]}".rstrip(". ")
            if name in states
            else f"{name}: has not run"
            for name in names or self.order
            if states.get(name, ("",))[0] != "passed"
        ]
        if problems:
            raise GateError(
                "The build in the warehouse is not whole:\n"
                + "\n".join(f"- {problem}" for problem in problems)
                + "\nRun the daily job again; nothing was published."
            )

    def require_before(self, name: str) -> None:
        """Make sure that every phase before `name` passed.

        Raises:
            GateError: one did not.
        """
        self.require(*self.order[: self.order.index(name)])

    def _after(self, name: str) -> list[str]:
        later = self.order[self.order.index(name) + 1 :]
        return [phase for phase in later if not phase.startswith("load ")]

    def _write(self, names: Sequence[str], state: str, detail: str) -> None:
        now = datetime.now(UTC)
        self.warehouse_path.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(str(self.warehouse_path)) as connection:
            connection.execute("create schema if not exists quality")
            connection.execute(
                """
                create table if not exists quality.gate (
                    phase varchar primary key, state varchar, run_id varchar,
                    changed_at timestamptz, detail varchar
                )
                """
            )
            connection.executemany(
                "insert or replace into quality.gate values (?, ?, ?, ?, ?)",
                [[name, state, self.run_id, now, detail] for name in names],
            )

    def _read(self) -> dict[str, tuple[str, str, str]]:
        if not self.warehouse_path.is_file():
            return {}
        with duckdb.connect(str(self.warehouse_path), read_only=True) as connection:
            known = connection.execute(
                "select 1 from duckdb_tables() where schema_name = 'quality' "
                "and table_name = 'gate'"
            ).fetchone()
            if known is None:
                return {}
            rows = connection.execute(
                "select phase, state, run_id, detail from quality.gate"
            ).fetchall()
        return {phase: (state, run_id, detail) for phase, state, run_id, detail in rows}
