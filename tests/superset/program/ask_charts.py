"""Runs inside Superset's own environment: ask every chart that was imported, write what it answers.

python ask_charts.py REPORT
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def main(report: Path) -> None:
    """Write the charts of each dashboard, and the rows of each chart."""
    from superset.app import create_app

    with create_app().app_context():
        from flask import g
        from superset import db, security_manager
        from superset.models.dashboard import Dashboard
        from superset.models.slice import Slice

        g.user = security_manager.find_user("admin")
        found = {
            "dashboards": {
                board.slug: sorted(chart.slice_name for chart in board.slices)
                for board in db.session.query(Dashboard)
            },
            "charts": {chart.slice_name: _rows(chart) for chart in db.session.query(Slice)},
        }
    report.write_text(json.dumps(found, default=str), encoding="utf-8")


def _rows(chart: Any) -> list[dict[str, Any]]:
    """Return the rows of a chart, by the query that Superset makes of its filters and metrics."""
    params = json.loads(chart.params)
    filters = params["adhoc_filters"]
    query = {
        "columns": ["period_start"],
        "metrics": params.get("metrics") or [params["metric"]],
        "filter": [
            {"col": one["subject"], "op": one["operator"], "val": one["comparator"]}
            for one in filters
            if one["expressionType"] == "SIMPLE"
        ],
        "extras": {
            "where": " and ".join(
                one["sqlExpression"] for one in filters if one["expressionType"] == "SQL"
            )
        },
        "orderby": [],
        "is_timeseries": False,
        "row_limit": 10_000,
    }
    answer = chart.table.query(query)
    if answer.error_message:
        raise RuntimeError(f"{chart.slice_name}: {answer.error_message}")
    rows: list[dict[str, Any]] = answer.df.to_dict("records")
    return rows


if __name__ == "__main__":
    main(Path(sys.argv[1]))
