"""Who gets the next lead, deal or customer."""

from __future__ import annotations

from demo.world.cast import Rep
from demo.world.state import Simulation


class Staffing:
    """Hands work to the active rep of a role with the least load, the home market first."""

    def __init__(self, sim: Simulation) -> None:
        self._by_role: dict[str, list[Rep]] = {}
        for rep in sim.cast.reps:
            self._by_role.setdefault(rep.role, []).append(rep)

    def pick(self, role: str, market: str, day: int) -> Rep:
        """The rep of the role, active on the day, who takes the next piece of work."""
        active = [rep for rep in self._by_role[role] if rep.active(day)]
        # A stranger to the market counts as twice as busy.
        chosen = min(active, key=lambda rep: rep.load * (1 if rep.market == market else 2))
        chosen.load += 1
        return chosen

    def newcomer_load(self, day: int) -> None:
        """Give reps who start on the day the median load, so that they are not flooded."""
        for reps in self._by_role.values():
            loads = sorted(rep.load for rep in reps if rep.active_from < day and rep.active(day))
            for rep in reps:
                if rep.active_from == day and loads:
                    rep.load = max(rep.load, loads[len(loads) // 2])

    def successor(self, leaver: Rep, day: int) -> Rep:
        """Who takes over from a rep that has left."""
        return self.pick(leaver.role, leaver.market, day)
