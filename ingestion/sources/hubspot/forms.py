"""Forms and what was sent by them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import dlt

from ingestion.personal import Personal
from ingestion.raw_table import Page, RawTable
from ingestion.sources.hubspot.api import HubSpotApi
from ingestion.watermark import reached

FORMS = RawTable(
    "forms",
    "id name form_type archived:b created_at:t updated_at:t",
)
#: What says how somebody came, in the address of the page or in a hidden field of the form.
_UTM = ("utm_source", "utm_medium", "utm_campaign")
#: Parameters that ad networks add to a click themselves, and whose click it was.
_AD_CLICKS = {"gclid": "google", "gbraid": "google", "wbraid": "google", "msclkid": "bing"}
FORM_SUBMISSIONS = RawTable(
    "form_submissions",
    f"form_id conversion_id page_url email {' '.join(_UTM)} ad_click submitted_at:t",
    key=("form_id", "conversion_id"),
    personal=Personal(about="email:email", texts="page_url"),
)

_FORM_LIMIT = 100
_SUBMISSION_LIMIT = 50


def forms_and_submissions(
    api: HubSpotApi, lookback: timedelta, limit: datetime, loaded_at: datetime
) -> Iterator[Page]:
    """Forms, read whole, and per form the submissions down to `lookback` before the newest known.

    The vendor gives submissions newest first and knows no filter: reading stops at the first page
    that lies wholly before that. `limit` is the present: no cursor passes it.
    """
    cursors = dlt.current.resource_state("forms").setdefault("cursors", {})
    form_ids: list[str] = []
    # Without `all`, forms that were not made in HubSpot stay out.
    asked = {"limit": _FORM_LIMIT, "formTypes": "all"}
    for page in api.pages(api.path("forms"), asked):
        rows = [_form(row) for row in page]
        form_ids += [row["id"] for row in rows]
        yield FORMS, FORMS.arrow(rows, loaded_at)
    for form_id in form_ids:
        known = cursors.get(form_id)
        until = _milliseconds(datetime.fromisoformat(known) - lookback) if known else 0
        newest = 0
        path = api.path("form_submissions", form=form_id)
        for page in api.pages(path, {"limit": _SUBMISSION_LIMIT}):
            rows = [_submission(form_id, row) for row in page]
            yield FORM_SUBMISSIONS, FORM_SUBMISSIONS.arrow(rows, loaded_at)
            # A page without rows says nothing of how far the listing has come.
            latest = max((row["submitted_at"] for row in rows), default=until)
            newest = max(newest, latest)
            if latest < until:
                break
        if newest:
            last = datetime.fromtimestamp(newest / 1000, tz=UTC)
            cursors[form_id] = reached(last, limit).isoformat()


def _form(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "name": row["name"],
        "form_type": row["formType"],
        "archived": row["archived"],
        "created_at": row["createdAt"],
        "updated_at": row["updatedAt"],
    }


def _submission(form_id: str, row: dict[str, Any]) -> dict[str, Any]:
    """One submission: who, when, on which page, and how they came there.

    The page is where the form was sent; a hidden field may still hold what an earlier visit left in
    it. Other answers are not loaded (personal data).
    """
    answers = {value["name"]: value.get("value") for value in row["values"]}
    on_page = dict(parse_qsl(urlsplit(row.get("pageUrl") or "").query))
    said = on_page if any(name in on_page for name in _UTM) else answers
    clicks = (network for name, network in _AD_CLICKS.items() if on_page.get(name))
    return {
        "form_id": form_id,
        "conversion_id": row["conversionId"],
        "page_url": row.get("pageUrl"),
        "email": answers.get("email"),
        "ad_click": next(clicks, None),
        "submitted_at": int(row["submittedAt"]),
        **{name: said.get(name) or None for name in _UTM},
    }


def _milliseconds(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)
