"""A packaged Tableau data source (.tdsx): the figures as an extract, with names and a measure."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import duckdb
import pyarrow as pa

from publishing.bi import figures
from publishing.bi.meaning import Meaning
from publishing.errors import PublishError

_NAME = "accord_figures"
_EXTRACT = f"Data/{_NAME}.hyper"
_TABLE = "Extract"
#: Name, type and caption of the calculated fields.
_FIGURE = (
    "IF COUNT([value]) = 1 THEN MAX([value]) "
    "ELSEIF {series} AND ({period} OR {periods}) AND ({member} OR {members}) THEN SUM([value]) "
    "ELSEIF {series} AND {period} AND MIN([is_ratio]) THEN SUM([numerator]) "
    "/ SUM([denominator]) END"
)
_SERIES = ("kpi_id", "variant", "grain", "dimension")
_TABLEAU_TYPES = (
    (pa.types.is_boolean, "boolean"),
    (pa.types.is_integer, "integer"),
    (pa.types.is_floating, "real"),
    (pa.types.is_decimal, "real"),
    (pa.types.is_date, "date"),
    (pa.types.is_timestamp, "datetime"),
)
#: Numbers that are added up by nothing but the measure.
_MEASURES = ("value", "numerator", "denominator", "target_value", "previous_year_value")


def packaged(meaning: Meaning, file: Path) -> bytes:
    """Return a .tdsx with the figures of a published file.

    Args:
        meaning: of the publication.
        file: the published DuckDB file.

    Raises:
        PublishError: pantab, which writes Tableau's extracts, is not installed.
    """
    rows = _figures(file)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{_NAME}.tds", data_source(meaning, rows.schema))
        archive.writestr(_EXTRACT, _extract(rows))
    return written.getvalue()


def data_source(meaning: Meaning, schema: pa.Schema) -> bytes:
    """Return the .tds: where the extract lies, what each column is, and the measure `Figure`."""
    root = ET.Element(
        "datasource",
        {"formatted-name": _NAME, "inline": "true", "version": "18.1", "caption": "Accord"},
    )
    connection = ET.SubElement(
        root, "connection", {"class": "hyper", "dbname": _EXTRACT, "schema": _TABLE}
    )
    ET.SubElement(
        connection,
        "relation",
        {"name": _TABLE, "table": f"[{_TABLE}].[{_TABLE}]", "type": "table"},
    )
    comments = {column.name: column.comment for column in meaning.table("kpi_values").columns}
    for field in schema:
        _column(root, field, comments.get(field.name))
    figure = ET.SubElement(
        root,
        "column",
        {
            "caption": "Figure",
            "datatype": "real",
            "name": "[figure]",
            "role": "measure",
            "type": "quantitative",
        },
    )
    ET.SubElement(figure, "calculation", {"class": "tableau", "formula": _formula()})
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _formula() -> str:
    def one(name: str) -> str:
        return f"MIN([{name}]) = MAX([{name}])"

    return _FIGURE.format(
        series=" AND ".join(map(one, _SERIES)),
        period=one("period_start"),
        member=one("dimension_value"),
        periods="MIN([adds_up_over_time])",
        members="MIN([adds_up_over_dimensions])",
    )


def _column(root: ET.Element, field: pa.Field, comment: str | None) -> None:
    kind = next((name for is_it, name in _TABLEAU_TYPES if is_it(field.type)), "string")
    is_measure = field.name in _MEASURES
    column = ET.SubElement(
        root,
        "column",
        {
            "caption": field.name.replace("_", " ").capitalize(),
            "datatype": kind,
            "name": f"[{field.name}]",
            "role": "measure" if is_measure else "dimension",
            "type": "quantitative" if is_measure else "nominal" if kind == "string" else "ordinal",
            # What adds up is known to the field Figure alone.
            **({"aggregation": "None", "hidden": "true"} if is_measure else {}),
        },
    )
    if comment:
        described = ET.SubElement(column, "desc")
        text = ET.SubElement(described, "formatted-text")
        ET.SubElement(text, "run").text = comment


def _figures(file: Path) -> pa.Table:
    with duckdb.connect(str(file), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        return connection.execute(figures.QUERY).to_arrow_table()


def _extract(rows: pa.Table) -> bytes:
    try:
        import pantab
    except ImportError as error:
        raise PublishError(
            "Tableau's extracts are written by pantab, which is not installed: "
            "`.venv/bin/uv pip install pantab tableauhyperapi`"
        ) from error
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.hyper"
        pantab.frame_to_hyper(rows, path, table=pantab_table())
        return path.read_bytes()


def pantab_table() -> object:
    """Return the name that Tableau gives the table of an extract."""
    from tableauhyperapi import TableName

    return TableName(_TABLE, _TABLE)
