"""The committed list of what is broken: how a real export goes wrong, easy and hard.

A kind breaks one thing of a right export at a random place and says what it did. Where nobody can
see from the data that something is wrong, the kind is marked so, with the reason; it is tried and
reported like the others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from tests.breakages.export import Export, Row, Sheet

#: (entity, field) by what is in them. All are read by KPIs.
AMOUNTS = (
    ("opportunities", "amount"),
    ("opportunity_lines", "amount"),
    ("opportunity_lines", "recurring_amount"),
    ("proposals", "amount"),
    ("ad_spend", "cost"),
    ("costs", "amount"),
    ("quotas", "amount"),
)
KNOWN_COSTS = (("opportunities", "cost"), ("opportunity_lines", "cost"))
TIMES = (
    ("opportunities", "created_at"),
    ("opportunities", "closed_at"),
    ("people", "created_at"),
    ("activities", "occurred_at"),
    ("tickets", "opened_at"),
    ("tickets", "solved_at"),
    ("lead_stage_events", "reached_at"),
    ("opportunity_changes", "changed_at"),
    ("touches", "occurred_at"),
    ("survey_answers", "answered_at"),
)
DAYS = (
    ("opportunities", "expected_close_on"),
    ("opportunity_lines", "starts_on"),
    ("ad_spend", "day"),
    ("costs", "period_start_on"),
)
CURRENCIES = (
    ("opportunities", "currency"),
    ("opportunity_lines", "currency"),
    ("ad_spend", "currency"),
    ("costs", "currency"),
)
WORDS = (
    ("opportunities", "outcome"),
    ("opportunities", "type"),
    ("opportunity_lines", "billing_period"),
    ("activities", "type"),
    ("activities", "direction"),
    ("activities", "outcome"),
    ("lead_stage_events", "stage"),
    ("survey_answers", "kind"),
)
#: Words of lists that a company writes down, and words that may be its own.
LISTED_WORDS = (("opportunities", "stage"), ("tickets", "status"))
FREE_WORDS = (
    ("opportunities", "channel"),
    ("people", "channel"),
    ("people", "market"),
    ("accounts", "market"),
    ("ad_spend", "channel"),
)
OWN_WORDS = (*LISTED_WORDS, *FREE_WORDS)
KEYS = (
    ("opportunities", "account_source_key"),
    ("opportunities", "owner_source_key"),
    ("opportunity_lines", "opportunity_source_key"),
    ("opportunity_people", "person_source_key"),
    ("opportunity_people", "opportunity_source_key"),
    ("opportunity_changes", "opportunity_source_key"),
    ("lead_stage_events", "person_source_key"),
    ("activities", "person_source_key"),
    ("activities", "rep_source_key"),
    ("people", "account_source_key"),
    ("people", "owner_source_key"),
    ("tickets", "account_source_key"),
    ("touches", "person_source_key"),
    ("survey_answers", "ticket_source_key"),
    ("quotas", "rep_email"),
)
SHEETS = (
    "accounts", "people", "lead_stages", "deals", "deal_history", "lines", "activities",
    "tickets", "surveys", "touches", "ads", "costs", "quotas",
)  # fmt: skip


class NothingToBreakError(Exception):
    """The place that was drawn has nothing of the kind."""


@dataclass(frozen=True)
class Kind:
    """One way in which an export goes wrong.

    Attributes:
        name: unique.
        change: breaks the export, and says what it broke.
        hidden_because: why nobody can see it in one export; empty where Accord must see it.
        is_quick: whether `make test` tries one of it, too.
    """

    name: str
    change: Callable[[Export, Random], str]
    hidden_because: str = ""
    is_quick: bool = False


def _share(drawn: Random) -> float:
    return drawn.choice((0.01, 0.05, 0.2, 0.75))


def _some(sheet: Sheet, drawn: Random, share: float, column: str = "") -> list[Row]:
    """Draw rows that have a value in `column`."""
    filled = [row for row in sheet.rows if not column or row[column]]
    if not filled:
        raise NothingToBreakError
    return drawn.sample(filled, max(1, round(len(filled) * share)))


def _each(
    places: tuple[tuple[str, str], ...], write: Callable[[str, Random], str]
) -> Callable[[Export, Random], str]:
    """Return a change that writes another text into a share of the cells of one place."""

    def change(export: Export, drawn: Random) -> str:
        entity, name = drawn.choice(places)
        sheet, column = export.column(entity, name)
        share = _share(drawn)
        for row in _some(sheet, drawn, share, column):
            row[column] = write(row[column], drawn)
        return f"{entity}.{name}, {share:.0%} of rows"

    return change


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _text_of(moment: datetime, like: str) -> str:
    return moment.strftime("%Y-%m-%d %H:%M" if " " in like else "%Y-%m-%d")


def _in_days(days: int) -> Callable[[str, Random], str]:
    return lambda text, _: _text_of(_moment(text) + timedelta(days=days), text)


def _swapped_days(export: Export, drawn: Random) -> str:
    """Write days as DD/MM/YYYY and read them as MM/DD/YYYY."""
    entity, name = drawn.choice((*TIMES, *DAYS))
    sheet, column = export.column(entity, name)
    for row in sheet.rows:
        if row[column]:
            row[column] = _moment(row[column]).strftime("%d/%m/%Y %H:%M")
    for fields in (
        it["fields"]
        for it in export.mapping["entities"].values()
        if it["from"] == _file(export, entity)
    ):
        for field, spec in fields.items():
            if spec == column or (isinstance(spec, dict) and spec.get("column") == column):
                long = {"column": column} if isinstance(spec, str) else spec
                fields[field] = {**long, "date_format": ["MM/DD/YYYY HH:mm"]}
    return f"{entity}.{name}"


def _file(export: Export, entity: str) -> str:
    found: str = export.mapping["entities"][entity]["from"]
    return found


def _decimal_comma(export: Export, drawn: Random) -> str:
    """Write amounts with a decimal comma and read the comma as thousands."""
    entity, name = drawn.choice((*AMOUNTS, *KNOWN_COSTS))
    sheet, column = export.column(entity, name)
    for row in sheet.rows:
        row[column] = row[column].replace(".", ",")
    export.field(entity, name)["thousands"] = ","
    return f"{entity}.{name}"


def _unmapped(places: tuple[tuple[str, str], ...]) -> Callable[[Export, Random], str]:
    def change(export: Export, drawn: Random) -> str:
        entity, name = drawn.choice(places)
        del export.mapping["entities"][entity]["fields"][name]
        return f"{entity}.{name}"

    return change


def _empty_column(export: Export, drawn: Random) -> str:
    entity, name = drawn.choice((*AMOUNTS, *KNOWN_COSTS, *TIMES, *DAYS, *CURRENCIES, *WORDS, *KEYS))
    sheet, column = export.column(entity, name)
    for row in sheet.rows:
        row[column] = ""
    return f"{entity}.{name}"


def _double_rows(export: Export, drawn: Random) -> str:
    name = drawn.choice(SHEETS)
    sheet, share = export.sheets[name], _share(drawn)
    sheet.rows += [dict(row) for row in _some(sheet, drawn, share)]
    return f"{name}, {share:.0%} of rows"


def _rows_under_new_keys(export: Export, drawn: Random) -> str:
    name = drawn.choice(("deals", "people", "activities", "tickets", "lines"))
    sheet, share = export.sheets[name], _share(drawn)
    sheet.rows += [{**row, "id": f"{row['id']}x"} for row in _some(sheet, drawn, share)]
    return f"{name}, {share:.0%} of rows"


def _lost_rows(export: Export, drawn: Random) -> str:
    name = drawn.choice(SHEETS)
    sheet, share = export.sheets[name], _share(drawn)
    lost = {id(row) for row in _some(sheet, drawn, share)}
    sheet.rows = [row for row in sheet.rows if id(row) not in lost] or sheet.rows[:1]
    return f"{name}, {share:.0%} of rows"


def _line(row: Row, sheet: Sheet) -> str:
    return sheet.delimiter.join(row[column] for column in sheet.columns)


def _extra_delimiter(export: Export, drawn: Random) -> str:
    """Leave a delimiter unquoted within a cell: all that follows is one column to the right."""
    name = drawn.choice(SHEETS)
    sheet, share = export.sheets[name], _share(drawn)
    numbers = drawn.sample(range(len(sheet.rows)), max(1, round(len(sheet.rows) * share)))
    for number in numbers:
        first, *rest = _line(sheet.rows[number], sheet).split(sheet.delimiter)
        sheet.lines[number] = sheet.delimiter.join((first, "", *rest))
    return f"{name}, {share:.0%} of rows"


def _cut_rows(export: Export, drawn: Random) -> str:
    """Cut rows in their middle, as a bad copy does."""
    name = drawn.choice(SHEETS)
    sheet, share = export.sheets[name], _share(drawn)
    for number in drawn.sample(range(len(sheet.rows)), max(1, round(len(sheet.rows) * share))):
        cells = _line(sheet.rows[number], sheet).split(sheet.delimiter)
        sheet.lines[number] = sheet.delimiter.join(cells[: max(1, len(cells) // 2)])
    return f"{name}, {share:.0%} of rows"


def _other_encoding(export: Export, drawn: Random) -> str:
    """Write one file in Windows' encoding; its words have accents."""
    name = drawn.choice(("accounts", "reps"))
    export.sheets[name].encoding = "cp1252"
    return name


