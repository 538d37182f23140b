"""A Power BI project (.pbip): tables, relationships, a measure per series, French translations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publishing.bi.ids import id_of
from publishing.bi.meaning import Meaning, Series
from publishing.bi.tmdl import Block, name_of, quoted, text_of
from publishing.tables import Column, Table

_NAME = "Accord"
_FIGURES = "kpi_values"
_FOLDER, _SERVER, _DATABASE = "AccordFolder", "AccordServer", "AccordDatabase"
_TYPES = {
    "BOOLEAN": "boolean",
    "DOUBLE": "double",
    "FLOAT": "double",
    "BIGINT": "int64",
    "INTEGER": "int64",
    "SMALLINT": "int64",
    "HUGEINT": "int64",
    "DATE": "dateTime",
    "TIMESTAMP": "dateTime",
    "TIMESTAMP WITH TIME ZONE": "dateTime",
}
#: Formats of a unit. Rates are fractions of one; Power BI knows no currency of the figures.
_FORMATS = {"count": "#,0", "money": "#,0", "rate": "0.0%", "score": "0.0"}
_OTHER_FORMAT = "#,0.0"
#: The tables whose rows belong to a figure by two columns together, joined into one for Power BI.
_JOINED = {
    "kpi_values": ("member", ("dimension", "dimension_value")),
    "dimension_members": ("member", ("dimension", "dimension_value")),
}
_DATE_KEY = "period_start"
#: Chosen by the dimension's own table, not here.
_HIDDEN = {"member", "dimension_value"}


@dataclass(frozen=True)
class Place:
    """Where Power BI reads the tables: a folder of Parquet, or a PostgreSQL server."""

    folder: str = ""
    server: str = ""
    database: str = ""


def project(meaning: Meaning, place: Place) -> dict[str, str]:
    """Return the files of the project, by their path below its folder.

    Args:
        meaning: of the publication.
        place: where Power BI finds the tables, seen from its own machine.
    """
    model = f"{_NAME}.SemanticModel/definition"
    tables = {
        f"{model}/tables/{table.name}.tmdl": text_of([_table(meaning, table, place)])
        for table in meaning.tables
    }
    return {
        f"{_NAME}.pbip": _json(
            {"version": "1.0", "artifacts": [{"report": {"path": f"{_NAME}.Report"}}]}
        ),
        f"{_NAME}.Report/definition.pbir": _json(
            {
                "version": "4.0",
                "datasetReference": {"byPath": {"path": f"../{_NAME}.SemanticModel"}},
            }
        ),
        f"{_NAME}.Report/report.json": _json(
            {"config": "{}", "layoutOptimization": 0, "sections": []}
        ),
        f"{_NAME}.SemanticModel/definition.pbism": _json({"version": "4.2", "settings": {}}),
        f"{model}/database.tmdl": text_of(
            [Block(f"database {_NAME}", properties=["compatibilityLevel: 1567"])]
        ),
        f"{model}/model.tmdl": _model(meaning),
        f"{model}/expressions.tmdl": text_of(list(_parameters(place))),
        f"{model}/relationships.tmdl": text_of(list(_relationships(meaning))),
        f"{model}/cultures/en-US.tmdl": text_of([Block("cultureInfo en-US")]),
        f"{model}/cultures/fr-FR.tmdl": text_of([_french(meaning)]),
        **tables,
    }


def _model(meaning: Meaning) -> str:
    model = Block(
        "model Model",
        properties=[
            "culture: en-US",
            "defaultPowerBIDataSourceVersion: powerBI_V3",
            "sourceQueryCulture: en-US",
            # A column is never added up by itself: the measures know what adds up.
            "discourageImplicitMeasures",
        ],
    )
    references = [f"ref table {name_of(table.name)}" for table in meaning.tables]
    cultures = ["ref cultureInfo en-US", "ref cultureInfo fr-FR"]
    return text_of([model]) + "\n" + "\n".join([*references, "", *cultures]) + "\n"


def _parameters(place: Place) -> Iterator[Block]:
    given = (
        {_SERVER: place.server, _DATABASE: place.database}
        if place.server
        else {_FOLDER: place.folder}
    )
    for name, value in given.items():
        meta = 'meta [IsParameterQuery=true, Type="Text", IsParameterQueryRequired=true]'
        yield Block(
            f"expression {name} = {quoted(value)} {meta}",
            properties=[f"lineageTag: {id_of('expression', name)}"],
        )


def _table(meaning: Meaning, table: Table, place: Place) -> Block:
    key = meaning.keys[table.name]
    columns = [_column(column, is_key=key == (column.name,)) for column in table.columns]
    if joined := _JOINED.get(table.name):
        columns.append(_column(Column(joined[0], "VARCHAR", None), is_key=False))
    measures = [_measure(series) for series in meaning.series] if table.name == _FIGURES else []
    return Block(
        f"table {name_of(table.name)}",
        description=table.comment or "",
        properties=[f"lineageTag: {id_of('table', table.name)}"],
        children=[*measures, *columns, _partition(table, place)],
    )


def _column(column: Column, *, is_key: bool) -> Block:
    data_type = _TYPES.get(column.data_type, "string")
    if column.data_type.startswith("DECIMAL"):
        data_type = "decimal"
    hidden = ["isHidden"] if column.name.endswith("_key") or column.name in _HIDDEN else []
    return Block(
        f"column {name_of(column.name)}",
        description=column.comment or "",
        properties=[
            f"dataType: {data_type}",
            *hidden,
            *(["isKey"] if is_key else []),
            f"lineageTag: {id_of('column', column.name)}",
            "summarizeBy: none",
            f"sourceColumn: {column.name}",
        ],
    )


def _partition(table: Table, place: Place) -> Block:
    source = (
        f"PostgreSQL.Database({_SERVER}, {_DATABASE})"
        f"{{[Schema={quoted(table.schema)}, Item={quoted(table.name)}]}}[Data]"
        if place.server
        else f"Parquet.Document(File.Contents({_FOLDER} & {quoted(_file(table, place))}))"
    )
    steps = [f"Source = {source}"]
    if joined := _JOINED.get(table.name):
        name, (one, other) = joined
        both = f'each [{one}] & ":" & [{other}], type text'
        steps.append(f"Joined = Table.AddColumn(Source, {quoted(name)}, {both})")
    last = "Joined" if joined else "Source"
    lines = ["let", *(f"    {step}" for step in _separated(steps)), "in", f"    {last}"]
    return Block(
        f"partition {name_of(table.name)} = m",
        properties=["mode: import", "source =", *(f"\t\t{line}" for line in lines)],
    )


def _file(table: Table, place: Place) -> str:
    """Return the table's file below the folder, as that folder's machine writes paths."""
    parts = ("", table.schema, f"{table.name}.parquet")
    return ("\\" if "\\" in place.folder else "/").join(parts)


def _separated(steps: list[str]) -> Iterator[str]:
    for number, step in enumerate(steps, start=1):
        yield step if number == len(steps) else f"{step},"


def _measure(series: Series) -> Block:
    """Return the measure of a series: NULL wherever the rows that are asked for do not add up."""
    table = _FIGURES
    sums = [
        *(["one_period"] if not series.adds_up_over_time else []),
        *(["one_member"] if not series.adds_up_over_dimensions else []),
    ]
    cases = [f"found = 1, MAX({table}[value])"]
    if series.adds_up_over_time or series.adds_up_over_dimensions:
        cases.append(f"{' && '.join(sums) or 'TRUE()'}, SUM({table}[value])")
    if series.is_ratio:
        ratio = f"DIVIDE(SUM({table}[numerator]), SUM({table}[denominator]))"
        cases.append(f"one_period, {ratio}")
    return Block(
        f"measure {name_of(series.label_en)} =",
        description=series.description_en,
        expression=[
            # What a page says nothing of is the total, by month.
            f"VAR by = {_chosen('dimension_members[dimension]', 'total')}",
            f"VAR at = {_chosen(f'{table}[grain]', 'month')}",
            "RETURN",
            "    CALCULATE(",
            f"        VAR found = COUNTROWS({table})",
            f"        VAR one_period = HASONEVALUE({table}[{_DATE_KEY}])",
            f"        VAR one_member = HASONEVALUE({table}[dimension_value])",
            f"        RETURN SWITCH(TRUE(), {', '.join(cases)}),",
            f"        {table}[kpi_id] = {quoted(series.kpi_id)},",
            f"        {table}[variant] = {quoted(series.variant)},",
            f"        {table}[dimension] = by,",
            f"        {table}[grain] = at",
            "    )",
        ],
        properties=[
            f"formatString: {_FORMATS.get(series.unit, _OTHER_FORMAT)}",
            f"displayFolder: {series.family}",
            f"lineageTag: {id_of('measure', series.name)}",
        ],
    )


def _chosen(column: str, otherwise: str) -> str:
    """Return the one value that a page chose of a column; without a choice, another."""
    return f"IF(ISFILTERED({column}), SELECTEDVALUE({column}), {quoted(otherwise)})"


def _relationships(meaning: Meaning) -> Iterator[Block]:
    yield _relationship(_FIGURES, "kpi_id", "kpi_catalog", "kpi_id")
    yield _relationship(_FIGURES, "member", "dimension_members", "member")
    dates = next((one for one in meaning.relationships if one.dimension == "dim_date"), None)
    if dates is not None:
        yield _relationship(_FIGURES, _DATE_KEY, dates.dimension, dates.key)
    for one in meaning.relationships:
        yield _relationship(one.fact, one.column, one.dimension, one.key, is_active=one.is_active)


def _relationship(
    fact: str, column: str, dimension: str, key: str, *, is_active: bool = True
) -> Block:
    return Block(
        f"relationship {id_of('relationship', fact, column, dimension)}",
        properties=[
            *([] if is_active else ["isActive: false"]),
            f"fromColumn: {name_of(fact)}.{name_of(column)}",
            f"toColumn: {name_of(dimension)}.{name_of(key)}",
        ],
    )


def _french(meaning: Meaning) -> Block:
    measures = [
        Block(
            f"measure {name_of(series.label_en)}",
            properties=[
                f"caption: {series.label_fr}",
                f"description: {_one_line(series.description_fr)}",
            ],
        )
        for series in meaning.series
    ]
    table = Block(f"table {_FIGURES}", properties=["caption: Chiffres"], children=measures)
    model = Block("model Model", children=[table])
    return Block("cultureInfo fr-FR", children=[Block("translations", children=[model])])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _json(content: Mapping[str, object]) -> str:
    return json.dumps(content, indent=2) + "\n"
