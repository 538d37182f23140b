"""The tricks of section 6 of the KPI catalogue, and who does them.

`tricks` of a rep are really done; `looks_like` names what the figures of an honest rep resemble,
and `INNOCENT_REASON` says why they do.
"""

from __future__ import annotations

TRICKS = (
    "late_logged_pipeline",
    "happy_ears",
    "sandbagging",
    "close_date_push",
    "close_date_pull",
    "quarter_end_bunching",
    "selective_prospecting",
    "backdated_activities",
    "bulk_entry",
    "undeclared_losses",
    "incomplete_records",
)
INNOCENT_REASON = {
    "late_logged_pipeline": "sells small, quick deals that are entered when they begin",
    "happy_ears": "keeps the stage's own probability and had an unlucky run of late losses",
    "close_date_push": "customers moved the date, and it was entered weeks before the period end",
    "quarter_end_bunching": "customers sign when their budget year ends",
    "selective_prospecting": "calls hot leads first and comes back to the cold ones a week later",
    "backdated_activities": "works on trains and logs the evening of the next day",
    "bulk_entry": "an administrator imported the list of a trade fair under an import id",
    "undeclared_losses": "public tenders run past the date, with meetings going on",
}
# Who does what: the n-th rep of a role, counted from the first day of the company.
SDR_TRICKS: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {
    0: (("selective_prospecting", "incomplete_records"), ()),
    1: (("backdated_activities", "bulk_entry"), ()),
    2: ((), ("bulk_entry", "backdated_activities", "selective_prospecting")),
}
AE_TRICKS: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {
    0: (("late_logged_pipeline", "quarter_end_bunching"), ()),
    1: (("happy_ears", "close_date_push", "undeclared_losses"), ()),
    2: (("sandbagging", "close_date_pull"), ()),
    3: (
        (),
        (
            "late_logged_pipeline",
            "quarter_end_bunching",
            "close_date_push",
            "happy_ears",
            "undeclared_losses",
        ),
    ),
}
