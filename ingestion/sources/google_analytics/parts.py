"""What may be lacking: the one property, whose refusal must not stop other sources."""

from __future__ import annotations

from ingestion.parts import Part
from ingestion.sources.google_analytics.tables import REPORTS, WEB_TRAFFIC

PROPERTY = Part(
    WEB_TRAFFIC.name,
    (WEB_TRAFFIC.name, REPORTS.name),
    ("web_traffic",),
    "the role Viewer on the property for the account of the token, and the Google Analytics Data "
    "API switched on in the project of the OAuth client.",
)
PARTS = (PROPERTY,)
