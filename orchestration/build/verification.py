"""Whether the warehouse is in the state that was sealed; and if not, what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb

from orchestration.build.alterations import UNKNOWN
from orchestration.build.content import Content, Relation, read_contents, relations
from orchestration.build.damage import WarehouseDamagedError, explain, is_locked
from orchestration.build.errors import GateError
from orchestration.build.identity import identify
from orchestration.build.owners import is_lasting, makers
from orchestration.build.seal import Seal, read_copy, read_seal, write_seal

_NEVER_SEALED = "the warehouse has no seal, so that nothing says what its tables should hold"
_PUBLISHED = ("marts.", "kpi.")


def verified(warehouse_path: Path, order: Sequence[str]) -> Seal:
    """Return the seal, after a look at who wrote the file since.

    When nobody did, that costs a look at the file's state; else every sealed table is compared.

    Raises:
        GateError: the file can't be read.
    """
    found = identify(warehouse_path)
    if found is None:
        # Nothing to vouch for: whoever removed the file begins anew.
        return Seal()
    seal = read_seal(warehouse_path) or _copy_inside(warehouse_path)
    if seal.identity == found and seal.engine == duckdb.__version__:
        return seal
    # There is nothing to compare with before the first phase has ended.
    now = read_all(warehouse_path, order, seal) if seal.tables else {}
    if seal.identity == found:
        # Nobody wrote, but this DuckDB may hash otherwise: what is there is what was sealed; but
        # what was altered before is so still, compared with hashes that fit no more.
        found_well = {label: it for label, it in now.items() if label not in seal.altered}
        altered = {label: it for label, it in seal.tables.items() if label in seal.altered}
        seal = replace(seal, tables={**found_well, **altered}, engine=duckdb.__version__)
    else:
        seal = _with_alterations(seal, order, now)
    seal = replace(seal, identity=identify(warehouse_path))
    write_seal(warehouse_path, seal)
    return seal


def read_all(warehouse_path: Path, order: Sequence[str], seal: Seal) -> dict[str, Content]:
    """Return what every table that is sealed, or should be, holds now.

    Raises:
        GateError: the file can't be read.
    """
    with _reading(warehouse_path) as connection:
        wanted = [
            relation
            for relation in relations(connection)
            if makers(relation.label, order) or relation.label in seal.tables
        ]
        return read_contents(connection, wanted, {}, warehouse_path)


def seal_tables(
    connection: duckdb.DuckDBPyConnection,
    warehouse_path: Path,
    order: Sequence[str],
    seal: Seal,
    name: str,
) -> Seal:
    """Return the seal with what phase `name` left in its tables.

    Tables of other phases are compared as the catalogue has them, rows and columns; after the last
    phase the marts, which are published, by their content.
    """
    own: list[Relation] = []
    others: dict[str, Relation] = {}
    for relation in relations(connection):
        if name in makers(relation.label, order):
            own.append(relation)
        elif relation.label in seal.tables:
            others[relation.label] = relation
    suspects = [
        relation
        for label, relation in others.items()
        if (name == order[-1] and relation.schema == "marts")
        or _looks_different(relation, seal.tables[label])
    ]
    made = read_contents(connection, own, seal.tables, warehouse_path)
    now = read_contents(connection, suspects, seal.tables, warehouse_path)
    tables, altered = {}, dict(seal.altered)
    for label, table in seal.tables.items():
        if name in makers(label, order):
            continue
        found = now.get(label, table) if label in others else None
        if found is not None and table.equals(found):
            tables[label] = found
            continue
        tables[label] = table
        if _is_vouched_for(seal, order, label):
            altered[label] = table.difference(found)
    return replace(seal, tables={**tables, **made}, altered=altered).with_phase(
        name, is_sealed=True
    )


def _looks_different(relation: Relation, sealed: Content) -> bool:
    return (relation.shape, relation.stored) != (sealed.shape, sealed.stored)


def _with_alterations(seal: Seal, order: Sequence[str], now: dict[str, Content]) -> Seal:
    altered = {
        label: table.difference(now.get(label))
        for label, table in seal.tables.items()
        if _is_vouched_for(seal, order, label)
        and (label not in now or not table.equals(now[label]))
    }
    altered |= {
        label: UNKNOWN
        for label in now
        if label.startswith(_PUBLISHED)
        and label not in seal.tables
        and _is_vouched_for(seal, order, label)
    }
    # Whoever wrote may have put blocks of another day in place: none of them is known any more.
    tables = {label: replace(table, pieces={}) for label, table in seal.tables.items()}
    return replace(seal, tables=tables, altered=altered)


def _is_vouched_for(seal: Seal, order: Sequence[str], label: str) -> bool:
    """Return whether the phases that make the table have ended, and sealed what they left."""
    phases = [seal.phase(phase) for phase in makers(label, order)]
    if not phases:
        # Of a source that is off: when it is on again, its rows are trusted as they were checked.
        return is_lasting(label)
    return all(phase.is_sealed and phase.made_by for phase in phases)


def _copy_inside(warehouse_path: Path) -> Seal:
    """Return the copy inside the warehouse; without one, a seal that vouches for nothing."""
    with _reading(warehouse_path) as connection:
        copy = read_copy(connection)
        holds_figures = connection.execute(
            "select 1 from duckdb_tables() where schema_name in ('marts', 'kpi') limit 1"
        ).fetchall()
    if copy is not None:
        return copy
    seal = Seal()
    for name in ("build", "kpis") if holds_figures else ():
        seal = seal.with_phase(name, detail=_NEVER_SEALED, rebuild=_NEVER_SEALED)
    return seal


@contextmanager
def _reading(warehouse_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    try:
        with duckdb.connect(str(warehouse_path), read_only=True) as connection:
            yield connection
    except duckdb.Error as error:
        said = str(error).strip().splitlines()[0]
        if not is_locked(error):
            raise WarehouseDamagedError(explain(warehouse_path, said)) from error
        raise GateError(
            f"{warehouse_path} can't be read, for another program has it open: end that, then run "
            f"again. Nothing was published. DuckDB says: {said}"
        ) from error
