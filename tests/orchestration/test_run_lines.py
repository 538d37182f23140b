"""What a run prints at its end of the rows that it refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from orchestration.cli import main
from orchestration.reporting.reports import RunReport
from orchestration.run import RunResult

WORDS = "files.opportunities: 303 of 500 rows (60.6 %): 303 x closed_at: not a date"


@pytest.mark.parametrize("status", ["SUCCESS", "FAILURE"])
def test_refused_rows_are_among_the_last_lines(
    status: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the run published or stopped for them."""
    succeeded = status == "SUCCESS"
    report = RunReport(
        "run-1", "daily", "2026-11-25", status, None, 1.0, (), (), succeeded, refused=(WORDS,)
    )
    monkeypatch.setenv("ACCORD_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(
        "orchestration.run.run_job",
        lambda *_: RunResult(report, tmp_path / "report.json", tmp_path),
    )
    # What has its own tests: the upgrade of the data folder, and the figures.
    monkeypatch.setattr("orchestration.upgrade.startup.bring_up_to_date", lambda *_: None)
    monkeypatch.setattr("orchestration.cli._show_summary", lambda *_, **__: None)

    done = CliRunner().invoke(main, ["run"])

    assert done.exit_code == (0 if succeeded else 1), done.output
    lines = done.output.splitlines()
    assert f"Refused       {WORDS}" in lines[-4:]
