"""The story once more, through whole runs: export, rates, identity, marts, figures, closes.

Only what `test_story.py` can't show is looked at: that the records, keys and rates of the real
models tell the causes. The figures are worked by hand from `story_company.py`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.closes.story_company import JULY, Story

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]
JANUARY_END, JUNE_END = date(2026, 1, 31), date(2026, 6, 30)
#: What an operator accepts in July: open deals of the past are others, as their companies are.
ACCEPTED = ("--accept", "open_pipeline", "--accept", "marts.fct_opportunity_days")


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    story = Story(tmp_path_factory.mktemp("story"))
    story.begin()
    story.write(JANUARY_END)
    story.run("daily", as_of=JANUARY_END)
    story.write(JUNE_END)
    story.run("daily", as_of=JUNE_END)
    # January had not been closed: it is now, late, and then June on its close day.
    story.run("monthly", "--period", "2026-01-01", as_of=JUNE_END)
    story.run("monthly", as_of=JUNE_END)
    story.write(JULY)
    story.run("daily", *ACCEPTED, as_of=JULY)
    return story


def test_two_months_are_closed(story: Story) -> None:
    assert story.read(
        "select period_start, state, noted_by, is_current from kpi.kpi_closes order by 1"
    ) == [
        (date(2026, 1, 1), "late", "monthly", True),
        (date(2026, 6, 1), "closed", "monthly", True),
    ]
    reported = (
        "select period_start, value from kpi.kpi_values_as_reported "
        "where kpi_id = 'revenue' and variant = '' and dimension = 'total' order by 1"
    )
    # 1000 and 2000 pounds at 1.25; 3000, 700 and 400 pounds.
    assert story.read(reported) == [(date(2026, 1, 1), 3500.0), (date(2026, 6, 1), 4200.0)]


@pytest.mark.parametrize(
    ("kpi", "month", "effects"),
    [
        ("revenue", 1, {"late record": 375.0, "corrected record": 200.0, "changed rate": 115.0}),
        ("deals_won", 1, {"late record": 1.0}),
        (
            "average_deal_size",
            1,
            {
                "late record": -458.333333333,
                "corrected record": 66.666666667,
                "changed rate": 38.333333333,
            },
        ),
        ("new_customers", 6, {"merge": -1.0}),
        ("win_rate", 6, {"deletion": 0.25}),
    ],
)
def test_each_cause_is_what_was_done(
    story: Story, kpi: str, month: int, effects: dict[str, float]
) -> None:
    found = story.read(
        "select cause, cast(effect as double) from kpi.kpi_restatements "
        f"where kpi_id = '{kpi}' and variant = '' and dimension = 'total' "
        f"and month(period_start) = {month} and evidence = 'records' order by cause_position"
    )
    assert dict(found) == effects


def test_every_restated_cell_is_explained(story: Story) -> None:
    odd = story.read(
        "select kpi_id, dimension_value from kpi.kpi_restatements where difference is not null "
        "group by kpi_id, variant, grain, period_start, dimension, dimension_value, figure "
        "having sum(effect) <> any_value(difference)"
    )
    assert odd == []
    # What is another figure now, and was whole, is there; nothing else is.
    others = """
        with now as (
            select figures.* from kpi.kpi_values as figures
            inner join kpi.kpi_closes using (grain, period_start)
        ),
        both_ as (
            select kpi_id, variant, grain, period_start, dimension, dimension_value
            from kpi.kpi_values_as_reported as reported
            inner join now using (kpi_id, variant, grain, period_start, dimension, dimension_value)
            where reported.is_complete
                and abs(coalesce(reported.value, -1e9) - coalesce(now.value, -1e9)) > 1e-6
        )
        select count(*) from both_
        anti join kpi.kpi_restatements
            using (kpi_id, variant, grain, period_start, dimension, dimension_value)
    """
    assert story.read(others) == [(0,)]


def test_a_second_close_of_the_same_month_changes_nothing(story: Story) -> None:
    before = _files(story)
    story.run("monthly", as_of=JULY)
    assert _files(story) == before
    page = story.data / "reports" / "monthly-2026-06-01.md"
    assert "2026-06 stays as it was closed" in page.read_text(encoding="utf-8")


def _files(story: Story) -> dict[str, bytes]:
    folder: Path = story.data / "closes"
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*.parquet"))
    }
