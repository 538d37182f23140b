"""A few hand-written accounts, so that the rarest cases exist in every size and with every seed."""

from __future__ import annotations

from dataclasses import dataclass

from demo.world.cast import Lead, Story
from demo.world.clock import DAY
from demo.world.currencies import stale_gap
from demo.world.people import Population
from demo.world.state import Simulation


@dataclass(frozen=True)
class _Plot:
    market: str
    opens: int
    closes: int
    fate: str
    win: bool = True


def _plots(sim: Simulation) -> list[_Plot]:
    start, as_of = sim.calendar.start, sim.calendar.as_of
    _, gap_last = stale_gap(sim)
    wins = [(90, 165), (95, 172), (60, 178), (75, 186), (30, 25), (28, 50), (40, 62), (45, 101)]
    markets = ("FR", "GB", "DE", "FR", "US", "ES", "FR", "IT")
    return [
        # A short contract that is not renewed; the customer comes back after some weeks.
        _Plot("FR", start + 45, start + 57, "churn_and_return"),
        _Plot("GB", start + 10, start + 21, "renew"),
        _Plot("FR", start + 75, start + 94, "expand"),
        _Plot("CH", gap_last - 40, gap_last - 4, "stale_rate"),
        *(
            _Plot(market, as_of - ago - days, as_of - ago, "")
            for market, (days, ago) in zip(markets, wins, strict=True)
        ),
        *(_Plot("FR", as_of - ago - 35, as_of - ago, "", win=False) for ago in (22, 52, 30, 61)),
    ]


def build_stories(sim: Simulation, population: Population) -> None:
    """Add the leads of the hand-written accounts to those that arrive by chance."""
    calendar, rng = sim.calendar, sim.random("stories")
    for plot in _plots(sim):
        created = calendar.at(max(plot.opens - 11, calendar.start), rng.uniform(9, 17))
        company = population.company(created, plot.market)
        company.employees = rng.randrange(50, 200)
        person = population.person(company)
        contact = population.contact(person, "referral", created, created + 20, person.email)
        sdr = population.staffing.pick("SDR", company.country, calendar.day_of(created))
        lead = Lead(contact, sdr, "hot", 2.0)
        opens = calendar.work_instant(rng, max(calendar.at(plot.opens, 9.5), created + 8 * DAY))
        lead.story = Story(opens, calendar.at(plot.closes, 11), plot.win, plot.fate)
        sim.cast.leads.append(lead)
