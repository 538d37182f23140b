"""Forms and what was sent by them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import dlt

from ingestion.personal import Personal
from ingestion.raw_table import Page, RawTable
from ingestion.sources.hubspot.api import HubSpotApi
from ingestion.watermark import reached

FORMS = RawTable(
    "forms",
    "id name form_type archived:b created_at:t updated_at:t",
)
# The fields that say who came from where; other answers are not loaded (personal data).
_FIELDS = {
    "email": "email",
    "hs_object_id": "contact_id",
    "utm_source": "utm_source",
    "utm_medium": "utm_medium",
    "utm_campaign": "utm_campaign",
    "hs_analytics_source": "hs_analytics_source",
    "hs_analytics_source_data_1": "hs_analytics_source_data_1",
}
FORM_SUBMISSIONS = RawTable(
    "form_submissions",
    f"form_id conversion_id page_url {' '.join(_FIELDS.values())} submitted_at:t",
    key=("form_id", "conversion_id"),
    personal=Personal(about="email:email contact_id:id", texts="page_url"),
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
    for page in api.pages(api.path("forms"), {"limit": _FORM_LIMIT}):
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
    answers = {value["name"]: value.get("value") for value in row["values"]}
    return {
        "form_id": form_id,
        "conversion_id": row["conversionId"],
        "page_url": row.get("pageUrl"),
        "submitted_at": int(row["submittedAt"]),
        **{column: answers.get(name) for name, column in _FIELDS.items()},
    }


def _milliseconds(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)
