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


def tells_itself(name: str) -> bool:
    """A model of a shape declared elsewhere (`base_rows`), or within the KPI layer, need not."""
    inner = name.startswith("kpi__")
    return not inner and "base_rows(" not in BUILT[name].read_text(encoding="utf-8")


def test_every_model_is_described() -> None:
    assert sorted(name for name in BUILT if not DESCRIBED.get(name, {}).get("description")) == []


@pytest.mark.parametrize("name", sorted(filter(tells_itself, BUILT)))
def test_a_model_tells_its_grain_and_its_columns(name: str) -> None:
    model = DESCRIBED[name]
    text = model["description"].lower()
    assert "grain:" in text or "one row per" in text
    assert model["columns"]
    assert [column["name"] for column in model["columns"] if not column.get("description")] == []
