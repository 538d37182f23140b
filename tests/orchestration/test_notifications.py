"""Messages as a webhook and a mail server get them: through Apprise, over the wire."""

from __future__ import annotations

import email
import email.policy
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pydantic import SecretStr

from orchestration.company.settings import Settings
from orchestration.reporting.notify import notify
from orchestration.reporting.reports import RunReport, Step
from tests.orchestration.local_vendor import Echo, echoing_vendor

REPORT = RunReport(
    run_id="4f1c",
    job="daily",
    partition="2026-11-21",
    status="FAILURE",
    started_at="2026-11-22T04:00:00+00:00",
    seconds=12.5,
    steps=(Step("load_hubspot", "FAILURE", 12.0, "401 for pat-7f3d2b91"),),
    failed_checks=(),
    published=False,
    cause="401, token refused: pat-7f3d2b91",
    readers="the figures as of 2026-11-20, published 2026-11-21 04:10 UTC by run 9a8b7c6d",
    link="https://dagster.example/runs/4f1c",
)
TITLE = "Accord: daily 2026-11-21 failed in load_hubspot: 401, token refused: ***"
#: Job, period, step and cause are in the title.
SAID = (
    TITLE,
    "https://dagster.example/runs/4f1c",
    "the figures of before: the figures as of 2026-11-20, published 2026-11-21 04:10 UTC",
)


class Mailbox:
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        self.mails: list[Any] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        del server, session
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port, ready_timeout=60)
    server.start()
    yield box, f"mailto://127.0.0.1:{port}/?from=accord@us.example&to=ops@us.example&mode=insecure"
    server.stop()


@pytest.fixture
def webhook() -> Iterator[Echo]:
    with echoing_vendor() as vendor:
        yield vendor


def settings(tmp_path: Path, *addresses: str) -> Settings:
    return Settings(data_dir=tmp_path, notify_urls=tuple(map(SecretStr, addresses)))


@pytest.fixture(autouse=True)
def _token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_HUBSPOT_TOKEN", "pat-7f3d2b91")


def test_a_webhook_gets_the_whole_of_it(tmp_path: Path, webhook: Echo) -> None:
    assert notify(settings(tmp_path, webhook.address.replace("http", "json")), REPORT)
    [message] = [json.loads(text) for text in webhook.posted]
    assert message["title"] == TITLE
    for part in SAID:
        assert part in message["message"]


def test_so_does_a_mail_server(tmp_path: Path, mailbox: tuple[Mailbox, str]) -> None:
    box, address = mailbox
    assert notify(settings(tmp_path, address), REPORT)
    [mail] = box.mails
    assert mail["Subject"] == TITLE
    assert mail["To"].addresses[0].addr_spec == "ops@us.example"
    text = " ".join(mail.get_body(("plain", "html")).get_content().split())
    for part in SAID:
        assert part in text


def test_one_that_can_not_be_reached_keeps_nobody_else_from_hearing(
    tmp_path: Path, webhook: Echo, caplog: pytest.LogCaptureFixture
) -> None:
    both = settings(tmp_path, "json://127.0.0.1:9/", webhook.address.replace("http", "json"))
    assert not notify(both, REPORT)
    assert len(webhook.posted) == 1
    assert "did not reach everyone" in caplog.text
    assert "pat-7f3d2b91" not in caplog.text
