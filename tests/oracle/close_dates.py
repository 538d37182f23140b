"""When a deal was expected to close, and whether it was moved across a period's end."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from tests.oracle.deals import Deal
from tests.oracle.periods import MONTH_UP, period_end, period_start
from tests.oracle.truth import Row, start_of
from tests.oracle.world import World

#: Whether it was pushed, whether it was pulled, and when.
Act = tuple[int, int, datetime]


def last_act(acts: list[Act]) -> Act:
    """The last move; of a deal that nobody moved, the last time that it came to be due."""
    return max(acts, key=lambda act: (max(act[:2]), act[2]))


def due_in_last_days(world: World, deal: Deal) -> dict[tuple[str, date], list[Act]]:
    """Grain and period in whose last 14 days the deal was due -> what was done about it then."""
    due: dict[tuple[str, date], list[Act]] = defaultdict(list)
    dated = expected_closes(world, deal)
    for place, (since, until, expected) in enumerate(dated):
        if expected is None:
            continue
        for grain in MONTH_UP:
            start = period_start(expected, grain)
            end = period_end(start, grain)
            opens = start_of(end - timedelta(days=13))
            closes = min(start_of(end + timedelta(days=1)), world.truth.end)
            open_until = min(deal.closed_at or closes, closes)
            is_open = deal.closed_at is None or (deal.closed_at > opens and since < deal.closed_at)
            # Its last days have not begun: nothing is due yet.
            if opens >= world.truth.end:
                continue
            if not is_open or since >= closes or until <= opens:
                continue
            following = dated[place + 1][2] if place + 1 < len(dated) else None
            before = dated[place - 1][2] if place else None
            pushed = following is not None and following > end and until < open_until
            pulled = before is not None and before > end and since >= opens
            acted = until if pushed else since if pulled else max(since, opens)
            due[grain, start].append((int(pushed), int(pulled), acted))
    return due


def expected_closes(world: World, deal: Deal) -> list[tuple[datetime, datetime, date | None]]:
    """From when to when the systems expected a deal to close on which day."""
    rows: list[Row] = sorted(
        world.deals.changes(deal.deal_id, "expected_close_on"),
        key=lambda row: (row["recorded_at"], row["changed_at"]),
    )
    if not rows:
        return []
    entered = deal.row["recorded_at"]
    ends = [*(row["recorded_at"] for row in rows[1:]), datetime.max.replace(tzinfo=entered.tzinfo)]
    return [
        (
            max(row["recorded_at"], entered),
            until,
            date.fromisoformat(row["new_value"]) if row["new_value"] else None,
        )
        for row, until in zip(rows, ends, strict=True)
        if row["recorded_at"] < until and until > entered
    ]
