"""Rows that load and that the marts drop, or that no KPI can count."""

from __future__ import annotations

from collections.abc import Iterator

from ingestion.sources.files.findings import Export, Finding, Known
from ingestion.sources.files.values import literal, quote

#: By entity: which rows need which date to be counted in any period.
_DATED = {
    "activities": ("occurred_at", "true", "in no figure of activity"),
    "ad_spend": ("day", "true", "in no spend"),
    "contents": ("published_at", "true", "in no figure of contents"),
    "costs": ("period_start_on", "true", "in no cost"),
    "email_events": ("occurred_at", "true", "in no figure of e-mails"),
    "lead_stage_events": ("reached_at", "true", "in no stage of the funnel"),
    "opportunity_changes": ("changed_at", "true", "in no history of deals"),
    "people": ("created_at", "coalesce(is_lead, false)", "no lead of any period"),
    "proposals": ("sent_at", "true", "in no figure of proposals"),
    "subscriptions": ("starts_on", "true", "in no MRR"),
    "survey_answers": ("answered_at", "true", "in no score"),
    "tickets": ("opened_at", "true", "in no figure of support"),
    "touches": ("occurred_at", "true", "in no attribution"),
    "web_traffic": ("period_start", "true", "in no traffic"),
}
#: By entity: the amount that needs a currency.
_AMOUNTS = {
    "ad_spend": "cost",
    "costs": "amount",
    "opportunities": "amount",
    "opportunity_lines": "amount",
    "quotas": "amount",
    "subscriptions": "recurring_amount",
}
#: Records that figures count without the record that they refer to, such as revenue without an
#: account. Of others, such as touches and lines, every figure is made by way of their keys.
_WITH_FIGURES = frozenset(
    {"accounts", "activities", "opportunities", "people", "proposals", "survey_answers", "tickets"}
)
#: By entity: what begins with one field, ends with the other.
_ORDERED = (
    ("opportunities", "created_at", "closed_at", "closed before it was created"),
    ("tickets", "opened_at", "solved_at", "solved before it was opened"),
    ("tickets", "opened_at", "first_reply_at", "answered before it was opened"),
    ("opportunity_lines", "starts_on", "ends_on", "ended before it began"),
    ("subscriptions", "starts_on", "ends_on", "ended before it began"),
    ("costs", "period_start_on", "period_end_on", "ended before it began"),
    ("quotas", "period_start_on", "period_end_on", "ended before it began"),
)
#: References between entities: the field, and the entity that must have the record.
_REFERENCES = {
    "rep_email": "reps",
    "account_source_key": "accounts",
    "owner_source_key": "reps",
    "rep_source_key": "reps",
    "person_source_key": "people",
    "opportunity_source_key": "opportunities",
    "ticket_source_key": "tickets",
    "requester_source_key": "people",
}


def undated(export: Export, known: Known) -> Iterator[Finding]:
    """Yield rows that have no date by which a period could count them."""
    for entity, (field, which, lost) in _DATED.items():
        if not export.has(entity) or (entity == "people" and not export.has(entity, "is_lead")):
            continue
        words = f"without a date they are {lost}"
        yield from _missing(export, entity, field, which, words, spoils=True)
    if export.has("opportunities"):
        yield from _undated_deals(export)
    # The events of a ticket say when it was solved, too.
    if export.has("tickets", "status") and not export.has("ticket_events"):
        solved = ", ".join(literal(status) for status in sorted(known.solved_statuses))
        words = "a ticket that is solved on no day is in the backlog for ever"
        which = f"lower(trim(status)) in ({solved or 'null'})"
        yield from _missing(export, "tickets", "solved_at", which, words, spoils=True)


def _undated_deals(export: Export) -> Iterator[Finding]:
    open_deals, closed = "coalesce(outcome, 'open') = 'open'", "outcome in ('won', 'lost')"
    if not export.has("opportunities", "outcome"):
        open_deals, closed = "true", "false"
    words = "open deals are dated by their first trace (a stage change, an activity, a line)"
    words += ", and those without any are in no figure"
    yield from _missing(export, "opportunities", "created_at", open_deals, words)
    words = "closed deals without it have no cycle, and are created at their first trace"
    yield from _missing(export, "opportunities", "created_at", closed, words)
    words = "a deal that is won or lost on no day is in no revenue and in no win rate"
    yield from _missing(export, "opportunities", "closed_at", closed, words, spoils=True)


