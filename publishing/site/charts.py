"""Vega-Lite specifications of the charts; their rows, and the colours, are put in when drawn.

The pages draw them with the library that `vl-convert` carries. Each is a plain picture of rows
that were made before: no specification computes a figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Spec = dict[str, Any]

#: Colours by their role, which the page puts in for light or dark.
PLOT, SOFT, AIM, UP, DOWN = "$plot", "$plot-soft", "$aim", "$green", "$red"
GREY = "$soft"
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


def _spec(**parts: Any) -> Spec:
    return {
        "$schema": _SCHEMA,
        "data": {"name": "rows"},
        "width": "container",
        "height": 280,
        "autosize": {"type": "fit", "contains": "padding"},
        **parts,
    }


def _x(title: str | None = None) -> Spec:
    """Return the axis of names, in the order of the rows."""
    axis = {"labelAngle": -40, "labelOverlap": True, "labelLimit": 110, "title": title}
    return {"field": "name", "type": "ordinal", "sort": None, "axis": axis}


def _y(field: str = "value", zero: bool = True) -> Spec:
    axis = {"format": "$format", "title": None, "tickCount": 5}
    return {"field": field, "type": "quantitative", "axis": axis, "scale": {"zero": zero}}


_TOOLTIP = [
    {"field": "name", "type": "nominal", "title": "$name"},
    {"field": "text", "type": "nominal", "title": "$value"},
]


def _history(mark: Spec, year_before: Spec, zero: bool) -> Spec:
    """Return a KPI over time: its figures, those of a year before, and what was asked."""
    x = _x()
    if mark["type"] == "bar":
        x["scale"] = {"paddingInner": 0.3, "paddingOuter": 0.2}
    return _spec(
        encoding={"x": x},
        layer=[
            {
                "mark": mark,
                "encoding": {
                    "y": _y("value", zero),
                    "tooltip": [
                        *_TOOLTIP,
                        {"field": "aim_text", "type": "nominal", "title": "$target"},
                        {"field": "year_text", "type": "nominal", "title": "N-1"},
                    ],
                    "opacity": {"field": "shade", "type": "quantitative", "scale": None},
                },
            },
            {"mark": year_before, "encoding": {"y": _y("year_before", zero)}},
            {
                "mark": {"type": "line", "stroke": AIM, "strokeWidth": 1.5, "strokeDash": [5, 4]},
                "encoding": {"y": _y("aim", zero)},
            },
        ],
    )


def _waterfall() -> Spec:
    """Return steps from one stock to another: each bar begins where the one before ended."""
    return _spec(
        encoding={"x": _x(), "y": _y("start"), "y2": {"field": "end"}},
        layer=[
            {
                "mark": {"type": "bar", "size": 34},
                "encoding": {
                    "color": {
                        "field": "kind",
                        "type": "nominal",
                        "scale": {
                            "domain": ["stock", "up", "won", "down"],
                            "range": [PLOT, UP, UP, DOWN],
                        },
                        "legend": None,
                    },
                    "tooltip": _TOOLTIP,
                },
            },
            {
                "mark": {"type": "text", "dy": -7, "fontSize": 11},
                "encoding": {
                    "y": {"field": "top", "type": "quantitative"},
                    "y2": {"value": 0},
                    "text": {"field": "text"},
                },
            },
        ],
    )


def _grouped() -> Spec:
    """Return bars of several series side by side."""
    return _spec(
        mark={"type": "bar"},
        encoding={
            "x": _x(),
            "xOffset": {"field": "group", "type": "nominal", "sort": None},
            "y": _y(),
            "color": {
                "field": "group",
                "type": "nominal",
                "sort": None,
                "legend": {"orient": "top", "title": None, "columns": 4, "labelLimit": 160},
                "scale": {"scheme": "tableau10"},
            },
            "tooltip": [*_TOOLTIP, {"field": "group", "type": "nominal", "title": "$group"}],
        },
    )


def _forecast() -> Spec:
    """Return what came of each period beside what was foreseen, with its range, and the quota."""
    return _spec(
        encoding={"x": _x()},
        layer=[
            {
                "mark": {"type": "bar", "color": SOFT},
                "encoding": {"y": _y("actual"), "tooltip": _TOOLTIP},
            },
            {
                "mark": {"type": "rule", "color": PLOT, "strokeWidth": 3},
                "encoding": {"y": _y("low"), "y2": {"field": "high"}, "tooltip": _TOOLTIP},
            },
            {
                "mark": {"type": "point", "shape": "diamond", "filled": True, "color": PLOT,
                         "size": 90, "opacity": 1},
                "encoding": {"y": _y("forecast"), "tooltip": _TOOLTIP},
            },
            {
                "mark": {"type": "tick", "color": AIM, "thickness": 2, "size": 34},
                "encoding": {"y": _y("quota"), "tooltip": _TOOLTIP},
            },
        ],
    )  # fmt: skip


def specs() -> Mapping[str, Spec]:
    """Return the specifications by name."""
    line = {"type": "line", "stroke": PLOT, "strokeWidth": 2.5, "point": {"fill": PLOT, "size": 28}}
    return {
        "line": _history(line, {"type": "line", "stroke": GREY, "strokeWidth": 1.3}, zero=False),
        "bars": _history(
            {"type": "bar", "color": PLOT},
            {"type": "tick", "color": GREY, "thickness": 2},
            zero=True,
        ),
        "waterfall": _waterfall(),
        "grouped": _grouped(),
        "forecast": _forecast(),
    }
