"""The world as at one `as_of`, in an in-memory database that the object types are read from."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from demo.server.folding import latest_values, survivors
from demo.server.hubspot.object_types import CLOSED_STAGES, OBJECT_TYPES, TICKET_STAGES
from demo.server.state import SandboxState

_SQL = Path(__file__).parent / "sql"
_TABLES = (
    "reps",
    "campaigns",
    "contact_records",
    "contact_changes",
    "company_records",
    "deals",
    "deal_changes",
    "deal_people",
    "activities",
    "order_lines",
    "products",
    "quotes",
    "survey_answers",
    "portal_tickets",
    "portal_ticket_changes",
)
_WON_STAGES = ("closedwon", "renewalwon")
_ACTIVITY_TYPES = {"calls", "emails", "meetings", "tasks", "notes", "communications"}


class Database:
    """Answers the SQL files of this folder. Every column of an answer is text."""

    def __init__(self, state: SandboxState) -> None:
        self._connection = duckdb.connect(":memory:")
        self._connection.execute(statement("macros"))
        self._has_activities = False
        for name in _TABLES:
            self.register(name, state.visible(name))
        contacts, deals = state.visible("contact_records"), state.visible("deals")
        companies = state.visible("company_records")
        self.register("contact_winners", survivors(contacts, "contact_id"))
        self.register("company_winners", survivors(companies, "company_record_id"))
        self.register("deal_winners", survivors(deals, "deal_id"))
        changes = state.visible("contact_changes")
        self.register("contact_latest", latest_values(changes, "contact_id"))
        self.register("deal_latest", latest_values(state.visible("deal_changes"), "deal_id"))
        tickets, moved = state.visible("portal_tickets"), state.visible("portal_ticket_changes")
        self.register("ticket_winners", survivors(tickets, "ticket_id"))
        self.register("ticket_latest", latest_values(moved, "ticket_id"))
        closed = [name for name, (_, state) in TICKET_STAGES.items() if state == "CLOSED"]
        self.register("closed_ticket_stages", pa.table({"stage": closed}))
        won = [stage in _WON_STAGES for stage in CLOSED_STAGES]
        self.register("closed_stages", pa.table({"stage": list(CLOSED_STAGES), "is_won": won}))

    def register(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table readable by name; instants lose their zone, which is UTC."""
        self._connection.register(name, _naive(table))

    def query(self, sql: str) -> pa.Table:
        """The answer to a statement."""
        return self._connection.execute(sql).to_arrow_table()

    def objects(self, name: str) -> pa.Table:
        """All objects of a type: `id`, `created`, `updated`, `archived_at`, then its properties."""
        if name in _ACTIVITY_TYPES:
            self._read_activities()
        return self.query(f"select * from ({statement(name)}) order by length(id), id")  # noqa: S608

    def history(self, name: str) -> pa.Table:
        """All versions of the tracked properties of a type, newest first."""
        tracked = OBJECT_TYPES[name].tracked
        columns = {"property": list(tracked), "field": list(tracked.values())}
        self.register("tracked", pa.table(columns))
        return self.query(statement(f"{OBJECT_TYPES[name].singular}_history"))

    def _read_activities(self) -> None:
        if not self._has_activities:
            self._connection.execute(statement("activities"))
            self._has_activities = True


def statement(name: str) -> str:
    """The text of one SQL file of this folder."""
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


def _naive(table: pa.Table) -> pa.Table:
    fields = [
        pa.field(field.name, pa.timestamp("us")) if pa.types.is_timestamp(field.type) else field
        for field in table.schema
    ]
    return table.cast(pa.schema(fields))
