"""Writing a world to disk once: simulated when it is not there yet, or another one is."""

from __future__ import annotations

import hashlib
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from demo.server.state import SandboxState
from ingestion.garbage import rare_collections

_MARKER = "world.json"
_SIMULATOR = Path(__file__).parents[1] / "world"


def prepare(size: str, seed: int, first_as_of: date, folder: Path) -> bool:
    """Simulate the world into `<folder>/truth`, and its sheets into `<folder>/planning`.

    Nothing is done, and False returned, when the folder holds the world of the same arguments
    and the same simulator. Raises ValueError on an unknown size.
    """
    if is_prepared(size, seed, first_as_of, folder):
        return False
    # The simulator and what it needs are heavy to import; serving a written world needs neither.
    from demo.world.sizes import Size
    from demo.world.world import simulate

    marker = folder / _MARKER
    marker.unlink(missing_ok=True)
    for stale in ("truth", "planning"):
        shutil.rmtree(folder / stale, ignore_errors=True)
    with rare_collections():
        world = simulate(Size(size), seed, first_as_of)
    world.write(folder)
    SandboxState(world, first_as_of, folder / "planning")
    # Last, so that a world half written by a killed process is never taken for whole.
    marker.write_bytes(orjson.dumps(_key(size, seed, first_as_of)))
    return True


def is_prepared(size: str, seed: int, first_as_of: date, folder: Path) -> bool:
    """Whether the folder holds the world of these arguments, of the simulator as it is."""
    marker = folder / _MARKER
    return marker.exists() and orjson.loads(marker.read_bytes()) == _key(size, seed, first_as_of)


def _key(size: str, seed: int, first_as_of: date) -> dict[str, Any]:
    return {
        "size": size,
        "seed": seed,
        "first_as_of": first_as_of.isoformat(),
        "simulator": _simulator_digest(),
    }


def _simulator_digest() -> str:
    """Changes with every change of the simulator's code."""
    digest = hashlib.sha256()
    for path in sorted(_SIMULATOR.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
