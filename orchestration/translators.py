"""The only place for asset keys, groups, owners, kinds and code versions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings

from orchestration.company.settings import PROJECT_ROOT

#: One slot: whatever writes to the warehouse.
WAREHOUSE_POOL = "warehouse"
OWNER = "team:data-platform"

COMPILED_KPIS = dg.AssetKey(["kpi", "compiled_metrics"])
PUBLICATION = dg.AssetKey(["published", "accord"])
#: Generated from the metric files: one model per grain and dimension.
GENERATED_TAG = "kpi_generated"

_LAYERS = ("staging", "conformed", "marts", "kpi", "snapshots", "seeds")


def raw_key(source: str, table: str) -> dg.AssetKey:
    """Return the key of a raw table."""
    return dg.AssetKey([f"raw_{source}", table])


def table_key(table_name: str) -> dg.AssetKey:
    """Return the key of a `schema.name` in the warehouse."""
    return dg.AssetKey(table_name.split("."))


def period_key(cadence: str, part: str) -> dg.AssetKey:
    """Return the key of what a weekly, monthly or quarterly run makes."""
    return dg.AssetKey(["periods", f"{cadence}_{part}"])


class AccordDbtTranslator(DagsterDbtTranslator):
    """dbt nodes as assets: the key is `schema/name`, the group is the layer."""

    def __init__(self) -> None:
        super().__init__(
            DagsterDbtTranslatorSettings(
                enable_asset_checks=True,
                enable_code_references=True,
                enable_duplicate_source_asset_keys=True,
            )
        )

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """Return schema and table name, as in the warehouse."""
        name = dbt_resource_props.get("identifier") or dbt_resource_props.get("alias")
        return dg.AssetKey([dbt_resource_props["schema"], name or dbt_resource_props["name"]])

    def get_asset_spec(
        self, manifest: Mapping[str, Any], unique_id: str, project: Any
    ) -> dg.AssetSpec:
        """Return the spec of a node; its version follows its file and the macros that it uses."""
        spec = super().get_asset_spec(manifest, unique_id, project)
        if unique_id not in manifest["nodes"]:
            return spec
        return spec.replace_attributes(code_version=version_of_node(manifest, unique_id))

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """Return the layer, and for marts and staging their folder: `marts_funnel`."""
        if dbt_resource_props["resource_type"] == "source":
            return str(dbt_resource_props["schema"])
        layer, *folders = dbt_resource_props["fqn"][1:-1] or [dbt_resource_props["schema"]]
        if layer in ("marts", "staging") and folders:
            return f"{layer}_{folders[0]}"
        return layer if layer in _LAYERS else str(dbt_resource_props["resource_type"]) + "s"

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """Return the description alone; the SQL is in dbt's docs."""
        return str(dbt_resource_props.get("description") or "")

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> list[str]:
        """Return the team that answers for the tables."""
        del dbt_resource_props
        return [OWNER]

    def get_tags(self, dbt_resource_props: Mapping[str, Any]) -> Mapping[str, str]:
        """Return dbt's tags that Dagster can hold."""
        return {tag: "" for tag in dbt_resource_props.get("tags", []) if tag.isidentifier()}


class KpiDbtTranslator(AccordDbtTranslator):
    """The KPI models: generated ones in a group of their own, waiting for their compilation."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """Return `kpi_generated` for what is generated."""
        if GENERATED_TAG in dbt_resource_props.get("tags", []):
            return GENERATED_TAG
        return super().get_group_name(dbt_resource_props)

    def get_asset_spec(
        self, manifest: Mapping[str, Any], unique_id: str, project: Any
    ) -> dg.AssetSpec:
        """Return the spec of a node; generated models depend on their compilation."""
        spec = super().get_asset_spec(manifest, unique_id, project)
        node = manifest["nodes"].get(unique_id, {})
        if GENERATED_TAG not in node.get("tags", []):
            return spec
        return spec.replace_attributes(deps=[*spec.deps, dg.AssetDep(COMPILED_KPIS)])


def mart_keys(manifest: Mapping[str, Any], translator: DagsterDbtTranslator) -> list[dg.AssetKey]:
    """Return the keys of the models in the `marts` schema."""
    return _model_keys(manifest, translator, "marts")


def published_keys(
    manifest: Mapping[str, Any], translator: DagsterDbtTranslator
) -> list[dg.AssetKey]:
    """Return the keys of every model that readers get: the `marts` and `kpi` schemas.

    A double underscore marks a step between, as everywhere in dbt: that stays in the warehouse.
    """
    keys = _model_keys(manifest, translator, "marts", "kpi")
    return [key for key in keys if "__" not in key.path[-1]]


def _model_keys(
    manifest: Mapping[str, Any], translator: DagsterDbtTranslator, *schemas: str
) -> list[dg.AssetKey]:
    return sorted(
        translator.get_asset_key(node)
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] in schemas
    )


def version_of_folders(*folders: str) -> str:
    """Return what changes with any Python or YAML file in `folders` of the project.

    Dagster shows an asset as stale when it was made by code of another version.
    """
    files = [
        path
        for folder in folders
        for path in sorted((PROJECT_ROOT / folder).rglob("*"))
        if path.suffix in (".py", ".yml", ".yaml")
    ]
    return _digest(path.read_bytes() for path in files)


def version_of_node(manifest: Mapping[str, Any], unique_id: str) -> str:
    """Return what changes with a dbt node's file, or with a macro of the project that it uses."""
    node = manifest["nodes"][unique_id]
    macros = sorted(set(_macros(manifest, node, set())))
    texts = [
        node["checksum"]["checksum"],
        *(manifest["macros"][one]["macro_sql"] for one in macros),
    ]
    return _digest(text.encode() for text in texts)


def _macros(manifest: Mapping[str, Any], user: Mapping[str, Any], seen: set[str]) -> Iterator[str]:
    """Yield the project's macros that `user` uses, also those that one of them uses."""
    project = f"macro.{manifest['metadata']['project_name']}."
    for macro in user["depends_on"].get("macros", ()):
        # What a package has changes with requirements.lock, not with an edit.
        if macro.startswith(project) and macro not in seen:
            seen.add(macro)
            yield macro
            yield from _macros(manifest, manifest["macros"][macro], seen)


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()[:16]
