"""The reviews of scorecards in a publication, as data: for the terminal, run reports, a digest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

#: Under which name a run's page and report have the lines of `review_lines`.
REVIEWS = "what reviews of scorecards found"
_SHOWN = 3
_KINDS = (
    ("false_success", "false successes"),
    ("surprised", "surprises"),
)


@dataclass(frozen=True)
class ReviewFinding:
    """A finding, in words of both languages.

    Attributes:
        finding, kpi_id, variant, other_kpi_id: as the columns of kpi.kpi_reviews.
        words, decision: by language, `en` and `fr`; no decision where no KPI is named.
        columns: the whole row, by column.
    """

    finding: str
    kpi_id: str | None
    variant: str | None
    other_kpi_id: str | None
    words: Mapping[str, str]
    decision: Mapping[str, str]
    columns: Mapping[str, Any]


@dataclass(frozen=True)
class ScorecardReview:
    """What a period of a scorecard says, in the order in which one reads it."""

    scorecard: str
    label: Mapping[str, str]
    grain: str
    period_start: date
    period_end: date
    findings: Sequence[ReviewFinding]

    def of(self, *kinds: str) -> list[ReviewFinding]:
        """Return the findings of these kinds."""
        return [one for one in self.findings if one.finding in kinds]


def read_reviews(
    published: Path, grain: str, period_start: date | None = None, scorecard: str | None = None
) -> list[ScorecardReview]:
    """Return the reviews of a period, by scorecard; nothing where there are none.

    Args:
        published: the published file.
        grain: week, month or quarter.
        period_start: first day of the period; None is the last one that was reviewed.
        scorecard: that one alone.
    """
    if not published.is_file():
        return []
    with duckdb.connect(str(published), read_only=True) as connection:
        if not _has_reviews(connection):
            return []
        labels = dict(_labels(connection))
        answer = connection.execute(
            "select * from kpi.kpi_reviews where grain = $1 and period_start = coalesce($2, "
            "(select max(period_start) from kpi.kpi_reviews where grain = $1)) "
            "and scorecard = coalesce($3, scorecard) order by scorecard, place",
            [grain, period_start, scorecard],
        )
        names = [column[0] for column in answer.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    by_card: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_card.setdefault(row["scorecard"], []).append(row)
    return [_review(own, labels) for own in by_card.values()]


def review_lines(published: Path, grain: str = "month") -> list[str]:
    """Return the false successes and surprises of the last period, a line each, in English.

    A false success of an earlier period is there when it came to light since: a guardrail's window
    had to close first. What several scorecards show is said once.
    """
    if not published.is_file():
        return []
    with duckdb.connect(str(published), read_only=True) as connection:
        if not _has_reviews(connection):
            return []
        rows = connection.execute(
            "with last as (select max(period_start) as start from kpi.kpi_reviews where grain = $1)"
            " select distinct on (finding, kpi_id, variant, figure_start) finding, words_en, "
            "figure_start from kpi.kpi_reviews cross join last where grain = $1 and ("
            "finding = 'surprised' and period_start = last.start "
            "or finding = 'false_success' and known_on >= last.start) "
            "order by finding, kpi_id, variant, figure_start",
            [grain],
        ).fetchall()
    return [
        line
        for kind, plural in _KINDS
        for line in _few([(words, on) for found, words, on in rows if found == kind], plural)
    ]


def _few(found: Sequence[tuple[str, date]], plural: str) -> Iterator[str]:
    latest = sorted(found, key=lambda one: one[1], reverse=True)
    for words, start in latest[:_SHOWN]:
        yield f"{words} (period from {start})"
    if len(latest) > _SHOWN:
        yield f"and {len(latest) - _SHOWN} more {plural} (kpi.kpi_reviews)"


def _review(rows: Sequence[Mapping[str, Any]], labels: Mapping[str, Any]) -> ScorecardReview:
    first = rows[0]
    return ScorecardReview(
        scorecard=first["scorecard"],
        label=labels.get(
            first["scorecard"], {"en": "On no scorecard", "fr": "Sur aucun tableau de bord"}
        ),
        grain=first["grain"],
        period_start=first["period_start"],
        period_end=first["period_end"],
        findings=[
            ReviewFinding(
                finding=row["finding"],
                kpi_id=row["kpi_id"],
                variant=row["variant"],
                other_kpi_id=row["other_kpi_id"],
                words={"en": row["words_en"], "fr": row["words_fr"]},
                decision={"en": row["decision_en"], "fr": row["decision_fr"]}
                if row["decision_en"]
                else {},
                columns=row,
            )
            for row in rows
        ],
    )


def _labels(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, Mapping[str, str]]]:
    rows = connection.execute(
        "select distinct scorecard, label_en, label_fr from kpi.scorecards"
    ).fetchall()
    for scorecard, label_en, label_fr in rows:
        yield scorecard, {"en": label_en, "fr": label_fr}


def _has_reviews(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return whether this release published: an earlier one had none."""
    return bool(
        connection.execute(
            "select 1 from duckdb_tables() where schema_name = 'kpi' and table_name = 'kpi_reviews'"
        ).fetchall()
    )
