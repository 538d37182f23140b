"""Findings and figures per person are in the restricted file alone; what is there is right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.end_to_end.conftest import AS_OF
from tests.end_to_end.pipeline import ROOT, Pipeline
from tests.oracle.truth import Truth

pytestmark = pytest.mark.e2e

_PRIVATE = "family = 'integrity'"
#: Of figures: raw less adjusted by rep is the finding.
_PRIVATE_FIGURE = f"({_PRIVATE} or variant = 'adjusted' or variant like '%:adjusted')"
_ADJUSTED = {
    "win_rate",
    "lead_to_opportunity_rate",
    "stage_conversion_rate",
    "sales_cycle_days",
    "open_pipeline",
    "weighted_pipeline",
    "forecast_revenue",
    "meetings_held",
    "calls_made",
}
#: Named alike, and none of integrity's: how a restatement is known. As `fct_findings`, which lists
#: records whose dates contradict each other.
_OTHERS = {("kpi_restatements", "evidence")}


def restricted(tiny: Pipeline) -> Path:
    return tiny.published.parent / "restricted" / "accord_restricted.duckdb"


def test_integrity_has_no_rep_and_no_small_team_in_the_main_publication(tiny: Pipeline) -> None:
    shown = tiny.query(
        "select dimension, dimension_value, grain, period_start, count(*) from kpi.kpi_values "
        f"join kpi.kpi_catalog using (kpi_id) where {_PRIVATE_FIGURE} group by all"
    )
    assert {dimension for dimension, *_ in shown} == {"total", "team"}
    truth = Truth(tiny.truth, AS_OF)
    names = {row["team_id"]: row["name"].lower().replace(" ", "_") for row in truth.rows("teams")}
    members = [(names[row["team_id"]], row["rep_id"]) for row in truth.rows("team_memberships")]
    for dimension, team, *_ in shown:
        if dimension == "team":
            assert len({rep for its_team, rep in members if its_team == team}) >= 5, team
    # Results and activity by rep stay as they are.
    [(reps,)] = tiny.query(
        "select count(distinct dimension_value) from kpi.kpi_values "
        "where kpi_id = 'revenue' and dimension = 'owner'"
    )
    assert reps >= 3


def test_what_is_hidden_is_in_the_restricted_file(tiny: Pipeline) -> None:
    kpis = {kpi for (kpi,) in tiny.query(f"select kpi_id from kpi.kpi_catalog where {_PRIVATE}")}
    assert len(kpis) == 8
    rows = tiny.query(
        "select kpi_id, dimension, count(*) from integrity.integrity_values group by all",
        path=restricted(tiny),
    )
    assert {(kpi, dimension) for kpi, dimension, _ in rows} == {
        (kpi, dimension) for kpi in kpis | _ADJUSTED for dimension in ("owner", "team")
    }
    # Of other KPIs the adjusted figures alone: the raw ones by rep are nobody's secret.
    assert not tiny.query(
        "select 1 from integrity.integrity_values "
        f"where list_contains({sorted(_ADJUSTED)}, kpi_id) "
        "and variant <> 'adjusted' and variant not like '%:adjusted'",
        path=restricted(tiny),
    )


def test_what_is_hidden_says_what_it_lacks(tiny: Pipeline) -> None:
    """The adjusted pipeline of a rep with a deal of no amount lacks it, as the raw one does."""
    lacking = (
        "where kpi_id = 'open_pipeline' and dimension = 'owner' and grain = 'month' "
        "and missing_share > 0 and quality <> 'ok' "
        "and status_reason like 'amount of % open deals not known%' and variant = "
    )
    columns = "distinct period_start, dimension_value"
    raw = tiny.query(f"select {columns} from kpi.kpi_values {lacking} ''")
    adjusted = tiny.query(
        f"select {columns} from integrity.integrity_values {lacking} 'adjusted'",
        path=restricted(tiny),
    )
    # Of other deals than the raw one: what is overdue lacks nothing there.
    assert set() != set(adjusted) <= set(raw)


def test_adjusted_figures_stay_beside_the_raw_ones(tiny: Pipeline) -> None:
    """In total, from the month up, and other ones where there is what the rules observe."""
    rows = tiny.query(
        "select adjusted.kpi_id, adjusted.grain, count(*), "
        "count(case when adjusted.value is distinct from raw.value then 1 end) "
        "from kpi.kpi_values as adjusted join kpi.kpi_values as raw "
        "using (kpi_id, grain, period_start, dimension, dimension_value) "
        "where adjusted.variant = 'adjusted' and raw.variant = '' "
        "and adjusted.dimension = 'total' group by all"
    )
    assert {(kpi, grain) for kpi, grain, *_ in rows} == {
        (kpi, grain) for kpi in _ADJUSTED for grain in ("month", "quarter", "year")
    }
    differ = {kpi for kpi, _, _, other in rows if other}
    assert {
        "win_rate",
        "open_pipeline",
        "weighted_pipeline",
        "forecast_revenue",
        "calls_made",
    } <= differ


def test_only_the_owner_can_read_the_restricted_file(tiny: Pipeline) -> None:
    file = restricted(tiny).resolve()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_the_integrity_kpis_can_be_no_target(tiny: Pipeline) -> None:
    assert tiny.query(f"select distinct is_targetable from kpi.kpi_catalog where {_PRIVATE}") == [
        (False,)
    ]


def test_the_integrity_kpis_have_no_colour(tiny: Pipeline) -> None:
    """Whoever logs early or forecasts low can lose no status by them."""
    assert tiny.query(
        "select distinct status, target_value from kpi.kpi_values "
        f"join kpi.kpi_catalog using (kpi_id) where {_PRIVATE_FIGURE}"
    ) == [("none", None)]
    assert not tiny.query(
        "select 1 from kpi.kpi_target_guardrails join kpi.kpi_catalog "
        f"on guardrail_kpi_id = kpi_catalog.kpi_id where {_PRIVATE}"
    )


def _texts(tiny: Pipeline) -> Iterator[tuple[str, str]]:
    """Where anybody may look: the publication as text, reports, logs and documentation."""
    for folder in ("reports", "logs", "docs"):
        for path in (tiny.data_dir / folder).rglob("*"):
            if path.is_file() and path.suffix in {".md", ".txt", ".log", ".html", ".json"}:
                yield str(path), path.read_text(encoding="utf-8", errors="replace")
    for path in (ROOT / "docs").rglob("*.md"):
        yield str(path), path.read_text(encoding="utf-8")


def test_no_finding_is_said_anywhere_else(tiny: Pipeline) -> None:
    found = tiny.query(
        "select finding_key, evidence_en, evidence_fr from integrity.integrity_findings",
        path=restricted(tiny),
    )
    assert found
    said = {text for row in found for text in row if text}
    for place, text in _texts(tiny):
        assert not [one for one in said if one in text], place
    columns = tiny.query(
        "select schema_name, table_name, column_name from duckdb_columns() "
        "where data_type = 'VARCHAR' and not internal "
        # A view shows what its table has.
        "and table_name in (select table_name from duckdb_tables())"
    )
    assert len(columns) > 500
    with duckdb.connect() as connection:
        connection.execute(f"attach '{tiny.published}' as published (read_only)")
        connection.execute("create table said as select unnest($1) as words", [sorted(said)])
        for schema, table, column in columns:
            if (table, column) not in _OTHERS and table != "fct_findings":
                assert "finding" not in table and "evidence" not in column, (schema, table, column)
            hits = connection.execute(
                f'select "{column}" from published.{schema}.{table} '
                f'where "{column}" in (select words from said) limit 1'
            ).fetchall()
            assert not hits, (schema, table, column)


def test_each_finding_says_who_when_what_and_with_which_effect(tiny: Pipeline) -> None:
    [(incomplete,)] = tiny.query(
        "select count(*) from integrity.integrity_findings where owner_key = 'unknown' "
        "or period_start is null or evidence_en = '' or evidence_fr = '' "
        "or evidence_en is null or evidence_fr is null "
        "or severity not in ('low', 'medium', 'high') "
        "or (effect_kpi is null and record_kind not in ('account', 'opportunity'))",
        path=restricted(tiny),
    )
    assert incomplete == 0


def test_whoever_does_nothing_is_not_accused(tiny: Pipeline) -> None:
    """By the simulator's word: each finding is of a rep who does that trick."""
    guilty = {
        (trick, row["email"].split("@")[0].lower())
        for row in Truth(tiny.truth, AS_OF).rows("reps")
        for trick in row["tricks"].split("|")
    }
    accused = set(
        tiny.query(
            "select distinct rule, owner_key from integrity.integrity_findings",
            path=restricted(tiny),
        )
    )
    assert accused <= guilty
    assert len(accused) >= 4
