"""The publication in PostgreSQL, where `ACCORD_POSTGRES_URL` names a database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from orchestration.company.context import Company
from orchestration.dbt.manifest import load_manifest
from publishing.postgres import PostgresSummary, publish_to_postgres

#: The tests by which a model says what names a row.
_KEY_TESTS = ("unique_key", "sound_keys")


def bring_to_postgres(
    company: Company, on_table: Callable[[str], None] = lambda _: None
) -> PostgresSummary | None:
    """Bring the current publication to the database; None: the settings name none.

    Raises:
        PostgresError: it can't be brought; readers of the database keep what they have.
    """
    settings = company.settings
    if settings.postgres_url is None:
        return None
    return publish_to_postgres(
        settings.postgres_url.get_secret_value(),
        settings.published_dir,
        company.profile.name,
        table_keys(load_manifest()),
        memory_limit=settings.memory_limit,
        on_table=on_table,
    )


def table_keys(manifest: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the columns that name a row of each model, by `schema.name`.

    A model says them by its tests, or by `meta: {key: [...]}` where a test would cost too much.
    """
    keys: dict[str, tuple[str, ...]] = {}
    for node in manifest["nodes"].values():
        if marked := node["config"].get("meta", {}).get("key"):
            keys[f"{node['schema']}.{node['name']}"] = tuple(marked)
        test = node.get("test_metadata") or {}
        if test.get("name") in _KEY_TESTS:
            model = manifest["nodes"].get(node["attached_node"])
            given = test["kwargs"]
            columns = given.get("columns") or [given.get("key") or given["column_name"]]
            if model is not None:
                keys[f"{model['schema']}.{model['name']}"] = tuple(columns)
    return keys
