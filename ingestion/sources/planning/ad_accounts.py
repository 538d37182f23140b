"""The rule that keeps the cost of connected ad accounts from counting twice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingestion.sources.files.mapping import Rule
from ingestion.sources.files.values import literal


def ad_account_rule(accounts: Iterable[str]) -> Rule | None:
    """Return the rule that refuses a programme cost named as one of `accounts`.

    Names are compared without letter case and punctuation: 'Google Ads' is `google_ads`.
    """
    names = sorted({re.sub(r"[^a-z0-9]", "", account.lower()) for account in accounts} - {""})
    if not names:
        return None
    listed = ", ".join(literal(name) for name in names)
    same = " or ".join(
        f"regexp_replace(lower({field}), '[^a-z0-9]', '', 'g') in ({listed})"
        for field in ("channel", "utm_campaign")
    )
    return Rule(
        when=f"kind = 'programme' and ({same})",
        field="channel",
        because="repeats a connected ad account, whose cost is loaded from there: remove the line",
    )
