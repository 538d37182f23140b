"""Every dbt model tells what a row of it is, and what each of its columns holds."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

MODELS = Path(__file__).parents[2] / "dbt_project" / "models"


def described() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in MODELS.rglob("*.yml"):
        document = YAML(typ="safe").load(path.read_text(encoding="utf-8")) or {}
        found |= {model["name"]: model for model in document.get("models", ())}
    return found


DESCRIBED = described()
BUILT = {path.stem: path for path in MODELS.rglob("*.sql") if path.parent.name != "generated"}


def is_for_readers(name: str) -> bool:
    """A step within the KPI layer is for its neighbours alone."""
    return not name.startswith("kpi__")


def test_every_model_is_described() -> None:
    assert sorted(name for name in BUILT if not DESCRIBED.get(name, {}).get("description")) == []


@pytest.mark.parametrize("name", sorted(filter(is_for_readers, BUILT)))
def test_a_model_tells_its_grain_and_its_columns(name: str) -> None:
    model = DESCRIBED[name]
    text = model["description"].lower()
    assert "grain:" in text or "one row per" in text
    assert model["columns"]
    assert [column["name"] for column in model["columns"] if not column.get("description")] == []
