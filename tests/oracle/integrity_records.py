"""Is the work gamed: leads left out, activities entered afterwards, records with gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

from tests.oracle.activity_log import Activity
from tests.oracle.figures import RATIO, Figure, derived, divided
from tests.oracle.identity import UNKNOWN
from tests.oracle.observations import Observation
from tests.oracle.people import Dimensions
from tests.oracle.periods import MONTH_UP, add_months, periods
from tests.oracle.pipeline import open_deals
from tests.oracle.truth import Row, day_of, start_of, value_at
from tests.oracle.world import World

_PROSPECTING = "selective_prospecting_index"


def _index(terms: Mapping[str, float]) -> float | None:
    """Touch rate of cold leads over that of hot ones."""
    cold = divided(terms["cold_touched"], terms["cold"])
    hot = divided(terms["hot_touched"], terms["hot"])
    return None if cold is None or hot is None else divided(cold, hot)


FIGURES: dict[str | tuple[str, str], Figure] = {
    _PROSPECTING: derived(_index).monthly(),
    **{
        (_PROSPECTING, variant): RATIO.monthly()
        for variant in (
            "untouched",
            "untouched_hot",
            "untouched_warm",
            "untouched_cold",
            "new_market",
        )
    },
    "backdated_activity_rate": RATIO.monthly(),
    "crm_completeness": RATIO.monthly(),
}


def observe(world: World) -> Iterator[Observation]:
    for person in world.people.identity.records_of:
        yield from _prospecting(world, person)
    yield from _entries(world)
    yield from _completeness(world)


def _prospecting(world: World, person: str) -> Iterator[Observation]:
    oldest = world.people.identity.records_of[person][0]
    owners = world.truth.contact_changes.get((oldest, "owner"), [])
    first = next((row for row in owners if row["new_value"]), None)
    if first is None:
        return
    assigned = max(first["changed_at"], world.people.lead_at(person))
    on = day_of(assigned)
    if on > world.as_of:
        return
    where = world.people.person(person) | world.people.rep(first["new_value"], on)
    until = assigned + timedelta(days=world.profile.windows.selective_prospecting_days)
    first_touch = min(world.activities.touches(person), default=None)
    touched = int(first_touch is not None and first_touch <= until)
    warmth = value_at(world.truth.contact_changes.get((oldest, "temperature"), []), assigned)
    for term, amount in ((warmth or UNKNOWN, 1), (f"{warmth}_touched", touched)):
        yield Observation(_PROSPECTING, on, where, amount, term=term)
    yield Observation(_PROSPECTING, on, where, 1 - touched, 1, "untouched")
    if warmth:
        yield Observation(_PROSPECTING, on, where, 1 - touched, 1, f"untouched_{warmth}")
    opened = _opened(world).get(where["market"])
    if opened and opened <= on < add_months(opened, 12):
        yield Observation(_PROSPECTING, on, where, touched, 1, "new_market")


def _opened(world: World) -> dict[str, date]:
    """Market -> the day on which it was opened."""
    return {row["market"]: row["opened_on"] for row in world.truth.rows("opened_markets")}


def _entries(world: World) -> Iterator[Observation]:
    for activity in world.activities.past:
        late, in_bulk = how_entered(world, activity)
        where, on = world.activities.dimensions(activity), day_of(activity.at)
        for variant, counts in (("", late or in_bulk), ("late", late), ("bulk", in_bulk)):
            yield Observation("backdated_activity_rate", on, where, int(counts), 1, variant)


def how_entered(world: World, activity: Activity) -> tuple[bool, bool]:
    """Whether an activity was entered more than 48 hours late, and whether in bulk."""
    row = activity.row
    late = not _is_imported(row) and row["recorded_at"] - activity.at > timedelta(hours=48)
    return late, row["activity_id"] in _bulk(world)


@lru_cache(maxsize=1)
def _bulk(world: World) -> set[str]:
    entered: dict[str, list[Row]] = defaultdict(list)
    for activity in world.activities.past:
        row = activity.row
        if row["recorded_by"] and not _is_imported(row):
            entered[row["recorded_by"]].append(row)
    return {row["activity_id"] for rows in entered.values() for row in _in_bulk(rows)}


def _is_imported(row: Row) -> bool:
    """An administrator imported it for the rep."""
    return bool(row["import_id"]) and row["recorded_by"] != row["rep_id"]


def _in_bulk(rows: list[Row]) -> Iterator[Row]:
    """Entries of one user of which 20 lie within 10 minutes."""
    ordered = sorted(rows, key=lambda row: row["recorded_at"])
    instants: list[datetime] = [row["recorded_at"] for row in ordered]
    found: set[int] = set()
    for first in range(len(ordered)):
        last = first
        while last + 1 < len(ordered) and instants[last + 1] - instants[first] <= timedelta(
            minutes=10
        ):
            last += 1
        if last - first + 1 >= 20:
            found.update(range(first, last + 1))
    return (ordered[place] for place in sorted(found))


def _completeness(world: World) -> Iterator[Observation]:
    ends: dict[date, list[tuple[str, date]]] = defaultdict(list)
    for grain in MONTH_UP:
        for start, end in periods(world.history_from, world.as_of, grain):
            ends[end].append((grain, start))
    for day, ending in ends.items():
        for kind, where, present in (
            *_deals(world, day),
            *_leads(world, day),
            *_accounts(world, day),
        ):
            for grain, start in ending:
                for variant in ("", kind):
                    yield Observation(
                        "crm_completeness",
                        day,
                        where,
                        sum(present),
                        len(present),
                        variant,
                        grain,
                        start,
                    )


Rated = Iterator[tuple[str, Dimensions, list[bool]]]


def _deals(world: World, day: date) -> Rated:
    for deal, instant in open_deals(world, day):
        where = world.deals.dimensions(deal, instant)
        amount, expected = (
            value_at(world.deals.changes(deal.deal_id, field), instant)
            for field in ("amount", "expected_close_on")
        )
        yield (
            "opportunity",
            where,
            [
                deal.account is not None,
                where["owner"] != UNKNOWN,
                amount is not None and float(amount) > 0,
                expected is not None,
                bool(world.deals.members[deal.deal_id]),
            ],
        )


def _leads(world: World, day: date) -> Rated:
    ends = start_of(day + timedelta(days=1)) - timedelta(microseconds=1)
    for person, records in world.people.identity.records_of.items():
        if world.people.lead_at(person) > ends:
            continue
        rows = [world.people.identity.contacts.alive[record] for record in records]
        where = world.people.person(person) | world.people.lead_owner(person, ends)
        yield (
            "lead",
            where,
            [
                where["owner"] != UNKNOWN,
                *(
                    any(row[field] for row in rows)
                    for field in ("email", "phone", "job_title", "country")
                ),
                where["channel"] != UNKNOWN,
            ],
        )


def _accounts(world: World, day: date) -> Rated:
    """Companies of the CRM and of the help desk; each field from the oldest record that has it."""
    ends = start_of(day + timedelta(days=1)) - timedelta(microseconds=1)
    companies = world.people.identity.companies
    grouped: dict[str, list[str]] = defaultdict(list)
    for record, account in world.people.identity.account_of.items():
        grouped[account].append(record)
    for records in grouped.values():
        rows = [companies.alive[record] for record in companies.by_age(records)]
        if min(companies.created_at(record) for record in records) > ends:
            continue
        owner = next((row["owner_rep_id"] for row in rows if row["owner_rep_id"]), None)
        where = world.people.rep(owner, day)
        yield (
            "account",
            where,
            [
                where["owner"] != UNKNOWN,
                *(
                    any(row[field] for row in rows)
                    for field in ("domain", "industry", "employees", "country")
                ),
            ],
        )
