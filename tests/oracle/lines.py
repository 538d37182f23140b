"""The sold lines of won deals, in the reporting currency."""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from tests.oracle.deals import Deal
from tests.oracle.identity import UNKNOWN
from tests.oracle.truth import Row, day_of, value_at
from tests.oracle.world import World

CENT = Decimal("0.01")


class Line(NamedTuple):
    """A line of a won deal; of a deal without lines, the whole of it."""

    deal: Deal
    product: str
    row: Row | None
    #: What is the line's of the deal's won amount.
    won: Decimal
    list_amount: Decimal
    discount: Decimal
    #: None where nobody knows it, or there is no rate for it.
    cost: Decimal | None
    has_list_price: bool

    @property
    def costed(self) -> Decimal:
        """What was won with it, if its cost is known, too."""
        return self.won if self.cost is not None and self.deal.revenue is not None else Decimal(0)

    @property
    def margin(self) -> Decimal:
        """Won less cost; nothing is counted where one of them is not known."""
        if self.cost is None or self.deal.revenue is None:
            return Decimal(0)
        return self.won - self.cost


@lru_cache(maxsize=1)
def won_lines(world: World) -> dict[str, list[Line]]:
    """Won deal -> its lines."""
    skus = {row["product_id"]: row["sku"] for row in world.truth.rows("products")}
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(world.truth.rows("order_lines"), key=lambda row: row["line_id"]):
        if deal_id := world.people.identity.deals.resolve(row["deal_id"]):
            rows[deal_id].append(row)
    return {deal.deal_id: _lines(world, deal, rows[deal.deal_id], skus) for deal in world.deals.won}


def _lines(world: World, deal: Deal, rows: list[Row], skus: dict[str, str]) -> list[Line]:
    revenue, none = deal.revenue or Decimal(0), Decimal(0)
    if not rows:
        return [_of_the_whole(world, deal, revenue)]
    shares = shared(revenue, [Decimal(str(row["amount"])) for row in rows])
    assert deal.closed_at
    on, lines = day_of(deal.closed_at), []
    for row, share in zip(rows, shares, strict=True):
        list_amount, discount, cost = (
            world.people.reporting(_decimal(row[name]), row["currency"], on)
            for name in ("list_amount", "discount", "cost")
        )
        product, has_list = skus.get(row["product_id"], UNKNOWN), row["list_amount"] is not None
        discount = discount if has_list else none
        lines.append(
            Line(deal, product, row, share, list_amount or none, discount or none, cost, has_list)
        )
    return lines


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _of_the_whole(world: World, deal: Deal, won: Decimal) -> Line:
    """The deal as one line, with the list price, discount and cost on the deal itself."""
    assert deal.closed_at
    on, currency, none = day_of(deal.closed_at), deal.row["currency"], Decimal(0)
    texts = [
        value_at(world.deals.changes(deal.deal_id, f)) for f in ("list_price", "discount", "cost")
    ]
    listed, discount, cost = (
        world.people.reporting(Decimal(text) if text else None, currency, on) for text in texts
    )
    # A discount is a share of a list price: without one it is a share of nothing.
    discount = discount if listed else none
    has_list = bool(texts[0])
    return Line(deal, UNKNOWN, None, won, listed or none, discount or none, cost, has_list)


def shared(amount: Decimal, weights: list[Decimal]) -> list[Decimal]:
    """`amount` in proportion to the weights: what is due up to each, less what is before it.

    Weights that add up to nothing share alike.
    """
    if not sum(weights):
        weights = [Decimal(1)] * len(weights)
    total, due, before, shares = sum(weights), Decimal(0), Decimal(0), []
    for weight in weights:
        due += weight
        upto = (amount * due / total).quantize(CENT, ROUND_HALF_UP)
        shares.append(upto - before)
        before = upto
    return shares
