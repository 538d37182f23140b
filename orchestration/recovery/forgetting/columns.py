"""Which columns of the warehouse say who a person is, by `schema.name`."""

from __future__ import annotations

from collections.abc import Mapping

from ingestion.personal import NOBODY, Personal
from ingestion.registry import discover

#: Snapshots hold the keys of people, and hashes of addresses, under which they are on the list.
_SNAPSHOTS = {
    "snapshots.snapshot_people": Personal(
        about="person_key:key lead_source_key:key email_hash:key", details="market_key"
    )
}


def personal_columns() -> dict[str, Personal]:
    """Return what is declared of each lasting table, sources that are off too."""
    of_sources = {
        f"{spec.dataset}.{table}": personal
        for spec in discover().values()
        for table, personal in spec.personal.items()
    }
    return {**of_sources, **_SNAPSHOTS}


def source_of(label: str) -> str:
    """Return the source of a raw table; empty for another one."""
    schema = label.split(".", 1)[0]
    return schema.removeprefix("raw_") if schema.startswith("raw_") else ""


def of_table(declared: Mapping[str, Personal], label: str) -> Personal:
    """Return what is declared of a table."""
    return declared.get(label, NOBODY)
