"""Which ad accounts are read: those below a manager account too, and not those that are closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from ingestion.errors import AuthenticationError, RefusedError, ResponseError
from ingestion.sources.google_ads.search import AdsApi
from ingestion.sources.google_ads.settings import GoogleAdsConfig
from ingestion.sources.google_ads.tables import ACCOUNT_FIELDS

#: What the API says of an account whose figures nobody can ask for.
_REFUSED = (
    *("REQUESTED_METRICS_FOR_MANAGER", "CUSTOMER_NOT_ENABLED", "CUSTOMER_NOT_FOUND"),
    "USER_PERMISSION_DENIED",
)
_OPEN = "ENABLED"


@dataclass(frozen=True)
class Account:
    """One ad account.

    Attributes:
        manager: the manager account through which it is reached, if any.
        left_out: why it is not read; empty where it is.
        about: what the API says of it, by column of the raw table.
    """

    key: str
    manager: str | None
    left_out: str
    about: dict[str, Any] = field(default_factory=dict, hash=False, compare=False)

    @property
    def row(self) -> dict[str, Any]:
        """Its row of the raw table."""
        because = self.left_out or None
        mine = {"id": self.key, "manager_id": self.manager, "left_out_because": because}
        return {**self.about, **mine}


def accounts(api: AdsApi, config: GoogleAdsConfig) -> list[Account]:
    """All accounts that the credentials reach, or that the settings name, and those below them."""
    found: dict[str, Account] = {}
    for root in config.customers() or api.accessible():
        for account in _from(api, root, config.manager):
            known = found.get(account.key)
            # One account may hang below several managers, and be refused by some.
            if known is None or known.left_out:
                found[account.key] = account
    return sorted(found.values(), key=lambda account: account.key)


def readable(found: Sequence[Account]) -> list[Account]:
    """Return the accounts that are read.

    Raises:
        RefusedError: there is none.
    """
    read = [account for account in found if not account.left_out]
    if not read:
        left_out = "; ".join(f"{account.key}: {account.left_out}" for account in found)
        said = f"no account can be read ({left_out or 'there is none'})."
        raise RefusedError(f"google_ads: {said}", HTTPStatus.FORBIDDEN, said)
    return read


def differences(account: Account, time_zone: str, currency: str) -> Iterator[str]:
    """Yield in what an account differs from the company, and what follows from it."""
    zone, theirs = account.about.get("time_zone"), account.about.get("currency_code")
    if zone not in (None, time_zone):
        yield (
            f"Google Ads account {account.key}: its days are those of {zone}, the company's of "
            f"{time_zone}; each holds hours of the day before or after"
        )
    if theirs not in (None, currency):
        yield (
            f"Google Ads account {account.key}: it spends {theirs}, figures are in {currency}; "
            "only days with an exchange rate count (planning sheet fx_rates.csv)"
        )


def _from(api: AdsApi, root: str, manager: str | None) -> Iterator[Account]:
    """The account itself, and all below it, at whatever depth."""
    rows = _asked(api, root, manager)
    if isinstance(rows, str):
        yield Account(root, manager, rows, {})
        return
    for row in rows or [{"id": root}]:
        key = str(row["id"])
        through = manager or (None if key == root else root)
        left_out = _why_not(row)
        if not left_out and key != root:
            # What the manager's list calls open may be refused all the same.
            own = _asked(api, key, through)
            left_out = own if isinstance(own, str) else ""
        yield Account(key, through, left_out, row)


def _why_not(row: dict[str, Any]) -> str:
    if row.get("is_manager"):
        return "a manager account has no spend of its own"
    status = row.get("status")
    return f"the account is {status}" if status not in (None, _OPEN) else ""


def _asked(api: AdsApi, customer: str, manager: str | None) -> list[dict[str, Any]] | str:
    """What an account says of itself and of those below it; or why it can't be read."""
    try:
        batches = list(api.search(customer, manager, ACCOUNT_FIELDS, resource="customer_client"))
    except (AuthenticationError, ResponseError) as error:
        code = next((code for code in _REFUSED if code in error.body), None)
        if code is None:
            raise
        return code
    return [row for batch in batches for row in batch]
