"""The mapping file: how a company's own export becomes conformed base entities.

`docs/bring-your-own-data.md` explains every key with examples.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from ingestion.sources.files.dates import check_date_format
from ingestion.sources.files.document import MappingDocument
from ingestion.sources.files.errors import MappingError

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
FileFormat = Literal["csv", "tsv", "blanks", "jsonl", "parquet", "xlsx", "inline"]
ColumnType = Literal["text", "number", "integer", "money", "date", "timestamp", "boolean"]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]


@cache
def _zones() -> frozenset[str]:
    # The standard library looks through a tree of files at each call.
    return frozenset(available_timezones())


class Formats(BaseModel):
    """How dates and numbers are written. Nearest wins: field, then input, then mapping."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    date_format: Names | None = None
    decimal: Literal[".", ","] | None = None
    thousands: Literal[".", ",", " ", "'"] | None = None
    strip: Names | None = None
    time_zone: str | None = None
    empty: Names | None = None

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str | None) -> str | None:
        if value is not None and value not in _zones():
            raise ValueError(f"{value!r} is no IANA time zone; write one such as Europe/Paris")
        return value

    @field_validator("date_format")
    @classmethod
    def _known_date_format(cls, value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        for text in value or ():
            check_date_format(text)
        return value

    @model_validator(mode="after")
    def _marks_differ(self) -> Formats:
        if self.thousands and self.thousands == (self.decimal or "."):
            raise ValueError(
                f"`thousands` and `decimal` are both {self.thousands!r}; "
                "give each its own mark, for example `decimal: ','` and `thousands: '.'`"
            )
        return self

    def over(self, outer: Formats) -> Formats:
        """Return these formats, with what they leave open taken from `outer`."""
        mine = {
            name: value
            for name in Formats.model_fields
            if (value := getattr(self, name)) is not None
        }
        return outer.model_copy(update=mine)


class Column(Formats):
    """Where one field's value comes from: a column, an SQL expression or a constant."""

    column: str | None = None
    sql: str | None = None
    constant: str | int | float | bool | None = None
    values: dict[str, str | int | float | bool | None] | None = None
    strict: bool = False
    default: str | int | float | bool | None = None
    required: bool = False
    optional: bool = False
    of_source: Name | None = None
    type: ColumnType | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {"column": value} if isinstance(value, str) else value

    @field_validator("values", mode="before")
    @classmethod
    def _keys_are_text(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {
            str(key).lower() if isinstance(key, bool) else str(key): to for key, to in value.items()
        }

    @model_validator(mode="after")
    def _one_origin(self) -> Column:
        given = [name for name in ("column", "sql", "constant") if getattr(self, name) is not None]
        if len(given) != 1:
            found = " and ".join(given) or "none"
            raise ValueError(f"give exactly one of `column`, `sql`, `constant`; found {found}")
        if self.strict and self.values is None:
            raise ValueError("`strict` needs `values`: list the values that are allowed")
        return self


class Input(Formats):
    """One kind of file of the export: where it is and how it is written."""

    path: str | None = None
    rows: tuple[dict[str, Any], ...] | None = None
    format: FileFormat | None = None
    encoding: str = "utf-8"
    delimiter: str | None = Field(default=None, min_length=1, max_length=1)
    quote: str = Field(default='"', min_length=1, max_length=1)
    skip_lines: int = Field(default=0, ge=0)
    header: bool = True
    names: tuple[str, ...] | None = None
    sheet: str | int | None = None
    member: str = "*"
    where: str | None = None
    columns: dict[Name, Column] = Field(default_factory=dict)
    optional: bool = False
    allow_empty: bool = False
    only_known_columns: bool = False

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, value: str) -> str:
        try:
            "".encode(value)
        except LookupError as error:
            raise ValueError(
                f"{value!r} is no encoding; common ones: utf-8, cp1252, latin-1, utf-16"
            ) from error
        return value

    @model_validator(mode="after")
    def _coherent(self) -> Input:
        if (self.path is None) == (self.rows is None):
            raise ValueError("give exactly one of `path` (a file or glob) and `rows` (inline)")
        if not self.header and not self.names:
            raise ValueError("`header: false` needs `names`: the columns' names, in order")
        return self


class Rule(BaseModel):
    """A reason to refuse a row: an SQL condition over the entity's own fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: str
    because: str
    field: str = ""


class Entity(BaseModel):
    """How one base entity is filled: from an input, or from an SQL query over the inputs."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    from_input: Name | None = Field(default=None, alias="from")
    query: str | None = None
    key: Names
    where: str | None = None
    duplicates: Literal["refuse", "first", "last"] = "refuse"
    fields: dict[str, Column]
    ends_on_is: Literal["inclusive", "exclusive"] = "inclusive"
    refuse: tuple[Rule, ...] = ()

    @model_validator(mode="after")
    def _one_origin(self) -> Entity:
        if (self.from_input is None) == (self.query is None):
            raise ValueError("give exactly one of `from` (an input) and `query` (SQL)")
        if not self.key:
            raise ValueError("`key` is empty; name the columns that make a row unique, or `line`")
        if self.query is not None and self.key == ("line",):
            raise ValueError("`key: line` needs `from`; a query has no lines, name its columns")
        return self


class Mapping(Formats):
    """The whole mapping file of one company."""

    version: Literal[1] = 1
    inputs: dict[Name, Input]
    entities: dict[str, Entity] = Field(min_length=1)
    formulas: Literal["refuse", "neutralise"] = "refuse"


def read_mapping(path: Path) -> tuple[Mapping, MappingDocument]:
    """Return the mapping in `path`, and the document that knows its lines.

    Raises:
        MappingError: each line of it names the file, line, field and a suggested fix.
    """
    document = MappingDocument(path)
    try:
        return Mapping.model_validate(document.data), document
    except ValidationError as error:
        raise MappingError(document.describe(error, Mapping)) from error
