"""`/marketing/v3/forms`, and the submissions of a form (`/form-integrations/v1`)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from demo.server.hubspot import requests
from demo.server.hubspot.errors import missing
from demo.server.hubspot.form_body import form_body
from demo.server.hubspot.pages import offset_page
from demo.server.hubspot.store import Store
from demo.server.responses import JsonResponse

_PAGE, _DEFAULT_PAGE, _SUBMISSIONS_PAGE = 100, 50, 50
_CONTACT_TYPE = "0-1"
_CONTACT_PAGE = "https://www.accord-demo.example/contact"
_UTM = ("utm_source", "utm_medium", "utm_campaign")
#: By their order: a form of the company's own site, and one with UTM values in hidden fields.
_FORM_TYPES, _WITH_HIDDEN_FIELDS = {0: "captured"}, 1

Row = dict[str, Any]


class Forms:
    """The endpoints over one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def list_page(self, request: Request) -> Response:
        """`GET /marketing/v3/forms`: one page in order of id; without `formTypes` HubSpot's own."""
        asked = set(requests.names(request, "formTypes")) or {"hubspot"}
        archived = requests.flag(request, "archived")
        forms = [
            form
            for form in ([] if archived else self._forms())
            if "all" in asked or form["formType"] in asked
        ]
        bounds = requests.offset(request), requests.limit(request, _DEFAULT_PAGE, _PAGE)
        page = offset_page(self._store.state, request, forms, bounds, lambda form: form)
        return JsonResponse(page)

    async def one(self, request: Request) -> Response:
        """`GET /marketing/v3/forms/{formId}`."""
        for form in self._forms():
            if form["id"] == request.path_params["formId"]:
                return JsonResponse(form)
        raise missing()

    async def submissions(self, request: Request) -> Response:
        """`GET /form-integrations/v1/submissions/forms/{formId}`: newest first, 50 a page."""
        rows = self._submissions().get(request.path_params["formId"])
        if rows is None:
            raise missing()
        bounds = requests.offset(request), requests.limit(request, 20, _SUBMISSIONS_PAGE)
        with_fields = sorted(self._submissions()).index(rows[0]["form_id"]) == _WITH_HIDDEN_FIELDS

        def shown(row: Row) -> Row:
            return _submission(row, with_fields)

        return JsonResponse(offset_page(self._store.state, request, rows, bounds, shown))

    def _forms(self) -> list[Row]:
        rows = self._submissions()
        return [
            form_body(name, _first(rows[name]), _FORM_TYPES.get(position, "hubspot"))
            for position, name in enumerate(sorted(rows))
        ]

    def _submissions(self) -> dict[str, list[Row]]:
        return self._store.state.cached(("hubspot", "submissions"), self._read)

    def _read(self) -> dict[str, list[Row]]:
        database = self._store.database()
        for name in ("form_submissions", "contents"):
            database.register(name, self._store.state.visible(name))
        found: dict[str, list[Row]] = {}
        for row in database.query(_SQL).to_pylist():
            found.setdefault(row["form_id"], []).append(row)
        return found


_SQL = """
select
    sent.submission_id, sent.form_id, sent.utm_source, sent.utm_medium, sent.utm_campaign,
    contacts.email, contents.url, sent.recorded_at, epoch_ms(sent.submitted_at) as submitted_ms
from form_submissions as sent
left join contact_records as contacts on contacts.contact_id = sent.contact_id
left join contents on contents.content_id = sent.content_id
order by sent.form_id, sent.submitted_at desc, sent.submission_id desc
"""


def _first(rows: list[Row]) -> datetime:
    first: datetime = min(row["recorded_at"] for row in rows)
    return first


def _submission(row: Row, with_fields: bool) -> Row:
    """What the listing says. UTM values are in hidden fields, or on the page's address."""
    utm = {name: row[name] for name in _UTM if row[name] is not None}
    values = {"email": row["email"], **(utm if with_fields else {})}
    query = "" if with_fields or not utm else f"?{urlencode(utm)}"
    return {
        "conversionId": row["submission_id"],
        "submittedAt": row["submitted_ms"],
        "pageUrl": f"{row['url'] or _CONTACT_PAGE}{query}",
        "values": [
            {"name": name, "value": value, "objectTypeId": _CONTACT_TYPE}
            for name, value in values.items()
            if value is not None
        ],
    }
