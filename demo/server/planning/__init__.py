"""The finance team's sheets: planning tables of the world as CSV files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

SHEETS = (
    "quotas",
    "targets",
    "costs",
    "market_sizes",
    "target_accounts",
    "opened_markets",
    "dormant_stock",
    "benchmarks",
    "annotations",
    "fx_rates",
    "holidays",
    "mentions",
)
_BOOKKEEPING = "recorded_at"


def write_planning(visible: Callable[[str], pa.Table], folder: Path) -> None:
    """Write `<folder>/<sheet>.csv` for every planning table, as known now.

    Each file is written beside its place and renamed, so that a reader never sees half a sheet.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in SHEETS:
        _write(visible(sheet).drop_columns([_BOOKKEEPING]), folder / f"{sheet}.csv")
    _write(visible("campaigns").select(["utm_campaign", "channel"]), folder / "campaigns.csv")
    _write(_editorial_calendar(visible), folder / "editorial_calendar.csv")
    _write(_memberships(visible), folder / "team_memberships.csv")


def _editorial_calendar(visible: Callable[[str], pa.Table]) -> pa.Table:
    """What is published elsewhere than on the company's own website."""
    contents, campaigns = visible("contents"), visible("campaigns")
    elsewhere = pc.is_in(contents["kind"], pa.array(["video", "social_post"]))
    joined = contents.filter(elsewhere).join(
        campaigns.select(["campaign_id", "utm_campaign"]), "campaign_id"
    )
    columns = ["content_id", "kind", "title", "url", "utm_campaign", "channel", "published_at"]
    return joined.select(columns).sort_by("content_id")


def _memberships(visible: Callable[[str], pa.Table]) -> pa.Table:
    """Rep x team x validity with names instead of ids, as a sheet kept by hand has them."""
    reps = visible("reps")
    named = pa.table(
        {
            "rep_id": reps["rep_id"],
            "rep_email": reps["email"],
            "full_name": pc.binary_join_element_wise(reps["first_name"], reps["last_name"], " "),
        }
    )
    teams = visible("teams").select(["team_id", "name"]).rename_columns(["team_id", "team"])
    joined = (
        visible("team_memberships")
        .join(named, "rep_id", join_type="inner")
        .join(teams, "team_id", join_type="inner")
    )
    columns = ["rep_email", "full_name", "role", "team", "from_on", "to_on"]
    return joined.select(columns).sort_by([("rep_email", "ascending"), ("from_on", "ascending")])


def _write(table: pa.Table, path: Path) -> None:
    draft = path.with_suffix(".csv.part")
    pacsv.write_csv(_plain(table), draft)
    draft.replace(path)


def _plain(table: pa.Table) -> pa.Table:
    """Instants as ISO 8601 with Z: the CSV writer's own form has no T and no zone marker."""
    for index, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type):
            seconds = pc.cast(table[field.name], pa.timestamp("s", tz="UTC"), safe=False)
            text = pc.strftime(seconds, format="%Y-%m-%dT%H:%M:%SZ")
            table = table.set_column(index, field.name, text)
    return table
