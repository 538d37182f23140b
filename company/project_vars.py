"""The defaults of dbt's variables: the profile's own, written into dbt_project.yml.

They are in `company/sections.py` only; `python -m company` writes them for plain dbt.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from textwrap import fill
from typing import Any

from company.profile import Profile, Sources
from company.variables import dbt_vars

#: Plain dbt without a company builds as at this day.
DEFAULT_AS_OF = date(2026, 1, 31)

_HEAD = """\
# Written by `python -m company` from company/sections.py, where the defaults are: do not edit.
# They are those of a company without any source, so that the project builds without one. A run
# gives its company's by `--vars`; plain dbt finds them after `accord dev-data` (macros/var.sql).
vars:
"""
_COMMENTS = {
    "active_sources": "Sources that are on, the entities that each feeds: {entity: [source, ...]}, "
    "and those whose\nraw tables already have the entities' columns.",
    "history_from": "First day of the history; empty: the first on which a source has an event.",
    "unfed_fields": "{entity: [field, ...]} that no active source feeds: no figure is of them.",
    "windows": "Days of 24 hours.",
    "segments": "A segment without a maximum is open-ended.",
    "channel_map": "{raw word as a slug: canonical channel}",
    "stage_map": "{raw stage: canonical stage}",
    "ideal_customer": "A rule that is null or empty asks nothing.",
    "loyalty": "Who counts as loyal: so many purchases over so many months.",
    "deal_quality": "The weight of each part of the score, and what makes its cycle and contacts "
    "full.",
    "campaign_hit": "Attributed revenue of at least so many times the spend.",
    "business_hours": "{ISO weekday: its [opening, closing]} on the business clock.",
    "fx_base_currency": "The currency in which fx_rates are quoted.",
    "fx_carry_last_rate": "Whether the last known rate holds on when it is older; figures say so.",
    "default_currencies": "{source: the currency of its amounts that come without one}",
    "targets": "Share of the way from baseline to target by which a figure may miss and still be "
    "orange.",
    "trust": "A figure that leaves out more than this share of its rows or amount has no status.",
    "trend": "A change is a trend when it exceeds so many standard deviations of the changes "
    "before it.",
    "integrity": "When a record looks as if a KPI were being gamed, and what the score weighs.",
    "complaint_tags": "Tags and types that make a ticket a complaint.",
    "solved_ticket_statuses": "Statuses that mean a ticket is solved.",
    "kpi_from": "First and last day whose KPI periods are recomputed; empty: all, up to as_of.",
}
_LINES: dict[str, Any] = {
    "width": 100,
    "initial_indent": "  ",
    "subsequent_indent": "    ",
    "break_long_words": False,
    "break_on_hyphens": False,
}
_PLAIN_KEY = re.compile(r'"([a-z_]\w*)": ')
_BLOCK = re.compile(r"(?:^#[^\n]*\n)*^vars:\n(?:^(?: [^\n]*)?\n)*?(?=^\S)", re.MULTILINE)


def default_vars() -> dict[str, Any]:
    """Return dbt's variables for a company that states nothing and has no source."""
    nobody = Profile.model_construct(name="", sources=Sources())
    variables: dict[str, Any] = json.loads(json.dumps(dbt_vars(nobody, DEFAULT_AS_OF, {}, (), {})))
    return variables


def vars_block() -> str:
    """Return the `vars:` of dbt_project.yml as text, an empty line after it included."""
    text = _HEAD
    for name, value in default_vars().items():
        text += "".join(f"  # {line}\n" for line in _COMMENTS.get(name, "").splitlines())
        # JSON is YAML, and quotes what YAML takes for a number, such as 18:00.
        shown = _PLAIN_KEY.sub(r"\1: ", json.dumps(value, ensure_ascii=False))
        text += f"{fill(f'{name}: {shown}', **_LINES)}\n"
    return text + "\n"


def with_default_vars(project: str) -> str:
    """Return the text of a dbt_project.yml with its `vars:` written anew."""
    return _BLOCK.sub(lambda _: vars_block(), project, count=1)


def write_default_vars(path: Path) -> None:
    """Write the `vars:` of the dbt_project.yml at `path` anew."""
    path.write_text(with_default_vars(path.read_text(encoding="utf-8")), encoding="utf-8")
