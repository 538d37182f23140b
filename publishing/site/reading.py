"""What the pages show, read from the published file: definitions, series, members, scorecards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import duckdb
import numpy as np
from babel import Locale

from publishing.site.queries import prepare, text

Row = Mapping[str, Any]

#: The dimensions that one may filter by. Reps are left out: their figures are for their manager.
SLICES = ("team", "market", "channel", "segment")
_STATUS = {"green": "g", "orange": "o", "red": "r"}
_QUALITY = {"partial": "p", "distrusted": "d"}


@dataclass(frozen=True)
class Series:
    """The figures of one KPI, variant, grain and member, in order of their periods."""

    kpi_id: str
    variant: str
    grain: str
    dimension: str
    member: str
    starts: Sequence[date]
    ends: Sequence[date]
    columns: Mapping[str, Sequence[Any]]

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, place: int) -> Row:
        """Return the row of one period."""
        row = {name: values[place] for name, values in self.columns.items()}
        return {**row, "period_start": self.starts[place], "period_end": self.ends[place]}

    @property
    def last_complete(self) -> int | None:
        """Place of the last period that is closed and has a figure, else of the last closed one."""
        closed = [place for place in range(len(self)) if self.columns["is_complete"][place]]
        known = [place for place in closed if self.columns["value"][place] is not None]
        found = known or closed
        return found[-1] if found else None

    @property
    def running(self) -> int | None:
        """Place of the period that runs, if the last one is still open."""
        last = len(self) - 1
        return last if last >= 0 and not self.columns["is_complete"][last] else None

    def compact(self, periods: Mapping[date, int], reasons: list[tuple[str, str]]) -> Row:
        """Return the series as a page's data have it: columns, without those that are empty.

        Args:
            periods: place of each period of the grain in the shared list.
            reasons: the page's reasons of statuses, each once; new ones are added.
        """
        known = {reason: place for place, reason in enumerate(reasons)}
        found = []
        for reason in zip(self.columns["reason_en"], self.columns["reason_fr"], strict=True):
            if reason not in known:
                known[reason] = len(reasons)
                reasons.append(reason)
            found.append(known[reason])
        numbers = {
            short: self.columns[name]
            for short, name in (
                ("v", "value"), ("n", "numerator"), ("d", "denominator"), ("b", "baseline_value"),
                ("t", "target_value"), ("a", "target_attainment"), ("p", "previous_value"),
                ("y", "previous_year_value"),
            )
            if any(value is not None for value in self.columns[name])
        }  # fmt: skip
        return {
            "g": self.grain,
            "k": self.variant,
            "s": self.dimension,
            "m": self.member,
            "i": [periods[start] for start in self.starts],
            **numbers,
            "st": "".join(_STATUS.get(one, "n") for one in self.columns["status"]),
            "q": "".join(_QUALITY.get(one, "k") for one in self.columns["quality"]),
            "c": "".join("1" if one else "0" for one in self.columns["is_complete"]),
            "tr": "".join((one or "-")[0] for one in self.columns["trend"]),
            **({"r": found} if self.dimension == "total" else {}),
        }


@dataclass(frozen=True)
class Figures:
    """Everything that the pages show of the KPIs."""

    publication: Row
    catalog: Mapping[str, Row]
    scorecards: Mapping[str, Sequence[Row]]
    series: Mapping[str, Sequence[Series]]
    targets: Mapping[str, Sequence[Row]]
    versions: Mapping[str, Sequence[Row]]
    annotations: Mapping[str, Sequence[Row]]
    reviews: Mapping[str, Sequence[Row]]
    members: Mapping[str, Sequence[tuple[str, str, str]]]

    @cached_property
    def periods(self) -> Mapping[str, Mapping[date, date]]:
        """By grain: the end of each period by its start, oldest first."""
        found: dict[str, dict[date, date]] = {}
        for several in self.series.values():
            for one in several:
                found.setdefault(one.grain, {}).update(zip(one.starts, one.ends, strict=True))
        return {grain: dict(sorted(ends.items())) for grain, ends in sorted(found.items())}

    def of(
        self, kpi: str, grain: str, variant: str = "", dimension: str = "total"
    ) -> Sequence[Series]:
        """Return the series of a KPI's variant at a grain, one per member of the dimension."""
        return [
            one
            for one in self.series.get(kpi, ())
            if (one.grain, one.variant, one.dimension) == (grain, variant, dimension)
        ]


