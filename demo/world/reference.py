"""Teams, reps, who is in which team when, and products."""

from __future__ import annotations

import random
from dataclasses import dataclass

from demo.world.cast import Rep
from demo.world.names import Mailboxes, person_name
from demo.world.state import Simulation
from demo.world.tricks import AE_TRICKS, INNOCENT_REASON, SDR_TRICKS

OWN_DOMAIN = "accord-demo.example"
TEAMS = (
    ("sdr-inbound", "SDR Inbound", "sdr"),
    ("sdr-outbound", "SDR Outbound", "sdr"),
    ("ae-france", "AE France", "ae"),
    ("ae-international", "AE International", "ae"),
    ("customer-success", "Customer Success", "cs"),
    ("marketing", "Marketing", "marketing"),
)
HOME_MARKETS = ("FR", "DE", "FR", "GB", "FR", "IT", "ES", "CH", "BE")


@dataclass(frozen=True)
class Product:
    """A product at its EUR list price; `one_off` has no recurring amount."""

    sku: str
    name: str
    price: float
    cost: float
    billing_period: str


PRODUCTS = (
    Product("PLAT-TEAM", "Platform Team, per seat", 420.0, 84.0, "annual"),
    Product("PLAT-BUS", "Platform Business, per seat", 690.0, 124.2, "annual"),
    Product("PLAT-FLEX", "Platform Flex, per seat and month", 49.0, 11.0, "monthly"),
    Product("ADD-ANALYTICS", "Analytics add-on, per seat", 150.0, 24.0, "annual"),
    Product("SUP-PREMIUM", "Premium support", 4_800.0, 2_300.0, "annual"),
    Product("SRV-ONBOARD", "Onboarding package", 3_500.0, 2_100.0, "one_off"),
    Product("SRV-TRAIN", "Training day", 1_450.0, 720.0, "one_off"),
    Product("SRV-MIGRATE", "Data migration", 6_200.0, 4_000.0, "one_off"),
    Product("HW-SCANNER", "Badge scanner, discontinued", 290.0, 190.0, "one_off"),
    Product("PLAT-CLASSIC", "Platform Classic, discontinued", 2_400.0, 700.0, "one_off"),
)


def build_reference(sim: Simulation) -> dict[str, int]:
    """Write teams, reps, memberships and products. Gives product ids by sku."""
    start = sim.calendar.import_instant
    team_ids: dict[str, int] = {}
    for team_slug, name, kind in TEAMS:
        team_ids[team_slug] = sim.ids.take("teams")
        sim.rows["teams"].add(team_id=team_ids[team_slug], name=name, kind=kind, recorded_at=start)
    products: dict[str, int] = {}
    for product in PRODUCTS:
        products[product.sku] = sim.ids.take("products")
        sim.rows["products"].add(
            product_id=products[product.sku],
            sku=product.sku,
            name=product.name,
            price=product.price,
            cost=product.cost,
            currency="EUR",
            billing_period=product.billing_period,
            recorded_at=start,
        )
    rng, mailboxes = sim.random("reps"), Mailboxes()
    for role, count in (
        ("SDR", sim.scale.sdrs),
        ("AE", sim.scale.aes),
        ("SM", sim.scale.managers),
        ("CS", sim.scale.success),
    ):
        for position in range(count):
            rep = _hire(sim, rng, mailboxes, role, position, count)
            sim.cast.reps.append(rep)
            _write_rep(sim, rep)
            _write_memberships(sim, rep, position, count, team_ids)
    return products