def _other_delimiter(export: Export, drawn: Random) -> str:
    name = drawn.choice(SHEETS)
    export.sheets[name].delimiter = ";"
    return name


def _rates_gone(export: Export, drawn: Random) -> str:
    sheet = export.sheets["fx_rates"]
    month = drawn.choice(sheet.rows)["day"][:7]
    sheet.rows = [row for row in sheet.rows if row["day"][:7] != month]
    return month


def _other_currency(text: str, drawn: Random) -> str:
    del text
    return drawn.choice(("CHF", "dollars", "€", "XXX", "eur."))


def _costs_end_early(export: Export, drawn: Random) -> str:
    sheet = export.sheets["costs"]
    last = sorted({row["first"] for row in sheet.rows})[-drawn.choice((1, 2, 4))]
    sheet.rows = [row for row in sheet.rows if row["first"] < last]
    return f"none since {last}"


def _other_year(text: str, drawn: Random) -> str:
    """Return a day as spreadsheets spoil it: two digits of a year, the epoch, year 0."""
    year = drawn.choice((1970, 1900, 2099, 24))
    return f"{year:04d}" + text[4:]


def _exchanged(
    *pairs: tuple[str, str, str],
) -> Callable[[Export, Random], str]:
    """Return a change that maps two fields the wrong way round."""

    def change(export: Export, drawn: Random) -> str:
        entity, one, other = drawn.choice(pairs)
        fields = export.mapping["entities"][entity]["fields"]
        fields[one], fields[other] = fields[other], fields[one]
        return f"{entity}: {one} and {other}"

    return change


