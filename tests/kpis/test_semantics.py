"""What the KPI layer refuses of a semantic model."""

import json
from pathlib import Path
from typing import Any

import pytest

from kpis.problems import CompileError
from kpis.semantics import read_semantics


def _manifest(folder: Path, expression: str) -> Path:
    model: dict[str, Any] = {
        "name": "activities",
        "node_relation": {"alias": "fct_activities", "relation_name": "fct_activities"},
        "config": {"meta": {"accord": {"entities": ["activities"]}}},
        "defaults": {"agg_time_dimension": "occurred_on"},
        "entities": [{"name": "owner", "expr": "owner_key"}],
        "dimensions": [{"name": "occurred_on", "expr": None}],
        "measures": [{"name": "active_reps", "expr": expression, "agg_time_dimension": None}],
    }
    path = folder / "semantic_manifest.json"
    path.write_text(json.dumps({"metrics": [], "semantic_models": [model]}))
    return path


def test_a_measure_that_reads_a_dimension_is_refused(tmp_path: Path) -> None:
    # A plan by owner is renamed for the other dimensions: it would count teams, channels, ...
    path = _manifest(tmp_path, "case when is_past = 1 then owner_key end")
    with pytest.raises(CompileError, match=r"'active_reps' reads 'owner_key'.*give the mart"):
        read_semantics(path)


def test_a_measure_may_read_a_column_of_its_own(tmp_path: Path) -> None:
    [fact] = read_semantics(_manifest(tmp_path, "active_rep")).facts
    assert "active_rep" in fact.expressions
