"""What dlt says of threads that wait for a dead vendor is not printed; all else is."""

from __future__ import annotations

import logging

import pytest

from ingestion.run import quiet_waits


def test_only_the_line_on_threads_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    logger = logging.getLogger("dlt")
    handler = logging.StreamHandler()
    logger.addHandler(handler)
    try:
        quiet_waits()
        logger.error("Shutdown of dlt thread pool dlt-pool-2 could not be completed in 4 seconds")
        logger.error("the vendor answered 503")
    finally:
        logger.removeHandler(handler)
    assert capsys.readouterr().err == "the vendor answered 503\n"
