"""How far a source was read: never further than the present."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta


def present(as_of: date) -> datetime:
    """Return the instant that no record can be later than.

    It is our clock's, except where `as_of` is ahead of it: then a demo company's vendors are, and
    their day has ended in every time zone half a day after it has in UTC.
    """
    now = datetime.now(UTC)
    if as_of <= now.date():
        return now
    return datetime.combine(as_of, time(12), tzinfo=UTC) + timedelta(days=1)


def reached(newest: datetime, limit: datetime) -> datetime:
    """Return the cursor for a load whose last record is of `newest`.

    A record that lies ahead of the present (a vendor's clock, a mistyped date) must not take the
    cursor with it: whatever comes until then would never be read.
    """
    return min(newest, limit)
