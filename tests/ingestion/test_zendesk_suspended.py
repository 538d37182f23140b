"""Mail that Zendesk suspends is no ticket, and no reason to end a load, until it is recovered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import JSONResponse

from tests.faults.scripted import Vendor, vendor_of

Row = dict[str, Any]
_FIRST = 1_795_000_000


class HelpDesk:
    """A help desk as Zendesk describes one that suspends mail.

    Suspended mail has a list of its own, which needs a permission of its own and is refused here.
    It is in no export, and who sent it is no user. Recovered, it is a new ticket that nobody is
    assigned; what nobody recovers is deleted after 14 days.
    """

    def __init__(self) -> None:
        self.suspended: set[int] = set()
        self.users: dict[int, Row] = {}
        self.tickets: dict[int, Row] = {}
        self.paths: list[str] = []
        self._second = _FIRST

    def takes_mail(self, key: int) -> None:
        """Make a ticket of a mail, and a user of who sent it."""
        self._second += 1
        at = datetime.fromtimestamp(self._second, UTC).isoformat()
        self.users.setdefault(key, {
            "id": key, "name": f"User {key}", "role": "end-user", "active": True,
            "suspended": False, "created_at": at, "updated_at": at, "changed": self._second,
        })  # fmt: skip
        self.tickets[key] = {
            "id": key, "status": "new", "requester_id": key, "assignee_id": None,
            "created_at": at, "updated_at": at, "generated_timestamp": self._second,
            "changed": self._second,
        }  # fmt: skip

    def suspends_mail(self, key: int) -> None:
        """Keep a mail out of the tickets."""
        self.suspended.add(key)

    def recovers(self, key: int) -> None:
        """Have an agent make a ticket of suspended mail."""
        self.suspended.remove(key)
        self.takes_mail(key)

    def suspends_user(self, key: int) -> None:
        """Keep a user from signing in and writing; their tickets stay."""
        self._second += 1
        at = datetime.fromtimestamp(self._second, UTC).isoformat()
        self.users[key] |= {"suspended": True, "updated_at": at, "changed": self._second}

    def __call__(self, path: str, asked: Row) -> Any:
        """Answer an export, or refuse the list of suspended mail."""
        self.paths.append(path)
        if "suspended_tickets" in path:
            return JSONResponse({"error": "Forbidden"}, 403)
        name = "users" if "users" in path else "tickets"
        since = int(asked.get("cursor") or asked["start_time"])
        rows = {"users": self.users, "tickets": self.tickets}[name]
        found = [row for row in rows.values() if row["changed"] > since]
        cursor = str(max((row["changed"] for row in found), default=since))
        return {name: found, "after_cursor": cursor, "end_of_stream": True}


@pytest.fixture
def desk() -> HelpDesk:
    """A help desk with a ticket and two suspended mails."""
    made = HelpDesk()
    made.takes_mail(1)
    made.suspends_mail(2)
    made.suspends_mail(3)
    return made


@pytest.fixture
def vendor(desk: HelpDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Vendor]:
    """Loads of its tickets and users."""
    with vendor_of("zendesk", ("tickets", "users"), tmp_path, monkeypatch) as made:
        made.answer = desk
        yield made


def test_suspended_mail_is_no_ticket_until_it_is_recovered(vendor: Vendor, desk: HelpDesk) -> None:
    summary = vendor.load()

    assert vendor.rows("id, status") == [(1, "new")]
    assert summary.missing == ()

    desk.recovers(2)
    desk.suspended.discard(3)
    vendor.load()

    assert vendor.rows("id, status, requester_id, assignee_id") == [
        (1, "new", 1, None),
        (2, "new", 2, None),
    ]
    assert vendor.rows("id", "users") == [(1,), (2,)]
    # The list that may be refused is not asked for.
    assert desk.paths and not [path for path in desk.paths if "suspended" in path]


def test_a_suspended_user_keeps_their_tickets(vendor: Vendor, desk: HelpDesk) -> None:
    vendor.load()
    desk.suspends_user(1)
    vendor.load()

    assert vendor.rows("id, suspended", "users") == [(1, True)]
    assert vendor.rows("id, requester_id") == [(1, 1)]
