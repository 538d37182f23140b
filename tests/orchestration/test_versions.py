"""Code versions follow the code that makes an asset, and nothing else."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from orchestration.translators.versions import version_of_folders, version_of_node

MANIFEST: dict[str, Any] = {
    "metadata": {"project_name": "ours"},
    "nodes": {
        "model.ours.orders": {
            "checksum": {"checksum": "a1"},
            "depends_on": {"macros": ["macro.ours.money", "macro.dbt.type_string"]},
        }
    },
    "macros": {
        "macro.ours.money": {
            "macro_sql": "{{ rounded() }} / 100",
            "depends_on": {"macros": ["macro.ours.rounded"]},
        },
        # A macro that calls itself.
        "macro.ours.rounded": {
            "macro_sql": "round(x, 2)",
            "depends_on": {"macros": ["macro.ours.rounded"]},
        },
        "macro.ours.unused": {"macro_sql": "1", "depends_on": {"macros": []}},
        "macro.dbt.type_string": {"macro_sql": "text", "depends_on": {"macros": []}},
    },
}


def version(manifest: dict[str, Any]) -> str:
    return version_of_node(manifest, "model.ours.orders")


@pytest.mark.parametrize("macro", ["macro.ours.money", "macro.ours.rounded"])
def test_a_model_has_a_new_version_when_a_macro_that_it_uses_changes(macro: str) -> None:
    changed = deepcopy(MANIFEST)
    changed["macros"][macro]["macro_sql"] += " + 1"
    assert version(changed) != version(MANIFEST)


def test_a_model_has_a_new_version_when_its_file_changes() -> None:
    changed = deepcopy(MANIFEST)
    changed["nodes"]["model.ours.orders"]["checksum"]["checksum"] = "a2"
    assert version(changed) != version(MANIFEST)


def test_a_model_keeps_its_version_when_other_code_changes() -> None:
    changed = deepcopy(MANIFEST)
    changed["macros"]["macro.ours.unused"]["macro_sql"] = "2"
    assert version(changed) == version(MANIFEST)


def test_a_folder_has_a_new_version_when_a_file_of_code_changes(tmp_path: Path) -> None:
    (tmp_path / "load.py").write_text("one = 1", encoding="utf-8")
    (tmp_path / "README.md").write_text("What it loads", encoding="utf-8")
    before = version_of_folders(str(tmp_path))
    (tmp_path / "README.md").write_text("What it loads, and why", encoding="utf-8")
    assert version_of_folders(str(tmp_path)) == before
    (tmp_path / "load.py").write_text("one = 2", encoding="utf-8")
    assert version_of_folders(str(tmp_path)) != before
