"""Hold a mapping against the base contracts before any file is opened."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from ingestion.sources.files.document import MappingDocument
from ingestion.sources.files.errors import MappingError, did_you_mean
from ingestion.sources.files.mapping import Column, Entity, Mapping
from ingestion.sources.files.shapes import Shape
from ingestion.sources.files.values import TYPES, literal


def check_mapping(mapping: Mapping, document: MappingDocument, shapes: dict[str, Shape]) -> None:
    """Refuse what no file could make right: unknown entities, fields, inputs, wrong constants.

    Raises:
        MappingError: one line per problem, with file, line, field and a suggested fix.
    """
    problems = [
        document.problem(location, message)
        for location, message in (*_inputs(mapping), *_entities(mapping, shapes))
    ]
    if problems:
        raise MappingError("\n".join(problems))


Problem = tuple[tuple[str, ...], str]


def _inputs(mapping: Mapping) -> Iterator[Problem]:
    for name, spec in mapping.inputs.items():
        for field, column in spec.columns.items():
            place = ("inputs", name, "columns", field)
            if column.of_source:
                yield place, "`of_source` belongs to a `..._source_key` field of an entity"
            yield from _constants(place, column, TYPES[column.type or "text"])


def _entities(mapping: Mapping, shapes: dict[str, Shape]) -> Iterator[Problem]:
    for name, entity in mapping.entities.items():
        place = ("entities", name)
        if name not in shapes:
            yield place, f"no such entity; {did_you_mean(name, shapes)}"
            continue
        if entity.from_input and entity.from_input not in mapping.inputs:
            hint = did_you_mean(entity.from_input, mapping.inputs)
            yield (*place, "from"), f"no input {entity.from_input!r}; {hint}"
        if entity.ends_on_is == "exclusive" and "ends_on" not in entity.fields:
            yield (*place, "ends_on_is"), "it says how `ends_on` is meant, which is not mapped"
        yield from _fields(place, entity, shapes[name])


def _fields(place: tuple[str, ...], entity: Entity, shape: Shape) -> Iterator[Problem]:
    for missing in sorted(shape.required - entity.fields.keys()):
        yield (*place, "fields"), f"{shape.entity} needs the field {missing!r}; map it"
    for field, column in entity.fields.items():
        at = (*place, "fields", field)
        if field not in shape.fields:
            yield at, f"{shape.entity} has no such field; {did_you_mean(field, shape.fields)}"
            continue
        if column.type:
            yield at, f"`type` is for an input's columns; this field is {shape.fields[field]}"
        if column.of_source and not field.endswith(("_source_key", "_source_keys")):
            yield at, "`of_source` belongs to a `..._source_key` field"
        yield from _constants(at, column, shape.fields[field])


def _constants(place: tuple[str, ...], column: Column, kind: str) -> Iterator[Problem]:
    for key in ("constant", "default"):
        value = getattr(column, key)
        if value is None:
            continue
        text = literal(value)
        found = duckdb.execute(f"select try_cast({text} as {kind}) is not null").fetchone()
        if not (found and found[0]):
            yield (*place, key), f"{value!r} is no {kind}; write one (dates as YYYY-MM-DD)"
