"""How much of a loss is explained: each cause explains its own share, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publishing.basis import Basis

#: A raw table with so small a part of a published table's rows is not what that is made of.
_PART_OF_ROWS = 0.1


@dataclass(frozen=True)
class Feeds:
    """What feeds a published table or a KPI.

    Attributes:
        raw: raw tables, as `schema.name`.
        settings: names of the company's settings that its models read.
        uses_rates: whether amounts in it are converted.
    """

    raw: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    uses_rates: bool = False


@dataclass(frozen=True)
class Explanation:
    """The share of a loss that is explained, 0 to 1, and by what."""

    share: float = 0.0
    causes: tuple[str, ...] = ()


def explain(feeds: Feeds, before: Basis | None, now: Basis, rows: int | None = None) -> Explanation:
    """Return what explains a loss of what `feeds` feeds.

    Args:
        feeds: what it is made from.
        before: what the publication before was made from; None explains nothing.
        now: what this one is made from.
        rows: the rows that a table had; raw tables that are much smaller don't count.
    """
    if before is None:
        return Explanation()
    changed = [
        name for name in feeds.settings if before.settings.get(name) != now.settings.get(name)
    ]
    if changed:
        return Explanation(1.0, (f"the profile changed ({', '.join(sorted(changed))})",))
    share, causes = 0.0, []
    gone = {
        table: min(count - before.forgotten.get(table, 0), before.raw_rows.get(table, 0))
        for table, count in now.forgotten.items()
    }
    left = {table: before.raw_rows.get(table, 0) - count for table, count in gone.items()}
    table, forgotten = _raw_loss(feeds.raw, before.raw_rows, {**before.raw_rows, **left}, rows or 0)
    if table:
        share += forgotten
        causes.append(f"persons forgotten are {forgotten:.1%} of {table}")
    # What is lost beside those who were forgotten is a cause of its own.
    without = {table: count + max(gone.get(table, 0), 0) for table, count in now.raw_rows.items()}
    table, lost = _raw_loss(feeds.raw, before.raw_rows, without, rows or 0)
    if table:
        share += lost
        causes.append(f"{table} lost {lost:.1%} of its rows")
    if feeds.uses_rates and (moved := _rate_change(before.rates, now.rates)):
        share += moved
        causes.append(f"exchange rates changed by up to {moved:.1%}")
    return Explanation(min(share, 1.0), tuple(causes))


def _raw_loss(
    tables: Iterable[str], before: Mapping[str, int], now: Mapping[str, int], rows: int
) -> tuple[str, float]:
    """Return the raw table that lost the largest share of its rows, and that share."""
    losses = [
        (1 - now.get(table, 0) / before[table], table)
        for table in tables
        if before.get(table, 0) > max(now.get(table, 0), rows * _PART_OF_ROWS)
    ]
    share, table = max(losses, default=(0.0, ""))
    return table, share


def _rate_change(before: Mapping[str, float], now: Mapping[str, float]) -> float:
    """Return the largest change of a rate of the past; a rate that is gone explains all.

    The last two months are left out: their means move with each day.
    """
    months = sorted({name.split(" ")[-1] for name in before})[:-2]
    changes = [
        abs(1 - now.get(name, 0.0) / rate)
        for name, rate in before.items()
        if rate and name.split(" ")[-1] in months
    ]
    return min(max(changes, default=0.0), 1.0)
