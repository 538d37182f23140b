"""The only place for asset keys, groups, owners and kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings

from ingestion.registry import discover
from orchestration.translators.versions import version_of_node

#: One slot: whatever writes to the warehouse.
WAREHOUSE_POOL = "warehouse"

COMPILED_KPIS = dg.AssetKey(["kpi", "compiled_metrics"])
KPI_VALUES = dg.AssetKey(["kpi", "kpi_values"])
PUBLICATION = dg.AssetKey(["published", "accord"])
POSTGRES = dg.AssetKey(["published", "postgres"])
SITE_KEY = dg.AssetKey(["published", "site"])
#: Generated from the metric files: one model per grain and dimension.
GENERATED_TAG = "kpi_generated"

#: Numbered, so that the UI lists groups in the way of the data.
_LAYERS = {
    name: f"{number}_{name}"
    for number, name in enumerate(
        ("raw", "staging", "conformed", "marts", "kpi", "published", "periods"), start=1
    )
}
#: Who runs the pipeline; what has no other owner is theirs.
DATA_PLATFORM = "data_platform"


def group(layer: str, domain: str = "") -> str:
    """Return the group of a layer, or of one of its domains: `4_marts_funnel`."""
    return f"{_LAYERS[layer]}_{domain}" if domain else _LAYERS[layer]


def owners(*teams: str) -> list[str]:
    """Return the owners as Dagster has them; whoever runs the pipeline without any."""
    found = dict.fromkeys(team for team in teams if team) or {DATA_PLATFORM: None}
    return [f"team:{team.replace('_', '-')}" for team in found]


def raw_key(source: str, table: str) -> dg.AssetKey:
    """Return the key of a raw table."""
    return dg.AssetKey([f"raw_{source}", table])


def table_key(table_name: str) -> dg.AssetKey:
    """Return the key of a `schema.name` in the warehouse."""
    return dg.AssetKey(table_name.split("."))


def period_key(cadence: str) -> dg.AssetKey:
    """Return the key of the periods of a cadence whose figures are published."""
    return dg.AssetKey(["periods", cadence])


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
        """Return the layer and the domain: the model's `meta: {domain: …}`, else its folder."""
        if dbt_resource_props["resource_type"] == "source":
            return group("raw", str(dbt_resource_props["schema"]).removeprefix("raw_"))
        if dbt_resource_props["resource_type"] == "snapshot":
            return group("conformed", "snapshots")
        layer, *folders = dbt_resource_props["fqn"][1:-1] or [dbt_resource_props["schema"]]
        meta = dbt_resource_props["config"].get("meta", {})
        domain = meta.get("domain") or (folders[0] if folders else "")
        return group(layer, domain) if layer in _LAYERS else layer

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """Return the description alone; the SQL is in dbt's docs."""
        return str(dbt_resource_props.get("description") or "")

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> list[str]:
        """Return the team of the model's dbt group; of a staging model, that of its source."""
        _, layer, *folders = dbt_resource_props["fqn"]
        if layer == "staging" and folders[0] in discover():
            return owners(discover()[folders[0]].team)
        return owners(dbt_resource_props["config"].get("group") or "")

    def get_tags(self, dbt_resource_props: Mapping[str, Any]) -> Mapping[str, str]:
        """Return dbt's tags that Dagster can hold."""
        return {tag: "" for tag in dbt_resource_props.get("tags", []) if tag.isidentifier()}


class KpiDbtTranslator(AccordDbtTranslator):
    """The KPI models: generated ones wait for their compilation."""

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