def read(connection: duckdb.DuckDBPyConnection, time_zone: str) -> Figures:
    """Return what the pages show of the KPIs of a publication, and prepare for the analyses.

    Args:
        connection: to the published file.
        time_zone: the zone by whose hours tickets are counted.
    """
    prepare(connection, {"slices": list(SLICES), "zone": time_zone})
    [publication] = rows(
        connection,
        "select as_of, run_id, published_at at time zone 'UTC' as published_at "
        "from kpi.publication",
    )
    catalog = rows(connection, "select * from kpi.kpi_catalog order by family, kpi_id")
    cards = rows(connection, "select * from kpi.scorecards order by scorecard, place")
    return Figures(
        publication=publication,
        catalog={row["kpi_id"]: row for row in catalog},
        scorecards=_grouped(cards, "scorecard"),
        series=_series(connection),
        targets=_grouped(
            rows(
                connection,
                "select * from kpi.kpi_targets where dimension = 'total' "
                "order by kpi_id, variant, start_on",
            ),
            "kpi_id",
        ),
        versions=_grouped(
            rows(connection, "select * from kpi.kpi_versions order by kpi_id, version desc"),
            "kpi_id",
        ),
        annotations=_grouped(rows(connection, "select * from kpi.kpi_annotations"), "kpi_id"),
        reviews=_grouped(rows(connection, text("reviews")), "scorecard"),
        members=_members(connection),
    )


def rows(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: Mapping[str, Any] | None = None
) -> list[Row]:
    """Return the rows of a query, by column."""
    answer = connection.execute(query, parameters or {})
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def _grouped(found: Sequence[Row], name: str) -> Mapping[str, Sequence[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in found:
        groups.setdefault(str(row[name]), []).append(row)
    return groups


def _series(connection: duckdb.DuckDBPyConnection) -> Mapping[str, Sequence[Series]]:
    found = connection.execute(text("values")).to_arrow_table()
    columns = {name: found.column(name).to_pylist() for name in found.column_names}
    several: dict[str, list[Series]] = {}
    for first, last in _spans(columns):
        own = {name: values[first:last] for name, values in columns.items()}
        one = Series(
            **{field: own.pop(name)[0] for field, name in _KEY.items()},
            starts=own.pop("period_start"),
            ends=own.pop("period_end"),
            columns=own,
        )
        # A member of whom nothing is known or counted in all these periods takes room for nothing.
        if one.dimension == "total" or any(one.columns["value"]):
            several.setdefault(one.kpi_id, []).append(one)
    return several


#: What names a series: the field of each column.
_KEY = {
    "kpi_id": "kpi_id",
    "variant": "variant",
    "grain": "grain",
    "dimension": "dimension",
    "member": "dimension_value",
}


def _spans(columns: Mapping[str, Sequence[Any]]) -> Iterator[tuple[int, int]]:
    """Yield where each series begins and ends in rows that are in the order of the keys."""
    count = len(columns["value"])
    if count == 0:
        return
    is_first = np.zeros(count, dtype=bool)
    is_first[0] = True
    for name in _KEY.values():
        values = np.array(columns[name], dtype=object)
        is_first[1:] |= values[1:] != values[:-1]
    starts = [int(place) for place in np.flatnonzero(is_first)]
    yield from zip(starts, [*starts[1:], count], strict=True)


_NOBODY = {
    "unknown": ("Unknown", "Inconnu"),
    "unattributed": ("Unattributed", "Non attribu\u00e9"),
}


def _members(
    connection: duckdb.DuckDBPyConnection,
) -> Mapping[str, Sequence[tuple[str, str, str]]]:
    """Return key and names, in English and in French, of the members of each slice."""
    members: dict[str, list[tuple[str, str, str]]] = {name: [] for name in SLICES}
    countries = {name: Locale(name).territories for name in ("en", "fr")}
    for row in rows(connection, text("members")):
        key, label = str(row["member"]), str(row["label"])
        names = _NOBODY.get(key)
        if names is None and row["dimension"] == "market":
            names = (countries["en"].get(key, key), countries["fr"].get(key, key))
        if names is None:
            words = label.replace("_", " ")
            names = (words[:1].upper() + words[1:],) * 2
        members[row["dimension"]].append((key, *names))
    for found in members.values():
        if all(key != "unknown" for key, *_ in found):
            found.append(("unknown", *_NOBODY["unknown"]))
        found.sort(key=lambda one: (one[0] in _NOBODY, one[1]))
    return members
