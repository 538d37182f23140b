"""What the code location holds, as JSON: for `test_definitions.py`, in a process of its own."""

from __future__ import annotations

import json
import sys
import warnings
from collections import Counter

import dagster as dg

warnings.simplefilter("always", DeprecationWarning)
_REFERENCES = "dagster/code_references"


def main() -> None:
    """Load the definitions as production does, and print what they are."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        from orchestration.definitions import defs

        repository = defs.get_repository_def()
        jobs = {
            name: repository.get_job(name) for name in ("daily", "weekly", "monthly", "quarterly")
        }
    graph = repository.asset_graph
    nodes = [graph.get(key) for key in graph.get_all_asset_keys()]
    own = [node for node in nodes if node.is_materializable]
    found = {
        "assets": [node.key.to_user_string() for node in own],
        # Written by the steps that run checks, which are no assets.
        "unmade": sorted(
            {node.key.to_user_string() for node in nodes if not node.is_materializable}
            - {"quality/check_results"}
        ),
        "groups": dict(sorted(Counter(node.group_name for node in own).items())),
        "owners": sorted({owner for node in own for owner in node.owners}),
        "owners of": {node.key.to_user_string(): list(node.owners) for node in own},
        "partitioned": sorted(node.key.to_user_string() for node in own if node.is_partitioned),
        "without check": sorted(
            node.key.to_user_string()
            for node in own
            if node.key.path[0] in ("marts", "kpi", "published")
            and "__" not in node.key.path[-1]
            and node.key not in {check.asset_key for check in graph.asset_check_keys}
        ),
        "without description": [node.key.to_user_string() for node in own if not node.description],
        "without owner": [node.key.to_user_string() for node in own if not node.owners],
        "without kind": [node.key.to_user_string() for node in own if not node.kinds],
        "without code version": [
            node.key.to_user_string() for node in own if not node.code_version
        ],
        "without code reference": [
            node.key.to_user_string() for node in own if _REFERENCES not in node.metadata
        ],
        "code of fct_funnel": [
            reference.file_path
            for reference in graph.get(dg.AssetKey(["marts", "fct_funnel"]))
            .metadata[_REFERENCES]
            .code_references
        ],
        "checks": len(graph.asset_check_keys),
        "steps": {
            name: sorted(node.name for node in job.graph.nodes) for name, job in jobs.items()
        },
        "unpooled steps": sorted(
            {
                node.definition.name
                for job in jobs.values()
                for node in job.graph.nodes
                if not node.definition.pools
            }
        ),
        "schedules": sorted(schedule.name for schedule in repository.schedule_defs),
        "sensors": sorted(sensor.name for sensor in repository.sensor_defs),
        "our warnings": [
            f"{warning.filename}: {warning.message}"
            for warning in caught
            if ("/orchestration/" in warning.filename and ".venv" not in warning.filename)
            or issubclass(warning.category, dg.BetaWarning)
        ],
    }
    sys.stdout.write(f"{json.dumps(found)}\n")


if __name__ == "__main__":
    main()
