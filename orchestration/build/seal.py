"""The seal: which state of the warehouse was checked, kept beside it and, as a copy, inside.

The file beside it decides; it is replaced as a whole, so that a killed run leaves the old one or
the new one. The copy inside is used when that file is lost: it says what the tables held, not
which state of the file that was.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from orchestration.build.content import Content
from orchestration.build.identity import FileIdentity
from orchestration.build.row_groups import Piece

_FORMAT = 1
_CREATE = """
create schema if not exists quality;
create table if not exists quality.gate (
    phase varchar primary key, state varchar, run_id varchar, changed_at timestamptz,
    detail varchar
);
alter table quality.gate add column if not exists inputs varchar;
alter table quality.gate add column if not exists made_by varchar;
create table if not exists quality.seal (mark varchar, sealed_at timestamptz, content varchar);
"""
#: What this module writes into the warehouse; no phase makes it.
OWN_TABLES = ("quality.gate", "quality.seal")


@dataclass(frozen=True)
class Phase:
    """The state of a phase.

    Attributes:
        state: `passed`, `open`, `running` or `failed`.
        run_id: the run that changed the state last.
        detail: why it is not passed.
        inputs: what its work was made from; empty: it must be done again.
        made_by: the run that did the work last.
        rebuild: why its tables must be built from nothing; empty: they need not.
        is_sealed: whether its tables are those in the seal; not while it runs, nor after a kill.
    """

    state: str = "open"
    run_id: str = ""
    detail: str = ""
    inputs: str = ""
    made_by: str = ""
    rebuild: str = ""
    is_sealed: bool = True
    changed_at: str = ""


@dataclass(frozen=True)
class Acceptance:
    """A table that was accepted as somebody else left it: by which run, and the difference."""

    table: str
    run_id: str
    difference: str


@dataclass(frozen=True)
class Seal:
    """What was checked.

    Attributes:
        identity: the state of the file; None when it is not known, so that all must be compared.
        phases: the phases by name.
        tables: what each table held when its phase ended, by `schema.name`.
        altered: tables that somebody else changed since, and how.
        accepted: such tables that an operator accepted; the next publication notes them.
        engine: DuckDB's version; another one may hash otherwise.
    """

    identity: FileIdentity | None = None
    phases: Mapping[str, Phase] = field(default_factory=dict)
    tables: Mapping[str, Content] = field(default_factory=dict)
    altered: Mapping[str, str] = field(default_factory=dict)
    accepted: tuple[Acceptance, ...] = ()
    engine: str = duckdb.__version__

    def phase(self, name: str) -> Phase:
        """Return a phase; one that never ran is open."""
        return self.phases.get(name, Phase())

    def with_phase(self, name: str, **changes: Any) -> Seal:
        """Return the seal with a phase changed now."""
        now = datetime.now(UTC).isoformat()
        changed = replace(self.phase(name), changed_at=now, **changes)
        return replace(self, phases={**self.phases, name: changed})


def seal_path(warehouse_path: Path) -> Path:
    """Return where the seal of a warehouse lies: beside it."""
    return warehouse_path.with_suffix(".seal.json")


def read_seal(warehouse_path: Path) -> Seal | None:
    """Return the seal beside the warehouse; None when there is none that can be read."""
    path = seal_path(warehouse_path)
    if not path.is_file():
        return None
    return _parse(path.read_text(encoding="utf-8"))


def write_seal(warehouse_path: Path, seal: Seal) -> None:
    """Replace the seal beside the warehouse, on disk before this returns."""
    path = seal_path(warehouse_path)
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_suffix(".next")
    with staged.open("w", encoding="utf-8") as file:
        file.write(_text(seal))
        file.flush()
        os.fsync(file.fileno())
    staged.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read_copy(connection: duckdb.DuckDBPyConnection) -> Seal | None:
    """Return the copy inside the warehouse, without identity; None when there is none."""
    known = connection.execute(
        "select 1 from duckdb_tables() where schema_name = 'quality' and table_name = 'seal' "
        "and database_name = current_database()"
    ).fetchall()
    rows = connection.execute("select content from quality.seal").fetchall() if known else []
    seal = _parse(rows[0][0]) if len(rows) == 1 else None
    return replace(seal, identity=None) if seal else None


def write_copy(connection: duckdb.DuckDBPyConnection, seal: Seal) -> None:
    """Write the copy inside, and the phases as a table to look at."""
    connection.execute(_CREATE)
    connection.begin()
    connection.execute("delete from quality.seal")
    connection.execute(
        "insert into quality.seal values (uuid()::varchar, now(), $1)",
        [_text(replace(seal, identity=None))],
    )
    connection.execute("delete from quality.gate")
    # Not that many in one statement, for which DuckDB imports pandas first.
    for name, it in seal.phases.items():
        connection.execute(
            "insert into quality.gate (phase, state, run_id, changed_at, detail, inputs, made_by) "
            "values ($1, $2, $3, $4, $5, $6, $7)",
            [name, it.state, it.run_id, it.changed_at, it.detail, it.inputs, it.made_by],
        )
    connection.commit()


def _text(seal: Seal) -> str:
    content = {"format": _FORMAT, **asdict(replace(seal, tables={}))}
    # Hashes are larger than what other readers of JSON take for a number.
    content["tables"] = {
        label: {
            **vars(table),
            "pieces": {
                place: [piece.rows, str(piece.hash), str(piece.records)]
                for place, piece in table.pieces.items()
            },
        }
        for label, table in seal.tables.items()
    }
    return json.dumps(content)


def _parse(text: str) -> Seal | None:
    """Return the seal in `text`; None for what is not one: nothing then counts as checked."""
    try:
        content = json.loads(text)
        if content.pop("format") != _FORMAT:
            return None
        identity = content.pop("identity")
        return Seal(
            identity=FileIdentity(**identity) if identity else None,
            phases={name: Phase(**phase) for name, phase in content.pop("phases").items()},
            tables={label: _table(table) for label, table in content.pop("tables").items()},
            accepted=tuple(Acceptance(**one) for one in content.pop("accepted")),
            **content,
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _table(table: dict[str, Any]) -> Content:
    pieces = {
        place: Piece(rows, int(values), int(records))
        for place, (rows, values, records) in table.pop("pieces").items()
    }
    return Content(**table, pieces=pieces)