def _in_cents(export: Export, drawn: Random) -> str:
    entity, name = drawn.choice(AMOUNTS)
    sheet, column = export.column(entity, name)
    for row in sheet.rows:
        if row[column]:
            row[column] = f"{float(row[column]) * 100:.0f}"
    return f"{entity}.{name}"


def _other_zone(export: Export, drawn: Random) -> str:
    zone = drawn.choice(("America/New_York", "Asia/Tokyo"))
    export.mapping["time_zone"] = zone
    return zone


def _yes_is_no(export: Export, drawn: Random) -> str:
    entity, name = drawn.choice(
        (("tickets", "is_complaint"), ("people", "is_subscribed"), ("opportunity_stages", "is_won"))
    )
    values = export.field(entity, name)["values"]
    export.field(entity, name)["values"] = {word: not value for word, value in values.items()}
    return f"{entity}.{name}"


def _stage_without_a_row(export: Export, drawn: Random) -> str:
    sheet = export.sheets["stages"]
    gone = drawn.choice(sheet.rows)
    sheet.rows.remove(gone)
    return gone["stage"]


def _rep_without_a_row(export: Export, drawn: Random) -> str:
    sheet = export.sheets["reps"]
    gone = drawn.choice(sheet.rows[:3])
    sheet.rows.remove(gone)
    return gone["email"]


def _as_of_too_early(export: Export, drawn: Random) -> str:
    day = date.fromisoformat(export.profile["as_of"]) - timedelta(days=drawn.choice((7, 40)))
    export.profile["as_of"] = day.isoformat()
    return day.isoformat()


