"""Columns that say what another field means: markets in the field of channels, and the reverse."""

from __future__ import annotations

from collections.abc import Iterator

from company.profile import slug
from ingestion.sources.files.findings import Export, Finding, Known
from ingestion.sources.files.territories import is_market
from ingestion.sources.files.values import quote

#: From this share of the words on, the column is most likely the wrong one.
_MOST = 0.5


def words(export: Export, known: Known) -> Iterator[Finding]:
    """Yield fields most of whose words are those of another field."""
    for entity in export.mapping.entities:
        for field, other in (("market", "channel"), ("channel", "market")):
            if not export.has(entity, field):
                continue
            counted = _counted(export, entity, field)
            wrong = sum(n for word, n in counted if _is_of(other, field, word, known.channels))
            of = sum(n for _, n in counted)
            if wrong and wrong >= _MOST * of:
                yield Finding(
                    "warning",
                    entity,
                    field,
                    f"the words are those of a {other}: every figure by {field} is wrong",
                    "Is it the right column? Two of the mapping's may be exchanged",
                    wrong,
                    of,
                    spoils=True,
                )


def _counted(export: Export, entity: str, field: str) -> list[tuple[str, int]]:
    value, table = quote(field), quote(f"typed_{entity}")
    rows: list[tuple[str, int]] = export.connection.execute(
        f"select {value}, count(*) from {table} where {value} is not null group by all"  # noqa: S608
    ).fetchall()
    return rows


def _is_of(other: str, field: str, word: str, channels: frozenset[str]) -> bool:
    """Return whether a word of `field` is one of `other` and none of its own."""
    is_one = {"market": is_market(word), "channel": slug(word) in channels}
    return is_one[other] and not is_one[field]
