"""A made-up company that exports everything that Accord reads: the right export.

Small, so that it is computed in seconds; each KPI of the catalogue that an export can feed has
rows. Its days are drawn from a fixed seed. What its figures are does not matter: a test compares
them with those of the same export with one thing broken.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.breakages.export import Export, Row, Sheet

FIRST = date(2024, 1, 1)
LAST = date(2025, 6, 30)
DAYS = (LAST - FIRST).days
MARKETS = ("FR", "DE", "GB")
CHANNELS = ("organic_search", "paid_search", "referral", "outbound", "event")
STAGES = ("discovery", "proposal", "negotiation")
REPS = (
    ("lea@atelier.example", "Léa Martin", "AE", "north"),
    ("tom@atelier.example", "Tom Weiss", "AE", "south"),
    ("ana@atelier.example", "Ana Costa", "SDR", "north"),
    ("joe@atelier.example", "Joe Brown", "CS", "south"),
)
CLOSERS = (REPS[0][0], REPS[1][0])


def right_export() -> Export:
    """Return the export before anything is broken."""
    drawn = random.Random(7)
    sheets = {"reps": [_rep(rep) for rep in REPS], "stages": _stages(), "fx_rates": _rates()}
    sheets["accounts"] = [_account(drawn, number) for number in range(1, 31)]
    sheets["people"] = [_person(drawn, number) for number in range(1, 241)]
    sheets["lead_stages"] = [row for one in sheets["people"] for row in _lead_stages(drawn, one)]
    sheets["deals"] = [_deal(drawn, number) for number in range(1, 151)]
    sheets["deal_history"] = [row for one in sheets["deals"] for row in _history(one)]
    sheets["lines"] = [_line(drawn, one) for one in sheets["deals"]]
    sheets["deal_people"] = [_deal_person(drawn, one) for one in sheets["deals"]]
    sheets["proposals"] = [_proposal(one) for one in sheets["deals"] if one["stage"] != STAGES[0]]
    sheets["activities"] = [_activity(drawn, number) for number in range(1, 501)]
    sheets["tickets"] = [_ticket(drawn, number) for number in range(1, 201)]
    sheets["surveys"] = [_survey(drawn, one) for one in sheets["tickets"][::2]]
    sheets["touches"] = [_touch(drawn, one) for one in sheets["people"]]
    sheets["ads"] = _ads(drawn)
    sheets["costs"] = _costs(drawn)
    sheets["quotas"] = _quotas()
    files = {name: Sheet(rows) for name, rows in sheets.items()}
    return Export(files, _mapping(files), _profile())


def _time(day: date, minute: int) -> str:
    moment = datetime.combine(day, time(8)) + timedelta(minutes=minute)
    return moment.strftime("%Y-%m-%d %H:%M")


def _day(drawn: random.Random, first: date = FIRST, span: int = DAYS) -> date:
    return min(first + timedelta(days=drawn.randrange(span)), LAST)


def _later(drawn: random.Random, moment: str, days: int) -> str:
    start = date.fromisoformat(moment[:10])
    return _time(_day(drawn, start + timedelta(days=1), days), drawn.randrange(500))


def _in_time(moment: str) -> str:
    return moment if moment[:10] < LAST.isoformat() else ""


def _rep(rep: tuple[str, str, str, str]) -> Row:
    email, name, role, team = rep
    return {"email": email, "name": name, "role": role, "team": team, "since": "2023-01-01"}


def _stages() -> list[Row]:
    open_stages = [
        {
            "stage": stage,
            "position": str(at),
            "probability": str(0.2 * at),
            "closed": "no",
            "won": "no",
        }
        for at, stage in enumerate(STAGES, start=1)
    ]
    return [
        *open_stages,
        {"stage": "won", "position": "4", "probability": "1", "closed": "yes", "won": "yes"},
        {"stage": "lost", "position": "5", "probability": "0", "closed": "yes", "won": "no"},
    ]


def _rates() -> list[Row]:
    days = (FIRST + timedelta(days=number) for number in range(0, DAYS + 1, 5))
    return [
        {"day": day.isoformat(), "currency": "USD", "rate": f"{0.9 + 0.001 * (day.month % 7):.4f}"}
        for day in days
    ]


def _account(drawn: random.Random, number: int) -> Row:
    return {
        "id": f"A{number}",
        "name": f"Société {number}",
        "domain": f"client{number}.example",
        "industry": drawn.choice(("software", "retail", "health")),
        "employees": str(drawn.choice((12, 80, 400, 3000))),
        "market": drawn.choice(MARKETS),
        "owner": drawn.choice(CLOSERS),
        "created": _time(_day(drawn, FIRST, 200), drawn.randrange(500)),
    }


def _person(drawn: random.Random, number: int) -> Row:
    account = drawn.randrange(1, 31)
    created = _time(_day(drawn, FIRST, DAYS - 30), drawn.randrange(500))
    return {
        "id": f"P{number}",
        "email": f"person{number}@client{account}.example",
        "account": f"A{account}",
        "owner": drawn.choice((REPS[2][0], REPS[0][0])),
        "assigned": _later(drawn, created, 3),
        "market": drawn.choice(MARKETS),
        "channel": drawn.choice(CHANNELS),
        "score": str(drawn.randrange(10, 100)),
        "subscribed": drawn.choice(("yes", "yes", "no")),
        "created": created,
    }


def _lead_stages(drawn: random.Random, person: Row) -> list[Row]:
    found, moment = [], person["created"]
    for stage, chance in (("lead", 1.0), ("mql", 0.6), ("sql", 0.5)):
        if drawn.random() > chance:
            break
        found.append({"person": person["id"], "stage": stage, "reached": moment})
        moment = _later(drawn, moment, 20)
        if not _in_time(moment):
            break
    return found


def _deal(drawn: random.Random, number: int) -> Row:
    created = _time(_day(drawn, FIRST, DAYS - 10), drawn.randrange(500))
    closed = _in_time(_later(drawn, created, 150))
    outcome = drawn.choice(("won", "won", "lost")) if closed else "open"
    amount = drawn.randrange(2_000, 40_000)
    discount = amount * drawn.choice((0, 5, 10)) // 100
    expected = closed or _later(drawn, created, 120)
    return {
        "id": f"D{number}",
        "account": f"A{drawn.randrange(1, 31)}",
        "owner": drawn.choice(CLOSERS),
        "stage": drawn.choice(STAGES) if outcome == "open" else outcome,
        "outcome": outcome,
        "amount": f"{amount - discount}.50",
        "list_price": f"{amount}.50",
        "discount": f"{discount}.00",
        "cost": f"{amount * 4 // 10}.00",
        "currency": drawn.choice(("EUR", "EUR", "EUR", "USD")),
        "probability": str(drawn.choice((0.2, 0.4, 0.6))) if outcome == "open" else "",
        "type": drawn.choice(("new", "new", "expansion", "renewal")),
        "channel": drawn.choice(CHANNELS),
        "market": drawn.choice(MARKETS),
        "loss_reason": drawn.choice(("price", "timing")) if outcome == "lost" else "",
        "created": created,
        "expected": expected[:10],
        "closed": closed,
    }


def _history(deal: Row) -> list[Row]:
    steps = (
        [*STAGES, deal["outcome"]]
        if deal["closed"]
        else [*STAGES[: STAGES.index(deal["stage"]) + 1]]
    )
    first = datetime.fromisoformat(deal["created"])
    last = datetime.fromisoformat(deal["closed"] or _time(LAST, 0))
    pace = (last - first) / max(len(steps) - 1, 1)
    return [
        {
            "id": f"{deal['id']}-{at}",
            "deal": deal["id"],
            "from": steps[at - 1] if at else "",
            "to": step,
            "changed": (first + pace * at).strftime("%Y-%m-%d %H:%M"),
        }
        for at, step in enumerate(steps)
    ]


def _line(drawn: random.Random, deal: Row) -> Row:
    period = drawn.choice(("monthly", "quarterly", "annual", ""))
    start = deal["closed"][:10] or deal["expected"]
    end = date.fromisoformat(start) + timedelta(days=364)
    return {
        "id": f"L{deal['id']}",
        "deal": deal["id"],
        "product": drawn.choice(("care", "desk", "flow")),
        "quantity": "1",
        "amount": deal["amount"],
        "list_amount": deal["list_price"],
        "discount": deal["discount"],
        "cost": deal["cost"],
        "currency": deal["currency"],
        "period": period,
        "recurring": f"{float(deal['amount']) / 10:.2f}" if period else "",
        "starts": start if period else "",
        "ends": end.isoformat() if period and drawn.random() < 0.5 else "",
    }


def _deal_person(drawn: random.Random, deal: Row) -> Row:
    return {"deal": deal["id"], "person": f"P{drawn.randrange(1, 241)}", "since": deal["created"]}


def _proposal(deal: Row) -> Row:
    return {
        "id": f"Q{deal['id']}",
        "deal": deal["id"],
        "amount": deal["amount"],
        "currency": deal["currency"],
        "sent": deal["created"][:10] + " 17:30",
    }


def _activity(drawn: random.Random, number: int) -> Row:
    kind = drawn.choice(("call", "call", "meeting", "email"))
    outcome = {"call": ("connected", "no_answer"), "meeting": ("held", "held", "no_show")}
    day = _day(drawn)
    happened = _time(day, drawn.randrange(500))
    return {
        "id": f"T{number}",
        "type": kind,
        "kind": drawn.choice(("discovery", "demo")) if kind == "meeting" else "",
        "direction": drawn.choice(("outbound", "outbound", "inbound")),
        "booked": _time(day - timedelta(days=4), 30) if kind == "meeting" else "",
        "happened": happened,
        "recorded": happened,
        "minutes": str(drawn.randrange(5, 60)),
        "outcome": drawn.choice(outcome[kind]) if kind in outcome else "",
        "rep": drawn.choice(REPS[:3])[0],
        "person": f"P{drawn.randrange(1, 241)}",
        "account": f"A{drawn.randrange(1, 31)}",
        "deal": f"D{drawn.randrange(1, 151)}" if kind == "meeting" else "",
    }


def _ticket(drawn: random.Random, number: int) -> Row:
    opened = datetime.fromisoformat(_time(_day(drawn), drawn.randrange(500)))
    replied = opened + timedelta(minutes=drawn.randrange(10, 600))
    solved = replied + timedelta(minutes=drawn.randrange(60, 6000))
    is_solved = solved.date() < LAST
    return {
        "id": f"S{number}",
        "priority": drawn.choice(("low", "normal", "high")),
        "complaint": drawn.choice(("yes", "no", "no", "no")),
        "person": f"P{drawn.randrange(1, 241)}",
        "account": f"A{drawn.randrange(1, 31)}",
        "agent": REPS[3][0],
        "opened": opened.strftime("%Y-%m-%d %H:%M"),
        "replied": replied.strftime("%Y-%m-%d %H:%M") if replied.date() < LAST else "",
        "solved": solved.strftime("%Y-%m-%d %H:%M") if is_solved else "",
        "status": "solved" if is_solved else "open",
    }


def _survey(drawn: random.Random, ticket: Row) -> Row:
    kind = drawn.choice(("CSAT", "NPS", "CES"))
    top = {"CSAT": 5, "NPS": 10, "CES": 7}[kind]
    return {
        "id": f"V{ticket['id']}",
        "kind": kind,
        "score": str(drawn.randrange(1, top + 1)),
        "top": str(top),
        "ticket": ticket["id"],
        "person": ticket["person"],
        "answered": ticket["solved"] or ticket["opened"],
    }


def _touch(drawn: random.Random, person: Row) -> Row:
    return {
        "id": f"U{person['id']}",
        "person": person["id"],
        "channel": person["channel"],
        "campaign": drawn.choice(("spring", "autumn", "")),
        "happened": person["created"],
    }


def _ads(drawn: random.Random) -> list[Row]:
    days = (FIRST + timedelta(days=number) for number in range(0, DAYS + 1, 3))
    return [
        {
            "day": day.isoformat(),
            "campaign": campaign,
            "channel": "paid_search",
            "market": drawn.choice(MARKETS),
            "cost": f"{drawn.randrange(20, 90)}.00",
            "currency": "EUR",
            "impressions": str(drawn.randrange(500, 5000)),
            "clicks": str(drawn.randrange(10, 90)),
        }
        for day in days
        for campaign in ("spring", "autumn")
    ]


def _month(number: int) -> date:
    return date(FIRST.year + number // 12, number % 12 + 1, 1)


def _costs(drawn: random.Random) -> list[Row]:
    return [
        {
            "first": _month(number).isoformat(),
            "last": (_month(number + 1) - timedelta(days=1)).isoformat(),
            "kind": kind,
            "channel": "event" if kind == "programme" else "",
            "amount": f"{drawn.randrange(400, 3000)}.00",
            "currency": "EUR",
        }
        for number in range(18)
        for kind in ("salaries", "tools", "programme")
    ]


def _quotas() -> list[Row]:
    return [
        {
            "rep": rep,
            "first": _month(number).isoformat(),
            "last": (_month(number + 1) - timedelta(days=1)).isoformat(),
            "amount": "40000.00",
            "currency": "EUR",
        }
        for number in range(18)
        for rep in CLOSERS
    ]


YES = {"values": {"yes": True, "no": False}, "strict": True}


def _entity(sheet: str, key: str | list[str], **fields: Any) -> dict[str, Any]:
    return {"from": sheet, "key": key, "fields": fields}


def _mapping(sheets: Iterable[str]) -> dict[str, Any]:
    return {
        "version": 1,
        "date_format": ["YYYY-MM-DD HH:mm", "YYYY-MM-DD"],
        "inputs": {name: {"path": f"{name}.csv"} for name in sheets},
        "entities": {
            "reps": _entity(
                "reps",
                "email",
                email="email",
                full_name="name",
                role="role",
                team="team",
                active_from="since",
            ),
            "opportunity_stages": _entity(
                "stages",
                "stage",
                pipeline={"constant": "sales"},
                stage="stage",
                label="stage",
                position="position",
                probability="probability",
                is_closed={"column": "closed", **YES},
                is_won={"column": "won", **YES},
            ),
            "fx_rates": _entity(
                "fx_rates", ["day", "currency"], rate_on="day", currency="currency", rate="rate"
            ),
            "accounts": _entity(
                "accounts",
                "id",
                name="name",
                domain="domain",
                industry="industry",
                employees="employees",
                market="market",
                owner_source_key="owner",
                created_at="created",
            ),
            "people": _entity(
                "people",
                "id",
                email="email",
                account_source_key="account",
                owner_source_key="owner",
                assigned_at="assigned",
                market="market",
                channel="channel",
                lead_score="score",
                is_lead={"constant": True},
                is_subscribed={"column": "subscribed", **YES},
                created_at="created",
            ),
            "lead_stage_events": _entity(
                "lead_stages",
                ["person", "stage"],
                person_source_key="person",
                stage="stage",
                reached_at="reached",
                recorded_at="reached",
            ),
            "opportunities": _entity(
                "deals",
                "id",
                account_source_key="account",
                owner_source_key="owner",
                pipeline={"constant": "sales"},
                stage="stage",
                outcome="outcome",
                amount="amount",
                list_price="list_price",
                discount="discount",
                cost="cost",
                currency="currency",
                probability="probability",
                type="type",
                channel="channel",
                market="market",
                loss_reason="loss_reason",
                created_at="created",
                recorded_created_at="created",
                expected_close_on="expected",
                closed_at="closed",
            ),
            "opportunity_changes": _entity(
                "deal_history",
                "id",
                opportunity_source_key="deal",
                field={"constant": "stage"},
                old_value="from",
                new_value="to",
                changed_at="changed",
                recorded_at="changed",
            ),
            "opportunity_lines": _entity(
                "lines",
                "id",
                opportunity_source_key="deal",
                product="product",
                product_name="product",
                quantity="quantity",
                amount="amount",
                list_amount="list_amount",
                discount="discount",
                cost="cost",
                currency="currency",
                billing_period="period",
                recurring_amount="recurring",
                starts_on="starts",
                ends_on="ends",
            ),
            "opportunity_people": _entity(
                "deal_people",
                ["deal", "person"],
                opportunity_source_key="deal",
                person_source_key="person",
                since_at="since",
            ),
            "proposals": _entity(
                "proposals",
                "id",
                opportunity_source_key="deal",
                amount="amount",
                currency="currency",
                sent_at="sent",
            ),
            "activities": _entity(
                "activities",
                "id",
                type="type",
                meeting_kind="kind",
                direction="direction",
                booked_at="booked",
                occurred_at="happened",
                recorded_at="recorded",
                minutes="minutes",
                outcome="outcome",
                rep_source_key="rep",
                person_source_key="person",
                account_source_key="account",
                opportunity_source_key="deal",
            ),
            "tickets": _entity(
                "tickets",
                "id",
                priority="priority",
                is_complaint={"column": "complaint", **YES},
                requester_source_key="person",
                account_source_key="account",
                assignee_source_key="agent",
                opened_at="opened",
                first_reply_at="replied",
                solved_at="solved",
                status="status",
            ),
            "survey_answers": _entity(
                "surveys",
                "id",
                kind="kind",
                score="score",
                scale_max="top",
                ticket_source_key="ticket",
                person_source_key="person",
                answered_at="answered",
            ),
            "touches": _entity(
                "touches",
                "id",
                person_source_key="person",
                channel="channel",
                campaign="campaign",
                occurred_at="happened",
            ),
            "ad_spend": _entity(
                "ads",
                ["day", "campaign"],
                day="day",
                campaign="campaign",
                channel="channel",
                market="market",
                cost="cost",
                currency="currency",
                impressions="impressions",
                clicks="clicks",
            ),
            "costs": _entity(
                "costs",
                ["first", "kind"],
                period_start_on="first",
                period_end_on="last",
                kind="kind",
                channel="channel",
                amount="amount",
                currency="currency",
            ),
            "quotas": _entity(
                "quotas",
                ["rep", "first"],
                rep_email="rep",
                period_start_on="first",
                period_end_on="last",
                amount="amount",
                currency="currency",
            ),
        },
    }


def _profile() -> dict[str, Any]:
    return {
        "name": "Atelier",
        "sources": {"files": {"mapping": "mapping.yml", "data_root": "export"}},
        "time_zone": "Europe/Paris",
        "reporting_currency": "EUR",
        "as_of": LAST.isoformat(),
        "ideal_customer": {"min_employees": 50, "industries": ["software"]},
    }
