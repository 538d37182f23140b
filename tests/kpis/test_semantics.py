"""What the KPI layer reads of a semantic model, and what it refuses."""

import json
from pathlib import Path
from typing import Any

import pytest

from kpis.problems import CompileError
from kpis.semantics import DIMENSION, MEMBER, read_semantics


def _manifest(folder: Path, **other: Any) -> Path:
    model: dict[str, Any] = {
        "name": "activities",
        "node_relation": {"alias": "fct_activities", "relation_name": "fct_activities"},
        "config": {"meta": {"accord": {"entities": ["activities"]}}},
        "defaults": {"agg_time_dimension": "occurred_on"},
        "entities": [{"name": "owner", "expr": "rep_key"}, {"name": "activity", "expr": None}],
        "dimensions": [{"name": "occurred_on", "expr": None}],
        "measures": [{"name": "calls", "expr": "is_call", "agg_time_dimension": None}],
    }
    path = folder / "semantic_manifest.json"
    path.write_text(json.dumps({"metrics": [], "semantic_models": [{**model, **other}]}))
    return path


def test_a_dimension_is_found_where_its_entity_says(tmp_path: Path) -> None:
    [fact] = read_semantics(_manifest(tmp_path)).facts
    assert fact.dimension_columns == {"owner": "rep_key"}


def test_the_columns_added_in_memory_are_not_looked_for_in_the_mart(tmp_path: Path) -> None:
    semantics = read_semantics(_manifest(tmp_path))
    [model] = semantics.manifest["semantic_models"]
    assert {DIMENSION, MEMBER} < {entity["name"] for entity in model["entities"]}
    [fact] = semantics.facts
    assert fact.expressions == ("activity", "is_call", "occurred_on", "rep_key")


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"defaults": None}, "set `defaults.agg_time_dimension`"),
        ({"config": None}, "list under `config.meta.accord.entities`"),
        (
            {"measures": [{"name": "calls", "expr": None, "agg_time_dimension": "logged_on"}]},
            "give that measure a semantic model of its own",
        ),
    ],
)
def test_what_cannot_be_computed_is_rejected_with_a_fix(
    tmp_path: Path, other: dict[str, Any], message: str
) -> None:
    with pytest.raises(CompileError, match=message):
        read_semantics(_manifest(tmp_path, **other))
