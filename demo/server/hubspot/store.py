"""Everything the HubSpot routes answer from, built on first use for each `as_of`."""

from __future__ import annotations

from demo.server.hubspot.associations import Links, read_links
from demo.server.hubspot.database import Database
from demo.server.hubspot.history import History
from demo.server.hubspot.object_types import ObjectType
from demo.server.hubspot.objects import ObjectSet
from demo.server.hubspot.portals import PORTALS
from demo.server.state import SandboxState

_MERGED = {
    "contacts": "contact_winners",
    "companies": "company_winners",
    "deals": "deal_winners",
    "tickets": "ticket_winners",
}


class Store:
    """Objects, their history and their associations. Keeps nothing: `state.cached` does."""

    def __init__(self, state: SandboxState) -> None:
        self.state = state
        self.portal = PORTALS[state.portal]

    def database(self) -> Database:
        """The world as at `as_of`, for SQL."""
        return self.state.cached(("hubspot", "database"), lambda: Database(self.state))

    def objects(self, kind: ObjectType) -> ObjectSet:
        """All objects of a type."""
        return self.state.cached(("hubspot", "objects", kind.name), lambda: self._objects(kind))

    def history(self, kind: ObjectType) -> History:
        """The versions of the properties whose history is kept (see `ObjectType.tracked`)."""
        key = ("hubspot", "history", kind.name)
        return self.state.cached(key, lambda: History(self.database().history(kind.name)))

    def links(self, kind: ObjectType, other: ObjectType) -> Links:
        """The associations from each object of `kind` to objects of `other`."""
        key = ("hubspot", "links", kind.name, other.name)
        return self.state.cached(key, lambda: read_links(self.database(), kind, other))

    def winners(self, kind: ObjectType) -> dict[str, str]:
        """Merged-away id -> id of the record that it is now part of."""
        if kind.name not in _MERGED:
            return {}
        return self.state.cached(("hubspot", "winners", kind.name), lambda: self._winners(kind))

    def _objects(self, kind: ObjectType) -> ObjectSet:
        if kind.name == "leads":
            contacts = self.database().objects("contacts")
            self.database().register("served_contacts", contacts)
        return ObjectSet(kind, self.portal.shown(kind, self.database().objects(kind.name)))

    def _winners(self, kind: ObjectType) -> dict[str, str]:
        table = self.database().query(f"select loser_id, winner_id from {_MERGED[kind.name]}")  # noqa: S608
        return dict(zip(*(table[name].to_pylist() for name in table.column_names), strict=True))