def out_of_order(export: Export, known: Known) -> Iterator[Finding]:
    """Yield what ended before it began: it lasted less than nothing."""
    del known
    for entity, begins, ends, words in _ORDERED:
        if not export.has(entity, begins, ends):
            continue
        dated = f"{begins} is not null and {ends} is not null"
        if rows := export.count(entity, f"{dated} and {ends} < {begins}"):
            words = f"{words}: one of both is wrong"
            fix = "Are the columns exchanged, or `date_format`?"
            of = export.count(entity, dated)
            yield Finding("warning", entity, ends, words, fix, rows, of, spoils=True)


def without_currency(export: Export, known: Known) -> Iterator[Finding]:
    """Yield amounts of no currency: they are left out of every sum."""
    for entity, amount in _AMOUNTS.items():
        if not export.has(entity, amount):
            continue
        of = export.count(entity, f"{quote(amount)} is not null")
        lacks = f"{quote(amount)} is not null"
        if export.has(entity, "currency"):
            lacks += " and currency is null"
        if rows := export.count(entity, lacks):
            yield Finding(
                "error" if rows > of * known.refused_rows.block else "warning",
                entity,
                "currency",
                "an amount without a currency is left out of every sum",
                "Map `currency`, or write `currency: {constant: EUR}` or `default: EUR`",
                rows,
                of,
            )


def dangling(export: Export, known: Known) -> Iterator[Finding]:
    """Yield references to records that are not there."""
    for entity, spec in export.mapping.entities.items():
        for field, column in spec.fields.items():
            target = _REFERENCES.get(field)
            if target is None or column.of_source:
                continue
            given = f"{quote(field)} is not null"
            if not export.has(target):
                if not known.has_other_sources and (rows := export.count(entity, given)):
                    words = f"the keys point nowhere: the mapping has no {target}"
                    fix = f"Map `{target}`; derive them by a query where the export has no list"
                    yield Finding("warning", entity, field, words, fix, rows, rows)
                continue
            if lost := _lost(export, entity, field, target, known):
                yield lost


def _lost(export: Export, entity: str, field: str, target: str, known: Known) -> Finding | None:
    """Return the finding that keys of one field are of no record, where some are."""
    value, ids, fix = quote(field), "__id", f"It must be the `key` of {target}"
    if field == "rep_email":
        if known.has_other_sources or not export.has(target, "email"):
            return None
        value, ids, fix = (
            f"lower(trim({value}))",
            "lower(trim(email))",
            "It must be a rep's `email`",
        )
    there = f"select {ids} from {quote(f'typed_{target}')} where {ids} is not null"  # noqa: S608
    rows = export.count(entity, f"{value} is not null and {value} not in ({there})")
    if not rows:
        return None
    return Finding(
        "warning",
        entity,
        field,
        f"the key is of no record in {target}",
        f"{fix}, written in the same way",
        rows,
        export.count(entity, f"{value} is not null"),
        spoils=True,
        beside=target if entity in _WITH_FIGURES else "",
    )


def unjudged(export: Export, known: Known) -> Iterator[Finding]:
    """Yield fields without which whole families of KPIs stay empty."""
    del known
    if export.has("opportunities"):
        deals = "opportunities"
        if not export.has(deals, "type"):
            words = "not mapped: sales cycles and new business stay empty"
            fix = "Map it, or write `type: {constant: new}` where every deal is new business"
            yield Finding("warning", deals, "type", words, fix)
        else:
            words = "sales cycles and new business are of deals whose type is known"
            yield from _missing(export, deals, "type", "true", words)
        if not export.has(deals, "outcome") and not export.has("opportunity_stages"):
            words = "not mapped, and no `opportunity_stages`: every deal counts as open"
            yield Finding("error", deals, "outcome", words, "Map it by `values` of the stage")
    if export.has("reps"):
        words = "a rep is known by the work address: without it the figures have no owner"
        yield from _missing(export, "reps", "email", "true", words)
    for lines in ("opportunity_lines", "subscriptions"):
        if export.has(lines, "recurring_amount"):
            words, recurs = "such an amount is left out of MRR", "recurring_amount is not null"
            yield from _missing(export, lines, "billing_period", recurs, words, spoils=True)


def _missing(
    export: Export, entity: str, field: str, which: str, words: str, *, spoils: bool = False
) -> Iterator[Finding]:
    of = export.count(entity, which)
    lacks = f"({which}) and {quote(field)} is null" if export.has(entity, field) else which
    if rows := export.count(entity, lacks):
        is_mapped = export.has(entity, field)
        fix = "Fill the cells where they come from" if is_mapped else "Map the field"
        if rows == of and is_mapped:
            fix = "Is it the right column?"
        yield Finding("warning", entity, field, f"empty: {words}", fix, rows, of, spoils=spoils)
