"""The share of an entity's rows that was refused: what it warns of, and what it blocks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from company import Profile
from company.sections import RefusedRows
from expectations.refused import (
    FEW,
    MOST,
    RefusedShare,
    look_at_refused,
    refused_shares,
)
from ingestion.run import load_source
from ingestion.sources.files.row_counts import Read, row_count

COSTS = "period_start_on,period_end_on,kind,channel,utm_campaign,market,amount,currency\n"
COST = "2024-01-01,2024-01-31,programme,event,,,{amount},EUR\n"


def load_costs(folder: Path, *amounts: str) -> Path:
    sheets = folder / "sheets"
    sheets.mkdir(exist_ok=True)
    rows = "".join(COST.format(amount=amount) for amount in amounts)
    (sheets / "costs.csv").write_text(COSTS + rows)
    profile = Profile.model_validate({"name": "Test", "sources": {"planning": True}})
    warehouse, day = folder / "w.duckdb", date(2024, 6, 1)
    load_source("planning", profile, {"folder": sheets}, warehouse, folder / "dlt", day)
    return warehouse


def failed(shares: list[RefusedShare], limits: RefusedRows) -> dict[str, str]:
    outcomes = look_at_refused(shares, ["raw_planning.costs", "raw_planning.quotas"], limits)
    return {
        result.check_id.removeprefix("raw_planning."): result.severity
        for outcome in outcomes
        for result in outcome.results
        if not result.success
    }


def test_text_in_one_amount_of_a_sheet_is_no_silent_loss(tmp_path: Path) -> None:
    warehouse = load_costs(tmp_path, *["10"] * 30, "about 700")
    shares = refused_shares(warehouse, ["planning", "hubspot"])
    costs = next(share for share in shares if share.entity == "costs")
    assert (costs.read, costs.refused, costs.padded) == (31, 1, 0)
    assert costs.words == "1 of 31 rows of costs (3.2%) were refused: 1 x amount: not a number"
    assert failed(shares, RefusedRows()) == {f"costs.{FEW}": "warn"}
    assert failed(shares, RefusedRows(block=0.03)) == {
        f"costs.{FEW}": "warn",
        f"costs.{MOST}": "block",
    }
    assert failed(shares, RefusedRows(warn=0.04)) == {}
    # The first load that refused it is remembered for as long as it is refused.
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        kept = "select first_seen_at, loaded_at from raw_planning.quarantine"
        first = connection.execute(kept).fetchall()
    load_costs(tmp_path, *["10"] * 20, "some 700")
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        [(seen, loaded)] = connection.execute(kept).fetchall()
    assert first == [(seen, seen)]
    assert loaded > seen


def test_a_refused_row_of_a_file_is_lost_to_what_is_made_from_it() -> None:
    made = row_count("opportunities", Read(90, 9), {"deals": Read(100, 10)}, is_derived=False)
    assert (made.read, made.refused, made.share) == (100, 19, 0.19)
    derived = row_count("accounts", Read(40, 4), {"deals": Read(100, 10)}, is_derived=True)
    assert (derived.read, derived.refused) == (40, 4)
    assert derived.share == pytest.approx(0.19)
    assert derived.refused_as == ("accounts", "deals")


def test_nothing_that_was_refused_is_nothing_to_say() -> None:
    assert row_count("reps", Read(0, 0), {}, is_derived=False).share == 0
    assert failed([], RefusedRows()) == {}


def test_a_profile_must_not_block_before_it_warns() -> None:
    with pytest.raises(ValueError, match="nothing would warn"):
        RefusedRows(warn=0.1)
