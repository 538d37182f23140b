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
_CREATE = """
create schema if not exists quality;
create table if not exists quality.gate (
    phase varchar primary key, state varchar, run_id varchar, changed_at timestamptz,
    detail varchar
);
alter table quality.gate add column if not exists inputs varchar;
alter table quality.gate add column if not exists made_by varchar;
"""


class GateError(RuntimeError):
    """The warehouse holds a build that may not be published; the message says why."""


@dataclass(frozen=True)
class _State:
    """How a phase stands, and what its work was made from, when and by whom it was last done."""

    state: str
    run_id: str
    detail: str
    inputs: str | None
    made_by: str | None

    def told(self, name: str) -> str:
        return f"{name}: {self.state} in run {self.run_id}. {self.detail}".rstrip(". ")


@dataclass(frozen=True)
class Gate:
    """The gate of one warehouse.

    Attributes:
        warehouse_path: the DuckDB file; each call opens it for a moment only.
        order: the phases, in order. Loading phases don't make each other unsafe. A phase that is
            not among them, like the publication itself, is noted and makes nothing unsafe.
        run_id: the run that passes through.
    """

    warehouse_path: Path
    order: tuple[str, ...]
    run_id: str

    @contextmanager
    def phase(self, name: str, inputs: str = "", *, is_part: bool = False) -> Iterator[None]:
        """Open `name` and what follows it; mark it passed if the block ends without an error.

        `inputs` says what the phase works from; what it made stands as long as that is the same.
        With `is_part` the block does but a part of the phase's work: what did not stand before
        does not stand after it.
        """
        stands = not is_part or self._stands(name)
        self._write(self._after(name), "open")
        self._write([name], "open", inputs="")
        try:
            yield
        except BaseException as error:
            # Also a cancelled run: the phase did not pass, and the gate says why.
            self._write([name], "failed", f"{type(error).__name__}: {error}"[:_SHOWN])
            raise
        if stands:
            self._write([name], "passed", inputs="" if is_part else inputs)
        else:
            self._write([name], "open", "Only a part of it was made since.")

    def open_from(self, name: str, reason: str) -> None:
        """Open `name` and all later phases, because something outside the gate's phases writes.

        None of them is skipped as unchanged, nor published, before it has passed again.
        """
        self._write([name, *self._after(name)], "open", reason[:_SHOWN], inputs="")

    def made_from(self, name: str, inputs: str) -> str | None:
        """Return the run whose `name` was made from `inputs` and still stands; None: must run."""
        found = self._read().get(name)
        return found.made_by if found is not None and inputs and found.inputs == inputs else None

    def made_by(self, name: str) -> str:
        """Return the run that did the work of `name` last; empty when none did."""
        found = self._read().get(name)
        return (found.made_by or "") if found is not None else ""

    def pass_unchanged(self, name: str) -> None:
        """Mark `name` passed, for what was made from the same inputs before."""
        self._write([name], "passed")

    def require(self, *names: str) -> None:
        """Make sure that `names` (all phases when none is given) passed.

        Raises:
            GateError: one did not; the message says which and what to run.
        """
        states = self._read()
        problems = [
            states[name].told(name) if name in states else f"{name}: has not run"
            for name in names or self.order
            if name not in states or states[name].state != "passed"
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

    def _stands(self, name: str) -> bool:
        found = self._read().get(name)
        return found is not None and found.state == "passed"

    def _after(self, name: str) -> list[str]:
        if name not in self.order:
            return []
        later = self.order[self.order.index(name) + 1 :]
        return [phase for phase in later if not phase.startswith("load ")]

    def _write(
        self, names: Sequence[str], state: str, detail: str = "", inputs: str | None = None
    ) -> None:
        """Note the state of `names`; with `inputs`, also what they were made from, by this run."""
        now = datetime.now(UTC)
        self.warehouse_path.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(str(self.warehouse_path)) as connection:
            connection.execute(_CREATE)
            for name in names:
                connection.execute(
                    """
                    insert into quality.gate (phase, state, run_id, changed_at, detail)
                    values ($1, $2, $3, $4, $5)
                    on conflict (phase) do update set
                        state = excluded.state, run_id = excluded.run_id,
                        changed_at = excluded.changed_at, detail = excluded.detail
                    """,
                    [name, state, self.run_id, now, detail],
                )
                if inputs is not None:
                    connection.execute(
                        "update quality.gate set inputs = $2, made_by = $3 where phase = $1",
                        [name, inputs, self.run_id],
                    )

    def _read(self) -> dict[str, _State]:
        if not self.warehouse_path.is_file():
            return {}
        with duckdb.connect(str(self.warehouse_path), read_only=True) as connection:
            known = {
                column
                for (column,) in connection.execute(
                    "select column_name from duckdb_columns() "
                    "where schema_name = 'quality' and table_name = 'gate'"
                ).fetchall()
            }
            if not known:
                return {}
            # A warehouse of an earlier Accord has no inputs until the first write.
            made = "inputs, made_by" if "inputs" in known else "null, null"
            rows = connection.execute(
                f"select phase, state, run_id, detail, {made} from quality.gate"  # noqa: S608
            ).fetchall()
        return {phase: _State(*state) for phase, *state in rows}
