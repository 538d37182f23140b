"""What a step yields when its inputs have not changed: the kept results, and from which run."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter

import dagster as dg


def skipped_results(
    context: dg.AssetExecutionContext, made_by: str
) -> Iterator[dg.MaterializeResult[None]]:
    """Yield the assets of the step that other steps wait for, made by an earlier run.

    The others keep the materialisation that they have: each costs an entry in the event log.
    """
    context.log.info(f"nothing changed since run {made_by}: its results are kept")
    graph = context.job_def.asset_layer.asset_graph
    selected = context.selected_asset_keys
    # Dagster wants an asset after those of the same step that it is built from.
    for key in TopologicalSorter(context.assets_def.asset_deps).static_order():
        if key in selected and graph.get(key).child_keys - selected:
            yield dg.MaterializeResult(asset_key=key, metadata={"unchanged since run": made_by})
