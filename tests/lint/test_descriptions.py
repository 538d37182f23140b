"""Every dbt model states what a row of it is; what is published or declared, every column of it.

A column that only passes through is described where it is made: the models between need no line.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kpis.governance.yaml_files import read_yaml

MODELS = Path(__file__).parents[2] / "dbt_project" / "models"
SNAPSHOTS = MODELS.parent / "snapshots"
BLOCK = re.compile(r"{% docs (\w+) %}(.+?){% enddocs %}", re.DOTALL)
REFERENCE = re.compile(r"""{{ doc\(["'](\w+)["']\) }}""")
KNOWN_KEYS = {"name", "data_type", "description", "data_tests", "granularity", "constraints"}
#: A sentence of more words than this that three models use is a doc block.
SHORT = 5


def described() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in (*MODELS.rglob("*.yml"), *SNAPSHOTS.glob("*.yml")):
        # By libyaml: each worker reads them all, and Python alone takes ten times as long.
        document = read_yaml(path) or {}
        models = (*document.get("models", ()), *document.get("snapshots", ()))
        found |= {model["name"]: model for model in models}
    return found


DESCRIBED = described()
BUILT = {path.stem: path for path in MODELS.rglob("*.sql") if path.parent.name != "generated"}
BLOCKS = dict(BLOCK.findall((MODELS / "docs.md").read_text(encoding="utf-8")))
DESCRIPTIONS = [
    str(column["description"])
    for model in DESCRIBED.values()
    for column in model.get("columns", ())
    if "description" in column
]


def declares_its_columns(name: str) -> bool:
    """A published model, or one with a contract; a step within the KPI layer is neither."""
    layer = BUILT[name].relative_to(MODELS).parts[0]
    contract = DESCRIBED[name].get("config", {}).get("contract", {}).get("enforced", False)
    return (layer in ("marts", "kpi") and not name.startswith("kpi__")) or contract


def test_every_model_is_described_beside_its_sql() -> None:
    assert sorted(name for name in BUILT if not DESCRIBED.get(name, {}).get("description")) == []
    lost = [name for name, path in BUILT.items() if not path.with_suffix(".yml").exists()]
    assert lost == []


@pytest.mark.parametrize("name", sorted(name for name in BUILT if not name.startswith("kpi__")))
def test_a_model_states_its_grain(name: str) -> None:
    text = DESCRIBED[name]["description"].lower()
    assert "grain:" in text or "one row per" in text


@pytest.mark.parametrize("name", sorted(filter(declares_its_columns, BUILT)))
def test_every_column_that_is_published_or_declared_is_described(name: str) -> None:
    columns = DESCRIBED[name]["columns"]
    assert columns
    assert [column["name"] for column in columns if not column.get("description")] == []


def test_no_description_lost_what_came_after_a_comma() -> None:
    """Within braces, YAML ends an unquoted text at its first comma."""
    odd = {
        (name, column["name"])
        for name, model in DESCRIBED.items()
        for column in model.get("columns", ())
        if column.keys() - KNOWN_KEYS
    }
    assert odd == set()


def test_doc_blocks_are_those_that_are_used() -> None:
    used = {name for text in DESCRIPTIONS for name in REFERENCE.findall(text)}
    assert used == set(BLOCKS)


def test_what_several_models_say_is_said_once() -> None:
    said = Counter(text for text in DESCRIPTIONS if len(text.split()) > SHORT)
    again = [text for text, times in said.items() if times > 2 and not REFERENCE.search(text)]
    assert again == []
    assert [text for text in said if text in BLOCKS.values()] == []
