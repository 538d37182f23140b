"""The gate before publishing: which phases of a build passed, and what the tables held then.

A run passes the phases in order. Opening one makes it and all later ones unsafe until they pass
again, so that whatever a failed, cancelled or killed run left behind is never published, not by
another job or another day either. When a phase ends, the gate seals what its tables hold. As long
as the file is in the state that was sealed, nobody else has written and nothing is read again;
when somebody has, all tables are compared, and one that differs shuts the phase that makes it and
all later ones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from ingestion.redaction import hide
from orchestration.build.alterations import (
    altered_before,
    altered_by,
    explanation,
    is_load,
    problem,
)
from orchestration.build.errors import GateError
from orchestration.build.identity import identify
from orchestration.build.owners import is_lasting, makers
from orchestration.build.seal import Acceptance, Seal, read_seal, seal_path, write_copy, write_seal
from orchestration.build.verification import read_all, seal_tables, verified
from orchestration.company.reserve import is_full_disk, release_reserve

__all__ = ["Gate", "GateError"]

_SHOWN = 500


@dataclass(frozen=True)
class Gate:
    """The gate of one warehouse. Its caller holds the run lock.

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

        `inputs` says what the phase works from; what it made is used again as long as that is the
        same. With `is_part` the block does but a part of the phase's work: a phase that had not
        passed before has not passed after it.

        Raises:
            GateError: somebody else changed a table that this phase would build upon and that no
                run can make again.
        """
        seal = verified(self.warehouse_path, self.order)
        lost = [label for label in altered_by(seal, self.order, name) if is_lasting(label)]
        if lost:
            raise GateError(explanation(seal, lost, self.warehouse_path.name))
        is_whole = not is_part or not (problem(seal, self.order, name) or seal.phase(name).rebuild)
        write_seal(self.warehouse_path, self._opened(seal, name))
        try:
            yield
        except BaseException as error:
            # Also a cancelled run: the phase did not pass, and the gate says why, for which it
            # needs room.
            if is_full_disk(error):
                release_reserve(self.warehouse_path.parent)
            if name in self._running():
                self._end(name, state="failed", detail=_why(error))
            raise
        if is_whole:
            self._end(name, state="passed", detail="", inputs="" if is_part else inputs, rebuild="")
        else:
            self._end(name, state="open", detail="Only a part of it was made since.")

    def fail_running(self, reason: str) -> None:
        """Mark the phases that this run is in as failed: it is stopped, and writes no more.

        Without effect on a step that ends its phases itself. Whoever gives the run lock back calls
        this first: a step that Dagster left in its middle would end its phase later, while another
        run writes.
        """
        for name in self._running():
            self._end(name, state="failed", detail=reason[:_SHOWN])

    def open_from(self, name: str, reason: str) -> None:
        """Open `name` and all later phases, because something outside the gate's phases writes.

        None of them is skipped as unchanged, nor published, before it was built anew and passed.
        """
        seal = verified(self.warehouse_path, self.order)
        self._write(self._to_rebuild(seal, (name, *self._after(name)), reason))

    def made_from(self, name: str, inputs: str) -> str | None:
        """Return the run that made `name` from `inputs`, if that is still there; else None."""
        seal = verified(self.warehouse_path, self.order)
        found = seal.phase(name)
        if altered_by(seal, self.order, name) or found.rebuild or not found.is_sealed:
            return None
        return found.made_by if inputs and found.inputs == inputs else None

    def made_by(self, name: str) -> str:
        """Return the run that did the work of `name` last; empty when none did."""
        return verified(self.warehouse_path, self.order).phase(name).made_by

    def must_rebuild(self, name: str) -> bool:
        """Return whether the tables of `name` must be built from nothing, trusting none of them.

        True after somebody else changed one of them, and after the phase was killed: nothing says
        what its tables held then, so that a later change could not be seen. Until it passes.
        """
        seal = verified(self.warehouse_path, self.order)
        found = seal.phase(name)
        was_killed = bool(found.made_by) and not found.is_sealed
        return bool(altered_by(seal, self.order, name) or found.rebuild or was_killed)

    def pass_unchanged(self, name: str) -> None:
        """Mark `name` passed, for what was made from the same inputs before."""
        seal = verified(self.warehouse_path, self.order).with_phase(
            name, state="passed", run_id=self.run_id, detail=""
        )
        self._write(seal)

    def require(self, *names: str) -> None:
        """Make sure that `names` (all phases when none is given) passed, and hold what they held.

        Raises:
            GateError: one did not, or somebody else changed its tables; the message says which,
                and what to do.
        """
        seal = verified(self.warehouse_path, self.order)
        problems = [
            f"{name}: {why}"
            for name in names or self.order
            if (why := problem(seal, self.order, name))
        ]
        if not problems:
            return
        text = "The build in the warehouse is incomplete:\n" + "\n".join(
            f"- {one}" for one in problems
        )
        altered = [
            label
            for label in seal.altered
            if any(label in altered_before(seal, self.order, name) for name in names or self.order)
        ]
        if altered:
            raise GateError(f"{text}\n{explanation(seal, altered, self.warehouse_path.name)}")
        raise GateError(f"{text}\nRun the daily job again; nothing was published.")

    def require_before(self, name: str) -> None:
        """Make sure that every phase before `name` passed.

        Raises:
            GateError: one did not.
        """
        self.require(*self.order[: self.order.index(name)])

    def require_made_from(self, name: str, inputs: str) -> None:
        """Make sure that what is built and checked before `name` was made from `inputs`.

        Raises:
            GateError: a phase did not pass, or worked from something else.
        """
        self.require_before(name)
        seal = verified(self.warehouse_path, self.order)
        before = self.order[: self.order.index(name)]
        others = [it for it in before if not is_load(it) and seal.phase(it).inputs != inputs]
        if others:
            raise GateError(
                f"{', '.join(others)}: not made from what this run would work from: the day, the "
                "loaded rows, the profile, a definition or the code is another one. The daily job "
                "makes it anew: run `accord run`, then this again. Nothing was published."
            )

    def require_untouched(self) -> None:
        """Make sure that the file is in the very state that was sealed. Reads no table.

        Raises:
            GateError: somebody else wrote it a moment ago.
        """
        seal = read_seal(self.warehouse_path)
        if seal is None or seal.identity is None or seal.identity != identify(self.warehouse_path):
            raise GateError(
                f"{self.warehouse_path} was written by somebody else while it was being published; "
                "end what else writes to it and run again. Nothing was published."
            )

    def records(self) -> dict[str, list[str]]:
        """Return rows and hash of the records of each raw table, as sealed."""
        return {
            label: [str(table.rows), table.records]
            for label, table in sorted(verified(self.warehouse_path, self.order).tables.items())
            if label.startswith("raw_") and not label.split(".", 1)[1].startswith("_dlt")
        }

    def accept(self, names: Collection[str]) -> list[str]:
        """Accept altered tables as they are now: `schema.name`, or a schema for all of it.

        Return those that were altered. What they feed is built again; the next publication notes
        them.
        """
        seal = verified(self.warehouse_path, self.order)
        wanted = [
            label
            for label in seal.altered
            if is_lasting(label)
            and makers(label, self.order)
            and {label, label.split(".", 1)[0]} & set(names)
        ]
        if not wanted:
            return []
        now = read_all(self.warehouse_path, self.order, seal)
        tables = {label: table for label, table in seal.tables.items() if label not in wanted}
        noted = [Acceptance(label, self.run_id, seal.altered[label]) for label in wanted]
        seal = replace(
            seal,
            tables={**tables, **{label: now[label] for label in wanted if label in now}},
            altered={name: how for name, how in seal.altered.items() if name not in wanted},
            accepted=(*seal.accepted, *noted),
        )
        first = min(
            self.order.index(maker) for name in wanted for maker in makers(name, self.order)
        )
        for phase in self._after(self.order[first]):
            seal = seal.with_phase(phase, state="open", inputs="", detail="A table was accepted.")
        if any(label.startswith("snapshots.") for label in wanted):
            seal = seal.with_phase("build", state="open", inputs="", detail="A table was accepted.")
        self._write(seal)
        return wanted

    def put_in_place(self, staged: Path, reason: str) -> None:
        """Put the DuckDB file `staged` in the place of the warehouse, changed on purpose.

        What it holds of raw tables and snapshots is sealed as it is, unless somebody else had
        changed them before; all that is built upon them is built from nothing. Killed at any
        point, the old file is in its place or the new one, each with what was sealed of it.
        """
        seal = verified(self.warehouse_path, self.order)
        now = read_all(staged, self.order, replace(seal, tables={}))
        lasting = {label for label in seal.tables if is_lasting(label)}
        tables = {
            label: seal.tables[label] if label in seal.altered else now[label]
            for label in lasting
            if label in now or label in seal.altered
        }
        seal = replace(
            seal,
            tables=tables,
            altered={label: how for label, how in seal.altered.items() if label in lasting},
        )
        seal = self._to_rebuild(seal, [it for it in self.order if not is_load(it)], reason)
        with duckdb.connect(str(staged)) as connection:
            write_copy(connection, seal)
        # Without the one beside it, whichever file is there is compared with its own copy.
        seal_path(self.warehouse_path).unlink(missing_ok=True)
        staged.replace(self.warehouse_path)
        write_seal(self.warehouse_path, replace(seal, identity=identify(self.warehouse_path)))

    def accepted(self) -> tuple[Acceptance, ...]:
        """Return the altered tables that were accepted since the last publication."""
        return verified(self.warehouse_path, self.order).accepted

    def forget_accepted(self) -> None:
        """Forget them: the publication has noted them."""
        seal = verified(self.warehouse_path, self.order)
        if seal.accepted:
            self._write(replace(seal, accepted=()))

    def _to_rebuild(self, seal: Seal, phases: Iterable[str], reason: str) -> Seal:
        """Return the seal with these phases open, their tables to be built from nothing."""
        for phase in phases:
            seal = seal.with_phase(
                phase,
                state="open",
                run_id=self.run_id,
                detail=reason[:_SHOWN],
                inputs="",
                rebuild=reason[:_SHOWN],
                is_sealed=False,
            )
        return seal

    def _opened(self, seal: Seal, name: str) -> Seal:
        """Return the seal while `name` runs: nothing vouches for what it writes."""
        altered = altered_by(seal, self.order, name)
        for label in altered:
            # What several phases write is right again only when all of them have.
            for maker in makers(label, self.order):
                why = f"{label}: {seal.altered[label]}"
                seal = seal.with_phase(maker, rebuild=seal.phase(maker).rebuild or why)
        for phase in self._after(name):
            seal = seal.with_phase(phase, state="open", run_id=self.run_id, detail="")
        left = {label: how for label, how in seal.altered.items() if label not in altered}
        return replace(seal, altered=left).with_phase(
            name,
            state="running",
            run_id=self.run_id,
            detail="It was stopped, or still runs.",
            inputs="",
            made_by=self.run_id,
            is_sealed=False,
        )

    def _end(self, name: str, **changes: str) -> None:
        """Seal what `name` left, and what else is there if somebody else wrote meanwhile."""
        seal = (read_seal(self.warehouse_path) or Seal()).with_phase(name, **changes)
        try:
            with duckdb.connect(str(self.warehouse_path)) as connection:
                connection.execute("checkpoint")
                seal = seal_tables(connection, self.warehouse_path, self.order, seal, name)
                write_copy(connection, seal)
        except duckdb.Error:
            if changes["state"] == "passed":
                raise
            # A dying child still holds the file: the phase stays unsealed, and says why it failed.
            write_seal(self.warehouse_path, replace(seal, identity=None))
            return
        write_seal(self.warehouse_path, replace(seal, identity=identify(self.warehouse_path)))

    def _running(self) -> list[str]:
        """Return the phases that this run is in."""
        phases = (read_seal(self.warehouse_path) or Seal()).phases.items()
        return [name for name, it in phases if (it.state, it.run_id) == ("running", self.run_id)]

    def _write(self, seal: Seal) -> None:
        """Keep the seal, inside and beside, unless somebody else wrote since it was verified."""
        self.warehouse_path.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(str(self.warehouse_path)) as connection:
            found = identify(self.warehouse_path)
            # Opening a file that has a log beside it works the log in.
            if seal.identity and seal.identity.log_bytes is None and seal.identity != found:
                raise GateError(
                    f"{self.warehouse_path} was written by somebody else at this very moment; end "
                    "what else writes to it and run again. Nothing was published."
                )
            write_copy(connection, seal)
        write_seal(self.warehouse_path, replace(seal, identity=identify(self.warehouse_path)))

    def _after(self, name: str) -> list[str]:
        if name not in self.order:
            return []
        return [it for it in self.order[self.order.index(name) + 1 :] if not is_load(it)]


def _why(error: BaseException) -> str:
    """Say why a phase did not pass."""
    if not isinstance(error, Exception):
        # Ctrl-C, "Terminate" in the UI, or a step that is left in its middle.
        return "The run was stopped."
    return hide(f"{type(error).__name__}: {error}")[:_SHOWN]
