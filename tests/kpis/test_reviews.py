"""What a review finds in hand-made series; expected figures come from tables and by hand."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.kpis.review_facts import ZIGZAG, of_kind, review, series


@pytest.mark.parametrize(
    ("direction", "change", "found"),
    [
        # Usual is up to sqrt(12 / 11) = 1.044.
        ("higher_is_better", 1.05, "progressed"),
        ("higher_is_better", -1.05, "worsened"),
        ("lower_is_better", -1.05, "progressed"),
        ("lower_is_better", 1.05, "worsened"),
        ("target_is_best", 1.05, "moved"),
        ("higher_is_better", 1.04, "stagnated"),
        ("lower_is_better", 1.04, "stagnated"),
    ],
)
def test_what_moved_is_said_by_its_good_side(direction: str, change: float, found: str) -> None:
    [one] = of_kind(review(series("revenue", [*ZIGZAG, 10 + change], direction=direction)), found)
    assert one.movement is not None
    assert one.movement.points == 12
    # Twelve changes of one, half of them up: sqrt(12 / 11).
    assert one.movement.usual_change == pytest.approx(1.044466)
    assert one.words.en.startswith("Revenue " + found)


@pytest.mark.parametrize(
    ("last", "is_surprise"),
    [
        # Two-sided 1 % of Student's t with 11 degrees of freedom: 3.106, in the printed tables.
        # A change of 3.3 is 3.3 / (1.044466 * sqrt(13 / 12)) = 3.036; of 3.5 it is 3.220.
        (10.0 + 3.3, False),
        (10.0 + 3.5, True),
        (10.0 - 3.5, True),
    ],
)
def test_a_surprise_is_outside_the_prediction_interval(last: float, is_surprise: bool) -> None:
    found = of_kind(review(series("revenue", [*ZIGZAG, last])), "surprised")
    assert bool(found) is is_surprise
    for one in found:
        assert one.movement is not None and one.movement.size == pytest.approx(
            (last - 10.0) / 1.044466
        )
        assert "3.4 standard deviations" in one.words.en
        assert "3,4 écarts-types" in one.words.fr


def test_few_points_are_not_judged_and_are_counted() -> None:
    # Eight months before: seven changes before the last one.
    [one] = of_kind(review(series("revenue", [*ZIGZAG[:8], 99.0])), "not_judged")
    assert "7 earlier changes are known, at least 8 are needed" in one.words.en
    assert "7 variations antérieures connues, il en faut 8" in one.words.fr
    assert not of_kind(review(series("revenue", [*ZIGZAG[:8], 99.0])), "surprised")
    assert of_kind(review(series("revenue", [*ZIGZAG[:9], 99.0])), "progressed")


def test_a_rate_of_few_cases_is_not_judged() -> None:
    rate = [0.4, 0.5] * 7
    [one] = of_kind(review(series("win_rate", rate, unit="rate", cases=9)), "not_judged")
    assert "it is of 9 cases, at least 10 are needed" in one.words.en
    assert of_kind(review(series("win_rate", rate, unit="rate", cases=10)), "stagnated")


@pytest.mark.parametrize("broken", [{"quality": "distrusted"}, {}])
def test_a_figure_that_is_missing_or_distrusted_is_not_judged(broken: dict[str, str]) -> None:
    last = 12.0 if broken else None
    [one] = of_kind(review(series("revenue", [*ZIGZAG, last], **broken)), "not_judged")  # type: ignore[arg-type]
    assert one.words.en == "Revenue is not judged: the reason"
    assert one.words.fr == "Le revenue n'est pas jugé : la raison"


def test_what_follows_a_figure_that_is_distrusted_is_not_judged_beside_it() -> None:
    """A change from or to such a figure is none, neither to be judged nor to judge by."""
    values = [*ZIGZAG[:6], 90.0, *ZIGZAG[7:], 12.0]
    points = list(series("revenue", values).points)
    points[6] = replace(points[6], quality="distrusted")
    [one] = of_kind(review(replace(series("revenue", values), points=tuple(points))), "progressed")
    # Of twelve changes, five rises and five falls of one are left.
    assert one.movement is not None and one.movement.points == 10
    assert one.movement.usual_change == pytest.approx((10 / 9) ** 0.5)
    points[6], points[-2] = (
        series("revenue", values).points[6],
        replace(points[-2], quality="distrusted"),
    )
    [after] = of_kind(
        review(replace(series("revenue", values), points=tuple(points))), "not_judged"
    )
    assert after.words.en.startswith(
        "Revenue is not judged: the period before has no figure to rely on"
    )


def test_a_cohort_is_reviewed_once_its_window_has_closed() -> None:
    cohort = series("sql_rate", [*ZIGZAG, 12.0, 13.0], window_days=31)
    # The window of the last month is open, that of the one before closed on the month's last day.
    [one] = of_kind(review(cohort), "progressed")
    assert one.point is not None and one.point.value == 12.0


def test_a_target_met_while_its_guardrail_broke_is_a_false_success() -> None:
    revenue = series("revenue", [*ZIGZAG, 20.0], target=18.0, guardrails=("discount",))
    held = series("discount", [*ZIGZAG[:-1], 10.0, 10.0], direction="lower_is_better")
    broken = review(revenue, held, card=["revenue"], minima={"revenue": {"discount": 9.0}})
    [one] = of_kind(broken, "false_success")
    assert one.words.en == (
        "False success: Revenue met its target while its guardrail broke: 20 EUR for a target of "
        "18 EUR; Discount broke: 10 EUR, must keep 9 EUR"
    )
    assert one.words.fr == (
        "Faux succès : Le revenue atteint son objectif, mais son garde-fou a cédé : 20 EUR pour un "
        "objectif de 18 EUR ; Le discount a cédé : 10 EUR, doit tenir 9 EUR"
    )
    assert broken[0] is one
    both = review(revenue, held, card=["revenue"], minima={"revenue": {"discount": 10.0}})
    assert not of_kind(both, "false_success")
    [guard] = of_kind(both, "guardrail")
    assert (guard.state, guard.words.en) == ("holds", "Discount holds: 10 EUR, must keep 10 EUR")


def test_a_missed_target_is_no_false_success() -> None:
    revenue = series("revenue", [*ZIGZAG, 20.0], target=21.0, guardrails=("discount",))
    broke = series("discount", [*ZIGZAG, 10.0], direction="lower_is_better")
    found = review(revenue, broke, card=["revenue"], minima={"revenue": {"discount": 9.0}})
    assert not of_kind(found, "false_success")
    assert [one.state for one in of_kind(found, "guardrail")] == ["broke"]


def test_a_guardrail_without_a_value_is_not_known() -> None:
    revenue = series("revenue", [*ZIGZAG, 20.0], target=18.0, guardrails=("win_rate", "nps"))
    unknown = series("win_rate", [*ZIGZAG, None])
    # Its cohort's window is open: that the month before held says nothing.
    found = review(
        revenue,
        unknown,
        series("nps", [*ZIGZAG], status="green"),
        card=["revenue"],
        minima={"revenue": {"win_rate": 5.0}},
    )
    guards = of_kind(found, "guardrail")
    assert [guard.state for guard in guards] == ["not_known", "not_known"]
    assert guards[0].words.en == "Win_rate is not known: the reason"
    assert guards[1].words.en == "Nps is not known: it has no figure for this period"
    assert guards[1].words.fr == "Le nps n'est pas connu : pas de chiffre pour cette période"
    assert not of_kind(found, "false_success")
    [moved] = of_kind(found, "progressed")
    assert moved.state == "not_known"


@pytest.mark.parametrize(
    ("status", "last", "state"),
    [
        ("red", 10.0, "broke"),
        ("green", -50.0, "holds"),
        # Without a target of its own: by its usual variation.
        ("none", 10.0 - 3.5, "broke"),
        ("none", 10.0 - 3.3, "holds"),
        ("none", 10.0 + 3.5, "holds"),
    ],
)
def test_a_guardrail_without_a_minimum(status: str, last: float, state: str) -> None:
    found = review(
        series("revenue", [*ZIGZAG, 20.0], target=18.0, guardrails=("nps",)),
        series("nps", [*ZIGZAG, last], status=status),
        card=["revenue"],
    )
    assert [guard.state for guard in of_kind(found, "guardrail")] == [state]
    assert bool(of_kind(found, "false_success")) == (state == "broke")


def test_what_moves_together_has_its_rank_correlation() -> None:
    draw = random.Random(5)
    steps = [draw.gauss(0, 1) for _ in range(24)]
    noisy = [step + draw.gauss(0, 0.3) for step in steps]
    one, other = (
        series(name, [sum(own[:at]) for at in range(25)])
        for name, own in (("visitors", steps), ("leads", noisy))
    )
    found = review(one, other, entities={"visitors": {"web"}, "leads": {"people"}})
    [bond] = [finding.bond for finding in of_kind(found, "moved_together")]
    assert bond is not None and bond.points == 24
    # Spearman 1904, without ties.
    places = [sorted(own).index for own in (steps, noisy)]
    squares = sum((places[0](a) - places[1](b)) ** 2 for a, b in zip(steps, noisy, strict=True))
    assert bond.correlation == pytest.approx(1 - 6 * squares / (24 * (24**2 - 1)))
    assert bond.low < bond.correlation < bond.high < 1
    # What counts the same records moves together by itself.
    assert not of_kind(
        review(one, other, entities={"visitors": {"web"}, "leads": {"web", "people"}}),
        "moved_together",
    )
    # Eleven changes are too few.
    short = [series(each.kpi.kpi_id, [p.value for p in each.points[:12]]) for each in (one, other)]
    assert not of_kind(
        review(*short, entities={"visitors": {"web"}, "leads": {"people"}}), "moved_together"
    )


def test_a_targeted_kpi_says_that_nothing_moves_with_it() -> None:
    draw = random.Random(11)
    walks = [[draw.gauss(0, 1) for _ in range(25)] for _ in range(2)]
    found = review(
        series("leads", walks[0], target=1.0),
        series("visitors", walks[1]),
        entities={"visitors": {"web"}, "leads": {"people"}},
    )
    moved = {one.kpi.kpi_id: one for one in found if one.kpi and one.moved_with is not None}
    assert moved["leads"].moved_with == 0
    assert moved["leads"].words.en.endswith("; compared with 1, none moves with it")
    [alone] = of_kind(review(series("leads", walks[0], target=1.0)), "stagnated")
    assert "what moves with it is not known" in alone.words.en
    assert alone.moved_with is None


def test_the_weakest_link_is_the_step_furthest_below_its_usual() -> None:
    steady, weak = [0.2] * 13, [*[0.4] * 12, 0.2]
    found = review(
        series("mql_to_sql_rate", steady, unit="rate", cases=100),
        series("win_rate", weak, unit="rate", cases=100),
    )
    [one] = of_kind(found, "weakest_link")
    assert one.kpi is not None and one.kpi.kpi_id == "win_rate"
    assert one.link is not None and one.link.shortfall == pytest.approx(-0.5)
    assert "20 %, 50 % below the 40 % of the 12 periods before" in one.words.en
    assert one.kpi.decision.fr == "Décider de win_rate."
    # Of ten cases, two instead of four are chance.
    few = review(series("win_rate", weak, unit="rate", cases=10))
    [none] = of_kind(few, "weakest_link")
    assert none.kpi is None and none.words.en.startswith("No step of the funnel lies below")
    unknown = review(series("revenue", ZIGZAG))
    assert "is not known" in of_kind(unknown, "weakest_link")[0].words.en
