"""What a step yields when nothing that it works from changed: what stands, and since which run."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from graphlib import TopologicalSorter

import dagster as dg


def standing(
    context: dg.AssetExecutionContext, made_by: str, awaited: Collection[dg.AssetKey]
) -> Iterator[dg.MaterializeResult[None]]:
    """Yield the assets of the step that other steps wait for, made by an earlier run.

    The others keep the materialisation that they have: each costs an entry in the event log.
    """
    context.log.info(f"nothing changed since run {made_by}: what it made stands")
    # Dagster wants an asset after those of the same step that it is built from.
    ordered = TopologicalSorter(context.assets_def.asset_deps).static_order()
    wanted = context.selected_asset_keys.intersection(awaited)
    for key in (key for key in ordered if key in wanted):
        yield dg.MaterializeResult(asset_key=key, metadata={"unchanged since run": made_by})
