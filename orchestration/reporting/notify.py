"""Notify people, through whatever Apprise can reach."""

from __future__ import annotations

import logging

from orchestration.company.settings import Settings
from orchestration.reporting.reports import RunReport, markdown, redact

log = logging.getLogger(__name__)


def notify(settings: Settings, report: RunReport) -> bool:
    """Send the report to the configured addresses; return whether all of them took it.

    A message that does not arrive is logged, never raised: it must not hide the failure that it
    describes. Addresses hold secrets and so are not logged.
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
        title=redact(settings, report.headline),
        body=redact(settings, markdown(report)),
        body_format=apprise.NotifyFormat.MARKDOWN,
        notify_type=(
            apprise.NotifyType.SUCCESS if report.succeeded else apprise.NotifyType.FAILURE
        ),
    )
    if not sent:
        log.error("the notification of run %s did not reach everyone", report.run_id)
    return bool(sent) and len(channel) == len(settings.notify_urls)
