"""A bundle that Superset imports: the database, a dataset of the figures, a board per scorecard."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import yaml

from publishing.bi import figures
from publishing.bi.ids import id_of
from publishing.bi.meaning import Meaning, Scorecard, Series, Tile
from publishing.tables import Column

_VERSION = "1.0.0"
_DATASET = "kpi_figures"
_DATABASE = "Accord"
_ROOT = "accord"
_TIME = "period_start"
_GENERIC = {
    "DATE": "DATE",
    "TIMESTAMP": "TIMESTAMP",
    "TIMESTAMP WITH TIME ZONE": "TIMESTAMP",
    "BOOLEAN": "BOOLEAN",
    "DOUBLE": "DOUBLE",
    "BIGINT": "BIGINT",
    "INTEGER": "INTEGER",
}
#: What the query of the figures adds to the columns of kpi_values.
_ADDED = (
    Column("is_ratio", "BOOLEAN", "Whether the figure is a numerator over a denominator."),
    Column("adds_up_over_dimensions", "BOOLEAN", "Whether members add up to the total."),
    Column("adds_up_over_time", "BOOLEAN", "Whether months add up to their quarter."),
    Column("member_en", "VARCHAR", "Member, in English."),
    Column("member_fr", "VARCHAR", "Member, in French."),
    Column("member_parent", "VARCHAR", "What the member belongs to."),
)
#: How a unit is shown: a format of D3. Rates are fractions of one.
_FORMATS = {"count": ",.0f", "money": ",.0f", "rate": ",.1%", "score": ",.1f"}
_OTHER_FORMAT = ",.1f"
_CHARTS = {
    "number": "big_number",
    "line": "echarts_timeseries_line",
    "bar": "echarts_timeseries_bar",
    "funnel": "echarts_timeseries_bar",
    "table": "table",
}
_GRID_COLUMNS, _CHART_WIDTH, _CHART_HEIGHT = 12, 4, 50


def bundle(meaning: Meaning, sqlalchemy_uri: str, language: str = "en") -> bytes:
    """Return the zip that `superset import-dashboards --path` and the UI import.

    Args:
        meaning: of the publication.
        sqlalchemy_uri: where Superset finds it, seen from its own machine; without a password.
        language: `en` or `fr`, of labels and titles.
    """
    files = {
        "metadata.yaml": {
            "version": _VERSION,
            "type": "Dashboard",
            "timestamp": datetime.now(UTC).isoformat(),
        },
        f"databases/{_DATABASE}.yaml": _database(sqlalchemy_uri),
        f"datasets/{_DATABASE}/{_DATASET}.yaml": _dataset(meaning),
        **dict(_charts(meaning, language)),
        **{
            f"dashboards/{card.name}.yaml": _dashboard(card, language)
            for card in meaning.scorecards
            if card.tiles
        },
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{_ROOT}/{name}", yaml.safe_dump(content, sort_keys=False))
    return written.getvalue()


def _database(uri: str) -> dict[str, Any]:
    return {
        "database_name": _DATABASE,
        "sqlalchemy_uri": uri,
        "cache_timeout": None,
        "expose_in_sqllab": True,
        "allow_run_async": False,
        "allow_ctas": False,
        "allow_cvas": False,
        "allow_dml": False,
        "allow_file_upload": False,
        "extra": {"allows_virtual_table_explore": True},
        "uuid": id_of("database"),
        "version": _VERSION,
    }


def _dataset(meaning: Meaning) -> dict[str, Any]:
    table = meaning.table("kpi_values")
    return {
        "table_name": _DATASET,
        "main_dttm_col": _TIME,
        "description": table.comment,
        "schema": "kpi",
        "sql": figures.QUERY,
        "filter_select_enabled": True,
        "normalize_columns": False,
        "always_filter_main_dttm": False,
        "uuid": id_of("dataset"),
        "metrics": [
            _metric("figure", "Figure", figures.measure()),
            _metric("target", "Target", figures.measure("target_value", is_ratio=False)),
            _metric(
                "previous_year",
                "The year before",
                figures.measure("previous_year_value", is_ratio=False),
            ),
            _metric("figures_found", "Number of figures", "count(*)"),
        ],
        "columns": [_column(column) for column in (*table.columns, *_ADDED)],
        "version": _VERSION,
        "database_uuid": id_of("database"),
    }


def _metric(name: str, label: str, expression: str) -> dict[str, Any]:
    return {
        "metric_name": name,
        "verbose_name": label,
        "metric_type": None,
        "expression": expression,
        "description": "NULL where the rows do not add up" if name != "figures_found" else None,
        "d3format": None,
        "extra": {},
        "warning_text": None,
    }


def _column(column: Column) -> dict[str, Any]:
    kind = _GENERIC.get(column.data_type, "VARCHAR")
    return {
        "column_name": column.name,
        "verbose_name": column.name.replace("_", " ").capitalize(),
        "is_dttm": kind in {"DATE", "TIMESTAMP"},
        "is_active": True,
        "type": kind,
        "groupby": True,
        "filterable": True,
        "expression": None,
        "description": column.comment,
        "python_date_format": None,
        "extra": {},
    }


def _charts(meaning: Meaning, language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for card in meaning.scorecards:
        for tile in card.tiles:
            yield f"charts/{_chart_name(card, tile)}.yaml", _chart(card, tile, language)


def _chart(card: Scorecard, tile: Tile, language: str) -> dict[str, Any]:
    kind = _CHARTS.get(tile.chart, "echarts_timeseries_line")
    series = tile.series
    number_format = _FORMATS.get(series.unit, _OTHER_FORMAT)
    params: dict[str, Any] = {
        "viz_type": kind,
        "x_axis": _TIME,
        "granularity_sqla": _TIME,
        "time_grain_sqla": None,
        "time_range": "No filter",
        "adhoc_filters": [
            *(
                _filter(column, value)
                for column, value in (
                    ("kpi_id", series.kpi_id),
                    ("variant", series.variant),
                    ("grain", tile.grain),
                    ("dimension", "total"),
                )
            ),
            _complete(),
        ],
        "y_axis_format": number_format,
        "row_limit": 10_000,
    }
    if kind == "big_number":
        params |= {"metric": "figure", "show_trend_line": True, "compare_lag": 1}
    elif kind == "table":
        params |= {
            "query_mode": "aggregate",
            "groupby": [_TIME],
            "metrics": ["figure", "target", "previous_year"],
        }
    else:
        params |= {
            "metrics": ["figure", "target", "previous_year"],
            "groupby": [],
            "rich_tooltip": True,
        }
    return {
        "slice_name": _label(series, language),
        "description": series.description_fr if language == "fr" else series.description_en,
        "viz_type": kind,
        "params": params,
        "query_context": None,
        "cache_timeout": None,
        "uuid": id_of("chart", _chart_name(card, tile)),
        "version": _VERSION,
        "dataset_uuid": id_of("dataset"),
    }


def _filter(column: str, value: str) -> dict[str, Any]:
    return {
        "clause": "WHERE",
        "expressionType": "SIMPLE",
        "subject": column,
        "operator": "==",
        "operatorId": "EQUALS",
        "comparator": value,
    }


def _complete() -> dict[str, Any]:
    """Return the filter of the periods that have ended: a running one would look like a fall."""
    return {"clause": "WHERE", "expressionType": "SQL", "sqlExpression": "is_complete"}


def _dashboard(card: Scorecard, language: str) -> dict[str, Any]:
    return {
        "dashboard_title": card.label_fr if language == "fr" else card.label_en,
        "description": card.description_en,
        "css": "",
        "slug": f"accord-{card.name}".replace("_", "-"),
        "uuid": id_of("dashboard", card.name),
        "position": _position(card, language),
        "metadata": {"color_scheme": "supersetColors", "refresh_frequency": 0},
        "version": _VERSION,
    }


def _position(card: Scorecard, language: str) -> dict[str, Any]:
    """Return where the charts are: three in a row, in the order of the scorecard."""
    title = card.label_fr if language == "fr" else card.label_en
    per_row = _GRID_COLUMNS // _CHART_WIDTH
    starts = range(0, len(card.tiles), per_row)
    rows = [f"ROW-{start}" for start in starts]
    position: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "children": rows, "parents": ["ROOT_ID"]},
        "HEADER_ID": {"type": "HEADER", "id": "HEADER_ID", "meta": {"text": title}},
    }
    for row, start in zip(rows, starts, strict=True):
        of_row = card.tiles[start : start + per_row]
        names = [_chart_name(card, tile) for tile in of_row]
        position[row] = {
            "type": "ROW",
            "id": row,
            "children": [f"CHART-{name}" for name in names],
            "parents": ["ROOT_ID", "GRID_ID"],
            "meta": {"background": "BACKGROUND_TRANSPARENT"},
        }
        for number, (name, tile) in enumerate(zip(names, of_row, strict=True), start=start + 1):
            position[f"CHART-{name}"] = {
                "type": "CHART",
                "id": f"CHART-{name}",
                "children": [],
                "parents": ["ROOT_ID", "GRID_ID", row],
                "meta": {
                    # Superset puts its own number here when it imports; it has to find one.
                    "chartId": number,
                    "uuid": id_of("chart", name),
                    "width": _CHART_WIDTH,
                    "height": _CHART_HEIGHT,
                    "sliceName": _label(tile.series, language),
                },
            }
    return position


def _chart_name(card: Scorecard, tile: Tile) -> str:
    return f"{card.name}__{tile.series.name}__{tile.grain}".replace(".", "__").replace(":", "_")


def _label(series: Series, language: str) -> str:
    return series.label_fr if language == "fr" else series.label_en
