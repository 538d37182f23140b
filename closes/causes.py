# ruff: noqa: S608 - writing SQL is what this module is for; names come from the catalogue.
"""Which cause each row that differs has.

From what its own record says now and said then; where that says nothing, from the records that it
belongs to; where these don't either, from what else its mart is made of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import duckdb

from closes.definitions import Fact
from closes.evidence import RESOLVED, literal
from closes.steps import DEFINITION, RATE

#: The entity whose record a key column names, the most telling first: the first that a row has is
#: its own record.
_OWN = {
    "activity_key": ("activities",),
    "order_line_key": ("opportunity_lines", "subscriptions"),
    "proposal_key": ("proposals",),
    "answer_key": ("survey_answers",),
    "ticket_key": ("tickets",),
    "mention_key": ("mentions",),
    "content_key": ("contents",),
    "spend_key": ("ad_spend", "costs"),
    "web_key": ("web_traffic",),
    "opportunity_key": ("opportunities",),
}
#: Keys of what is resolved from several records.
_RESOLVED_KEYS = ("person_key", "account_key", "customer_key", "buyer_key")


def tell_causes(
    connection: duckdb.DuckDBPyConnection, shared: Collection[str], fallback: int
) -> None:
    """Make `given`: of each row that differs the step that takes it in, and how that is known."""
    wanted = list(_candidates(shared))
    listed = [
        "select null::bigint as place, null::integer as rank, null::integer as step where false"
    ]
    for side, table in (("_then", "rows_then"), ("_now", "rows_now")):
        for rank, column, kind, names in wanted:
            entity = f"changes.entity in ({', '.join(literal(name) for name in names)})"
            listed.append(
                f"""
                select compared.place, {rank} as rank, changes.step
                from compared_rows as compared
                inner join {table} as it on compared.{side} = it._row
                inner join replay.{kind} as changes
                    on it."{column}" = cast(changes.key as varchar) and {entity}
                """
            )
    connection.execute(
        "create or replace temp table compared_rows as "
        "select *, row_number() over () as place from compared"
    )
    union = " union all ".join(listed)
    connection.execute(
        f"""
        create or replace temp table given as
        with evidence as ({union}),
        best as (
            select place, min(rank) as rank from evidence group by place
        ),
        chosen as (
            select evidence.place, max(evidence.step) as step
            from evidence
            inner join best on evidence.place = best.place and evidence.rank = best.rank
            group by evidence.place
        )
        select
            compared_rows._then,
            compared_rows._now,
            compared_rows._converted,
            case
                when _only_rate and _converted then {RATE}
                else coalesce(chosen.step, {fallback})
            end as _step,
            chosen.step is null and not (_only_rate and _converted) as _guessed
        from compared_rows
        left join chosen on compared_rows.place = chosen.place
        """
    )


def _candidates(shared: Collection[str]) -> Iterator[tuple[int, str, str, tuple[str, ...]]]:
    """Yield where to look for a row's cause: rank, column, table of changes, entities."""
    own = next((name for name in _OWN if name in shared), "")
    if own:
        yield 0, own, "own", _OWN[own]
        yield 3, own, "moved", _OWN[own]
    for name in _OWN:
        if name in shared:
            if name != own:
                # What a line says is its deal's, too.
                yield 1, name, "own", _OWN[name]
            yield 4, name, "around", _OWN[name]
    for name in _RESOLVED_KEYS:
        if name in shared:
            # A row of people or accounts has them for its own record.
            yield (2 if own else 0), name, "resolved", tuple(RESOLVED)
    for name in _RESOLVED_KEYS:
        if name in shared:
            yield 4, name, "around", tuple(RESOLVED)


def fallback_cause(
    fact: Fact, feeds: Mapping[str, Collection[str]], changed: Mapping[str, int]
) -> int:
    """Return the cause of rows that no record explains: the last of what their mart is made of.

    Where nobody knows what that is, of all that changed.
    """
    known = feeds.get(fact.mart)
    return max(
        (step for entity, step in changed.items() if known is None or entity in known),
        default=DEFINITION,
    )
