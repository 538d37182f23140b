"""What a process prints, logs and hands to Dagster has no secret in it."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout

import pytest
from dagster._utils.error import SerializableErrorInfo, serializable_error_info_from_exc_info

from ingestion.redaction import know, redaction
from orchestration.company.settings import environment, load_settings, secret_variables
from orchestration.reporting.outlets import guard_dagster, guard_output

pytestmark = pytest.mark.fault(38)
SECRET = "pat-7f3d2b91"


@pytest.fixture(autouse=True)
def _secret() -> Iterator[None]:
    before = redaction().secrets
    know([SECRET])
    yield
    know(before)


@contextmanager
def guarded() -> Iterator[io.StringIO]:
    stream, factory = io.StringIO(), logging.getLogRecordFactory()
    with redirect_stdout(stream), redirect_stderr(stream):
        guard_output()
        guard_output()
        yield stream
    logging.setLogRecordFactory(factory)


def failing() -> None:
    try:
        raise KeyError(f"token {SECRET}")
    except KeyError as error:
        raise ValueError(f"401 for {SECRET}") from error


def test_what_is_printed() -> None:
    with guarded() as printed:
        sys.stderr.write(f"token {SECRET}\n")
        sys.stdout.writelines([f"{SECRET}\n"])
    assert printed.getvalue() == "token ***\n***\n"


def test_what_is_logged() -> None:
    with guarded() as printed:
        logger = logging.getLogger("accord.test_outlets")
        logger.addHandler(logging.StreamHandler(printed))
        logger.error("refused: %s", SECRET)
        try:
            failing()
        except ValueError:
            logger.exception("failed with %s", SECRET)
    text = printed.getvalue()
    assert "refused: ***" in text
    assert "ValueError: 401 for ***" in text
    assert "KeyError: 'token ***'" in text
    assert SECRET not in text


def test_what_dagster_keeps_of_an_error() -> None:
    guard_dagster()
    guard_dagster()
    try:
        failing()
    except ValueError:
        kept = serializable_error_info_from_exc_info(sys.exc_info())
    assert isinstance(kept, SerializableErrorInfo)
    assert kept.message == "ValueError: 401 for ***\n"
    assert "token ***" in kept.to_string()
    assert SECRET not in kept.to_string()


def test_dbt_gets_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_HUBSPOT_TOKEN", SECRET)
    monkeypatch.setenv("ACCORD_NOTIFY_URLS", f"json://{SECRET}")
    monkeypatch.setenv("ACCORD_HUBSPOT_LOOKBACK_MINUTES", "5")
    load_settings.cache_clear()
    settings = load_settings()
    assert redaction().secrets == settings.secrets()
    assert {"ACCORD_HUBSPOT_TOKEN", "ACCORD_NOTIFY_URLS"} <= secret_variables()
    child = settings.child_environment(DBT_TARGET="prod")
    assert SECRET not in str(child)
    assert child["ACCORD_HUBSPOT_LOOKBACK_MINUTES"] == "5"
    assert SECRET in str(settings.child_environment(secrets=True))
    import os

    with environment(child):
        assert "ACCORD_HUBSPOT_TOKEN" not in os.environ
    assert os.environ["ACCORD_HUBSPOT_TOKEN"] == SECRET
    monkeypatch.undo()
    load_settings.cache_clear()
