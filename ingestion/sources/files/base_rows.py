"""SQL from converted columns to the rows of a base entity."""

# ruff: noqa: S608 (SQL is made here; names and texts go through `quote` and `literal`)

from __future__ import annotations

from collections.abc import Mapping as Map
from datetime import datetime, timedelta

from ingestion.sources.files.mapping import Column, Entity
from ingestion.sources.files.shapes import Shape
from ingestion.sources.files.values import literal, quote

# Instants that lie ahead of what has happened: no sign of how far the data reaches.
_AHEAD = frozenset({"due_at"})
# Days on which something happened, in entities that have no instants.
_DAYS = {"ad_spend": "day", "web_traffic": "period_start"}


def base_rows_sql(source: str, shape: Shape, entity: Entity | None, loaded_at: datetime) -> str:
    """Return the SQL of exactly the contract's columns, in its order.

    Args:
        source: name of the source, which goes before each key.
        shape: the contract.
        entity: what the mapping says of it; None gives no row.
        loaded_at: instant of this load, UTC.
    """
    if entity is None:
        nothing = ", ".join(
            f"cast(null as {kind}) as {quote(name)}" for name, kind in shape.columns.items()
        )
        return f"select {nothing} where false"
    own = {
        "source": literal(source),
        "source_id": "__id",
        "source_key": f"{literal(source + ':')} || __id",
        "loaded_at": literal(loaded_at.isoformat(sep=" ")),
        "is_deleted": "false",
    }
    columns = []
    for name, kind in shape.columns.items():
        value = own.get(name, "null")
        if name in entity.fields:
            value = _keyed(source, name, entity.fields[name])
        if name == "ends_on" and name in entity.fields and entity.ends_on_is == "exclusive":
            # The export has the first day without service, the base entity the last one with it.
            value = f"cast({value} - interval 1 day as date)"
        if name == "is_deleted":
            value = f"coalesce({value}, false)"
        columns.append(f"cast({value} as {kind}) as {quote(name)}")
    table = quote(f"typed_{shape.entity}")
    return f"select {', '.join(columns)} from {table} order by __row"


def last_date_sql(entities: Map[str, Entity], time_zone: str, now: datetime) -> str | None:
    """Return the SQL of the last business day in all entities; None when none has a time.

    What lies ahead of `now` (UTC) is a typing error, and says nothing of how far the data reaches.
    """
    until = f"timestamp {literal((now + timedelta(days=1)).isoformat(sep=' '))}"
    local = f"at time zone 'UTC' at time zone {literal(time_zone)}"
    selects = [
        f"select max({quote(name)} {local}) as x from {quote(f'typed_{entity}')} "
        f"where {quote(name)} < {until}"
        for entity, spec in entities.items()
        for name in spec.fields
        if name.endswith("_at") and name not in _AHEAD
    ]
    selects += [
        f"select max(cast({quote(name)} as timestamp)) as x from {quote(f'typed_{entity}')} "
        f"where {quote(name)} < {until}"
        for entity, name in _DAYS.items()
        if entity in entities and name in entities[entity].fields
    ]
    return f"select cast(max(x) as date) from ({' union all '.join(selects)})" if selects else None


def _keyed(source: str, name: str, column: Column) -> str:
    """Return the value of a field; a reference gets the source it refers to before it."""
    prefix = literal(f"{column.of_source or source}:")
    if name.endswith("_source_key"):
        return f"{prefix} || {quote(name)}"
    if name.endswith("_source_keys"):
        split = f"string_split({quote(name)}, '|')"
        return f"array_to_string(list_transform({split}, x -> {prefix} || trim(x)), '|')"
    return quote(name)
