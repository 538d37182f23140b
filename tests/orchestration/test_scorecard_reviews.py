"""What the terminal, run reports and a digest read of the reviews of scorecards."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from orchestration.reporting.period_review import Reviewed, write_review
from orchestration.reporting.scorecard_reviews import read_reviews, review_lines

_COLUMNS = (
    "scorecard varchar, grain varchar, period_start date, period_end date, place bigint, "
    "finding varchar, kpi_id varchar, variant varchar, other_kpi_id varchar, words_en varchar, "
    "words_fr varchar, decision_en varchar, decision_fr varchar, figure_start date, known_on date"
)
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


def row(
    finding: str,
    kpi: str,
    *,
    card: str = "executive",
    start: date = OCTOBER,
    known_on: date | None = None,
    place: int = 1,
) -> tuple[object, ...]:
    end = start + timedelta(days=29)
    words = (f"{kpi} {finding}", f"{kpi} {finding} (fr)", f"Decide on {kpi}.", "Décider.")
    head = (card, "month", start, end, place, finding, kpi, "", None)
    return (*head, *words, start, known_on or end)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    path = tmp_path / "accord.duckdb"
    rows = [
        row("surprised", "mrr", place=2),
        row("surprised", "mrr", card="headline"),
        row("surprised", "leads", start=SEPTEMBER),
        row("stagnated", "nps", place=3),
        row("false_success", "revenue"),
        # Known since its guardrail's window has closed; the other one was known in September.
        row("false_success", "win_rate", start=SEPTEMBER, known_on=date(2026, 10, 20)),
        row("false_success", "sqls", start=SEPTEMBER, known_on=date(2026, 9, 30)),
        row("surprised", "calls", card=""),
    ]
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema kpi")
        connection.execute(f"create table kpi.kpi_reviews ({_COLUMNS})")
        connection.executemany(f"insert into kpi.kpi_reviews values ({', '.join('?' * 15)})", rows)
        connection.execute(
            "create table kpi.scorecards as select * from (values "
            "('executive', 'Executive scorecard', 'Tableau de bord direction'), "
            "('headline', 'Headline', 'En-tête')) t(scorecard, label_en, label_fr)"
        )
    return path


def test_the_terminal_has_false_successes_first_then_surprises(published: Path) -> None:
    assert review_lines(published) == [
        "revenue false_success (period from 2026-10-01)",
        "win_rate false_success (period from 2026-09-01)",
        "calls surprised (period from 2026-10-01)",
        "mrr surprised (period from 2026-10-01)",
    ]


def test_no_more_than_three_of_a_kind_are_shown(published: Path) -> None:
    with duckdb.connect(str(published)) as connection:
        connection.executemany(
            f"insert into kpi.kpi_reviews values ({', '.join('?' * 15)})",
            [row("surprised", f"kpi_{number}") for number in range(3)],
        )
    lines = review_lines(published)
    assert len(lines) == 2 + 4
    assert lines[-1] == "and 2 more surprises (kpi.kpi_reviews)"


def test_a_review_is_data_in_both_languages(published: Path) -> None:
    executive, headline = read_reviews(published, "month")[1:]
    assert executive.label == {"en": "Executive scorecard", "fr": "Tableau de bord direction"}
    assert (executive.grain, executive.period_start) == ("month", OCTOBER)
    assert [one.kpi_id for one in executive.findings] == ["revenue", "mrr", "nps"]
    [first] = executive.of("false_success")
    assert first.words == {"en": "revenue false_success", "fr": "revenue false_success (fr)"}
    assert first.decision == {"en": "Decide on revenue.", "fr": "Décider."}
    assert first.columns["known_on"] == date(2026, 10, 30)
    assert [one.kpi_id for one in headline.findings] == ["mrr"]
    [before] = read_reviews(published, "month", SEPTEMBER, "executive")
    assert {one.kpi_id for one in before.findings} == {"leads", "win_rate", "sqls"}
    assert read_reviews(published, "month")[0].label["fr"] == "Sur aucun tableau de bord"
    assert read_reviews(published, "week") == []


def test_without_reviews_nothing_is_said(tmp_path: Path) -> None:
    path = tmp_path / "accord.duckdb"
    assert review_lines(path) == [] and read_reviews(path, "month") == []
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema kpi")
    assert review_lines(path) == [] and read_reviews(path, "month") == []


def test_the_page_of_a_month_has_them_with_their_decision(published: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(published)) as connection:
        connection.execute(
            "create table kpi.kpi_values as select '' as kpi_id, '' as variant, '' as grain, "
            "date '2026-10-01' as period_start, '' as dimension, 0.0 as value, "
            "0.0 as previous_value, 0.0 as change_pct, '' as status, '' as status_reason, "
            "'' as trend, true as is_complete where false"
        )
    period = Reviewed("month", OCTOBER, date(2026, 10, 31), [], [])
    page = write_review(published, tmp_path / "reports", "monthly", period, []).read_text()
    assert "## Reviews of scorecards" in page
    # Said once, with the scorecards that show it.
    said = "- mrr surprised [executive, headline]. To consider: Decide on mrr."
    assert page.count("mrr surprised") == 1 and said in page
    assert "- calls surprised. To consider: Decide on calls." in page
    assert "sqls" not in page