def _hire(
    sim: Simulation,
    rng: random.Random,
    mailboxes: Mailboxes,
    role: str,
    position: int,
    count: int,
) -> Rep:
    market = HOME_MARKETS[position % len(HOME_MARKETS)] if role in ("SDR", "AE") else "FR"
    first, last = person_name(rng, market)
    calendar = sim.calendar
    since, until = calendar.imported_on, None
    if role in ("SDR", "AE") and position == count - 1:
        since = calendar.workday(calendar.start + 150)
        sim_case = "rep_joins"
    elif role in ("SDR", "AE") and count > 5 and position >= count - max(2, count // 4):
        since = calendar.workday(calendar.start + rng.randrange(60, 600))
        sim_case = "rep_joins"
    elif role == "SDR" and position == count - 2:
        until = calendar.workday(calendar.as_of - 95)
        sim_case = "rep_leaves"
    elif role == "AE" and count > 5 and position % 6 == 4:
        until = calendar.workday(calendar.start + rng.randrange(300, 700))
        sim_case = "rep_leaves"
    else:
        sim_case = ""
    table = {"SDR": SDR_TRICKS, "AE": AE_TRICKS}.get(role, {})
    # Larger companies have proportionally more of each.
    tricks, looks_like = table.get(position % 12, ((), ()))
    rep = Rep(
        id=sim.ids.take("reps"),
        first_name=first,
        last_name=last,
        email=mailboxes.take(first, last, OWN_DOMAIN),
        role=role,
        market=market,
        active_from=since,
        active_to=until,
        tricks=frozenset(tricks),
        looks_like=frozenset(looks_like),
        skill=rng.uniform(0.8, 1.2),
    )
    if sim_case:
        known = calendar.day_start(until if until is not None else since)
        sim.special(sim_case, "reps", rep.id, role, known)
    return rep


def _write_rep(sim: Simulation, rep: Rep) -> None:
    known = sim.calendar.day_start(rep.active_from)
    sim.rows["reps"].add(
        rep_id=rep.id,
        first_name=rep.first_name,
        last_name=rep.last_name,
        email=rep.email,
        role=rep.role,
        hubspot_owner_id=sim.ids.take("hubspot_owner"),
        hubspot_user_id=sim.ids.take("hubspot_user"),
        zendesk_user_id=sim.ids.take("zendesk_user") if rep.role == "CS" else None,
        market=rep.market,
        active_from_on=rep.active_from,
        active_to_on=rep.active_to,
        tricks="|".join(sorted(rep.tricks)),
        looks_like="|".join(sorted(rep.looks_like)),
        recorded_at=known,
    )
    for trick in sorted(rep.tricks):
        sim.special(f"trick:{trick}", "reps", rep.id, rep.email, known)
    for trick in sorted(rep.looks_like):
        sim.special(f"looks_like:{trick}", "reps", rep.id, INNOCENT_REASON[trick], known)


def _write_memberships(
    sim: Simulation, rep: Rep, position: int, count: int, teams: dict[str, int]
) -> None:
    if rep.role == "SDR":
        names = ["sdr-inbound", "sdr-outbound"]
        names = names if position % 2 == 0 else names[::-1]
    elif rep.role == "AE":
        names = ["ae-france", "ae-international"]
        names = names if rep.market == "FR" else names[::-1]
    else:
        names = ["customer-success"] if rep.role == "CS" else ["ae-france"]
    # One rep of each sales role changes team in the middle of a quarter.
    moves = rep.role in ("SDR", "AE") and position % 12 == min(3, count - 2)
    spells = [(names[0], rep.active_from, rep.active_to)]
    if moves:
        calendar = sim.calendar
        middle = calendar.workday(calendar.quarter_end(calendar.as_of - 190) - 44)
        spells = [(names[0], rep.active_from, middle - 1), (names[1], middle, rep.active_to)]
        known = calendar.day_start(middle)
        sim.special("rep_changes_team", "reps", rep.id, f"{names[0]} to {names[1]}", known)
    for team, since, until in spells:
        if until is not None and until < since:
            continue
        sim.rows["team_memberships"].add(
            rep_id=rep.id,
            team_id=teams[team],
            role=rep.role,
            from_on=since,
            to_on=until,
            recorded_at=sim.calendar.day_start(since),
        )
