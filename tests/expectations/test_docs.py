"""Data docs say what was checked and found, and need no network."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from expectations.docs import words_of, write_docs
from expectations.results import CheckResult, SuiteResult
from expectations.suite import Suite, not_empty, one_of
from tests.expectations.test_runner import AS_OF

SUITE = Suite("raw_crm.deals", ("id",), (not_empty(), one_of("stage", "won", "<lost>")))
PASSED = CheckResult(
    check_id="raw_crm.deals.not_empty",
    table_name="raw_crm.deals",
    stage="raw",
    severity="block",
    success=True,
    reason="",
    checked_at=datetime(2026, 11, 21, 5, tzinfo=UTC),
    observed="12",
)
FAILED = replace(
    PASSED,
    check_id="raw_crm.deals.column_values_to_be_in_set__stage",
    severity="warn",
    success=False,
    reason="stage has a value that no definition knows (2 of 12 rows)",
    checked_rows=12,
    observed=None,
    evidence=tuple(f"deal-{number}" for number in range(22)),
)
SOUND = SuiteResult(
    "raw_crm.calls",
    (replace(PASSED, table_name="raw_crm.calls", check_id="raw_crm.calls.not_empty"),),
)


def written(folder: Path, *outcomes: SuiteResult) -> str:
    write_docs(folder, "raw", outcomes, words_of(SUITE, AS_OF))
    return (folder / "index.html").read_text(encoding="utf-8")


def test_what_did_not_pass_comes_first_with_its_rows(tmp_path: Path) -> None:
    skipped = SuiteResult("raw_crm.calls", skipped_because="source crm is off")
    page = written(tmp_path, SOUND, SuiteResult("raw_crm.deals", (PASSED, FAILED)))
    assert "1 did not pass, of which 0 block" in page
    assert page.index("raw_crm.deals") < page.index("raw_crm.calls")
    assert page.index("stage has a value") < page.index("found 12")
    assert "column values to be in set: column stage, value_set [" in page
    assert "deal-19 and 2 more" in page
    assert "&lt;lost&gt;" in page
    assert "source crm is off" in written(tmp_path, skipped)
    assert "All passed." in written(tmp_path, SOUND)


def test_a_browser_asks_nobody_else_for_anything(tmp_path: Path) -> None:
    (tmp_path / "validations").mkdir()
    page = written(tmp_path, SuiteResult("raw_crm.deals", (PASSED, FAILED)))
    assert not re.findall(r"https?://|\bsrc=|<script|<link|@import|url\(", page)
    # What Great Expectations had written, which asks five hosts.
    assert [path.name for path in tmp_path.rglob("*")] == ["index.html"]
