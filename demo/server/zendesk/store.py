"""All that the help desk knows at one `as_of`, each export in its own order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from demo.server.zendesk import audits, ids, metric_events, policies, tickets, users
from demo.server.zendesk.ids import present, rows_in_seconds, stamp, whole_number

if TYPE_CHECKING:
    from demo.server.state import SandboxState

Row = dict[str, Any]


@dataclass(frozen=True)
class Export:
    """Rows in the order in which they changed: by second, then id. `_at` is taken out."""

    rows: list[Row]
    keys: list[tuple[int, int]]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Export:
        """Order `rows` by their `_at`."""
        ordered = sorted(rows, key=lambda row: (row["_at"], row["id"]))
        keys = [(row.pop("_at"), row["id"]) for row in ordered]
        return cls(ordered, keys)

    def first_since(self, second: int, after_id: int = -1) -> int:
        """Index of the first row changed at `second` with an id above `after_id`, or later."""
        return bisect_left(self.keys, (second, after_id + 1))


@dataclass
class ZendeskStore:
    """The exports as at one `as_of`; each is made from the world when first asked for."""

    state: SandboxState
    _tickets: dict[str, Row] = field(init=False)

    def __post_init__(self) -> None:
        """Freeze what is known now: the world's clock may move on while a page is read."""
        self.as_of = self.state.as_of
        self._tickets = {row["ticket_id"]: row for row in self._rows("tickets")}
        known = self._tickets
        self._events = [row for row in self._rows("ticket_events") if row["ticket_id"] in known]
        self._answers = self._rows("survey_answers")
        self._directory = users.build(self.state, list(known.values()), self.as_of)

    def _rows(self, table: str) -> list[Row]:
        return rows_in_seconds(self.state.visible(table))

    @cached_property
    def users(self) -> Export:
        """Agents and end users."""
        return Export.of(self._directory.users)

    @cached_property
    def organizations(self) -> Export:
        """Organisations."""
        return Export.of(self._directory.organizations)

    @cached_property
    def _exports(self) -> tuple[Export, Export]:
        agents = self._directory.agents
        events, timelines = audits.build(self._tickets, self._events, agents)
        rows = tickets.build(self._tickets.values(), timelines, agents)
        return Export.of(rows), Export.of(events)

    @property
    def tickets(self) -> Export:
        """Tickets with their metric sets, deleted ones too."""
        return self._exports[0]

    @property
    def ticket_events(self) -> Export:
        """Audits with child events."""
        return self._exports[1]

    @cached_property
    def metric_events(self) -> Export:
        """Ticket metric events."""
        now = int(self.state.now.timestamp())
        return Export.of(metric_events.build(self._tickets, self._events, now))

    @cached_property
    def holidays(self) -> list[Row]:
        """Holidays of the account's schedule."""
        return policies.holidays(self.state.visible("holidays").to_pylist())

    @cached_property
    def ratings(self) -> Export:
        """Satisfaction ratings."""
        agents = self._directory.agents
        given = (row for row in self._answers if row["channel"] == "zendesk" and row["ticket_id"])
        known = (row for row in given if row["ticket_id"] in self._tickets)
        return Export.of(_rating(row, self._tickets[row["ticket_id"]], agents) for row in known)


def _rating(answer: Row, ticket: Row, agents: dict[str, int]) -> Row:
    return present(
        {
            "id": whole_number("satisfaction_rating", answer["answer_id"]),
            "score": "good" if answer["score"] > 0 else "bad",
            "ticket_id": whole_number("ticket", answer["ticket_id"]),
            "requester_id": users.user_number(ticket["requester_email"]),
            "assignee_id": agents.get(ticket["assignee_rep_id"], ids.NOBODY),
            "group_id": ids.NOBODY,
            "created_at": stamp(answer["answered_at"]),
            "updated_at": stamp(answer["recorded_at"]),
            "_at": answer["answered_at"],
        }
    )


Pick = Callable[[ZendeskStore], Export]
