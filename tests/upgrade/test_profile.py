"""A profile of an earlier release: fields that went are reported, and nothing is touched."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from company import former_fields
from orchestration.cli import main
from orchestration.company.context import load_company
from orchestration.company.settings import load_settings
from tests.upgrade.folder import Folder


def accord(folder: Folder, *arguments: str) -> tuple[int, str]:
    """Run an `accord` command in this process; return its exit code and output."""
    load_settings.cache_clear()
    load_company.cache_clear()
    done = CliRunner().invoke(main, arguments, env=folder.environment())
    return done.exit_code, done.output


def test_a_renamed_field_is_reported_with_its_line_and_the_fix(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = {
        "windows.reply_days": "renamed to windows.response_days in 0.2.0; write that",
        "segments.colour": "removed in 0.2.0; delete it",
    }
    monkeypatch.setattr(former_fields, "FORMER_FIELDS", former)
    text = folder.profile.read_text(encoding="utf-8")
    first = len(text.splitlines()) + 1
    added = "windows:\n  reply_days: 5\nsegments:\n  - key: small\n    colour: blue\n"
    folder.profile.write_text(text + added, encoding="utf-8")
    before = _without_reports(folder)
    for command in ("upgrade", "run"):
        code, output = accord(folder, command)
        assert code == 1
        assert (
            f"{folder.profile}:{first + 1}: windows.reply_days: "
            "renamed to windows.response_days in 0.2.0; write that" in output
        )
        assert f":{first + 4}: segments.0.colour: removed in 0.2.0; delete it" in output
    assert _without_reports(folder) == before


def test_the_command_says_what_it_would_do_does_it_and_then_has_nothing_to_do(
    folder: Folder,
) -> None:
    before = folder.files("data")
    code, output = accord(folder, "upgrade", "--dry-run")
    assert (code, folder.files("data")) == (0, before)
    assert "0.1.0 -> " in output
    assert "base_opportunities" in output
    code, output = accord(folder, "upgrade")
    assert code == 0
    assert "Back-up " in output
    assert "accord run" in output
    code, output = accord(folder, "upgrade")
    assert code == 0
    assert "nothing to upgrade" in output
    code, output = accord(folder, "upgrade", "--undo")
    assert code == 0
    assert "as 0.1.0 left it" in output


def test_dry_run_and_undo_exclude_each_other(folder: Folder) -> None:
    code, output = accord(folder, "upgrade", "--dry-run", "--undo")
    assert code == 2
    assert "exclude" in output


def _without_reports(folder: Folder) -> dict[str, str]:
    """The files of a folder, but for what was refused: that is reported."""
    found = folder.files("")
    return {name: content for name, content in found.items() if "/reports/" not in name}
