"""Notify people, through whatever Apprise can reach. It needs neither database nor disk."""

from __future__ import annotations

import logging

from orchestration.company.settings import Settings
from orchestration.reporting.reports import RunReport, markdown, redact

log = logging.getLogger(__name__)
_LONGEST_TITLE = 250


def notify(settings: Settings, report: RunReport) -> bool:
    """Send the report to the configured addresses; return whether all of them took it."""
    is_good = report.succeeded and not report.newly_left_out
    return send(settings, report.headline, markdown(report), is_good=is_good)


def send(settings: Settings, title: str, body: str, *, is_good: bool) -> bool:
    """Send a message, in Markdown, to the configured addresses; return whether all took it.

    A message that does not arrive is logged, never raised: it must not hide what it is about.
    Addresses hold secrets and so are not logged.
    """
    if not settings.notify_urls:
        return True
    # Imported here: few installations notify, and it takes half a second.
    import apprise

    # Its own log repeats addresses that it can't use, secrets included.
    logging.getLogger("apprise").setLevel(logging.CRITICAL)
    channel = apprise.Apprise()
    for url in settings.notify_urls:
        if not channel.add(url.get_secret_value()):
            log.error("ACCORD_NOTIFY_URLS: an address is not one that Apprise knows")
    sent = channel.notify(
        title=redact(settings, title)[:_LONGEST_TITLE],
        body=redact(settings, body),
        body_format=apprise.NotifyFormat.MARKDOWN,
        notify_type=apprise.NotifyType.SUCCESS if is_good else apprise.NotifyType.FAILURE,
    )
    if not sent:
        log.error("a notification did not reach everyone: %s", redact(settings, title))
    return bool(sent) and len(channel) == len(settings.notify_urls)
