"""Every special case exists in tiny, with several seeds, and is what its name says."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pyarrow.compute as pc
import pytest

from demo.world.sizes import Size
from demo.world.tables import end_of_day
from demo.world.tricks import INNOCENT_REASON, TRICKS
from demo.world.world import World, simulate

_CASES = {
    "activity_deleted",
    "ad_spend_restated",
    "admin_import",
    "amount_corrected_after_5_months",
    "churn",
    "close_date_moved",
    "closing_corrected_after_5_months",
    "closing_recorded_late",
    "company_deleted",
    "company_restored",
    "company_twice:merged",
    "company_twice:no_domain",
    "company_twice:other_domain",
    "company_twice:same_domain",
    "complaint",
    "contact_deleted",
    "contact_restored",
    "deal_deleted",
    "deal_merged",
    "deal_restored",
    "deal_skips_stage",
    "expansion",
    "fx_stale_gap",
    "fx_stale_win",
    "lead_skips_mql",
    "one_touch_resolution",
    "person_twice:additional_email",
    "person_twice:merged",
    "person_twice:no_email",
    "person_twice:other_email",
    "person_twice:plus_tag",
    "reactivation",
    "refund",
    "reopened_lost",
    "reopened_won",
    "rep_changes_team",
    "rep_joins",
    "rep_leaves",
    "test_deal",
    "test_record",
    "ticket_reopened",
    *(f"trick:{trick}" for trick in TRICKS),
    *(f"looks_like:{trick}" for trick in INNOCENT_REASON),
}


@pytest.mark.parametrize(
    ("seed", "first_as_of"),
    [
        (7, date(2026, 11, 21)),
        (8, date(2026, 11, 21)),
        (3, date(2026, 4, 1)),
        (1, date(2027, 2, 9)),
    ],
)
def test_every_case_is_known_at_the_first_as_of(seed: int, first_as_of: date) -> None:
    world = simulate(Size.TINY, seed, first_as_of)
    known = set(world.as_known("special_cases", first_as_of)["case_name"].to_pylist())
    assert _CASES - known == set()


def test_cases_name_rows_that_exist(tiny: World) -> None:
    ids = {
        name: set(tiny[name].column(0).to_pylist())
        for name in ("deals", "contact_records", "company_records", "tickets", "activities", "reps")
    }
    for row in tiny["special_cases"].to_pylist():
        if row["table_name"] in ids:
            assert row["row_id"] in ids[row["table_name"]], row


def test_five_days_after_the_first_as_of_change_the_past(tiny: World, first_as_of: date) -> None:
    low, high = end_of_day(first_as_of), end_of_day(first_as_of + timedelta(days=5))
    soon = Counter(
        row["case_name"]
        for row in tiny["special_cases"].to_pylist()
        if low <= row["recorded_at"] < high
    )
    for case in (
        "amount_corrected_after_5_months",
        "closing_corrected_after_5_months",
        "reopened_won",
        "reopened_lost",
        "deal_deleted",
        "deal_restored",
        "deal_merged",
        "contact_deleted",
        "contact_restored",
        "merge_after_as_of",
        "ad_spend_restated",
    ):
        assert soon[case] >= 1, case


def test_days_with_a_clock_change_have_leads_in_the_odd_hours(tiny: World) -> None:
    created = {instant.isoformat() for instant in tiny["contact_records"]["created_at"].to_pylist()}
    # Summer time ends 2026-10-25 at 01:00 UTC: 02:30 happens twice.
    assert {"2026-10-25T00:30:00+00:00", "2026-10-25T01:30:00+00:00"} <= created


def test_month_ends_have_leads_on_both_sides_of_midnight(tiny: World) -> None:
    created = {instant.isoformat() for instant in tiny["contact_records"]["created_at"].to_pylist()}
    assert {"2026-05-31T21:59:59+00:00", "2026-05-31T22:00:00+00:00"} <= created


def test_currencies_scales_and_machine_opens_vary(tiny: World) -> None:
    assert {"EUR", "GBP", "CHF", "USD"} <= set(tiny["deals"]["currency"].to_pylist())
    scales = {(r["kind"], r["scale_max"]) for r in tiny["survey_answers"].to_pylist()}
    assert {("CSAT", 1.0), ("CSAT", 5.0), ("CSAT", 10.0), ("CES", 7.0), ("NPS", 10.0)} <= scales
    events = tiny["email_events"]
    assert pc.sum(events["is_machine"]).as_py() > 50
    kinds = set(events["kind"].to_pylist())
    assert {"sent", "delivered", "opened", "clicked", "unsubscribed", "bounced"} <= kinds


def test_rates_are_missing_at_week_ends_and_in_the_stale_gap(tiny: World) -> None:
    days: dict[str, set[date]] = {}
    for row in tiny["fx_rates"].to_pylist():
        assert row["rate_on"].weekday() < 5
        days.setdefault(row["currency"], set()).add(row["rate_on"])
    assert len(days["USD"] - days["CHF"]) >= 8


def test_bulk_entry_is_twenty_rows_in_ten_minutes_by_one_user(tiny: World) -> None:
    culprits = {r["rep_id"] for r in tiny["reps"].to_pylist() if "bulk_entry" in r["tricks"]}
    batches = Counter(
        (
            row["recorded_by"],
            row["recorded_at"].replace(minute=row["recorded_at"].minute // 10 * 10, second=0),
        )
        for row in tiny["activities"].to_pylist()
        if row["import_id"] is None
    )
    assert {rep for (rep, _), count in batches.items() if count >= 20} == culprits


def test_backdated_activities_are_mostly_the_culprits(tiny: World) -> None:
    reps = {r["rep_id"]: r for r in tiny["reps"].to_pylist()}
    late: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in tiny["activities"].to_pylist():
        if row["import_id"] is None:
            total[row["rep_id"]] += 1
            late[row["rep_id"]] += row["recorded_at"] - row["occurred_at"] > timedelta(hours=48)
    for rep, count in total.items():
        if count < 50:
            continue
        share = late[rep] / count
        assert (share > 0.2) == ("backdated_activities" in reps[rep]["tricks"]), (reps[rep], share)
