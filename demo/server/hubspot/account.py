"""`/account-info`: the portal itself, of a European firm that sells in euros."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from demo.server.responses import JsonResponse
from demo.server.state import SandboxState

PORTAL_ID = 4711042
_ZONE = "Europe/Paris"
_OTHER_CURRENCIES = ["CHF", "GBP", "USD"]


class Account:
    """The endpoint over one state."""

    def __init__(self, state: SandboxState) -> None:
        self._state = state

    async def details(self, _request: Request) -> Response:
        """`GET /account-info/v3/details`."""
        offset = self._state.now.astimezone(ZoneInfo(_ZONE)).strftime("%z")
        minutes = int(offset[:3]) * 60 + int(offset[3:])
        return JsonResponse(
            {
                "portalId": PORTAL_ID,
                "accountType": "STANDARD",
                "timeZone": _ZONE,
                "companyCurrency": "EUR",
                "additionalCurrencies": _OTHER_CURRENCIES,
                "utcOffset": f"{offset[:3]}:{offset[3:]}",
                "utcOffsetMilliseconds": minutes * 60_000,
                "uiDomain": "app-eu1.hubspot.com",
                "dataHostingLocation": "eu1",
            }
        )
