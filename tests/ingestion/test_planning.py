"""The finance team's sheets load as base rows; what they must not hold is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from company import Profile
from expectations.runner import _why_skipped
from expectations.suites import all_suites
from ingestion.run import load_source
from ingestion.sources.files.errors import ExportError
from ingestion.sources.planning.settings import PlanningConfig
from ingestion.sources.planning.source import SPEC, dry_run, given_entities

COSTS = "period_start_on,period_end_on,kind,channel,utm_campaign,market,amount,currency\n"


def profile(**sources: object) -> Profile:
    return Profile.model_validate({"name": "Test", "sources": {"planning": True, **sources}})


def refusals(folder: Path, *ad_accounts: str) -> list[tuple[int | None, str, str]]:
    config = PlanningConfig(folder=folder, ad_accounts=ad_accounts)
    return [(one.line, one.field, one.reason) for one in dry_run(config).refusals]


def test_sheets_become_raw_tables_and_absent_ones_are_empty(tmp_path: Path) -> None:
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    (sheets / "fx_rates.csv").write_text("rate_on,currency,rate\n2024-01-02,USD,0.91234567\n")
    (sheets / "team_memberships.csv").write_text(
        "rep_email,full_name,role,team,from_on,to_on\n"
        "ann@us.example,Ann Lee,AE,AE France,2024-01-01,2024-05-14\n"
        "ann@us.example,Ann Lee,AE,AE Spain,2024-05-15,\n"
    )
    (sheets / "annotations.csv").write_text("kpi_id,period_start_on,grain,text_en,text_fr,author\n")
    warehouse = tmp_path / "w.duckdb"
    for _ in range(2):
        summary = load_source(
            "planning",
            profile(),
            {"folder": sheets},
            warehouse,
            tmp_path / "dlt",
            date(2024, 6, 1),
        )
    assert summary.rows["fx_rates"] == 1
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rates = connection.execute("select source_key, rate from raw_planning.fx_rates").fetchall()
        reps = connection.execute(
            "select email, team, active_from, active_to from raw_planning.reps order by active_from"
        ).fetchall()
        empty = [
            table
            for table in SPEC.raw_tables
            if connection.table(f"raw_planning.{table}").count("*").fetchall() == [(0,)]
        ]
    assert [(key, str(rate)) for key, rate in rates] == [
        ("planning:2024-01-02:USD", "0.91234567"),
    ]
    assert reps == [
        ("ann@us.example", "AE France", date(2024, 1, 1), date(2024, 5, 14)),
        ("ann@us.example", "AE Spain", date(2024, 5, 15), None),
    ]
    assert set(SPEC.raw_tables) - set(empty) == {"fx_rates", "reps", "row_counts"}
    # A sheet that is left out, or holds a header alone, feeds nothing: no check waits for its rows.
    fed = given_entities(PlanningConfig(folder=sheets))
    assert fed == ("fx_rates", "reps")
    waiting = [suite.table for suite in all_suites() if set(suite.feeds_on) & set(SPEC.entities)]
    assert {"marts.fct_quota_days", "marts.fct_target_account_periods"} <= set(waiting)
    assert all(_why_skipped(suite, ["planning"], fed) for suite in all_suites() if suite.feeds_on)


@pytest.mark.parametrize(
    ("channel", "campaign", "kind", "refused"),
    [
        ("Google Ads", "", "programme", True),
        ("google_ads", "", "programme", True),
        ("paid_search", "123-456-7890", "programme", True),
        ("Google Ads", "", "tools", False),
        ("event", "fair", "programme", False),
    ],
)
def test_a_programme_cost_must_not_repeat_a_connected_ad_account(
    tmp_path: Path, channel: str, campaign: str, kind: str, refused: bool
) -> None:
    (tmp_path / "costs.csv").write_text(
        COSTS
        + f"2024-01-01,2024-01-31,{kind},{channel},{campaign},,10,EUR\n"
        + "2024-01-01,2024-01-31,salaries,,,,10,EUR\n"
    )
    built = PlanningConfig.build(
        profile(google_ads=True), {"folder": tmp_path, "ad_accounts": ["1234567890"]}
    )
    found = dry_run(built).refusals
    assert [(one.line, one.field) for one in found] == ([(2, "channel")] if refused else [])
    without = PlanningConfig.build(profile(), {"folder": tmp_path})
    assert dry_run(without).refusals == ()


@pytest.mark.fault(19)
@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        ("2024-01-31,2024-01-01,tools,,,,10,EUR", "period_end_on", "ends before it starts"),
        ("2024-01-01,31/01/2024,tools,,,,10,EUR", "period_end_on", "not a date"),
        ("2024-01-01,2024-01-31,fun,,,,10,EUR", "kind", "unknown kind"),
        ("2024-01-01,2024-01-31,tools,,,,,EUR", "amount", "required, but empty"),
    ],
)
def test_a_bad_cost_line_is_refused(tmp_path: Path, line: str, field: str, reason: str) -> None:
    (tmp_path / "costs.csv").write_text(f"{COSTS}{line}\n2024-01-01,2024-01-31,tools,,,,10,EUR\n")
    assert any((at, where) == (2, field) and reason in why for at, where, why in refusals(tmp_path))


@pytest.mark.fault(18)
def test_unknown_sheets_columns_and_folders_are_errors_with_a_fix(tmp_path: Path) -> None:
    (tmp_path / "quota.csv").write_text("rep_email\n")
    with pytest.raises(ExportError, match=r"quota\.csv: .* did you mean 'quotas\.csv'"):
        refusals(tmp_path)
    (tmp_path / "quota.csv").rename(tmp_path / "target_accounts.csv")
    (tmp_path / "target_accounts.csv").write_text(
        "domain,markt,added_on\na.example,FR,2024-01-01\n"
    )
    with pytest.raises(ExportError, match="unknown column 'markt'; did you mean 'market'"):
        refusals(tmp_path)
    with pytest.raises(ExportError, match="no such planning folder"):
        refusals(tmp_path / "nowhere")
