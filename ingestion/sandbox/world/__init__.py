"""The simulated company: every table that `tables.TABLES` names, over the whole horizon."""

from ingestion.sandbox.world.sizes import Size
from ingestion.sandbox.world.world import World, simulate

__all__ = ["Size", "World", "simulate"]
