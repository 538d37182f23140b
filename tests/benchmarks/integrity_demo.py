"""What the pipeline's statistics say of the demo's reps, beside what the demo knows of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

_JUDGED = """
    select
        excess.rule,
        lower(truth.email),
        string_split(truth.tricks, '|'),
        string_split(truth.looks_like, '|'),
        bool_or(excess.is_enough),
        bool_or(excess.is_excess)
    from integrity.integrity_excess as excess
    inner join conformed.identity_reps as identity on excess.owner_key = identity.rep_key
    inner join truth on identity.source_key = 'hubspot:' || truth.hubspot_owner_id
    group by all
    order by all
"""


@dataclass(frozen=True)
class Judged:
    """One rep under one rule, over all periods."""

    rule: str
    rep: str
    tricks: tuple[str, ...]
    looks_like: tuple[str, ...]
    is_enough: bool
    is_flagged: bool

    @classmethod
    def read(cls, warehouse: Path) -> Iterator[Judged]:
        """Yield the reps of a warehouse in a data folder whose demo world lies beside it.

        Args:
            warehouse: a file with `integrity.integrity_excess`, at most two folders below the data
                folder.
        """
        [truth] = warehouse.parent.parent.glob("sandbox/*/truth/reps.parquet")
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            connection.execute(f"create temp view truth as select * from '{truth}'")
            for row in connection.execute(_JUDGED).fetchall():
                yield cls(*row[:2], tuple(row[2]), tuple(row[3]), *row[4:])