KINDS = (
    Kind("day and month exchanged", _swapped_days),
    Kind("decimal comma read as thousands", _decimal_comma, is_quick=True),
    Kind("text in an amount", _each((*AMOUNTS, *KNOWN_COSTS), lambda *_: "n/a"), is_quick=True),
    Kind("amount with its currency", _each(AMOUNTS, lambda text, _: f"{text} EUR")),
    Kind("amount left empty", _each(AMOUNTS, lambda *_: "")),
    Kind("cost left empty", _each(KNOWN_COSTS, lambda *_: "")),
    Kind("currency left empty", _each(CURRENCIES, lambda *_: "")),
    Kind("currency that is none or has no rate", _each(CURRENCIES, _other_currency)),
    Kind("a month of rates missing", _rates_gone),
    Kind("costs of the last months missing", _costs_end_early, is_quick=True),
    Kind("time left empty", _each(TIMES, lambda *_: "")),
    Kind("time that is none", _each((*TIMES, *DAYS), lambda *_: "soon")),
    Kind("year out of reach", _each((*TIMES, *DAYS), _other_year)),
    Kind("word outside the vocabulary", _each(WORDS, lambda text, _: f"{text}ish")),
    Kind("stage or status unknown", _each(LISTED_WORDS, lambda *_: "zzz")),
    Kind(
        "channel or market unknown",
        _each(FREE_WORDS, lambda *_: "zzz"),
        "a company has channels and markets of its own: the new word is shown as a member, and a "
        "dry run lists it with the nearest known one",
    ),
    Kind("word left empty", _each((*WORDS, *OWN_WORDS), lambda *_: "")),
    Kind("key that points nowhere", _each(KEYS, lambda text, _: f"{text}-0"), is_quick=True),
    Kind("key left empty", _each(KEYS, lambda *_: "")),
    Kind("key with blanks around it", _each(KEYS, lambda text, _: f" {text} ")),
    Kind("amount, cost or currency not mapped", _unmapped((*AMOUNTS, *KNOWN_COSTS, *CURRENCIES))),
    Kind("time not mapped", _unmapped((*TIMES, *DAYS))),
    Kind("word not mapped", _unmapped((*WORDS, *OWN_WORDS))),
    Kind("key not mapped", _unmapped(KEYS)),
    Kind("column empty throughout", _empty_column),
    Kind("rows twice", _double_rows),
    Kind("unquoted delimiter in a cell", _extra_delimiter),
    Kind("rows cut in their middle", _cut_rows),
    Kind("file in another encoding", _other_encoding),
    Kind("file with another delimiter", _other_delimiter),
    Kind("stage without a row in the list of stages", _stage_without_a_row),
    Kind("rep without a row in the list of reps", _rep_without_a_row),
    Kind(
        "times exchanged",
        _exchanged(
            ("opportunities", "created_at", "closed_at"),
            ("tickets", "opened_at", "solved_at"),
            ("opportunity_lines", "starts_on", "ends_on"),
            ("costs", "period_start_on", "period_end_on"),
        ),
    ),
    Kind(
        "words exchanged",
        _exchanged(
            ("opportunities", "market", "channel"),
            ("opportunities", "stage", "type"),
            ("people", "market", "channel"),
        ),
    ),
    Kind("moved into the future", _each(TIMES, _in_days(4000))),
    Kind(
        "amounts exchanged",
        _exchanged(
            ("opportunities", "amount", "list_price"),
            ("opportunity_lines", "amount", "list_amount"),
        ),
        "two plausible columns: each value could be what it says it is",
    ),
    Kind("amounts in cents", _in_cents, "a company may well sell at a hundred times the price"),
    Kind("other time zone", _other_zone, "an hour of the day proves no zone"),
    Kind("yes read as no", _yes_is_no, "the other answer is as plausible"),
    Kind("rows lost", _lost_rows, "a first export says nowhere how many rows there should be"),
    Kind(
        "rows again under other keys",
        _rows_under_new_keys,
        "two records may be alike; only their keys say whether they are one",
    ),
    Kind(
        "moved by some days",
        _each(TIMES, _in_days(3)),
        "the day is as plausible as the right one",
    ),
    Kind("as_of too early", _as_of_too_early, "the company says how far its data goes"),
)
