"""The first line of a report: why it failed, in plain words."""

from __future__ import annotations

import errno

import pytest

from ingestion.errors import AuthenticationError
from orchestration.company.reserve import (
    NAME,
    SIZE,
    is_full_disk,
    keep_reserve,
    release_reserve,
)
from orchestration.reporting.causes import cause_of, cause_of_exception, plain, shortened


@pytest.mark.parametrize(
    ("errors", "cause"),
    [
        (
            [
                "dagster._core.definitions.events.Failure: GET /contacts: 401, token refused",
                "ingestion.errors.AuthenticationError: GET /contacts: 401, token refused",
            ],
            "GET /contacts: 401, token refused",
        ),
        (
            [
                "dlt.pipeline.exceptions.PipelineStepFailed: Pipeline execution failed at ...",
                "ValueError: no such day",
            ],
            "no such day (ValueError)",
        ),
        (
            ["orchestration.defs.quality.BlockedError: nothing is published:\nraw.x: empty\nraw.y"],
            "nothing is published: raw.x: empty",
        ),
        (
            ["OSError: [Errno 28] No space left on device"],
            "the disk is full; make room and run again",
        ),
        (
            [
                "dbt: no",
                "sqlite3.OperationalError: database or disk is full",
            ],
            "the disk is full; make room and run again",
        ),
        (
            ["duckdb.OutOfMemoryException: Out of Memory Error: failed to allocate\nmore"],
            "out of memory (OutOfMemoryException: Out of Memory Error: failed to allocate)",
        ),
        (["MemoryError"], "out of memory (MemoryError)"),
        (
            ["Process 12 was killed during the run."],
            "Process 12 was killed during the run: out of memory, kill -9, or the machine stopped",
        ),
        (["", "  "], "no reason was given"),
        (["ingestion.errors.SourceError: "], "no reason was given"),
    ],
)
def test_a_cause_is_one_line_in_plain_words(errors: list[str], cause: str) -> None:
    assert cause_of(errors) == cause


def test_no_error_of_a_step_begins_with_a_name_of_python() -> None:
    ours = "ingestion.errors.AuthenticationError: GET /contacts: 401\nmore"
    assert plain(ours) == "GET /contacts: 401\nmore"
    assert (
        plain("duckdb.IOException: IO Error: no file\nmore")
        == "IO Error: no file (IOException)\nmore"
    )
    assert plain("BlockedError") == "BlockedError"


def test_a_long_cause_is_cut() -> None:
    assert len(cause_of(["ValueError: " + "x" * 5000])) == 300


def test_an_error_of_ours_wins_over_what_led_to_it() -> None:
    with pytest.raises(AuthenticationError) as raised:
        try:
            raise KeyError("token")
        except KeyError as error:
            raise AuthenticationError("401, token refused") from error
    assert cause_of_exception(raised.value) == "401, token refused"
    assert cause_of_exception(KeyError("token")) == "'token' (KeyError)"


def test_a_full_disk_is_recognised_and_what_was_kept_aside_is_given_back(tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert keep_reserve(tmp_path)
    assert keep_reserve(tmp_path)
    file = tmp_path / NAME
    # Real blocks, not a hole.
    assert file.stat().st_blocks * 512 >= SIZE
    assert release_reserve(tmp_path)
    assert not file.exists()
    assert not release_reserve(tmp_path)
    deep = RuntimeError("a step failed")
    deep.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert is_full_disk(deep)
    assert not is_full_disk(OSError(errno.EACCES, "Permission denied"))


def test_a_step_that_was_not_run_names_what_failed_once() -> None:
    names = ", ".join(["'load_hubspot'"] * 300)
    line = f"Dependencies for step raw_checks failed: [{names}]. Not executing."
    assert shortened(line) == "raw_checks was not run, because of load_hubspot"
    assert shortened("Started execution") == "Started execution"
